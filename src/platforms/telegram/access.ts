/** Who may change a chat's settings: its administrators, asked from Telegram; in a private chat the person. */
import type { Api, Context } from "grammy";
import type { Asker } from "../../command.ts";
import { describe, failureOf } from "./api.ts";

/** An administrator is asked about again after a minute. */
const CACHE_MS = 60_000;
/** Answers kept at most, so that no stream of strangers fills the memory. */
const MAX_CACHED = 1_000;

export class Access {
  readonly #api: Api;
  readonly #report: (line: string) => void;
  readonly #known = new Map<string, { admin: boolean; until: number }>();

  constructor(api: Api, report: (line: string) => void) {
    this.#api = api;
    this.#report = report;
  }

  /** Whoever sent this update, and where. */
  asker(ctx: Context, now: Temporal.Instant): Asker {
    const { chat, from, msg } = ctx;
    // Whoever writes under a chat's name shares one account with all who do, everywhere: it is the chat that writes.
    const author = ctx.callbackQuery ? from : (msg?.sender_chat ?? from);
    const topic = msg?.is_topic_message ? msg.message_thread_id : undefined;
    return {
      place: {
        platform: "telegram",
        chat: String(chat?.id ?? ""),
        thread: topic === undefined ? null : String(topic),
        person: String(author?.id ?? ""),
        direct: chat?.type === "private",
      },
      refusal: () => this.refusal(ctx, now),
    };
  }

  /** Why whoever sent this update may not change the settings of its chat; null when they may. */
  async refusal(ctx: Context, now: Temporal.Instant): Promise<string | null> {
    try {
      if (await this.#isAdmin(ctx, now)) return null;
      return "Only administrators of this chat can do this.";
    } catch (error) {
      const failure = failureOf(error);
      this.#report(`Telegram: cannot ask who is an administrator: ${failure} (${describe(error)})`);
      return "Telegram did not say whether you administer this chat. Please try again.";
    }
  }

  async #isAdmin(ctx: Context, now: Temporal.Instant): Promise<boolean> {
    const { chat, from } = ctx;
    if (!chat) return false;
    if (chat.type === "private") return true;
    // Only administrators post in a channel, or in a group under its name; a press is anybody's.
    if (!ctx.callbackQuery && (ctx.channelPost || ctx.msg?.sender_chat?.id === chat.id)) return true;
    if (!from) return false;
    const key = `${chat.id} ${from.id}`;
    const known = this.#known.get(key);
    if (known && known.until > now.epochMilliseconds) return known.admin;
    const { status } = await this.#api.getChatMember(chat.id, from.id);
    const admin = status === "creator" || status === "administrator";
    if (this.#known.size >= MAX_CACHED) this.#known.clear();
    this.#known.set(key, { admin, until: now.epochMilliseconds + CACHE_MS });
    return admin;
  }
}
