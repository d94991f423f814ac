/** What the buttons do: turn pages, lead on and back, show sources, switch settings. */
import type { Context } from "grammy";
import { decodeView, type View, wayBack } from "../../render/telegram/view.ts";
import { type TelegramMessage, toTelegram } from "../../render/telegram.ts";
import type { Reply } from "../../reply/document.ts";
import type { Access } from "./access.ts";
import { describe, failureOf } from "./api.ts";
import type { ConversationParts } from "./parts.ts";
import { buttonsOf, placeOf } from "./place.ts";
import type { Render } from "./sender.ts";
import { settingOf, settingsMessage } from "./settings.ts";
import type { Whisper } from "./whisper.ts";

/** A notice of a callback (Bot API, answerCallbackQuery). */
const MAX_NOTICE = 200;

export class Presses {
  readonly #parts: ConversationParts;
  readonly #access: Access;
  readonly #whisper: Whisper;

  constructor(parts: ConversationParts, access: Access, whisper: Whisper) {
    this.#parts = parts;
    this.#access = access;
    this.#whisper = whisper;
  }

  /** A button was pressed. The press is answered whatever happens, or the app would show it as pending. */
  async handle(ctx: Context): Promise<string> {
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
    const { buttons } = this.#parts;
    const data = ctx.callbackQuery?.data ?? "";
    const setting = settingOf(data);
    if (setting) return this.#set(ctx, setting);
    const pressed = decodeView(data);
    const input = pressed?.key ? await buttons.find(pressed.key) : pressed?.view.input;
    if (!pressed || input === null || input === undefined) {
      return ["stale", "This button is too old to know what it stood for. Please ask again."];
    }
    const { now, answer } = this.#parts;
    const drilled = pressed.view.asked === null;
    const asked = pressed.view.asked ?? Math.floor(now().epochMilliseconds / 1000);
    const below = pressed.view.show === "below";
    const view: View = { ...pressed.view, ...(below && { show: "reply" }), input, asked };
    const at = Temporal.Instant.fromEpochMilliseconds(asked * 1000);
    // Turning a page shows an answer again: what it did is not done again.
    const asker = this.#access.asker(ctx, now());
    const reply = await (drilled ? answer(input, asker, at) : this.#parts.read(input, asker, at));
    if (reply === null) return ["limited", ""];
    // Who may not is told; the message stays as everybody sees it.
    if (reply.kind === "denied") return ["denied", notesOf(reply)];
    if (below) return this.#below(ctx, reply, view);
    return view.show === "sources" && view.page === 0
      ? this.#sources(ctx, reply, view)
      : this.#turn(ctx, reply, view, drilled);
  }

  /** Shows another page or another reply in the message that was pressed. */
  async #turn(ctx: Context, reply: Reply, view: View, drilled: boolean): Promise<[string, string]> {
    const { sender } = this.#parts;
    const message = ctx.callbackQuery?.message;
    const back = drilled && message && "reply_markup" in message ? wayBack(buttonsOf(message)) : null;
    const render: Render = (form) => toTelegram(reply, { view, form, back });
    if (!message) return ["ignored", ""];
    // A message that only one person sees has no number to be edited by; its next page is another such message.
    if (message.message_id === 0 && view.show === "sources") return this.#sources(ctx, reply, view);
    const place = { chat_id: message.chat.id, message_id: message.message_id };
    const failure = message.message_id === 0 ? "uneditable" : await sender.edit(place, render);
    if (failure === null) return ["edited", ""];
    if (failure !== "uneditable" && failure !== "migrated")
      return [`failed: ${failure}`, "This message cannot be changed now."];
    const sent = await sender.send(placeOf(message), render, ctx.update.update_id);
    return "failure" in sent ? [`failed: ${sent.failure}`, ""] : ["answered", ""];
  }

  /** Shows a reply in a message of its own, and leaves the one that was pressed. */
  async #below(ctx: Context, reply: Reply, view: View): Promise<[string, string]> {
    const message = ctx.callbackQuery?.message;
    if (!message) return ["ignored", ""];
    const render: Render = (form) => toTelegram(reply, { view, form });
    const sent = await this.#parts.sender.send(placeOf(message), render, ctx.update.update_id);
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
    const whispered = message ? await this.#whisper.send(ctx, placeOf(message), render) : null;
    if (whispered && !("failure" in whispered)) return ["answered in private", ""];
    const names = reply.blocks.flatMap((block) => (block.type === "sources" ? block.sources : []));
    return ["answered with a notice", noticeOf(names.map(({ label }) => label))];
  }

  async #set(ctx: Context, change: { rich?: boolean }): Promise<[string, string]> {
    const { store, sender } = this.#parts;
    const message = ctx.callbackQuery?.message;
    if (!message) return ["ignored", ""];
    const limited = await this.#parts.admit(this.#access.asker(ctx, this.#parts.now()));
    if (limited) return ["limited", limited.text ?? ""];
    const denied = await this.#access.refusal(ctx, this.#parts.now());
    if (denied) return ["denied", denied];
    await store.saveChat(message.chat.id, change, this.#parts.now());
    const shown: TelegramMessage = settingsMessage(await store.chat(message.chat.id));
    const place = { chat_id: message.chat.id, message_id: message.message_id };
    const failure = await sender.edit(place, () => shown);
    return [failure === null ? "edited" : `failed: ${failure}`, ""];
  }
}

const notesOf = ({ blocks }: Reply): string =>
  blocks.flatMap((block) => (block.type === "note" ? [block.text] : [])).join("\n");

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
