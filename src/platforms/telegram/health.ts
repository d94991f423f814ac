/** How the connection to Telegram is doing; told once whenever it changes. */

export class Health {
  readonly #report: (line: string) => void;
  #trouble: string | null = "not connected yet";

  constructor(report: (line: string) => void) {
    this.#report = report;
  }

  /** Why the bot does not work now; null when it does. */
  get trouble(): string | null {
    return this.#trouble;
  }

  well(): void {
    if (this.#trouble !== null) this.#report("Telegram: connected");
    this.#trouble = null;
  }

  ill(trouble: string): void {
    if (this.#trouble !== trouble) this.#report(`Telegram: ${trouble}`);
    this.#trouble = trouble;
  }
}
