/** The subscriptions of a place: found, compared, counted. Everything goes by channel and number. */
import { UserError } from "../errors.ts";
import type { BriefingStore, Channel, Schedule, Subscription, Wishes } from "../storage/briefings.ts";
import { scheduleText } from "./words.ts";

/** More briefings in one channel inform nobody. */
export const MOST_SUBSCRIPTIONS = 20;

/** Where somebody typed, as a channel to post in. */
export const channelOf = ({ platform, chat, thread }: Channel): Channel => ({ platform, chat, thread });

/**
 * The subscription of a channel that is meant: by its number, or the only one.
 * @param input what would be typed for one of them
 * @throws UserError when there is none, none of this number, or several to choose from
 */
export async function findSubscription(
  store: BriefingStore,
  channel: Channel,
  number: number | undefined,
  input: (number: number) => string,
): Promise<Subscription> {
  const found = number === undefined ? null : await store.find(channel, number);
  if (found) return found;
  const all = await store.subscriptions(channel);
  const [only] = all;
  if (!only) throw new UserError("No briefing is set here. Try /subscribe 8:00 kyiv weekdays.", "not_found");
  if (number === undefined && all.length === 1) return only;
  const list = all.map((one) => `${one.number} (${scheduleText(one.schedule)})`).join("; ");
  throw new UserError(
    number === undefined
      ? `Which one? Set here: ${list}.`
      : `There is no briefing ${number} here. Set here: ${list}.`,
    number === undefined ? "ambiguous" : "not_found",
    all.map((one) => input(one.number)),
  );
}

/** The other subscription on the very same schedule, if there is one. */
export const onSameSchedule = (
  all: readonly Subscription[],
  schedule: Schedule,
  except?: number,
): Subscription | undefined =>
  all.find((one) => one.number !== except && scheduleText(one.schedule) === scheduleText(schedule));

/** The values that a subscription is made or changed with, as parsed from what was typed. */
export interface Options {
  readonly time?: string | undefined;
  readonly zone?: string | undefined;
  readonly days?: readonly number[] | undefined;
  readonly topics?: readonly string[] | undefined;
  readonly length?: Wishes["length"] | undefined;
  readonly quiet?: boolean | undefined;
  readonly silent?: boolean | undefined;
}

export function changedSchedule(schedule: Schedule, { time, zone, days }: Options): Schedule {
  return { time: time ?? schedule.time, zone: zone ?? schedule.zone, days: days ?? schedule.days };
}

export function changedWishes(wishes: Wishes, { topics, length, quiet, silent }: Options): Wishes {
  return {
    topics: topics ?? wishes.topics,
    length: length ?? wishes.length,
    quiet: quiet ?? wishes.quiet,
    silent: silent ?? wishes.silent,
  };
}
