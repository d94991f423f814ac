/** Posts briefings in Telegram, which has no way to say the same thing once: a send in doubt is never repeated. */
import { z } from "zod";
import { type Place, plainCall, type SendCall, sendCall } from "../../render/telegram/calls.ts";
import { type TelegramPost, telegramPosts } from "../../render/telegram/posts.ts";
import type { Reply } from "../../reply/document.ts";
import type { Posted, Poster, TopicReason } from "../../schedule/poster.ts";
import type { Channel, NewPart } from "../../storage/briefings.ts";
import type { ButtonStore } from "../../storage/buttons.ts";
import type { TelegramStore } from "../../storage/telegram.ts";
import { describe, failureOf, migratedTo, type RawApi, retryAfter } from "./api.ts";

/** The topic General, which Telegram does not find by its number (Bot API, forum topics). */
const GENERAL = "1";

const GONE = {
  blocked: "the person blocked the bot",
  removed: "the bot is not in this chat any more",
  muted: "the bot may not write in this chat",
} as const;

type Stored = Pick<TelegramPost, "message" | "stored"> & { readonly silent: boolean };
const storedShape = z.custom<Stored>(
  (value) =>
    z
      .object({
        message: z.object({ body: z.object({ html: z.string() }), keyboard: z.array(z.array(z.unknown())) }),
        stored: z.array(z.object({ key: z.string(), input: z.string() })),
        silent: z.boolean(),
      })
      .safeParse(value).success,
);

interface Parts {
  readonly raw: RawApi;
  readonly store: TelegramStore;
  readonly buttons: ButtonStore;
  readonly now: () => Temporal.Instant;
  readonly onBug: (error: unknown) => string;
  /** Told how long Telegram's limits make a message wait, in milliseconds. */
  readonly onWait?: ((ms: number) => void) | undefined;
}

export class TelegramPoster implements Poster {
  readonly platform = "telegram";
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  messages(reply: Reply, { silent }: { readonly silent: boolean }): NewPart[] {
    return telegramPosts(reply).map(({ message, stored, items }) => ({
      payload: JSON.stringify({ message, stored, silent } satisfies Stored),
      items,
    }));
  }

  async post(channel: Channel, payload: string): Promise<Posted> {
    const { buttons, now, onBug } = this.#parts;
    const kept = read(payload);
    if (!kept) return { type: "refused", reason: "the message as it was kept cannot be read" };
    const { message, stored, silent } = kept;
    try {
      await buttons.keep(stored, now());
    } catch (error) {
      return { type: "not_sent", reason: `its buttons could not be kept: ${String(error)}` };
    }
    const call = sendCall({ ...placeOf(channel), silent }, message);
    try {
      return await this.#send(call);
    } catch (error) {
      if (failureOf(error) !== "entities") return await this.#outcomeOf(error, channel);
      // Telegram does not read our markup: a plain briefing is better than none.
      onBug(error);
      return await this.#send(plainCall(call)).catch((again: unknown) => this.#outcomeOf(again, channel));
    }
  }

  async recover(): Promise<Posted> {
    return { type: "unknown", reason: "the answer was lost" };
  }

  async #send(call: SendCall): Promise<Posted> {
    const { raw } = this.#parts;
    const { message_id } =
      call.method === "sendMessage"
        ? await raw.sendMessage(call.payload)
        : await raw.sendRichMessage(call.payload);
    return { type: "sent", message: String(message_id) };
  }

  /** What became of a message whose call failed with this. @throws the error itself when it is a bug of ours */
  async #outcomeOf(error: unknown, { chat }: Channel): Promise<Posted> {
    const failure = failureOf(error);
    switch (failure) {
      case "unreached":
        return { type: "not_sent", reason: describe(error) };
      case "flood":
        this.#parts.onWait?.(retryAfter(error));
        return { type: "not_sent", reason: "Telegram is busy (429)", waitMs: retryAfter(error) };
      case "unknown":
        return { type: "unknown", reason: `the answer was lost (${describe(error)})` };
      case "unauthorized":
        return { type: "unauthorized", reason: "Telegram no longer accepts the token (401)" };
      case "migrated": {
        const to = migratedTo(error);
        if (to === null) return { type: "refused", reason: describe(error) };
        await this.#parts.store.migrateChat(Number(chat), to);
        return { type: "moved", chat: String(to) };
      }
      case "blocked":
      case "removed":
      case "muted":
        // The next answer that arrives there says that the bot is back.
        await this.#parts.store.saveChat(Number(chat), { trouble: failure }, this.#parts.now());
        return { type: "gone", reason: GONE[failure] };
      case "topic closed":
        return { type: "gone", reason: "the topic is closed" satisfies TopicReason };
      case "topic gone":
        return { type: "gone", reason: "the topic no longer exists" satisfies TopicReason };
      case "conflict":
      case "entities":
      case "unmodified":
      case "uneditable":
      case "stale":
      case "refused":
        return { type: "refused", reason: describe(error) };
      default:
        return failure satisfies never;
    }
  }
}

/** A message as `messages` made it; null when it is damaged. */
function read(payload: string): Stored | null {
  try {
    return storedShape.parse(JSON.parse(payload));
  } catch {
    return null;
  }
}

function placeOf({ chat, thread }: Channel): Place {
  const topic = thread !== null && thread !== GENERAL;
  return { chat_id: Number(chat), ...(topic && { message_thread_id: Number(thread) }) };
}
