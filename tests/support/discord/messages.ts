/** Messages as the Discord peer keeps them. */
import { z } from "zod";
import { error, invalid, type Result } from "./rest.ts";
import {
  EPHEMERAL,
  IS_COMPONENTS_V2,
  isEmptyMessage,
  MAX_PROCESSED_BYTES,
  messageRefusals,
  processedBytes,
  type Way,
} from "./rules.ts";
import { BOT_USER } from "./world.ts";

const bodyShape = z.looseObject({
  content: z.string().nullish(),
  flags: z.number().nullish(),
  components: z.array(z.looseObject({})).nullish(),
  embeds: z.array(z.looseObject({})).nullish(),
  nonce: z.union([z.string(), z.number()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  message_reference: z.looseObject({ message_id: z.string() }).nullish(),
});

export interface Message {
  readonly id: string;
  /** When it arrived, in milliseconds of this process's clock. */
  readonly at: number;
  readonly author: object;
  readonly nonce: string | null;
  readonly channel_id: string;
  content: string;
  flags: number;
  components: readonly object[];
  readonly reference: string | null;
  /** Still "thinking": deferred and without content. */
  loading: boolean;
  deleted: boolean;
  edits: number;
}

/** How long a nonce is remembered: Discord says "the past few minutes" and no more; here it is long enough for tests. */
const NONCE_MS = 300_000;

export class Messages {
  readonly #newId: () => string;
  readonly #now: () => number;
  readonly #nonces = new Map<string, { readonly message: Message; readonly until: number }>();
  readonly all: Message[] = [];
  /** Channels that exist; tests add their own. */
  readonly channels: Set<string>;
  /** Channels where the bot may not write. */
  readonly closed = new Set<string>();
  /** Channels whose history the bot may not read: they seem empty. */
  readonly unreadable = new Set<string>();
  /** Whether a nonce is told when messages are read back; do not count on it. */
  tellsNonces = false;

  /** @param now milliseconds since the peer's start */
  constructor(newId: () => string, now: () => number, channels: readonly string[]) {
    this.#newId = newId;
    this.#now = now;
    this.channels = new Set(channels);
  }

  /** What a new message or an edit is refused with, if anything. */
  refusal(body: unknown, way: Way): Result | null {
    const refusals = messageRefusals(body, way);
    if (refusals.length > 0) return invalid(refusals);
    const isNew = way === "channel" || way === "answer" || way === "followup";
    if (isNew && isEmptyMessage(body)) return error(400, 50006, "Cannot send an empty message");
    if (processedBytes(body) > MAX_PROCESSED_BYTES)
      return {
        ...error(500, 0, "500: Internal Server Error"),
        refusals: [{ path: "", message: "too many bytes" }],
      };
    return null;
  }

  create(channel: string, body: unknown): Result {
    if (!this.channels.has(channel)) return error(404, 10003, "Unknown Channel");
    if (this.closed.has(channel)) return error(403, 50013, "Missing Permissions");
    const refusal = this.refusal(body, "channel");
    if (refusal) return refusal;
    const { nonce, enforce_nonce } = bodyShape.parse(body);
    const key = `${channel} ${nonce}`;
    const known = nonce && enforce_nonce ? this.#nonces.get(key) : undefined;
    const message = known && known.until > this.#now() ? known.message : this.add(channel, body);
    if (nonce && message !== known?.message)
      this.#nonces.set(key, { message, until: this.#now() + NONCE_MS });
    return { status: 200, body: { ...this.payload(message), ...(nonce && { nonce }) } };
  }

  /** Somebody else writes in a channel. */
  addOther(channel: string, content: string): Message {
    return this.add(channel, { content }, false, { ...BOT_USER, id: "400000000000000077", bot: false });
  }

  /** Keeps a message that has passed the checks. */
  add(channel: string, body: unknown, loading = false, author: object = BOT_USER): Message {
    const parsed = bodyShape.parse(body ?? {});
    const message: Message = {
      id: this.#newId(),
      at: performance.timeOrigin + performance.now(),
      author,
      nonce: parsed.nonce == null ? null : String(parsed.nonce),
      channel_id: channel,
      content: parsed.content ?? "",
      flags: parsed.flags ?? 0,
      components: parsed.components ?? [],
      reference: parsed.message_reference?.message_id ?? null,
      loading,
      deleted: false,
      edits: 0,
    };
    this.all.push(message);
    return message;
  }

  edit(id: string, body: unknown): Result {
    const message = this.all.find((candidate) => candidate.id === id && !candidate.deleted);
    if (!message) return error(404, 10008, "Unknown Message");
    return this.change(message, body, "channel_edit");
  }

  /** Changes what a body names; the V2 flag may come, with a deferred answer only, and never go. */
  change(message: Message, body: unknown, way: Way): Result {
    const parsed = bodyShape.parse(body);
    const v2 = (parsed.flags ?? message.flags) & IS_COMPONENTS_V2;
    const refusal = this.refusal({ ...parsed, flags: v2 }, way);
    if (refusal) return refusal;
    if (!v2 && message.flags & IS_COMPONENTS_V2)
      return invalid([{ path: "flags", message: "The IS_COMPONENTS_V2 flag cannot be removed" }]);
    if (v2 && !(message.flags & IS_COMPONENTS_V2) && !message.loading && message.content !== "")
      return invalid([
        { path: "flags", message: "IS_COMPONENTS_V2 cannot be set on a message with content" },
      ]);
    message.flags = (message.flags & EPHEMERAL) | v2;
    message.components = parsed.components ?? message.components;
    message.content = parsed.content ?? message.content;
    message.loading = false;
    message.edits++;
    return { status: 200, body: this.payload(message) };
  }

  /** The latest messages of a channel, or those that follow one; newest first. */
  list(channel: string, query: URLSearchParams): Result {
    if (!this.channels.has(channel)) return error(404, 10003, "Unknown Channel");
    const limit = Number(query.get("limit") ?? 50);
    const after = query.get("after");
    const found = this.all.filter(
      (m) =>
        m.channel_id === channel &&
        !m.deleted &&
        !(m.flags & EPHEMERAL) &&
        (after === null || BigInt(m.id) > BigInt(after)),
    );
    const page = after === null ? found.slice(-limit) : found.slice(0, limit);
    const told = this.unreadable.has(channel) ? [] : page.toReversed();
    return {
      status: 200,
      body: told.map((m) => ({ ...this.payload(m), ...(this.tellsNonces && m.nonce && { nonce: m.nonce }) })),
    };
  }

  /** A message as Discord sends it. */
  payload({ id, channel_id, content, flags, components, author }: Message) {
    return {
      id,
      channel_id,
      type: 0,
      author,
      content,
      flags,
      components: numbered(components),
      timestamp: "2026-02-06T08:00:00Z",
      edited_timestamp: null,
      tts: false,
      mention_everyone: false,
      mentions: [],
      mention_roles: [],
      attachments: [],
      embeds: [],
      pinned: false,
    };
  }
}

/** Components with the ids that Discord gives to those which have none. */
function numbered(components: readonly object[]): object[] {
  let next = 1;
  const number = (part: object): object => ({
    id: next++,
    ...part,
    ...("components" in part &&
      Array.isArray(part.components) && { components: part.components.map(number) }),
  });
  return components.map(number);
}
