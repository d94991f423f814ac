/** What conversations are made of. */
import type { Api } from "grammy";
import type { Asker, Command } from "../../command.ts";
import type { Reply } from "../../reply/document.ts";
import type { ChannelListener } from "../../schedule/poster.ts";
import type { ButtonStore } from "../../storage/buttons.ts";
import type { TelegramStore } from "../../storage/telegram.ts";
import type { Report } from "./health.ts";
import type { Sender } from "./sender.ts";

export interface ConversationParts {
  readonly api: Api;
  readonly store: TelegramStore;
  readonly buttons: ButtonStore;
  readonly listener: ChannelListener | undefined;
  readonly sender: Sender;
  readonly commands: readonly Command[];
  /** Answers an input; null when nothing is to be said. Never throws. */
  readonly answer: (input: string, asker: Asker, now: Temporal.Instant) => Promise<Reply | null>;
  /** Answers an input that may only read; null when nothing is to be said. Never throws. */
  readonly read: (input: string, asker: Asker, now: Temporal.Instant) => Promise<Reply | null>;
  /** Counts an input that is answered here; null when it may be, else what to say, or nothing. */
  readonly admit: (asker: Asker) => Promise<{ readonly text: string | null } | null>;
  /** An input whose statements inline mode lists before anything is typed. */
  readonly example: string;
  readonly now: () => Temporal.Instant;
  readonly report: Report;
}
