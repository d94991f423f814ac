/** Where people are briefed, on either platform: what they type there, and what stands there afterwards. */
import type { Platform } from "../../src/storage/briefings.ts";
import { textOf } from "../support/discord/bot.ts";
import type { Message } from "../support/discord/messages.ts";
import { APPLICATION, CHANNEL, MANAGE_CHANNELS } from "../support/discord/world.ts";
import type { Whole } from "../support/service.ts";
import type { Delivered } from "../support/telegram-chats.ts";
import { GROUP, inGroup, PERSON } from "../support/telegram-updates.ts";

/** A channel with an administrator and somebody else. */
export interface Room {
  readonly platform: Platform;
  readonly chat: string;
  /** Types as an administrator; what is answered. */
  admin(input: string): Promise<string>;
  /** Types as anybody else. */
  member(input: string): Promise<string>;
  /** Briefings that have arrived since this was last asked, as text. */
  arrived(): string[];
  /** The bot may no longer write there. */
  close(): void;
  /** What its people and whoever runs the bot are told of that. */
  readonly shut: string;
  open(): void;
}

/** Telegram's group of the tests, with one administrator. */
export function telegramRoom(whole: Whole): Room {
  const { telegram } = whole;
  const [admin, member] = [PERSON.id, PERSON.id + 1];
  telegram.admins.add(`${GROUP} ${admin}`);
  const seen = new Set<Delivered>();
  const isBriefing = ({ repliesTo, only }: Delivered): boolean => repliesTo === null && only === null;
  const say = async (text: string, from: number): Promise<string> => {
    const before = new Set(telegram.messages);
    telegram.push(inGroup(text, { from }));
    const answers = () => telegram.messages.filter((message) => !before.has(message) && !isBriefing(message));
    await telegram.until(() => answers().length > 0);
    return answers()
      .map((message) => message.text)
      .join("\n");
  };
  return {
    platform: "telegram",
    chat: String(GROUP),
    admin: (input) => say(input, admin),
    member: (input) => say(input, member),
    arrived: () => {
      const fresh = telegram.messages.filter((message) => isBriefing(message) && !seen.has(message));
      for (const message of fresh) seen.add(message);
      return fresh.map(({ text }) => text);
    },
    close: () => void telegram.closed.set(GROUP, [403, "Forbidden: bot was kicked from the supergroup chat"]),
    shut: "the bot is not in this chat any more",
    open: () => void telegram.closed.delete(GROUP),
  };
}

/** Discord's channel of the tests, with one who may manage it. */
export function discordRoom(whole: Whole): Room {
  const { discord } = whole;
  const { messages } = discord.rest;
  const seen = new Set<Message>();
  const isBriefing = ({ nonce, reference }: Message): boolean =>
    reference === null && /^[bt]-/.test(nonce ?? "");
  const say = async (text: string, permissions: number): Promise<string> => {
    const id = discord.say(`<@${APPLICATION}> ${text}`, { permissions });
    return textOf(await discord.until(() => messages.all.find(({ reference }) => reference === id)));
  };
  return {
    platform: "discord",
    chat: CHANNEL,
    admin: (input) => say(input, MANAGE_CHANNELS),
    member: (input) => say(input, 0),
    arrived: () => {
      const fresh = messages.all.filter((message) => isBriefing(message) && !seen.has(message));
      for (const message of fresh) seen.add(message);
      return fresh.map(textOf);
    },
    close: () => void messages.closed.add(CHANNEL),
    shut: "the bot may not send messages in this channel",
    open: () => void messages.closed.delete(CHANNEL),
  };
}
