/** How a posted message is told from all others in its channel, when nobody knows its id. */
import { createHash } from "node:crypto";
import type { APIMessage } from "discord.js";
import { z } from "zod";

/** Components without an id are numbered from 1 by Discord; from here on they are ours. */
const FIRST_MARK = 1_000_000;
const MAX_INT32 = 2_147_483_647;
/** The first second of 2015, in milliseconds: https://docs.discord.com/developers/reference#snowflakes */
const DISCORD_EPOCH = 1_420_070_400_000;

/** A component as far as messages are compared. */
export const partShape = z.looseObject({
  type: z.number(),
  id: z.number().optional(),
  content: z.string().optional(),
  get components() {
    return z.array(partShape).optional();
  },
});
type Part = z.output<typeof partShape>;

/** The number that a key's container bears as its id: https://docs.discord.com/developers/components/reference */
export function markOf(key: string): number {
  const hash = createHash("sha256").update(key).digest().readUInt32BE();
  return FIRST_MARK + (hash % (MAX_INT32 - FIRST_MARK));
}

/** What a message is known by. */
export interface Looked {
  /** Whose it is, by user id. */
  readonly author: string;
  readonly key: string;
  /** What it displays, as `textOf` gives it. */
  readonly text: string;
}

/** Whether a message is the one posted under a key. The mark tells it from another that says the same. */
export function isSame(message: APIMessage, { author, key, text }: Looked): boolean {
  if (message.author.id !== author) return false;
  if (message.nonce === key) return true;
  const components = z.array(partShape).catch([]).parse(message.components);
  const mark = components[0]?.id ?? 0;
  return (mark < FIRST_MARK || mark === markOf(key)) && textOf(components) === text;
}

/** The texts that a message displays; spaces aside, which Discord may trim. */
export function textOf(parts: readonly unknown[]): string {
  const texts = (part: Part): string[] => [part.content ?? "", ...(part.components ?? []).flatMap(texts)];
  return z.array(partShape).parse(parts).flatMap(texts).join(" ").replace(/\s+/g, " ").trim();
}

/** The lowest id that a message of this moment, in milliseconds, can have. */
export const snowflakeOf = (ms: number): string =>
  String(BigInt(Math.max(0, Math.floor(ms) - DISCORD_EPOCH)) << 22n);
