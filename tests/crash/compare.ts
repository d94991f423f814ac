/** What was due, what the ledger says became of it, and what the platforms have: nothing lost, nothing twice. */
import type Database from "better-sqlite3";
import type { Platform } from "../../src/storage/briefings.ts";
import type { Message } from "../support/discord/messages.ts";
import type { Delivered } from "../support/telegram-chats.ts";

export interface Comparison {
  /** Briefings that fell due. */
  readonly due: Readonly<Record<Platform, number>>;
  /** Messages that they have. */
  readonly messages: Readonly<Record<Platform, number>>;
  readonly received: Readonly<Record<Platform, number>>;
  readonly unknown: number;
  /** What is wrong, each in a sentence; empty when all is well. */
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Requests that a platform would have refused. */
  readonly refused: readonly string[];
}

/** As much of the platforms as is compared: messages with briefings and no others, and what was refused. */
export interface Platforms {
  readonly discord: {
    readonly rest: { readonly messages: { readonly all: readonly Message[] } };
    readonly refusals: readonly string[];
  };
  readonly telegram: { readonly messages: readonly Delivered[]; readonly invalid: readonly string[] };
}

interface Row {
  readonly platform: Platform;
  readonly chat: string;
  readonly slot: number;
  /** Of a message; null where a delivery has none. */
  readonly state: string | null;
  readonly message: string | null;
  readonly part: number | null;
}

/**
 * Compares.
 * @param db the state, at rest
 * @param due briefings that fell due, each of them one row of the ledger
 */
export function compare(
  db: Database.Database,
  due: Readonly<Record<Platform, number>>,
  { discord, telegram }: Platforms,
): Comparison {
  const rows = db
    .prepare<[], Row>(
      `SELECT d.platform, d.chat, d.slot, p.state, p.message, p.part FROM delivery d
       LEFT JOIN delivery_part p ON p.delivery = d.id ORDER BY d.id, p.part`,
    )
    .all();
  const missing = due.discord + due.telegram - countSlots(db);
  const lost = missing > 0 ? [`${missing} slots are not in the ledger`] : [];
  const doubled: string[] = [];
  const posted = discord.rest.messages.all;
  // Each message is told from others by its nonce, which names subscription, slot and part.
  const nonces = new Map<string, number>();
  for (const { channel_id, nonce } of posted) {
    const key = `${channel_id} ${nonce}`;
    nonces.set(key, (nonces.get(key) ?? 0) + 1);
  }
  for (const [key, times] of nonces) if (times > 1) doubled.push(`Discord: ${key} ${times} times`);
  const ids = new Set(posted.map(({ id }) => id));
  const texts = new Map<string, number>();
  for (const { chat, text } of telegram.messages) {
    const times = (texts.get(`${chat} ${text}`) ?? 0) + 1;
    texts.set(`${chat} ${text}`, times);
    // Each slot's first message differs by the time at which it was due; those after it may be the same each time.
    const part = Number(/\((\d+) of \d+\)/.exec(text)?.[1] ?? 1) - 1;
    const most = part === 0 ? 1 : rows.filter((row) => row.chat === String(chat) && row.part === part).length;
    if (times > most) doubled.push(`Telegram: ${chat} ${times} times the same, of ${most}`);
  }
  const sent = new Set(telegram.messages.map(({ chat, id }) => `${chat} ${id}`));
  let unknown = 0;
  for (const { platform, chat, slot, state, message, part } of rows) {
    const name = `${platform} ${chat}, slot ${slot}, message ${part}`;
    if (state === "unknown" && platform === "telegram") unknown++;
    else if (state !== "sent") lost.push(`${name}: ${state ?? "nothing was composed"}`);
    else if (!(platform === "discord" ? ids.has(message ?? "") : sent.has(`${chat} ${message}`)))
      lost.push(`${name}: is said to be sent and is not there`);
  }
  const told = (of: Platform) =>
    rows.filter(({ platform, state }) => platform === of && state === "sent").length;
  if (posted.length !== told("discord"))
    doubled.push(`Discord has ${posted.length} messages for ${told("discord")} in the ledger`);
  const extra = telegram.messages.length - told("telegram");
  if (extra < 0 || extra > unknown)
    doubled.push(`Telegram has ${extra} messages more than the ledger, with ${unknown} unknown`);
  const messagesOf = (of: Platform) =>
    rows.filter(({ platform, part }) => platform === of && part !== null).length;
  return {
    due,
    messages: { discord: messagesOf("discord"), telegram: messagesOf("telegram") },
    received: { discord: posted.length, telegram: telegram.messages.length },
    unknown,
    lost,
    doubled,
    refused: [...discord.refusals, ...telegram.invalid],
  };
}

/** Each slot of each subscription is one row. */
function countSlots(db: Database.Database): number {
  return Number(db.prepare("SELECT count(*) FROM delivery WHERE test = 0").pluck().get());
}
