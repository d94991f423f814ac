/** The bot's command menus and descriptions: made from the command data, written only where Telegram holds others. */
import type { Api } from "grammy";
import type { BotCommand, BotCommandScope, LanguageCode } from "grammy/types";
import type { Command } from "../../command.ts";

/** Bot API, BotCommand and setMyDescription. */
const MAX_COMMAND_DESCRIPTION = 256;
const MAX_DESCRIPTION = 512;
const MAX_SHORT_DESCRIPTION = 120;

type MenuCommand = Pick<Command, "name" | "summary" | "local">;

/** What the menus are made of. */
export interface Menus {
  readonly commands: readonly MenuCommand[];
  /** Commands for whoever may change settings. */
  readonly adminCommands: readonly MenuCommand[];
  /** Shown where a chat with the bot is still empty. */
  readonly description: string;
  /** Shown on the bot's profile. */
  readonly shortDescription: string;
}

const LANGUAGES = ["", "uk", "ru"] as const satisfies readonly (LanguageCode | "")[];

/** Brings menus and descriptions up to date; returns how many were written. @throws what the Bot API calls throw */
export async function syncMenus(api: Api, menus: Menus): Promise<number> {
  let written = 0;
  const everyone = menus.commands;
  const admins = [...everyone, ...menus.adminCommands];
  const scopes: [BotCommandScope, readonly MenuCommand[]][] = [
    [{ type: "all_private_chats" }, admins],
    [{ type: "all_group_chats" }, everyone],
    [{ type: "all_chat_administrators" }, admins],
  ];
  for (const [scope, commands] of scopes) {
    for (const language of LANGUAGES) {
      const other = { scope, ...(language !== "" && { language_code: language }) };
      const wanted = commands.map((command) => entry(command, language));
      const held = await api.getMyCommands(other);
      if (same(wanted, held)) continue;
      await api.setMyCommands(wanted, other);
      written += 1;
    }
  }
  const description = fitting(menus.description, MAX_DESCRIPTION);
  if ((await api.getMyDescription()).description !== description) {
    await api.setMyDescription(description);
    written += 1;
  }
  const short = fitting(menus.shortDescription, MAX_SHORT_DESCRIPTION);
  if ((await api.getMyShortDescription()).short_description !== short) {
    await api.setMyShortDescription(short);
    written += 1;
  }
  return written;
}

/** Telegram takes Latin names only: other languages change the description. */
function entry(command: MenuCommand, language: (typeof LANGUAGES)[number]): BotCommand {
  const summary = language === "" ? command.summary : command.local[language].summary;
  return { command: command.name, description: fitting(summary, MAX_COMMAND_DESCRIPTION) };
}

const same = (a: readonly BotCommand[], b: readonly BotCommand[]): boolean =>
  a.length === b.length &&
  a.every(({ command, description }, i) => b[i]?.command === command && b[i]?.description === description);

/** A label that is too long for its place ends in an ellipsis. */
function fitting(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).toWellFormed()}…`;
}
