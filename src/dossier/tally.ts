/** Which rows carry most of some terms' weight: adds up lists of rows, with bounded work however long they are. */

/** The rows that hold one form of a term, ascending, and how well the form means the term, 0–1. */
export interface List {
  readonly rows: Uint32Array;
  readonly worth: number;
}

/** A term: what it weighs, and the lists of its forms, the best form first. */
export interface WeighedLists {
  readonly weight: number;
  readonly lists: readonly List[];
}

/** Rows of the lists that are walked for one question at most, besides those of the heaviest term. */
const MOST_WALKED = 30_000;
/** Rows that are weighed by the terms whose lists are too long to walk: the heaviest by all the others. */
const MOST_SIEVED = 500;

/** Sums for a number of rows, kept from question to question. */
export class Tally {
  readonly #scores: Float64Array;
  /** The last term counted for a row, from 1, so that only the best form of a term counts. */
  readonly #counted: Uint16Array;
  /** The rows that hold any term, as they were found. */
  readonly #found: Uint32Array;
  #count = 0;

  /** @param rows how many there are, from 0 */
  constructor(rows: number) {
    this.#scores = new Float64Array(rows);
    this.#counted = new Uint16Array(rows);
    this.#found = new Uint32Array(rows);
  }

  /**
   * The rows that carry most of the terms' weight, heaviest first. Heavy terms find rows; terms whose lists are too
   * long to walk only weigh those that the others found.
   */
  heaviest(terms: readonly WeighedLists[], most: number): number[] {
    let left = MOST_WALKED;
    const long: WeighedLists[] = [];
    const heavy = terms.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
    for (const [i, term] of heavy.entries()) {
      const length = term.lists.reduce((sum, { rows }) => sum + rows.length, 0);
      if (this.#count > 0 && length > left) long.push(term);
      else {
        this.#walk(term, i + 1);
        left -= length;
      }
    }
    if (long.length > 0) this.#sieve(long);
    const best = this.#best(most);
    this.#clear();
    return best;
  }

  /** Counts a term for all rows that hold it. @param number of the term, from 1 */
  #walk({ weight, lists }: WeighedLists, number: number): void {
    const several = lists.length > 1;
    for (const { rows, worth } of lists) {
      const score = weight * worth;
      for (const row of rows) {
        if (several) {
          if (this.#counted[row] === number) continue;
          this.#counted[row] = number;
        }
        const before = this.#scores[row] ?? 0;
        if (before === 0) this.#found[this.#count++] = row;
        this.#scores[row] = before + score;
      }
    }
  }

  /** Keeps the heaviest rows and adds what the other terms weigh in them. */
  #sieve(terms: readonly WeighedLists[]): void {
    const best = this.#best(MOST_SIEVED);
    const scores = best.map((row) =>
      terms.reduce((sum, { weight, lists }) => sum + weight * worthIn(lists, row), this.#scores[row] ?? 0),
    );
    this.#clear();
    for (const [i, row] of best.entries()) {
      this.#found[this.#count++] = row;
      this.#scores[row] = scores[i] ?? 0;
    }
  }

  /** Forgets the rows found. */
  #clear(): void {
    for (let i = 0; i < this.#count; i++) {
      const row = this.#found[i] ?? 0;
      this.#scores[row] = 0;
      this.#counted[row] = 0;
    }
    this.#count = 0;
  }

  /** The heaviest of the rows found; of equals those found first. */
  #best(most: number): number[] {
    const order = (a: number, b: number) => (this.#scores[b] ?? 0) - (this.#scores[a] ?? 0);
    const best: number[] = [];
    let least = 0;
    for (let i = 0; i < this.#count; i++) {
      const row = this.#found[i] ?? 0;
      if ((this.#scores[row] ?? 0) <= least) continue;
      best.push(row);
      // Sorted now and then, not for each row.
      if (best.length < 2 * most) continue;
      best.sort(order).length = most;
      least = this.#scores[best[most - 1] ?? 0] ?? 0;
    }
    return best.sort(order).slice(0, most);
  }
}

/** How well a row means a term: the worth of its best form that stands there, 0 when none does. */
export function worthIn(lists: readonly List[], row: number): number {
  for (const { rows, worth } of lists) if (holds(rows, row)) return worth;
  return 0;
}

/** Whether an ascending list holds a row. */
function holds(rows: Uint32Array, row: number): boolean {
  let [from, to] = [0, rows.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((rows[middle] ?? 0) < row) from = middle + 1;
    else to = middle;
  }
  return rows[from] === row;
}
