/** People who ask the bot through the local platforms, each for themselves, and how long each answer takes. */
import type { DiscordPeer } from "../support/discord/peer.ts";
import type { TelegramPeer } from "../support/telegram-peer.ts";
import { privately } from "../support/telegram-updates.ts";

/** Somebody's way to ask. */
export interface Line {
  /** Asks and waits for the answer; how long that took, in milliseconds. @param who which person, from 0 */
  ask(who: number): Promise<number>;
  /** Forgets what came and went, so that the platform's own memory and work stay the same. */
  forget(): void;
}

/** Slash commands in Discord. */
export function discordLine(peer: DiscordPeer, command: string, values: Record<string, string>): Line {
  const { interactions, messages } = peer.rest;
  return {
    ask: async (who) => {
      const person = { id: String(410_000_000_000_000_000n + BigInt(who)), username: `person${who}` };
      const { id, ...rest } = interactions.slash(command, values, { who: person });
      const made = interactions.get(id);
      const start = performance.now();
      peer.interact({ id, ...rest });
      await peer.until(() => made.answered);
      return performance.now() - start;
    },
    forget: () => {
      interactions.all.length = 0;
      messages.all.length = 0;
      peer.seen.length = 0;
    },
  };
}

/** Messages to the bot in Telegram. Takes the peer's `onSend` for itself. */
export function telegramLine(peer: TelegramPeer, input: string): Line {
  const waiting = new Map<number, () => void>();
  peer.onSend = ({ chat }) => waiting.get(chat)?.();
  return {
    ask: async (who) => {
      const chat = 100_000 + who;
      const answered = Promise.withResolvers<void>();
      waiting.set(chat, answered.resolve);
      const start = performance.now();
      peer.push(privately(input, chat));
      await answered.promise;
      return performance.now() - start;
    },
    forget: () => {
      peer.messages.length = 0;
      peer.calls.length = 0;
    },
  };
}

/** So many questions, so many of them at once. Returns how long each took, and all together, in milliseconds. */
export async function askAll(
  line: Line,
  { count, atOnce, from = 0 }: { count: number; atOnce: number; from?: number },
): Promise<{ times: number[]; all: number }> {
  const times: number[] = [];
  let left = count;
  const start = performance.now();
  const people = Array.from({ length: atOnce }, async (_, who) => {
    while (left-- > 0) times.push(await line.ask(from + who));
  });
  await Promise.all(people);
  return { times, all: performance.now() - start };
}
