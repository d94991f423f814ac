/** What a message says, checked as Telegram does: markup, lengths after parsing, rich blocks. */
import { EntityError, type Parsed, parseTelegramHtml } from "./telegram-html.ts";
import type { Payload } from "./telegram-methods.ts";
import { checkRichMessage } from "./telegram-rich.ts";

/** A call that the server answers with an error. */
export class Refusal extends Error {
  readonly code: number;
  readonly parameters: Record<string, number> | undefined;
  constructor(code: number, description: string, parameters?: Record<string, number>) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

export const bad = (description: string): Refusal => new Refusal(400, `Bad Request: ${description}`);

/** What an app shows of a message. */
export interface Shown {
  readonly text: string;
  readonly rich: boolean;
  readonly entities: Parsed["entities"];
}

type Content = Pick<Payload<"editMessageText">, "text" | "parse_mode" | "rich_message">;

/** What a message says, checked as Telegram does. */
export function contentOf(call: Content | Payload<"sendRichMessage">): Shown {
  if ("rich_message" in call && call.rich_message !== undefined) {
    try {
      return { text: checkRichMessage(call.rich_message), rich: true, entities: [] };
    } catch (error) {
      throw bad(error instanceof Error ? error.message : "RICH_MESSAGE_INVALID");
    }
  }
  const { text = "", parse_mode } = call as Content;
  try {
    const parsed = parse_mode === "HTML" ? parseTelegramHtml(text) : { text, entities: [] };
    if (parsed.text.trim() === "") throw bad("message text is empty");
    if (parsed.text.length > 4_096) throw bad("message is too long");
    if (parsed.entities.length > 100) throw bad("more entities than are kept");
    return { ...parsed, rich: false };
  } catch (error) {
    if (error instanceof EntityError) throw bad(`can't parse entities: ${error.message}`);
    throw error;
  }
}
