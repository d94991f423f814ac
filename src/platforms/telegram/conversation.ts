/** What the bot does with each kind of update. */
import type { Api, Context } from "grammy";
import type { Message } from "grammy/types";
import type { Command } from "../../command.ts";
import type { Place } from "../../render/telegram/calls.ts";
import { decodeView, type View, wayBack } from "../../render/telegram/view.ts";
import { type TelegramMessage, toTelegram } from "../../render/telegram.ts";
import type { Reply } from "../../reply/document.ts";
import type { TelegramStore } from "../../storage/telegram.ts";
import { Access } from "./access.ts";
import { inputOf, toStart } from "./addressed.ts";
import { describe, failureOf } from "./api.ts";
import { inlineResults, MAX_RESULTS } from "./inline.ts";
import type { Render, Sender } from "./sender.ts";
import { SETTINGS, settingOf, settingsMessage, textMessage } from "./settings.ts";

/** A command edited later than this, in seconds, has been read and answered; the answer stands. */
const EDIT_SECONDS = 60;
/** A notice of a callback (Bot API, answerCallbackQuery). */
const MAX_NOTICE = 200;
/** How long Telegram may give everybody the same inline results, in seconds: its own default. */
const INLINE_CACHE_SECONDS = 300;

export interface ConversationParts {
  readonly api: Api;
  readonly store: TelegramStore;
  readonly sender: Sender;
  readonly commands: readonly Command[];
  /** Answers an input; never throws. */
  readonly answer: (input: string, now: Temporal.Instant) => Reply;
  /** An input whose statements inline mode lists before anything is typed. */
  readonly example: string;
  readonly now: () => Temporal.Instant;
  readonly report: (line: string) => void;
}

export class Conversation {
  readonly #parts: ConversationParts;
  readonly #access: Access;
  /** Groups whose server does not take ephemeral messages: not asked again until a restart. */
  readonly #noEphemeral = new Set<number>();

  constructor(parts: ConversationParts) {
    this.#parts = parts;
    this.#access = new Access(parts.api);
  }

  /** Handles one update; returns what became of it, for the record. */
  async handle(ctx: Context): Promise<string> {
    if (ctx.callbackQuery) return this.#pressed(ctx);
    if (ctx.inlineQuery) return this.#inline(ctx);
    if (ctx.myChatMember) return this.#membership(ctx);
    const message = ctx.msg;
    if (!message) return "ignored";
    if (message.migrate_to_chat_id !== undefined) {
      await this.#parts.store.migrateChat(message.chat.id, message.migrate_to_chat_id);
      return "migrated";
    }
    return this.#heard(ctx, message);
  }

  async #heard(ctx: Context, message: Message): Promise<string> {
    const { store, commands } = this.#parts;
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
          name === SETTINGS.name ||
          commands.some((command) => command.name === name || command.aliases.includes(name)),
      },
    );
    if (input === null) return "ignored";
    if ((await store.chat(message.chat.id)).trouble !== null)
      await store.saveChat(message.chat.id, { trouble: null });
    if (/^\/settings(?:\s|$)/i.test(input)) return this.#settings(ctx, message);
    const edited = message.edit_date !== undefined;
    if (edited && (message.edit_date ?? 0) - message.date > EDIT_SECONDS) return "ignored: edited too late";
    return this.#answer(ctx, message, input, edited);
  }

  async #answer(ctx: Context, message: Message, input: string, edited: boolean): Promise<string> {
    const { store, sender, answer, now } = this.#parts;
    const at = now();
    const reply = answer(input, at);
    const view: View = { show: "reply", input, page: 0, asked: Math.floor(at.epochMilliseconds / 1000) };
    const render: Render = (form) => toTelegram(reply, { view, form });
    const place = placeOf(message);
    const before = edited ? await store.reply(message.chat.id, message.message_id) : null;
    if (before !== null) {
      const failure = await sender.edit({ chat_id: message.chat.id, message_id: before }, render);
      if (failure === null) return "edited";
      if (failure !== "uneditable") return `failed: ${failure}`;
    }
    const personal = reply.kind === "error" || reply.kind === "denied";
    if (personal && (await this.#onlyFor(ctx, place, render))) return "answered in private";
    const sent = await sender.send(place, render, ctx.update.update_id);
    if ("failure" in sent) return `failed: ${sent.failure}`;
    await store.keepReply(message.chat.id, message.message_id, sent.message, at);
    return "answered";
  }

  /** Shows a message in a group to one person only; false when the server or the chat does not take that. */
  async #onlyFor(ctx: Context, place: Place, render: Render): Promise<boolean> {
    const { chat, from } = ctx;
    const group = chat?.type === "group" || chat?.type === "supergroup";
    if (!chat || !group || !from || from.is_bot || this.#noEphemeral.has(chat.id)) return false;
    const query = ctx.callbackQuery?.id;
    const only = { user_id: from.id, ...(query !== undefined && { callback_query_id: query }) };
    const sent = await this.#parts.sender.send({ ...place, only }, render, ctx.update.update_id);
    if (!("failure" in sent)) return true;
    if (sent.failure === "refused") this.#noEphemeral.add(chat.id);
    return false;
  }

  async #settings(ctx: Context, message: Message): Promise<string> {
    const { store, sender } = this.#parts;
    const place = placeOf(message);
    const denied = await this.#refusal(ctx);
    const shown = denied ? textMessage([denied]) : settingsMessage(await store.chat(message.chat.id));
    if (denied && (await this.#onlyFor(ctx, place, () => shown))) return "denied";
    const sent = await sender.send(place, () => shown, ctx.update.update_id);
    return "failure" in sent ? `failed: ${sent.failure}` : denied ? "denied" : "answered";
  }

  /** Why this person may not change settings here; null when they may. */
  async #refusal(ctx: Context): Promise<string | null> {
    try {
      if (await this.#access.isAdmin(ctx, this.#parts.now())) return null;
      return "Only administrators of this chat can change its settings.";
    } catch (error) {
      this.#parts.report(
        `Telegram: cannot ask who is an administrator: ${failureOf(error)} (${describe(error)})`,
      );
      return "Telegram did not say whether you administer this chat. Please try again.";
    }
  }

  /** A button was pressed. The press is answered whatever happens, or the app would show it as pending. */
  async #pressed(ctx: Context): Promise<string> {
    let notice = "This did not work. Please ask again.";
    try {
      const [outcome, told] = await this.#follow(ctx);
      notice = told;
      return outcome;
    } finally {
      await this.#answerPress(ctx, notice);
    }
  }

  async #answerPress(ctx: Context, notice: string): Promise<void> {
    try {
      const text = notice.slice(0, MAX_NOTICE).toWellFormed();
      await ctx.answerCallbackQuery(text === "" ? {} : { text, show_alert: true });
    } catch (error) {
      // A press that waited too long, as after a restart, cannot be answered any more.
      if (failureOf(error) !== "stale")
        this.#parts.report(`Telegram: press not answered (${describe(error)})`);
    }
  }

  /** Does what a button says; returns the outcome and what to tell whoever pressed it. */
  async #follow(ctx: Context): Promise<[outcome: string, notice: string]> {
    const { store } = this.#parts;
    const data = ctx.callbackQuery?.data ?? "";
    const setting = settingOf(data);
    if (setting) return this.#set(ctx, setting);
    const read = decodeView(data);
    const input = read?.key ? await store.input(read.key) : read?.view.input;
    if (!read || input === null || input === undefined) {
      return ["stale", "This button is too old to know what it stood for. Please ask again."];
    }
    const { now, answer } = this.#parts;
    const asked = read.view.asked ?? Math.floor(now().epochMilliseconds / 1000);
    const view: View = { ...read.view, input, asked };
    const reply = answer(input, Temporal.Instant.fromEpochMilliseconds(asked * 1000));
    return view.show === "sources" && view.page === 0
      ? this.#sources(ctx, reply, view)
      : this.#turn(ctx, reply, view, read.view.asked === null);
  }

  /** Shows another page or another reply in the message that was pressed. */
  async #turn(ctx: Context, reply: Reply, view: View, drilled: boolean): Promise<[string, string]> {
    const { sender } = this.#parts;
    const query = ctx.callbackQuery;
    const message = query?.message;
    const back = drilled && message && "reply_markup" in message ? wayBack(buttonsOf(message)) : null;
    const render: Render = (form) => toTelegram(reply, { view, form, back });
    if (query?.inline_message_id !== undefined) {
      const failure = await sender.edit({ inline_message_id: query.inline_message_id }, render);
      return failure === null
        ? ["edited", ""]
        : [`failed: ${failure}`, "This message cannot be changed any more."];
    }
    if (!message) return ["ignored", ""];
    const place = { chat_id: message.chat.id, message_id: message.message_id };
    const failure = await sender.edit(place, render);
    if (failure === null) return ["edited", ""];
    if (failure !== "uneditable") return [`failed: ${failure}`, "This message cannot be changed now."];
    const sent = await sender.send(placeOf(message), render, ctx.update.update_id);
    return "failure" in sent ? [`failed: ${sent.failure}`, ""] : ["answered", ""];
  }

  /** The sources of a reply: to the one who asked where that is possible, else in short. */
  async #sources(ctx: Context, reply: Reply, view: View): Promise<[string, string]> {
    const message = ctx.callbackQuery?.message;
    const render: Render = (form) => toTelegram(reply, { view, form });
    if (message?.chat.type === "private") {
      const place = { ...placeOf(message), reply_to: message.message_id };
      const sent = await this.#parts.sender.send(place, render, ctx.update.update_id);
      return "failure" in sent ? [`failed: ${sent.failure}`, ""] : ["answered", ""];
    }
    if (message && (await this.#onlyFor(ctx, placeOf(message), render))) return ["answered in private", ""];
    const names = reply.blocks.flatMap((block) => (block.type === "sources" ? block.sources : []));
    return ["answered with a notice", noticeOf(names.map(({ label }) => label))];
  }

  async #set(ctx: Context, change: { rich?: boolean }): Promise<[string, string]> {
    const { store, sender } = this.#parts;
    const message = ctx.callbackQuery?.message;
    if (!message) return ["ignored", ""];
    const denied = await this.#refusal(ctx);
    if (denied) return ["denied", denied];
    await store.saveChat(message.chat.id, change);
    const shown: TelegramMessage = settingsMessage(await store.chat(message.chat.id));
    const place = { chat_id: message.chat.id, message_id: message.message_id };
    const failure = await sender.edit(place, () => shown);
    return [failure === null ? "edited" : `failed: ${failure}`, ""];
  }

  async #inline(ctx: Context): Promise<string> {
    const { answer, now, example } = this.#parts;
    const query = ctx.inlineQuery?.query.trim() ?? "";
    const reply = answer(query === "" ? example : query, now());
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
    const { store, report } = this.#parts;
    const update = ctx.myChatMember;
    if (!update) return "ignored";
    const { chat, new_chat_member: member } = update;
    const trouble = troubleOf(chat.type, member);
    await store.saveChat(chat.id, { trouble });
    report(`Telegram: chat ${chat.id}: ${trouble ?? "the bot can write here"}`);
    return trouble ?? "member";
  }
}

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

/** Where an answer to a message goes: its topic, and in groups below the message itself. */
function placeOf(message: Pick<Message, "chat" | "message_id"> & Partial<Message>): Place {
  const { chat, message_id, message_thread_id, is_topic_message } = message;
  const group = chat.type === "group" || chat.type === "supergroup";
  return {
    chat_id: chat.id,
    // Outside of topics the number names a thread of replies; General has none.
    ...(is_topic_message && message_thread_id !== undefined && { message_thread_id }),
    ...(group && message_id > 0 && { reply_to: message_id }),
  };
}

const buttonsOf = (message: Partial<Message>): string[] =>
  (message.reply_markup?.inline_keyboard ?? [])
    .flat()
    .flatMap((button) => ("callback_data" in button ? [button.callback_data] : []));

/** As many names as a notice holds, and how many more there are. */
function noticeOf(names: readonly string[]): string {
  let text = "Sources";
  for (const [i, name] of names.entries()) {
    const line = `\n${name}`;
    const more = `\n… and ${names.length - i} more`;
    const last = i === names.length - 1;
    if (text.length + line.length + (last ? 0 : more.length) > MAX_NOTICE) return text + more;
    text += line;
  }
  return text;
}
