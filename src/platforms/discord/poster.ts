/** Posts briefings in Discord: each message once, whatever becomes of a request or of this process. */
import { type APIMessage, HTTPError, REST, RESTEvents, Routes } from "discord.js";
import { z } from "zod";
import { type DiscordPost, discordPosts } from "../../render/discord/posts.ts";
import type { Reply } from "../../reply/document.ts";
import type { Lost, Posted, Poster } from "../../schedule/poster.ts";
import type { Channel, NewPart } from "../../storage/briefings.ts";
import type { ButtonStore } from "../../storage/buttons.ts";
import { isSame, markOf, partShape, snowflakeOf, textOf } from "./marks.ts";
import { outcomeOf, whyUnread } from "./outcome.ts";
import { isConnectionLost, repeated } from "./trouble.ts";

/**
 * A nonce keeps a message from being posted twice "for the past few minutes"
 * (https://docs.discord.com/developers/resources/message#create-message); how many is not documented, so fewer.
 */
const FRESH_MS = 120_000;
/** A flood limit up to this long is waited out by the client, in milliseconds; a longer one is a reason to come back. */
const MAX_FLOOD_MS = 30_000;
/** A request that waits longer than this for its turn is given up, in milliseconds. */
const PATIENCE_MS = 60_000;
/** The clock here and Discord's may differ by so much when messages are looked for, in milliseconds. */
const CLOCK_SLACK_MS = 3_600_000;
/** https://docs.discord.com/developers/resources/message#get-channel-messages */
const PAGE = 100;
/** So many pages of a channel are read; a busier one is left unknown. */
const MAX_PAGES = 10;
type Stored = Pick<DiscordPost, "message" | "kept">;
const storedShape = z.custom<Stored>(
  (value) =>
    z
      .object({
        message: z.object({ components: z.tuple([partShape]) }),
        kept: z.array(z.object({ key: z.string(), input: z.string() })),
      })
      .safeParse(value).success,
);

interface Options {
  readonly token: string;
  readonly apiUrl?: string | undefined;
  readonly buttons: ButtonStore;
  readonly now: () => Temporal.Instant;
  readonly onWait?: ((ms: number) => void) | undefined;
}

/**
 * Briefings have a client of their own: it makes no request again by itself, so that what became of each is known, and
 * its waiting for Discord's limits holds up no answer to a person.
 * @param self the bot's own user id
 */
export function openPoster({ token, apiUrl, buttons, now, onWait }: Options, self: string): Poster {
  const rest = new REST({
    ...(apiUrl && { api: apiUrl }),
    retries: 0,
    rejectOnRateLimit: ({ retryAfter }) => retryAfter > MAX_FLOOD_MS,
  }).setToken(token);
  rest.on(RESTEvents.RateLimited, ({ retryAfter }) => onWait?.(retryAfter));
  return new DiscordPoster({ rest, token, self, buttons, now });
}

interface Parts {
  readonly rest: REST;
  readonly token: string;
  readonly self: string;
  readonly buttons: ButtonStore;
  readonly now: () => Temporal.Instant;
}

class DiscordPoster implements Poster {
  readonly platform = "discord";
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  messages(reply: Reply, wishes: { readonly silent: boolean }): NewPart[] {
    return discordPosts(reply, wishes).map(({ message, kept, items }) => ({
      payload: JSON.stringify({ message, kept }),
      items,
    }));
  }

  async post({ chat }: Channel, payload: string, key: string): Promise<Posted> {
    const { rest, token, buttons, now } = this.#parts;
    const stored = read(payload);
    if (!stored) return UNREADABLE;
    const { message, kept } = stored;
    try {
      await buttons.keep(kept, now());
    } catch (error) {
      return { type: "not_sent", reason: `its buttons could not be kept: ${String(error)}` };
    }
    const [container] = message.components;
    const body = {
      ...message,
      components: [{ ...container, id: markOf(key) }],
      nonce: key,
      enforce_nonce: true,
    };
    try {
      const answer = await rest.post(Routes.channelMessages(chat), {
        body,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const id = z.object({ id: z.string() }).safeParse(answer).data?.id;
      return id === undefined
        ? { type: "repeatable", reason: "Discord's answer names no message" }
        : { type: "sent", message: id };
    } catch (error) {
      const outcome = outcomeOf(error);
      // The client forgets a token that was refused once; the next attempt is to hear it again.
      if (outcome.type === "unauthorized") rest.setToken(token);
      return outcome;
    }
  }

  async recover(channel: Channel, payload: string, key: string, { sendingAt, now }: Lost): Promise<Posted> {
    const age = now.epochMilliseconds - sendingAt.epochMilliseconds;
    // After a clock that was put back nobody knows how long ago it was.
    if (age < 0 || age >= FRESH_MS) {
      const since = Math.min(sendingAt.epochMilliseconds, now.epochMilliseconds) - CLOCK_SLACK_MS;
      const found = await this.#find(channel.chat, payload, key, since);
      if (found) return found;
    }
    const posted = await this.post(channel, payload, key);
    // Not sent now says nothing of the time before.
    return posted.type === "not_sent" ? { type: "repeatable", reason: posted.reason } : posted;
  }

  /** Looks for a message in what stands in a channel; null when it is surely not there. */
  async #find(chat: string, payload: string, key: string, since: number): Promise<Posted | null> {
    const stored = read(payload);
    if (!stored) return UNREADABLE;
    const looked = { author: this.#parts.self, key, text: textOf(stored.message.components) };
    let after = snowflakeOf(since);
    try {
      for (let page = 0; page < MAX_PAGES; page++) {
        const messages = await this.#read(chat, { after, limit: String(PAGE) });
        const same = messages.find((candidate) => isSame(candidate, looked));
        if (same) return { type: "sent", message: same.id };
        if (messages.length < PAGE) {
          if (messages.length > 0 || page > 0) return null;
          // Without the permission to read them a channel seems to hold no messages at all.
          const any = await this.#read(chat, { limit: "1" });
          if (any.length > 0) return null;
          return { type: "unknown", reason: "the answer was lost, and the channel's history cannot be read" };
        }
        after = messages.map(({ id }) => id).reduce((a, b) => (BigInt(a) > BigInt(b) ? a : b));
      }
      return { type: "unknown", reason: "the answer was lost, and too much was written there since" };
    } catch (error) {
      return whyUnread(error);
    }
  }

  #read(chat: string, query: Readonly<Record<string, string>>): Promise<APIMessage[]> {
    const { rest } = this.#parts;
    const get = () => rest.get(Routes.channelMessages(chat), { query: new URLSearchParams(query) });
    return repeated(get, (error) => isConnectionLost(error) || error instanceof HTTPError) as Promise<
      APIMessage[]
    >;
  }
}

const UNREADABLE: Posted = { type: "refused", reason: "the message as it was kept cannot be read" };

/** A message as `messages` made it; null when it is damaged. */
function read(payload: string): Stored | null {
  try {
    return storedShape.parse(JSON.parse(payload));
  } catch {
    return null;
  }
}
