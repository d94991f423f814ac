/** Shows something to one person of a group, where Telegram's server can do that (Bot API 10.2). */
import type { Context } from "grammy";
import type { Place } from "../../render/telegram/calls.ts";
import type { Render, Sender, Sent } from "./sender.ts";

export class Whisper {
  readonly #sender: Sender;
  /** Groups that do not take such messages: not tried again until a restart. */
  readonly #refused = new Set<number>();

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /** Sends to whoever caused the update; null when that is not possible here. What is in doubt must not be said aloud again. */
  async send(ctx: Context, place: Place, render: Render): Promise<Sent | null> {
    const { chat, from } = ctx;
    const group = chat?.type === "group" || chat?.type === "supergroup";
    if (!chat || !group || !from || from.is_bot || this.#refused.has(chat.id)) return null;
    const query = ctx.callbackQuery?.id;
    const only = { user_id: from.id, ...(query !== undefined && { callback_query_id: query }) };
    const sent = await this.#sender.send({ ...place, only }, render, ctx.update.update_id);
    if (!("failure" in sent && sent.failure === "refused")) return sent;
    this.#refused.add(chat.id);
    return null;
  }
}
