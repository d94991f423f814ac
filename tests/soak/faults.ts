/** What goes wrong on platforms now and then, in ways that cost time and never an answer. */
import { setTimeout as timer } from "node:timers/promises";
import type { DiscordPeer } from "../support/discord/peer.ts";
import type { TelegramPeer } from "../support/telegram-peer.ts";

const FLOOD = { error: 429, description: "Too Many Requests: retry after 1", parameters: { retry_after: 1 } };
const CHANNEL = /^POST \/channels\/\d+\/messages$/;
const CALLBACK = /^POST \/interactions\/\d+\/[\w-]+\/callback$/;

/** Each by name. A lost session is none of them: Discord would forget with it what is under way, so it has a time of its own. */
export function faultsOf(discord: DiscordPeer, telegram: TelegramPeer): Record<string, () => void> {
  const flood = {
    status: 429,
    body: { message: "You are being rate limited.", retry_after: 0.5, global: false },
    headers: { "retry-after": "1", "x-ratelimit-scope": "shared" },
  };
  return {
    "Discord's gateway breaks": () => discord.gateway.drop(),
    "Discord's gateway closes": () => discord.gateway.drop(4000),
    "Discord asks to reconnect": () => discord.gateway.askToReconnect(),
    "Discord answers posts with 500": () => discord.fail({ line: CHANNEL, times: 2, with: { status: 500 } }),
    "Discord answers posts with 429": () => discord.fail({ line: CHANNEL, with: flood }),
    "posts to Discord are lost": () => discord.fail({ line: CHANNEL, times: 2, with: { lost: "before" } }),
    "Discord's answers to posts are lost": () =>
      discord.fail({ line: CHANNEL, times: 2, with: { lost: "after" } }),
    "answers to interactions are lost": () => discord.fail({ line: CALLBACK, with: { lost: "before" } }),
    "receipts of answers are lost": () => discord.fail({ line: CALLBACK, with: { lost: "after" } }),
    "Telegram's polling is answered with 502": () =>
      telegram.fault("getUpdates", { error: 502, description: "Bad Gateway" }),
    "Telegram's polling breaks": () => telegram.fault("getUpdates", "reset"),
    "Telegram's polling is answered by a proxy": () => telegram.fault("getUpdates", "garbage"),
    "Telegram asks to wait": () => telegram.fault("sendMessage", FLOOD, FLOOD),
    "Telegram's answers are lost": () => telegram.fault("sendMessage", "lost"),
    "Telegram answers with 500 what it has done": () =>
      telegram.fault("sendMessage", { error: 500, description: "Internal Server Error", after: true }),
    "edits in Telegram break": () => telegram.fault("editMessageText", "reset"),
  };
}

/** Discord forgets the connection and what it had for it, once all that was asked is answered; resolves when the bot is back. */
export async function forgetSession(discord: DiscordPeer): Promise<void> {
  const { gateway, rest } = discord;
  await discord.until(() => rest.interactions.all.every(({ answered }) => answered));
  await timer(2_000);
  const { identifies } = gateway;
  gateway.forgetSessions = true;
  gateway.drop();
  await discord.until(() => gateway.identifies > identifies && gateway.connected);
  gateway.forgetSessions = false;
  await timer(1_000);
}
