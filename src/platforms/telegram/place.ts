/** Where answers go, and what a message's buttons say. Pure. */
import type { Message } from "grammy/types";
import type { Place } from "../../render/telegram/calls.ts";

/** Where an answer to a message goes: its topic, and in groups below the message itself. */
export function placeOf(message: Pick<Message, "chat" | "message_id"> & Partial<Message>): Place {
  const { chat, message_id, message_thread_id, is_topic_message } = message;
  const group = chat.type === "group" || chat.type === "supergroup";
  return {
    chat_id: chat.id,
    // Outside of topics the number names a thread of replies; General has none.
    ...(is_topic_message && message_thread_id !== undefined && { message_thread_id }),
    ...(group && message_id > 0 && { reply_to: message_id }),
  };
}

export const buttonsOf = (message: Partial<Message>): string[] =>
  (message.reply_markup?.inline_keyboard ?? [])
    .flat()
    .flatMap((button) => ("callback_data" in button ? [button.callback_data] : []));
