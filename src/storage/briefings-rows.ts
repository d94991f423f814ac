/** Rows of the ledger's tables as the objects of the store, and back; rows that somebody damaged are read all the same. */
import { z } from "zod";
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
/** The end of the year 9999, and as long before 1970; a number beyond is read as the nearest, so that days can be counted from it. */
const FARTHEST_MS = 253_402_300_799_999;
export const instant = (ms: number): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(Math.trunc(Math.max(-FARTHEST_MS, Math.min(ms, FARTHEST_MS))));
const maybe = (ms: number | null): Temporal.Instant | null => (ms === null ? null : instant(ms));

interface ChannelColumns {
  platform: Platform;
  chat: string;
  thread: string;
}

/** What people choose of a subscription, as far as a hand could have made it unreadable. */
export interface SettingsRow {
  platform: string;
  time: string;
  zone: string;
  days: string;
  topics: string;
  length: string;
}

export interface SubscriptionRow extends SettingsRow {
  id: number;
  number: number;
  chat: string;
  thread: string;
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

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

const knownZones = new Map<string, boolean>();

/** Looking a zone up costs more than the rest of a row. */
function isZone(zone: string): boolean {
  let known = knownZones.get(zone);
  if (known === undefined) {
    try {
      instant(0).toZonedDateTimeISO(zone);
      known = true;
    } catch {
      known = false;
    }
    knownZones.set(zone, known);
  }
  return known;
}

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue("not JSON");
    return z.NEVER;
  }
});
const STRINGS = json.pipe(z.array(z.string()));

/** What the columns that people choose may hold. */
const COLUMNS = {
  platform: z.enum(["discord", "telegram"]),
  time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/),
  zone: z.string().refine(isZone),
  days: z
    .string()
    .regex(/^[1-7](?:,[1-7])*$/)
    .transform((text) => text.split(",").map(Number)),
  topics: STRINGS,
  length: z.enum(["short", "full"]),
};

const readSettings = new Map<string, ReturnType<typeof readSettingsOf>>();
/** Different settings held; many subscriptions share the same ones. */
const MAX_SETTINGS = 10_000;

/** The settings of a subscription, with something harmless in the place of what is damaged, and what that is. */
export function settingsOf(row: SettingsRow): ReturnType<typeof readSettingsOf> {
  const key = JSON.stringify([row.platform, row.time, row.zone, row.days, row.topics, row.length]);
  const known = readSettings.get(key) ?? readSettingsOf(row);
  if (readSettings.size >= MAX_SETTINGS) readSettings.clear();
  readSettings.set(key, known);
  return known;
}

function readSettingsOf(row: SettingsRow) {
  const damaged: string[] = [];
  const take = <K extends keyof typeof COLUMNS>(name: K, instead: z.output<(typeof COLUMNS)[K]>) => {
    const read = COLUMNS[name].safeParse(row[name]);
    if (read.success) return read.data as z.output<(typeof COLUMNS)[K]>;
    damaged.push(name);
    return instead;
  };
  const platform = take("platform", "discord");
  const schedule = { time: take("time", "00:00"), zone: take("zone", "UTC"), days: take("days", EVERY_DAY) };
  const wishes = { topics: take("topics", []), length: take("length", "full") };
  const damage = damaged.length > 0 ? `its stored settings are damaged: ${damaged.join(", ")}` : null;
  return { platform, schedule, wishes, damage };
}

/**
 * A subscription. One that somebody damaged reads as disabled, saying what is wrong: nobody knows what was asked for,
 * and the others go on.
 */
export function subscriptionOf(row: SubscriptionRow): Subscription {
  const { platform, schedule, wishes, damage } = settingsOf(row);
  return {
    id: row.id,
    channel: channelOf({ ...row, platform }),
    number: row.number,
    schedule,
    wishes: { ...wishes, quiet: row.quiet === 1, silent: row.silent === 1 },
    state: damage === null ? row.state : "disabled",
    reason: damage ?? row.reason,
    nextDue: damage === null ? maybe(row.next_due) : null,
    refusals: row.refusals,
    createdBy: row.created_by,
    createdAt: instant(row.created_at),
    briefed: row.briefed,
  };
}

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

const itemsOf = (text: string): readonly string[] => STRINGS.safeParse(text).data ?? [];

export const partOf = (row: PartRow): Part => ({
  part: row.part,
  state: row.state,
  payload: row.payload,
  items: itemsOf(row.items),
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
