/** What the adapter needs of the engine and of the store; main.ts gives both. */
import type { Arg, Asker, Command } from "../../command.ts";
import type { Reply } from "../../reply/document.ts";

export interface Engine {
  readonly commands: readonly Command[];
  /**
   * Answers an input; null when nothing is to be said. It may take as long as it must: the person is told that the
   * answer is coming.
   */
  answer(input: string, asker: Asker): Promise<Reply | null>;
  /** Answers an input that may only read, as when a page is turned; null when nothing is to be said. */
  read(input: string, asker: Asker): Promise<Reply | null>;
  /** The sources of a reply in full. */
  receipts(reply: Reply): Reply;
  /** Values for an argument that fit what is typed so far, best first. */
  suggest(arg: Arg, typed: string, asker: Asker): Promise<readonly string[]>;
  /** All values of an argument, as a menu shows them. */
  menu(arg: Arg): readonly { readonly label: string; readonly value: string }[];
  /** What a person is told of a bug, by the id under which it is recorded. */
  apologise(bug: string): Reply;
  /** Told of every bug; returns the id under which it is recorded. */
  onBug(error: unknown): string;
}

/**
 * Holds inputs too long for a button. The same input always has the same key, so that keeping it twice is nothing.
 */
export interface ButtonStore {
  keep(key: string, input: string): Promise<void>;
  /** The input, or null when it is not known (any more). */
  find(key: string): Promise<string | null>;
}

/** As many long inputs as are held in memory, the latest; a database holds them all. */
const MAX_HELD = 10_000;

/** Buttons' inputs in memory: they end with the process, and the oldest go first. */
export class MemoryButtonStore implements ButtonStore {
  readonly #inputs = new Map<string, string>();

  async keep(key: string, input: string): Promise<void> {
    this.#inputs.delete(key);
    this.#inputs.set(key, input);
    const [oldest] = this.#inputs.keys();
    if (this.#inputs.size > MAX_HELD && oldest !== undefined) this.#inputs.delete(oldest);
  }

  async find(key: string): Promise<string | null> {
    return this.#inputs.get(key) ?? null;
  }
}
