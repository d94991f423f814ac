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

export class Messages {
  readonly #newId: () => string;
  readonly #channels: readonly string[];
  readonly #nonces = new Map<string, Message>();
  readonly all: Message[] = [];
  /** Channels where the bot may not write. */
  readonly closed = new Set<string>();

  constructor(newId: () => string, channels: readonly string[]) {
    this.#newId = newId;
    this.#channels = channels;
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
    if (!this.#channels.includes(channel)) return error(404, 10003, "Unknown Channel");
    if (this.closed.has(channel)) return error(403, 50013, "Missing Permissions");
    const refusal = this.refusal(body, "channel");
    if (refusal) return refusal;
    const { nonce, enforce_nonce } = bodyShape.parse(body);
    const key = `${channel} ${nonce}`;
    const known = nonce && enforce_nonce ? this.#nonces.get(key) : undefined;
    const message = known ?? this.add(channel, body);
    if (nonce) this.#nonces.set(key, message);
    return { status: 200, body: this.payload(message) };
  }

  /** Keeps a message that has passed the checks. */
  add(channel: string, body: unknown, loading = false): Message {
    const parsed = bodyShape.parse(body ?? {});
    const message: Message = {
      id: this.#newId(),
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

  list(channel: string, query: URLSearchParams): Result {
    const limit = Number(query.get("limit") ?? 50);
    const found = this.all.filter((m) => m.channel_id === channel && !m.deleted && !(m.flags & EPHEMERAL));
    return {
      status: 200,
      body: found
        .toReversed()
        .slice(0, limit)
        .map((m) => this.payload(m)),
    };
  }

  /** A message as Discord sends it. */
  payload({ id, channel_id, content, flags, components }: Message) {
    return {
      id,
      channel_id,
      type: 0,
      author: BOT_USER,
      content,
      flags,
      components,
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
