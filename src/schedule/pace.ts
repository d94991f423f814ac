/** Keeps what is posted just below what a platform allows. Pure: it is told the time, and says how long to wait. */

/** What a platform allows; the numbers stand with each platform below. */
export interface Allowance {
  /** Messages a second in all. */
  readonly perSecond: number;
  /** Milliseconds between two messages to one chat. */
  readonly chatGap: number;
  /** Messages to one chat within a minute. */
  readonly chatPerMinute: number;
  /** Refusals within ten minutes after which nothing is posted for a while. */
  readonly refusals: number;
}

/**
 * 30 messages a second in all, 1 a second to a chat, 20 a minute to a group:
 * https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 */
export const TELEGRAM: Allowance = { perSecond: 29, chatGap: 1_050, chatPerMinute: 19, refusals: Infinity };

/**
 * 50 requests a second in all, and 10,000 refused ones in ten minutes ban the address:
 * https://docs.discord.com/developers/topics/rate-limits. A channel's own limit comes with each answer; the client
 * library keeps it.
 */
export const DISCORD: Allowance = { perSecond: 48, chatGap: 0, chatPerMinute: Infinity, refusals: 5_000 };

/**
 * Posts may come this much early in a row, in milliseconds, so that late timers do not add up; no second has more than
 * the platforms allow for it: 29 × 1.033 < 30, 48 × 1.033 < 50.
 */
const SLACK = 33;
const MINUTE = 60_000;
const TEN_MINUTES = 600_000;
/** Chats remembered before the quiet ones are forgotten. */
const MAX_CHATS = 10_000;

export class Pacer {
  readonly #allowance: Allowance;
  /** When the next message may go, in milliseconds. */
  #next = 0;
  /** When each chat's latest messages went, within a minute. */
  readonly #chats = new Map<string, number[]>();
  #refusals: number[] = [];

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  /**
   * Asks to post to a chat.
   * @param now milliseconds, of any clock that never goes back
   * @returns 0 when it may go now, which is then counted; else how long to wait before asking again
   */
  take(chat: string, now: number): number {
    const wait = Math.max(this.#next - SLACK - now, this.#chatWait(chat, now), this.#refusalWait(now));
    if (wait > 0) return wait;
    this.spent(chat, now);
    return 0;
  }

  /** A message to a chat went out without asking, as answers to people do. */
  spent(chat: string, now: number): void {
    this.#next = Math.max(this.#next, now) + 1_000 / this.#allowance.perSecond;
    if (this.#allowance.chatGap === 0) return;
    if (this.#chats.size >= MAX_CHATS) this.#forgetQuiet(now);
    // Of more than may be posted within a minute the latest alone decide.
    this.#chats.set(chat, [...this.#recent(chat, now), now].slice(-this.#allowance.chatPerMinute));
  }

  /** The platform refused a request. */
  refused(now: number): void {
    this.#refusals = [...this.#refusals.filter((at) => at > now - TEN_MINUTES), now];
  }

  #chatWait(chat: string, now: number): number {
    const recent = this.#recent(chat, now);
    const last = recent.at(-1);
    if (last === undefined) return 0;
    const { chatGap, chatPerMinute } = this.#allowance;
    const [oldest = now] = recent.slice(-chatPerMinute);
    const full = recent.length >= chatPerMinute ? oldest + MINUTE - now : 0;
    return Math.max(last + chatGap - now, full);
  }

  #refusalWait(now: number): number {
    const { refusals } = this.#allowance;
    const nth = this.#refusals.at(-refusals);
    return this.#refusals.length >= refusals && nth !== undefined ? nth + TEN_MINUTES - now : 0;
  }

  #recent(chat: string, now: number): number[] {
    return (this.#chats.get(chat) ?? []).filter((at) => at > now - MINUTE);
  }

  #forgetQuiet(now: number): void {
    for (const chat of this.#chats.keys()) if (this.#recent(chat, now).length === 0) this.#chats.delete(chat);
  }
}
