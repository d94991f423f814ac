/** What the bot does with each kind of update. */
import type { Context } from "grammy";
import type { Message } from "grammy/types";
import type { View } from "../../render/telegram/view.ts";
import { toTelegram } from "../../render/telegram.ts";
import { Access } from "./access.ts";
import { inputOf, isFromLink, toStart } from "./addressed.ts";
import { describe, failureOf } from "./api.ts";
import { inlineResults, MAX_RESULTS } from "./inline.ts";
import type { ConversationParts } from "./parts.ts";
import { placeOf } from "./place.ts";
import { Presses } from "./presses.ts";
import type { Render } from "./sender.ts";
import { SETTINGS, settingsMessage, textMessage } from "./settings.ts";
import { Whisper } from "./whisper.ts";

/** A command edited later than this, in seconds, has been read and answered; the answer stands. */
const EDIT_SECONDS = 60;
/** The names under which /settings is typed. */
const SETTINGS_NAMES = [SETTINGS.name, ...Object.values(SETTINGS.local).map(({ name }) => name)];
/** How long Telegram may give everybody the same inline results, in seconds: its own default. */
const INLINE_CACHE_SECONDS = 300;

export class Conversation {
  readonly #parts: ConversationParts;
  readonly #access: Access;
  readonly #whisper: Whisper;
  readonly #presses: Presses;

  constructor(parts: ConversationParts) {
    const { api, sender, report } = parts;
    this.#parts = parts;
    this.#access = new Access(api, report);
    this.#whisper = new Whisper(sender);
    this.#presses = new Presses(parts, this.#access, this.#whisper);
  }

  /** Handles one update; returns what became of it, for the record. */
  async handle(ctx: Context): Promise<string> {
    if (ctx.callbackQuery) return this.#presses.handle(ctx);
    if (ctx.inlineQuery) return this.#inline(ctx);
    if (ctx.myChatMember) return this.#membership(ctx);
    const message = ctx.msg;
    if (!message) return "ignored";
    if (message.migrate_to_chat_id !== undefined) {
      const [from, to] = [message.chat.id, message.migrate_to_chat_id];
      await this.#parts.listener?.onMoved("telegram", String(from), String(to));
      await this.#parts.store.migrateChat(from, to);
      return "migrated";
    }
    return this.#heard(ctx, message);
  }

  async #heard(ctx: Context, message: Message): Promise<string> {
    const { commands } = this.#parts;
    // Our own inline results, other bots and copies of a channel's posts are nobody's question.
    if (message.via_bot?.id === ctx.me.id || message.is_automatic_forward) return "ignored";
    if (message.from?.is_bot && !message.sender_chat) return "ignored";
    const repliedTo = message.reply_to_message;
    const input = inputOf(
      {
        text: message.text ?? message.caption ?? "",
        chatType: message.chat.type,
        // In a topic every message answers the one that opened it.
        repliesToBot: repliedTo?.from?.id === ctx.me.id && repliedTo.forum_topic_created === undefined,
      },
      {
        username: ctx.me.username,
        knows: (name) =>
          name === "start" ||
          SETTINGS_NAMES.includes(name) ||
          commands.some((command) => command.name === name || command.aliases.includes(name)),
      },
    );
    if (input === null) return "ignored";
    const [word = ""] = input.split(/\s/);
    if (SETTINGS_NAMES.some((name) => word === `/${name}`)) return this.#settings(ctx, message);
    const edited = message.edit_date !== undefined;
    if (edited && (message.edit_date ?? 0) - message.date > EDIT_SECONDS) return "ignored: edited too late";
    return this.#answer(ctx, message, input, edited);
  }

  async #answer(ctx: Context, message: Message, input: string, edited: boolean): Promise<string> {
    const { store, sender, answer, read, now, report } = this.#parts;
    const at = now();
    // What a link asks is read; whoever follows it did not type it, and changes nothing by that.
    const way = isFromLink(message.text ?? "") ? read : answer;
    const reply = await way(input, this.#access.asker(ctx, at), at);
    if (reply === null) return "limited";
    const view: View = { show: "reply", input, page: 0, asked: Math.floor(at.epochMilliseconds / 1000) };
    const render: Render = (form) => toTelegram(reply, { view, form });
    const place = placeOf(message);
    const before = edited ? await store.reply(message.chat.id, message.message_id) : null;
    if (before !== null) {
      const failure = await sender.edit({ chat_id: message.chat.id, message_id: before }, render);
      if (failure === null) return "edited";
      // In the chat that it became there is nothing to edit.
      if (failure !== "uneditable" && failure !== "migrated") return `failed: ${failure}`;
    }
    const personal = reply.kind === "error" || reply.kind === "denied";
    const whispered = personal ? await this.#whisper.send(ctx, place, render) : null;
    if (whispered) return "failure" in whispered ? `failed: ${whispered.failure}` : "answered in private";
    const sent = await sender.send(place, render, ctx.update.update_id);
    if ("failure" in sent) return `failed: ${sent.failure}`;
    // Nobody waits for this: were it lost, an edit of the question would be answered anew.
    store
      .keepReply(message.chat.id, message.message_id, sent.message, at)
      .catch((error) => report(`Telegram: not kept which message answered which (${describe(error)})`));
    return "answered";
  }

  async #settings(ctx: Context, message: Message): Promise<string> {
    const { store, sender, admit, now } = this.#parts;
    const place = placeOf(message);
    const limited = await admit(this.#access.asker(ctx, now()));
    if (limited?.text === null) return "limited";
    const denied = limited?.text ?? (await this.#access.refusal(ctx, now()));
    const shown = denied ? textMessage([denied]) : settingsMessage(await store.chat(message.chat.id));
    const whispered = denied ? await this.#whisper.send(ctx, place, () => shown) : null;
    if (whispered) return "failure" in whispered ? `failed: ${whispered.failure}` : "denied";
    const sent = await sender.send(place, () => shown, ctx.update.update_id);
    return "failure" in sent ? `failed: ${sent.failure}` : denied ? "denied" : "answered";
  }

  async #inline(ctx: Context): Promise<string> {
    const { read, now, example } = this.#parts;
    const query = ctx.inlineQuery?.query.trim() ?? "";
    const at = now();
    const reply = await read(query === "" ? example : query, this.#access.asker(ctx, at), at);
    if (reply === null) return "limited";
    const results = inlineResults(reply);
    const start = Number(ctx.inlineQuery?.offset || 0);
    const page = results.slice(start, start + MAX_RESULTS);
    const next = start + MAX_RESULTS < results.length ? String(start + MAX_RESULTS) : "";
    const button = { text: "Ask in a private chat", start_parameter: toStart(query) ?? "help" };
    try {
      await ctx.answerInlineQuery(page, {
        cache_time: INLINE_CACHE_SECONDS,
        next_offset: next,
        ...(results.length === 0 && { button }),
      });
      return "answered";
    } catch (error) {
      if (failureOf(error) === "stale") return "stale";
      throw error;
    }
  }

  /** The bot was added, removed, blocked or muted: recorded, and told to whoever runs it. */
  async #membership(ctx: Context): Promise<string> {
    const { store, listener, report } = this.#parts;
    const update = ctx.myChatMember;
    if (!update) return "ignored";
    const { chat, new_chat_member: member } = update;
    const trouble = troubleOf(chat.type, member);
    await store.saveChat(chat.id, { trouble }, this.#parts.now());
    if (trouble === null) await listener?.onBack("telegram", String(chat.id));
    else await listener?.onGone("telegram", String(chat.id), `the bot was ${trouble}`);
    report(`Telegram: chat ${chat.id}: ${trouble ?? "the bot can write here"}`, trouble ? "warn" : "info");
    return trouble ?? "member";
  }
}

/** Why the bot cannot write in a chat of this type, as a word; null when it can. */
function troubleOf(
  chat: string,
  member: { status: string; can_send_messages?: boolean; is_member?: boolean },
): string | null {
  switch (member.status) {
    case "left":
      return "removed";
    case "kicked":
      return chat === "private" ? "blocked" : "removed";
    case "restricted":
      if (member.is_member === false) return "removed";
      return member.can_send_messages === false ? "muted" : null;
    default:
      return null;
  }
}
