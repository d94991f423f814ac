/** Sends and edits messages, and knows what to do when Telegram does not take one. */
import type { Api } from "grammy";
import {
  type EditCall,
  type Edited,
  editCall,
  type Place,
  plainCall,
  type SendCall,
  sendCall,
} from "../../render/telegram/calls.ts";
import type { Shown, TelegramMessage } from "../../render/telegram.ts";
import type { ChannelListener } from "../../schedule/poster.ts";
import type { ButtonStore } from "../../storage/buttons.ts";
import type { TelegramStore } from "../../storage/telegram.ts";
import { describe, type Failure, failureOf, floodWait, migratedTo } from "./api.ts";
import type { Report } from "./health.ts";
import type { Sleep } from "./polling.ts";

/** Tries while Telegram cannot be reached: 1, 2, 4 … seconds, some four minutes in all. */
const MAX_TRIES = 8;

/** The process stops while a message has provably not gone out: the next start takes its update up again. */
export class Stopped extends Error {}

/** A message in the form that a chat chose. */
export type Render = (form: Shown["form"]) => TelegramMessage;

export type Sent = { readonly chat: number; readonly message: number } | { readonly failure: Failure };

interface Parts {
  readonly api: Api;
  readonly store: TelegramStore;
  readonly buttons: ButtonStore;
  readonly listener: ChannelListener | undefined;
  readonly sleep: Sleep;
  readonly signal: AbortSignal;
  readonly now: () => Temporal.Instant;
  readonly report: Report;
  readonly onBug: (error: unknown) => string;
  readonly onWait?: ((ms: number) => void) | undefined;
}

/** How a call is being made, changed by what Telegram answers. */
interface Manner {
  form: Shown["form"];
  plain: boolean;
  tries: number;
  chat: number | null;
}

export class Sender {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Sends a message. Nothing is sent twice: when the outcome is unknown it stays so, and is reported.
   * @param update the update that is answered, marked before anything goes out
   */
  async send(place: Place, render: Render, update: number): Promise<Sent> {
    const { store, buttons } = this.#parts;
    const { rich } = await store.chat(place.chat_id);
    const manner: Manner = {
      form: rich && !place.only ? "rich" : "html",
      plain: false,
      tries: 0,
      chat: null,
    };
    for (;;) {
      // A group that became a supergroup has none of its old messages and topics.
      const to = manner.chat === null ? place : { chat_id: manner.chat };
      const message = render(manner.form);
      await Promise.all([buttons.keep(message.stored, this.#parts.now()), store.answering(update)]);
      const call = sendCall(to, message);
      try {
        const { message_id } = await this.#sendRaw(manner.plain ? plainCall(call) : call);
        // What one person sees says nothing of what the bot may write for all.
        if (!place.only) await this.#canWrite(to);
        return { chat: to.chat_id, message: message_id };
      } catch (error) {
        const failure = failureOf(error);
        if (failure === "refused" && place.only) return { failure };
        if (await this.#adjust(manner, failure, error, to.chat_id)) continue;
        if ((failure === "unreached" || failure === "flood") && this.#parts.signal.aborted) {
          await store.unanswered(update);
          throw new Stopped("stopped before the message went out");
        }
        await this.#record(failure, error, to.chat_id);
        return { failure };
      }
    }
  }

  /** Turns a message into another. Editing twice is as good as once, so it is tried again when in doubt. */
  async edit(edited: Edited, render: Render): Promise<Failure | null> {
    const { store, buttons } = this.#parts;
    const { chat_id: chat } = edited;
    const { rich } = await store.chat(chat);
    const manner: Manner = { form: rich ? "rich" : "html", plain: false, tries: 0, chat: null };
    for (;;) {
      const message = render(manner.form);
      await buttons.keep(message.stored, this.#parts.now());
      const call = editCall(edited, message);
      try {
        await this.#editRaw(manner.plain ? plainCall(call) : call);
        return null;
      } catch (error) {
        const failure = failureOf(error);
        if (failure === "unmodified") return null;
        if (failure === "uneditable" || failure === "migrated") return failure;
        const again = failure === "unknown" ? "unreached" : failure;
        if (await this.#adjust(manner, again, error, chat)) continue;
        await this.#record(failure, error, chat);
        return failure;
      }
    }
  }

  /** Changes how a call is made so that it may work; false when nothing more can be tried. */
  async #adjust(manner: Manner, failure: Failure, error: unknown, chat: number): Promise<boolean> {
    const { store, sleep, signal, report, onBug, onWait } = this.#parts;
    const moved = migratedTo(error);
    if (failure === "migrated" && moved !== null && manner.chat === null) {
      await this.#parts.listener?.onMoved("telegram", String(chat), String(moved));
      await store.migrateChat(chat, moved);
      report(`Telegram: group ${chat} became supergroup ${moved}`, "info");
      manner.chat = moved;
      return true;
    }
    const wait = failure === "unreached" ? 1_000 * 2 ** manner.tries : floodWait(error);
    if (wait !== null && manner.tries < MAX_TRIES && !signal.aborted) {
      if (failure === "flood") onWait?.(wait);
      await sleep(wait, signal);
      manner.tries += 1;
      return !signal.aborted;
    }
    if ((failure === "refused" || failure === "entities") && manner.form === "rich") {
      report(`Telegram: rich message refused, HTML instead (${describe(error)})`);
      manner.form = "html";
      return true;
    }
    if (failure === "entities" && !manner.plain) {
      onBug(error);
      manner.plain = true;
      return true;
    }
    return false;
  }

  /** A message went out: whatever stood in the way there does so no more. The message stays sent when that is not kept. */
  async #canWrite({ chat_id: chat, message_thread_id: thread }: Place): Promise<void> {
    const { store, listener, now, onBug } = this.#parts;
    try {
      if ((await store.chat(chat)).trouble !== null) await store.saveChat(chat, { trouble: null }, now());
      await listener?.onBack("telegram", String(chat), thread === undefined ? null : String(thread));
    } catch (error) {
      onBug(error);
    }
  }

  /** Keeps and tells why nothing could be sent. */
  async #record(failure: Failure, error: unknown, chat: number): Promise<void> {
    const { store, report, onBug } = this.#parts;
    const where = ` in chat ${chat}`;
    switch (failure) {
      case "blocked":
      case "removed":
      case "muted":
      case "topic closed":
      case "topic gone":
        await store.saveChat(chat, { trouble: failure }, this.#parts.now());
        report(`Telegram: cannot send${where}: ${failure} (${describe(error)})`);
        return;
      case "refused":
      case "entities":
        onBug(error);
        return;
      default:
        report(
          `Telegram: ${failure === "unknown" ? "delivery unknown" : "not sent"}${where} (${describe(error)})`,
        );
    }
  }

  #sendRaw(call: SendCall): Promise<{ message_id: number }> {
    const { raw } = this.#parts.api;
    this.#parts.listener?.spent("telegram", String(call.payload.chat_id));
    return call.method === "sendMessage" ? raw.sendMessage(call.payload) : raw.sendRichMessage(call.payload);
  }

  #editRaw(call: EditCall): Promise<unknown> {
    this.#parts.listener?.spent("telegram", String(call.payload.chat_id));
    return this.#parts.api.raw.editMessageText(call.payload);
  }
}
