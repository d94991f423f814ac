/** What people do in Telegram, as updates: a test names only what matters. */
import type { Delivered } from "./telegram-chats.ts";
import { type Event, ME } from "./telegram-peer.ts";

export const PRIVATE = 77;
export const PERSON = {
  id: PRIVATE as number,
  is_bot: false,
  first_name: "Olena",
  language_code: "uk",
} as const;
export const GROUP = -1001234567890;
export const CHANNEL = -1009876543210;
/** When everything is said, in epoch seconds. */
const SAID = 1_770_000_000;

let nextMessage = 1;
let nextQuery = 1;

const body = (text: string) => ({ message_id: nextMessage++, date: SAID, text });
const privateChat = (id: number) => ({ id, type: "private" as const, first_name: "Olena" });
const group = { id: GROUP, type: "supergroup" as const, title: "Desk", is_forum: true as const };
const channel = { id: CHANNEL, type: "channel" as const, title: "News" };

/** Somebody writes to the bot. */
export const privately = (text: string, who: number = PRIVATE): Event => ({
  message: { ...body(text), chat: privateChat(who), from: { ...PERSON, id: who } },
});

/** Somebody writes in a group; `repliesToBot` to a message of the bot. */
export function inGroup(text: string, { from = PERSON.id, repliesToBot = false } = {}): Event {
  const earlier = { ...body("before"), chat: group, from: ME };
  return {
    message: {
      ...body(text),
      chat: group,
      from: { ...PERSON, id: from },
      ...(repliesToBot && { reply_to_message: earlier }),
    },
  };
}

/** Somebody writes in a topic of a group; every message there answers the one that opened it. */
export const inTopic = (text: string, thread: number): Event => ({
  message: {
    ...body(text),
    chat: group,
    from: PERSON,
    message_thread_id: thread,
    is_topic_message: true,
    reply_to_message: {
      message_id: thread,
      date: SAID,
      chat: group,
      from: ME,
      forum_topic_created: { name: "Talks", icon_color: 7322096 },
    },
  },
});

export const inChannel = (text: string): Event => ({
  channel_post: { ...body(text), chat: channel, sender_chat: channel },
});

/** A message is edited, so many seconds after it was sent. */
export function edited(event: Event, text: string, after: number): Event {
  if (!event.message) throw new Error("only messages are edited here");
  return { edited_message: { ...event.message, text, edit_date: SAID + after } };
}

/** Somebody presses a button of a message. */
export function pressing(message: Delivered, label: string, from = PERSON.id): Event {
  const button = message.buttons.find(({ text }) => text === label);
  if (!button)
    throw new Error(`no button “${label}” but ${message.buttons.map(({ text }) => text).join(", ")}`);
  const rows = message.buttons.map((each) => [each]);
  return {
    callback_query: {
      id: `q${nextQuery++}`,
      from: { ...PERSON, id: from },
      chat_instance: "1",
      data: button.callback_data,
      message: {
        message_id: message.id,
        date: SAID,
        chat: message.chat > 0 ? privateChat(message.chat) : message.chat === CHANNEL ? channel : group,
        ...(message.chat === CHANNEL && { sender_chat: channel }),
        text: message.text,
        reply_markup: { inline_keyboard: rows },
        ...(message.thread !== null && { message_thread_id: message.thread, is_topic_message: true }),
      },
    },
  };
}

export const inlineQuery = (query: string, offset = "", who: number = PRIVATE) => ({
  inline_query: { id: `i${nextQuery++}`, from: { ...PERSON, id: who }, query, offset },
});
