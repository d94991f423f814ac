/** How the connection to Telegram is doing; told once whenever it changes. */

/** Takes a line for whoever runs the bot: trouble, unless it says otherwise. */
export type Report = (line: string, level?: "info" | "warn") => void;

export class Health {
  readonly #report: Report;
  readonly #now: () => Temporal.Instant;
  #lastSign: Temporal.Instant | null = null;
  #trouble: string | null = "not connected yet";

  constructor(report: Report, now: () => Temporal.Instant) {
    this.#report = report;
    this.#now = now;
  }

  /** When Telegram last answered as it should. */
  get lastSign(): Temporal.Instant | null {
    return this.#lastSign;
  }

  /** Why the bot does not work now; null when it does. */
  get trouble(): string | null {
    return this.#trouble;
  }

  well(): void {
    if (this.#trouble !== null) this.#report("Telegram: connected", "info");
    this.#lastSign = this.#now();
    this.#trouble = null;
  }

  ill(trouble: string, level: "info" | "warn" = "warn"): void {
    if (this.#trouble !== trouble) this.#report(`Telegram: ${trouble}`, level);
    this.#trouble = trouble;
  }
}
