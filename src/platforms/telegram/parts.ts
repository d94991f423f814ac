/** What conversations are made of. */
import type { Api } from "grammy";
import type { Asker, Command } from "../../command.ts";
import type { Reply } from "../../reply/document.ts";
import type { TelegramStore } from "../../storage/telegram.ts";
import type { Sender } from "./sender.ts";

export interface ConversationParts {
  readonly api: Api;
  readonly store: TelegramStore;
  readonly sender: Sender;
  readonly commands: readonly Command[];
  /** Answers an input; never throws. */
  readonly answer: (input: string, asker: Asker, now: Temporal.Instant) => Promise<Reply>;
  /** Answers an input that may only read; never throws. */
  readonly read: (input: string, now: Temporal.Instant) => Reply;
  /** An input whose statements inline mode lists before anything is typed. */
  readonly example: string;
  readonly now: () => Temporal.Instant;
  readonly report: (line: string) => void;
}
