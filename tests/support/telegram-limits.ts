/**
 * Telegram's rate limits: 30 messages a second in all, one a second to a chat, 20 a minute to a group:
 * https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 */
import { Rate, Rates } from "./rates.ts";

/** "Short bursts" over the limit of a chat are taken; how short is not said, so here it is two messages. */
const CHAT_BURST = 2;
const PER_SECOND = 30;
const PER_MINUTE = 20;

export class TelegramLimits {
  readonly #all = new Rate(1_000 / PER_SECOND, PER_SECOND);
  readonly #chats = new Rates(() => new Rate(1_000, CHAT_BURST));
  readonly #groups = new Rates(() => new Rate(60_000 / PER_MINUTE, PER_MINUTE));
  /** Whether they are kept; most tests are about something else. */
  on = false;
  /** Calls refused for being too many. */
  floods = 0;

  /** Counts a call; how long to wait, in milliseconds, when it is one too many. */
  take(method: string, payload: unknown, now = performance.now()): number {
    const counted = /^(?:send(?:Rich)?Message|editMessageText)$/.test(method);
    if (!this.on || !counted || typeof payload !== "object" || !payload || !("chat_id" in payload)) return 0;
    const chat = String(payload.chat_id);
    const group = chat.startsWith("-") ? this.#groups.of(chat).take(now) : 0;
    const wait = this.#all.take(now) || this.#chats.of(chat).take(now) || group;
    if (wait > 0) this.floods++;
    return wait;
  }
}
