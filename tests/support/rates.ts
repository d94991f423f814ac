/** Rate limits as platforms keep them: so many at once, then one every so often. */

export class Rate {
  readonly #every: number;
  readonly #burst: number;
  /** When all that was taken would have come in at an even pace, in milliseconds. */
  #due = Number.NEGATIVE_INFINITY;

  /** @param every milliseconds for one. @param burst how many may come at once after a pause */
  constructor(every: number, burst: number) {
    this.#every = every;
    this.#burst = burst;
  }

  /** How long to wait, in milliseconds; 0 when it may go now, which is then counted. */
  take(now: number): number {
    const due = Math.max(this.#due, now);
    const early = due - (this.#burst - 1) * this.#every;
    if (now < early) return early - now;
    this.#due = due + this.#every;
    return 0;
  }
}

/** Limits of the same kind, one for each name. */
export class Rates {
  readonly #rates = new Map<string, Rate>();
  readonly #make: (name: string) => Rate;

  constructor(make: (name: string) => Rate) {
    this.#make = make;
  }

  of(name: string): Rate {
    const rate = this.#rates.get(name) ?? this.#make(name);
    this.#rates.set(name, rate);
    return rate;
  }
}
