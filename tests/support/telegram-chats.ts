/** The chats of the local Bot API: what stands in them, and how calls change that. */
import { bad, contentOf, Refusal, type Shown } from "./telegram-content.ts";
import type { Payload } from "./telegram-methods.ts";

/** A message as it stands in a chat now. */
export interface Delivered {
  readonly chat: number;
  readonly id: number;
  /** When it arrived, in milliseconds of this process's clock. */
  readonly at: number;
  readonly silent: boolean;
  readonly thread: number | null;
  readonly repliesTo: number | null;
  /** The only person who sees it. */
  readonly only: number | null;
  text: string;
  rich: boolean;
  entities: Shown["entities"];
  buttons: { text: string; callback_data: string }[];
  edits: number;
}

export class TelegramChats {
  /** Messages in the order in which they were sent. */
  readonly messages: Delivered[] = [];
  /** Topics that exist and are open, as "chat thread". */
  readonly topics = new Set<string>();
  /** Whether groups take messages for one person. */
  ephemeral = true;
  /** Whether this server knows rich messages. */
  richMessages = true;

  /** Why a chat takes no messages: the error and its description. */
  readonly closed = new Map<number, readonly [code: number, description: string]>();
  /** Groups that became supergroups, and which. */
  readonly migrated = new Map<number, number>();

  /** Called when a message stands in its chat, before the bot hears so. */
  onSend: ((message: Delivered) => void) | undefined;
  #nextMessage = 500;

  protected send(call: Payload<"sendMessage"> | Payload<"sendRichMessage">): unknown {
    const { chat_id: chat, message_thread_id: thread, ephemeral_message_parameters: only } = call;
    const to = this.migrated.get(chat);
    if (to !== undefined)
      throw new Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", {
        migrate_to_chat_id: to,
      });
    const closed = this.closed.get(chat);
    if (closed) throw new Refusal(...closed);
    if (thread !== undefined && !this.topics.has(`${chat} ${thread}`)) throw bad("message thread not found");
    if (only && !(this.ephemeral && chat < 0)) throw bad("EPHEMERAL_MESSAGE_NOT_SUPPORTED");
    const message: Delivered = {
      chat,
      id: only ? 0 : this.#nextMessage++,
      at: performance.timeOrigin + performance.now(),
      silent: call.disable_notification ?? false,
      thread: thread ?? null,
      repliesTo: call.reply_parameters?.message_id ?? null,
      only: only?.receiver_user_id ?? null,
      ...contentOf(call),
      buttons: call.reply_markup?.inline_keyboard.flat() ?? [],
      edits: 0,
    };
    this.messages.push(message);
    this.onSend?.(message);
    return {
      message_id: message.id,
      date: 0,
      chat: { id: chat, type: "private", first_name: "x" },
      text: message.text,
    };
  }

  protected edit(call: Payload<"editMessageText">): unknown {
    const message = this.messages.find(({ chat, id }) => chat === call.chat_id && id === call.message_id);
    if (!message) throw bad("message to edit not found");
    const next = { ...contentOf(call), buttons: call.reply_markup?.inline_keyboard.flat() ?? [] };
    const { text, rich, buttons } = message;
    if (JSON.stringify([text, rich, buttons]) === JSON.stringify([next.text, next.rich, next.buttons])) {
      // Telegram says so for what is an error of nobody: somebody pressed twice.
      throw new Refusal(400, "Bad Request: message is not modified");
    }
    Object.assign(message, next);
    message.edits += 1;
    return {
      message_id: message.id,
      date: 0,
      chat: { id: message.chat, type: "private", first_name: "x" },
      text,
    };
  }
}
