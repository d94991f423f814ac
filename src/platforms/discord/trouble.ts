/** What goes wrong between here and Discord, in words: what ends the bot, what is only counted. */
import { setTimeout } from "node:timers/promises";
import { DiscordAPIError, DiscordjsError, HTTPError } from "discord.js";
import { UserError } from "../../errors.ts";

/** Discord cannot be reached, or is not well: that may pass, unlike what it says against the bot. */
export class Unreachable extends UserError {}

/** Counted for health and metrics. */
export interface DiscordCounts {
  /** Answers that came after Discord's deadline. */
  late: number;
  /** Messages that Discord would not take, for want of permission or of a place. */
  refused: number;
  /** Answers that did not get through to Discord, or whose receipt did not come back. */
  unreachable: number;
  reconnects: number;
  resumes: number;
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const UNKNOWN_INTERACTION = 10_062;
const ALREADY_ACKNOWLEDGED = 40_060;
/** Unknown channel, message or webhook; missing access or permissions; a person who takes no messages. */
const NOBODYS_FAULT = new Set([10_003, 10_008, 10_015, 50_001, 50_007, 50_013, 50_027]);

/** Codes of Node and of the client's HTTP library for a connection that was not made or broke. */
const CONNECTION = /^(?:UND_ERR_|E(?:CONN|PIPE|TIMEDOUT|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH))/;

/** Whether a request failed on its way, so that nobody knows whether it took effect. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === "AbortError" || ("code" in error && CONNECTION.test(String(error.code)));
}

/** How a failed answer counts; "bug" for what must be looked at. */
export function countOf(error: unknown): "late" | "refused" | "unreachable" | "done" | "bug" {
  if (isConnectionLost(error) || (error instanceof HTTPError && error.status >= 500)) return "unreachable";
  if (!(error instanceof DiscordAPIError)) return "bug";
  const code = Number(error.code);
  if (code === UNKNOWN_INTERACTION) return "late";
  // Answered already: this repeated a request whose first receipt was lost.
  if (code === ALREADY_ACKNOWLEDGED) return "done";
  return NOBODYS_FAULT.has(code) ? "refused" : "bug";
}

/** Milliseconds before a request is made again; all within the three seconds that an interaction has. */
const PAUSES = [100, 400];

/**
 * Makes a request again when its connection broke, which an idle one often does. Only for requests that twice are
 * the same as once.
 * @param again which failures are worth it
 */
export async function repeated<T>(request: () => Promise<T>, again = isConnectionLost): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await request();
    } catch (error) {
      if (!again(error)) throw error;
      await setTimeout(pause);
    }
  }
  return await request();
}

/** An error for the log: without addresses, which carry interactions' tokens. */
export function withoutSecrets(error: unknown): Error {
  if (error instanceof DiscordAPIError) {
    return new Error(`Discord refused ${error.method}: ${error.status} ${error.code} ${error.message}`);
  }
  if (error instanceof HTTPError) return new Error(`Discord answered ${error.method} with ${error.status}`);
  return error instanceof Error ? error : new Error(String(error));
}

/** Close codes after which Discord lets the bot in no more: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway */
const FATAL: Readonly<Record<number, string>> = {
  4004: "Discord does not accept the token. Set DISCORD_TOKEN to the one shown under “Bot” in the developer portal.",
  4010: "Discord refuses this shard.",
  4011: "Discord wants this bot to be sharded: it is in too many servers for one connection.",
  4012: "Discord no longer speaks the API version of this release.",
  4013: "Discord does not know the intents asked for.",
  4014: "Discord forbids the intents asked for; this bot needs none that are privileged.",
};

export function fatalSentence(code: number): string {
  return FATAL[code] ?? `Discord ended the connection for good (${code}).`;
}

/** Whether logging in failed because of the token. */
export function isBadToken(error: unknown): boolean {
  if (error instanceof DiscordjsError) return error.code === "TokenInvalid";
  return error instanceof DiscordAPIError && error.status === 401;
}
