/** Turns what is due into rows of the ledger: one slot to deliver, older ones recorded as skipped. */
import type { BriefingStore, Plan, Platform, Schedule } from "../storage/briefings.ts";
import { nextDue, slotsSince } from "./due.ts";

/** Subscriptions planned in one transaction; between two of them others have their turn. */
const BATCH = 250;

/**
 * Plans every subscription that is due, until none is.
 * @param catchUp how late a briefing may still be sent
 * @returns how many slots are to be delivered
 */
export async function planDue(
  store: BriefingStore,
  now: Temporal.Instant,
  catchUp: Temporal.Duration,
): Promise<number> {
  let planned = 0;
  const planOne = planner(now, catchUp);
  for (;;) {
    const due = await store.due(now, BATCH);
    if (due.length === 0) return planned;
    const plans = due.flatMap(({ id, schedule, nextDue: at }) =>
      at === null ? [] : [planOne(id, schedule, at)],
    );
    await store.plan(plans, now);
    planned += plans.filter(({ slots }) => slots.some(({ skipped }) => skipped === null)).length;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Plans one after the other: thousands share a schedule, and its slots are computed once. */
function planner(now: Temporal.Instant, catchUp: Temporal.Duration) {
  const known = new Map<string, Pick<Plan, "slots" | "nextDue">>();
  return (subscription: number, schedule: Schedule, due: Temporal.Instant): Plan => {
    const { time, zone, days } = schedule;
    const key = [time, zone, days, due.epochMilliseconds].join(" ");
    const slots = known.get(key) ?? plannedSlots(schedule, due, now, catchUp);
    known.set(key, slots);
    return { subscription, due, ...slots };
  };
}

/** Of the slots since `due` the last one is delivered when it is young enough; a burst of old ones helps nobody. */
function plannedSlots(
  schedule: Schedule,
  due: Temporal.Instant,
  now: Temporal.Instant,
  catchUp: Temporal.Duration,
): Pick<Plan, "slots" | "nextDue"> {
  const slots = slotsSince(schedule, due, now);
  return {
    slots: slots.map((slot, i) => ({
      slot,
      skipped: whySkipped(i === slots.length - 1, slot, now, catchUp),
    })),
    nextDue: nextDue(schedule, now),
  };
}

function whySkipped(
  last: boolean,
  slot: Temporal.Instant,
  now: Temporal.Instant,
  catchUp: Temporal.Duration,
): string | null {
  if (!last)
    return "missed at its time: the service was down, or its clock leapt; a later one took its place";
  return isTooLate(slot, now, catchUp)
    ? `found more than ${words(catchUp)} late: the service was down, or its clock leapt`
    : null;
}

/** Whether a slot is older than what may be caught up with. */
export const isTooLate = (
  slot: Temporal.Instant,
  now: Temporal.Instant,
  catchUp: Temporal.Duration,
): boolean => Temporal.Instant.compare(slot.add(catchUp), now) < 0;

/** Ends what is too late where nothing is posted. What has begun waits: only the platform knows what became of it. */
export async function skipTooLate(
  store: BriefingStore,
  platform: Platform,
  now: Temporal.Instant,
  catchUp: Temporal.Duration,
): Promise<void> {
  for (let more = true; more; ) {
    more = false;
    for (const { id, slot, reason } of await store.ready(platform, now.subtract(catchUp), BATCH)) {
      if (!isTooLate(slot, now, catchUp)) continue;
      if ((await store.parts(id)).some(({ state }) => state !== "planned")) continue;
      const why = reason ?? `the service was down, or ${platform} off or out of reach`;
      await store.end(id, "skipped", `not possible within ${words(catchUp)}: ${why}`, now);
      more = true;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** "3 h", "90 min". */
export function words(duration: Temporal.Duration): string {
  const minutes = duration.total("minutes");
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}
