/** The Bot API methods that the bot uses: what each takes, strictly, as the documentation states it. */
import { z } from "zod";
import { richMessage } from "./telegram-rich.ts";

const id = z.int();
const bytes = (max: number) =>
  z
    .string()
    .refine((text) => Buffer.byteLength(text) >= 1 && Buffer.byteLength(text) <= max, "BUTTON_DATA_INVALID");

const button = z.strictObject({ text: z.string().min(1), callback_data: bytes(64) });
const keyboard = z.strictObject({
  inline_keyboard: z
    .array(z.array(button).min(1).max(8))
    .refine((rows) => rows.flat().length <= 100, "too many buttons"),
});

const preview = z.strictObject({ is_disabled: z.boolean().optional() });
const text = {
  text: z.string(),
  parse_mode: z.literal("HTML").optional(),
  link_preview_options: preview.optional(),
};
const to = {
  chat_id: id,
  message_thread_id: z.int().positive().optional(),
  disable_notification: z.boolean().optional(),
  reply_parameters: z
    .strictObject({ message_id: z.int().positive(), allow_sending_without_reply: z.boolean().optional() })
    .optional(),
  ephemeral_message_parameters: z
    .strictObject({ receiver_user_id: id, callback_query_id: z.string().optional() })
    .optional(),
  reply_markup: keyboard.optional(),
};
const scope = z.strictObject({
  type: z.enum(["all_private_chats", "all_group_chats", "all_chat_administrators"]),
});
const language = z.string().regex(/^[a-z]{2}$/);
const updates = z.array(z.string());

const article = z.strictObject({
  type: z.literal("article"),
  id: bytes(64),
  title: z.string().min(1),
  description: z.string().optional(),
  input_message_content: z.strictObject({
    message_text: z.string().min(1),
    parse_mode: z.literal("HTML"),
    link_preview_options: preview.optional(),
  }),
  reply_markup: keyboard.optional(),
});

export const METHODS = {
  getMe: z.strictObject({}),
  getUpdates: z.strictObject({
    offset: z.int(),
    limit: z.int().min(1).max(100),
    timeout: z.int().min(0),
    allowed_updates: updates,
  }),
  getWebhookInfo: z.strictObject({}),
  deleteWebhook: z.strictObject({ drop_pending_updates: z.boolean().optional() }),
  setWebhook: z.strictObject({
    url: z.url({ protocol: /^https$/ }),
    secret_token: z.string().regex(/^[A-Za-z0-9_-]{1,256}$/),
    allowed_updates: updates,
  }),
  getMyCommands: z.strictObject({ scope, language_code: language.optional() }),
  setMyCommands: z.strictObject({
    commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^[a-z0-9_]{1,32}$/),
          description: z.string().min(1).max(256),
        }),
      )
      .max(100),
    scope,
    language_code: language.optional(),
  }),
  getMyDescription: z.strictObject({ language_code: language.optional() }),
  setMyDescription: z.strictObject({ description: z.string().max(512) }),
  getMyShortDescription: z.strictObject({ language_code: language.optional() }),
  setMyShortDescription: z.strictObject({ short_description: z.string().max(120) }),
  getChatMember: z.strictObject({ chat_id: id, user_id: id }),
  sendMessage: z.strictObject({ ...to, ...text }),
  sendRichMessage: z.strictObject({ ...to, rich_message: richMessage }),
  editMessageText: z
    .strictObject({
      chat_id: id,
      message_id: z.int().positive(),
      ...text,
      text: z.string().optional(),
      rich_message: richMessage.optional(),
      reply_markup: keyboard.optional(),
    })
    .refine(
      (edit) => (edit.text === undefined) !== (edit.rich_message === undefined),
      "text or rich message",
    ),
  answerCallbackQuery: z.strictObject({
    callback_query_id: z.string().min(1),
    text: z.string().max(200).optional(),
    show_alert: z.boolean().optional(),
  }),
  answerInlineQuery: z.strictObject({
    inline_query_id: z.string().min(1),
    results: z.array(article).max(50),
    cache_time: z.int().min(0).optional(),
    next_offset: bytes(64).or(z.literal("")).optional(),
    button: z
      .strictObject({ text: z.string().min(1), start_parameter: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) })
      .optional(),
  }),
} as const;

export type Method = keyof typeof METHODS;
export type Payload<M extends Method> = z.output<(typeof METHODS)[M]>;
