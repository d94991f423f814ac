/** The Bot API calls that show a message, as data: what the adapter sends and what `ask --format telegram` prints. */
import type { Reply } from "../../reply/document.ts";
import { type Body, type TelegramMessage, toTelegram } from "../telegram.ts";
import { withoutTags } from "./html.ts";
import type { Button } from "./keyboard.ts";
import type { RichBlock } from "./rich.ts";

/** Where a message goes. */
export interface Place {
  readonly chat_id: number;
  /** A forum's topic; never for General, which Telegram does not find by its number. */
  readonly message_thread_id?: number;
  /** The message that is answered, in groups. */
  readonly reply_to?: number;
  /** Only this person is to see it. */
  readonly only?: { readonly user_id: number; readonly callback_query_id?: string };
  /** Arrives without a sound. */
  readonly silent?: boolean;
}

/** What a message says and what its buttons do. */
export type Content = Pick<TelegramMessage, "body" | "keyboard">;

/** A message to be changed. */
export interface Edited {
  readonly chat_id: number;
  readonly message_id: number;
}

interface Markup {
  reply_markup: { inline_keyboard: Button[][] };
}
interface Text {
  text: string;
  parse_mode?: "HTML";
  link_preview_options: { is_disabled: true };
}
interface Rich {
  rich_message: { blocks: RichBlock[]; skip_entity_detection: true };
}
interface Destination {
  chat_id: number;
  message_thread_id?: number;
  disable_notification?: true;
  reply_parameters?: { message_id: number; allow_sending_without_reply: true };
  ephemeral_message_parameters?: { receiver_user_id: number; callback_query_id?: string };
}

export type SendCall =
  | { method: "sendMessage"; payload: Destination & Text & Markup }
  | { method: "sendRichMessage"; payload: Destination & Rich & Markup };
export interface EditCall {
  method: "editMessageText";
  payload: Edited & (Text | Rich) & Markup;
}

/** The call that sends a message. */
export function sendCall(place: Place, message: Content): SendCall {
  const markup = { reply_markup: { inline_keyboard: message.keyboard } };
  const to = destination(place);
  const { body } = message;
  return "rich" in body
    ? { method: "sendRichMessage", payload: { ...to, ...richOf(body.rich), ...markup } }
    : { method: "sendMessage", payload: { ...to, ...htmlOf(body.html), ...markup } };
}

/** The call that answers an input in a private chat, whose number is 1 here; further pages are a press away. */
export function firstCall(reply: Reply, input: string, now: Temporal.Instant): SendCall {
  const asked = Math.floor(now.epochMilliseconds / 1_000);
  const view = { show: "reply", input, page: 0, asked } as const;
  return sendCall({ chat_id: 1 }, toTelegram(reply, { view, form: "html" }));
}

/** The same call without markup, for when Telegram refuses it: a plain answer is better than none. */
export function plainCall<T extends SendCall | EditCall>(call: T): T {
  if (!("text" in call.payload)) return call;
  const { parse_mode: _, ...rest } = call.payload;
  return { ...call, payload: { ...rest, text: withoutTags(call.payload.text) } };
}

/** The call that turns a message sent before into this one. */
export function editCall(edited: Edited, message: Content): EditCall {
  const markup = { reply_markup: { inline_keyboard: message.keyboard } };
  return { method: "editMessageText", payload: { ...edited, ...contentOf(message.body), ...markup } };
}

function destination(place: Place): Destination {
  const { chat_id, message_thread_id, reply_to, only, silent } = place;
  return {
    chat_id,
    ...(message_thread_id !== undefined && { message_thread_id }),
    ...(silent && { disable_notification: true }),
    ...(reply_to !== undefined && {
      reply_parameters: { message_id: reply_to, allow_sending_without_reply: true },
    }),
    ...(only && {
      ephemeral_message_parameters: {
        receiver_user_id: only.user_id,
        ...(only.callback_query_id !== undefined && { callback_query_id: only.callback_query_id }),
      },
    }),
  };
}

const contentOf = (body: Body): Text | Rich => ("rich" in body ? richOf(body.rich) : htmlOf(body.html));

const htmlOf = (html: string): Text => ({
  text: html,
  parse_mode: "HTML",
  link_preview_options: { is_disabled: true },
});

const richOf = (blocks: RichBlock[]): Rich => ({
  rich_message: { blocks, skip_entity_detection: true },
});
