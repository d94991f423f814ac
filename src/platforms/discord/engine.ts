/** What the adapter needs of the engine. */
import type { Arg } from "../../args.ts";
import type { Asker, Command } from "../../command.ts";
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
