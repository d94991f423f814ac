/** The kinds of update that the bot asks for. */
import type { Update } from "grammy/types";

export const UPDATES = [
  "message",
  "edited_message",
  "channel_post",
  "edited_channel_post",
  "callback_query",
  "inline_query",
  "my_chat_member",
] as const satisfies readonly (keyof Update)[];
