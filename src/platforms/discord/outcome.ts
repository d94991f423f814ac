/** What became of a post, told from how its request ended. */
import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
import type { Posted } from "../../schedule/poster.ts";
import { isConnectionLost, withoutSecrets } from "./trouble.ts";

/** Codes of Node and of the client's HTTP library for a connection that was never made. */
const NOT_CONNECTED =
  /^(?:E(?:CONNREFUSED|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH)|UND_ERR_CONNECT_TIMEOUT)$/;

/** Why a channel takes no messages: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const GONE: Readonly<Record<number, string>> = {
  10003: "the channel no longer exists",
  10004: "the server no longer exists, or the bot was removed from it",
  50001: "the bot cannot see this channel, or was removed from the server",
  50007: "this person takes no messages from the bot",
  50013: "the bot may not send messages in this channel",
  50024: "this kind of channel takes no messages",
  50083: "the thread is archived",
  160005: "the thread is locked",
  200000: "the server's AutoMod blocks the message",
  200001: "the server's AutoMod blocks the message's title",
};

/** What became of a message whose request failed with this. @throws the error itself when it is a bug of ours */
export function outcomeOf(error: unknown): Posted {
  if (error instanceof RateLimitError)
    return { type: "not_sent", reason: "Discord is busy (429)", waitMs: error.retryAfter };
  if (error instanceof DiscordAPIError) return refusalOf(error);
  if (error instanceof HTTPError) return { type: "repeatable", reason: withoutSecrets(error).message };
  const told = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && "code" in error && NOT_CONNECTED.test(String(error.code)))
    return { type: "not_sent", reason: `no connection to Discord (${error.code})` };
  // A body that is no JSON comes from something between here and Discord, which may have passed the request on.
  if (isConnectionLost(error) || error instanceof SyntaxError)
    return { type: "repeatable", reason: `Discord's answer was lost (${told})` };
  throw error;
}

function refusalOf({ status, code, message }: DiscordAPIError): Posted {
  const reason = GONE[Number(code)];
  if (status === 401) return { type: "unauthorized", reason: "Discord no longer accepts the token (401)" };
  if (reason) return { type: "gone", reason };
  // Without a code of Discord's it was refused on the way there, not by the channel.
  if (!Number(code)) return { type: "not_sent", reason: `Discord answered ${status}` };
  const [what = ""] = message.split("\n");
  if (status === 403 || status === 404) return { type: "gone", reason: `${what} (${code})` };
  return { type: "refused", reason: `${status} ${code} ${what}` };
}

/**
 * What is to be done about a message whose channel could not be read. A 500 is no passing trouble where Discord cannot
 * list messages with containers: https://github.com/discord/discord-api-docs/issues/8611
 */
export function whyUnread(error: unknown): Posted {
  if (error instanceof HTTPError && error.status === 500)
    return {
      type: "unknown",
      reason: "the answer was lost, and Discord cannot list the channel's messages (500)",
    };
  const outcome = outcomeOf(error);
  switch (outcome.type) {
    case "unauthorized":
    case "repeatable":
      return outcome;
    case "not_sent":
      return { type: "repeatable", reason: outcome.reason };
    default:
      return {
        type: "unknown",
        reason: `the answer was lost, and the channel cannot be read${"reason" in outcome ? `: ${outcome.reason}` : ""}`,
      };
  }
}
