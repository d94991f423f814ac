/** /settings: how a chat wants its answers. Only Telegram has this command. */
import type { Command } from "../../command.ts";
import { type TelegramMessage, toTelegram } from "../../render/telegram.ts";
import { note, type Reply } from "../../reply/document.ts";
import type { ChatRecord } from "../../storage/telegram.ts";

export const SETTINGS: Pick<Command, "name" | "summary" | "local"> = {
  name: "settings",
  summary: "How answers look in this chat",
  local: {
    uk: { name: "налаштування", summary: "Вигляд відповідей у цьому чаті" },
    ru: { name: "настройки", summary: "Вид ответов в этом чате" },
  },
};

/** Callback data of the switch. */
const RICH_ON = "s:rich:on";
const RICH_OFF = "s:rich:off";

/** What a press on a setting's button asks for; null when it is another button. */
export function settingOf(data: string): Partial<ChatRecord> | null {
  if (data === RICH_ON) return { rich: true };
  return data === RICH_OFF ? { rich: false } : null;
}

/** The settings of a chat with their switches. */
export function settingsMessage({ rich }: ChatRecord): TelegramMessage {
  const message = textMessage([
    "Settings of this chat",
    rich
      ? "Rich messages: on. Answers have tables, footnotes and folding sources. Some apps (Telegram Web, older macOS) show a card “unsupported” instead: switch back if yours does."
      : "Rich messages: off. Answers are plain formatted text, which every app shows. Rich ones have tables and footnotes, but Telegram Web and older macOS apps cannot show them.",
  ]);
  const button = rich
    ? { text: "Rich messages off", callback_data: RICH_OFF }
    : { text: "Rich messages on", callback_data: RICH_ON };
  return { ...message, keyboard: [[button]] };
}

/** A few lines of the bot's own words, the first as a title when there are several. */
export function textMessage([first = "", ...rest]: readonly string[]): TelegramMessage {
  const title = rest.length > 0 ? ({ type: "title", text: first } as const) : note(first);
  const reply: Reply = {
    kind: "answer",
    blocks: [title, ...rest.map((text) => note(text))],
    actions: [],
    citations: [],
    items: [],
  };
  return toTelegram(reply, { view: { show: "reply", input: "", page: 0, asked: null }, form: "html" });
}
