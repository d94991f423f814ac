/** Takes updates in: each is on disk before it is confirmed, handled once, and taken up again after a crash. */
import type { Update } from "grammy/types";
import { z } from "zod";
import type { TelegramStore } from "../../storage/telegram.ts";
import { Stopped } from "./sender.ts";

/** More updates than this are not taken in until some are done: those of one chat may wait for it for a minute. */
const MAX_IN_FLIGHT = 2_000;

/** The part of an update that must be right for it to be kept; the rest is Telegram's word. */
const updateSchema = z.custom<Update>(
  (value) =>
    typeof value === "object" &&
    value !== null &&
    "update_id" in value &&
    Number.isSafeInteger(value.update_id),
);

/** Parses what claims to be an update; null when it is none. */
export function parseUpdate(json: string): Update | null {
  try {
    return updateSchema.parse(JSON.parse(json));
  } catch {
    return null;
  }
}

interface Parts {
  readonly store: TelegramStore;
  /** Handles one update and says what became of it. Updates of a chat are handled in the order of the calls. */
  readonly handle: (update: Update) => Promise<string>;
  /** Whether nothing would come of an update, so that it need not even be noted. */
  readonly vain: (update: Update) => boolean;
  readonly now: () => Temporal.Instant;
  readonly report: (line: string) => void;
  readonly onBug: (error: unknown) => string;
}

export class Intake {
  readonly #parts: Parts;
  readonly #running = new Set<Promise<void>>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Whether there is room for more. */
  get full(): boolean {
    return this.#running.size >= MAX_IN_FLIGHT;
  }

  /** Waits until there is room for more. */
  async room(): Promise<void> {
    while (this.full) await Promise.race(this.#running);
  }

  /** Waits until everything taken in is done. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Records updates and starts on those that are new. When this returns, Telegram may forget them. */
  async accept(all: readonly Update[]): Promise<void> {
    const { store, vain, now } = this.#parts;
    const updates = all.filter((update) => !vain(update));
    if (updates.length === 0) return;
    const rows = updates.map((update) => ({ id: update.update_id, payload: JSON.stringify(update) }));
    const { fresh, kept } = store.receive(rows, now());
    const left = new Set(fresh);
    for (const update of updates) {
      if (left.delete(update.update_id)) this.#start(update);
    }
    await kept;
  }

  /**
   * Takes up what a crash left behind. What was never answered is answered now. Where a message may have gone
   * out already, sending again could say it twice: that is recorded and reported instead.
   */
  async resume(): Promise<void> {
    const { store, report } = this.#parts;
    for (const { id, payload, answering } of await store.unfinished()) {
      const update = parseUpdate(payload);
      if (update && !answering) this.#start(update);
      else {
        await store.finish(id, "unknown: stopped while answering");
        report(
          `Telegram: update ${id} may or may not have been answered before the restart; not answered again`,
        );
      }
    }
  }

  #start(update: Update): void {
    const { store, handle, onBug } = this.#parts;
    const task = handle(update)
      .catch((error) => (error instanceof Stopped ? null : `bug ${onBug(error)}`))
      .then((outcome) => (outcome === null ? undefined : store.finish(update.update_id, outcome)))
      .catch((error) => void onBug(error));
    const running = task.finally(() => this.#running.delete(running));
    this.#running.add(running);
  }
}
