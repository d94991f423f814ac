/** Rows of the ledger's tables as the objects of the store, and back. */
import type {
  Channel,
  Delivery,
  DeliveryState,
  ItemHistory,
  Part,
  PartState,
  Platform,
  Schedule,
  Subscription,
  SubscriptionState,
  Wishes,
} from "./briefings.ts";

/** Instants are kept as milliseconds since 1970. */
export const millis = (at: Temporal.Instant): number => at.epochMilliseconds;
export const instant = (ms: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(ms);
const maybe = (ms: number | null): Temporal.Instant | null => (ms === null ? null : instant(ms));

interface ChannelColumns {
  platform: Platform;
  chat: string;
  thread: string;
}

export interface SubscriptionRow extends ChannelColumns {
  id: number;
  number: number;
  time: string;
  zone: string;
  days: string;
  topics: string;
  length: Wishes["length"];
  quiet: number;
  silent: number;
  state: SubscriptionState;
  reason: string | null;
  next_due: number | null;
  refusals: number;
  created_by: string;
  created_at: number;
  briefed: number | null;
}

export interface DeliveryRow extends ChannelColumns {
  id: number;
  subscription: number | null;
  slot: number;
  test: number;
  state: DeliveryState;
  reason: string | null;
  not_before: number;
  tries: number;
  ended_at: number | null;
}

export interface PartRow {
  part: number;
  state: PartState;
  payload: string;
  items: string;
  message: string | null;
  sending_at: number | null;
}
export const PART_COLUMNS = "p.part, p.state, c.payload, c.items, p.message, p.sending_at";

const channelOf = ({ platform, chat, thread }: ChannelColumns): Channel => ({
  platform,
  chat,
  thread: thread === "" ? null : thread,
});

const days = (text: string): number[] => text.split(",").map(Number);
const strings = (json: string): string[] => JSON.parse(json) as string[];

export const subscriptionOf = (row: SubscriptionRow): Subscription => ({
  id: row.id,
  channel: channelOf(row),
  number: row.number,
  schedule: { time: row.time, zone: row.zone, days: days(row.days) },
  wishes: {
    topics: strings(row.topics),
    length: row.length,
    quiet: row.quiet === 1,
    silent: row.silent === 1,
  },
  state: row.state,
  reason: row.reason,
  nextDue: maybe(row.next_due),
  refusals: row.refusals,
  createdBy: row.created_by,
  createdAt: instant(row.created_at),
  briefed: row.briefed,
});

export const deliveryOf = (row: DeliveryRow): Delivery => ({
  id: row.id,
  subscription: row.subscription,
  channel: channelOf(row),
  slot: instant(row.slot),
  test: row.test === 1,
  state: row.state,
  reason: row.reason,
  notBefore: instant(row.not_before),
  tries: row.tries,
  endedAt: maybe(row.ended_at),
});

export const partOf = (row: PartRow): Part => ({
  part: row.part,
  state: row.state,
  payload: row.payload,
  items: strings(row.items),
  message: row.message,
  sendingAt: maybe(row.sending_at),
});

export const historyOf = (row: {
  item: string;
  first: number;
  first_at: number;
  changed: number | null;
  changed_at: number | null;
  gone: number | null;
}): ItemHistory => ({
  item: row.item,
  first: row.first,
  firstAt: instant(row.first_at),
  changed: row.changed,
  changedAt: maybe(row.changed_at),
  gone: row.gone,
});

/** The columns time, zone, days. */
export const scheduleOf = ({ time, zone, days }: Schedule): string[] => [time, zone, days.join(",")];

/** The columns topics, length, quiet, silent. */
export const wishesOf = ({ topics, length, quiet, silent }: Wishes): (string | number)[] => [
  JSON.stringify(topics),
  length,
  quiet ? 1 : 0,
  silent ? 1 : 0,
];
