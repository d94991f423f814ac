/** The end of the service: on a signal in order and in time, on a second one at once, on a crash with a record of it. */
import { constants } from "node:os";
import { setTimeout as timer } from "node:timers/promises";
import type { Log } from "./log.ts";

/** What is under way is finished within this time, in milliseconds; then the rest is closed all the same. */
const GRACE_MS = 10_000;
const LATE = Symbol("late");
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

export class Lifecycle {
  readonly #log: Log;
  readonly #grace: number;
  readonly #parts: { readonly name: string; readonly close: () => unknown }[] = [];
  #stopping: Promise<void> | null = null;

  constructor(log: Log, grace = GRACE_MS) {
    this.#log = log;
    this.#grace = grace;
  }

  /** Whether the end has begun. */
  get stopping(): boolean {
    return this.#stopping !== null;
  }

  /** Something to be closed at the end. What was opened last is closed first. */
  opened(name: string, close: () => unknown): void {
    this.#parts.unshift({ name, close });
  }

  /** Ends the service on signals, and on errors that nobody caught. */
  watch(): void {
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        if (this.stopping) process.exit(128 + constants.signals[signal]);
        this.#log.info({ signal }, "stopping");
        void this.end(0);
      });
    }
    // A crash is the last sink that a secret could reach; what must survive is on disk already.
    const crash = (err: unknown): void => {
      this.#log.fatal({ err }, "crashed");
      process.exit(1);
    };
    process.on("uncaughtException", crash);
    process.on("unhandledRejection", crash);
  }

  /** Closes everything, then ends the process; the first status counts. */
  async end(status: number): Promise<never> {
    process.exitCode ??= status;
    await this.stop();
    process.exit();
  }

  /** Closes everything, once. Never rejects. */
  stop(): Promise<void> {
    this.#stopping ??= this.#close();
    return this.#stopping;
  }

  async #close(): Promise<void> {
    const done = new AbortController();
    const late = timer(this.#grace, LATE, { signal: done.signal }).catch(() => LATE);
    for (const { name, close } of this.#parts) {
      try {
        const closing = close();
        if (closing instanceof Promise && (await Promise.race([closing, late])) === LATE)
          this.#log.warn(`${name} took too long to close and is left as it is`);
      } catch (err) {
        this.#log.error({ err }, `${name} did not close`);
      }
    }
    done.abort();
  }
}
