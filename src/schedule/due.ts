/** When a schedule is due: one slot each local day that it names, whatever the clocks of its zone do. Pure. */
import type { Schedule } from "../storage/briefings.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A weekly schedule whose day the zone skips is due a week later; two such days never come a week apart. */
const MOST_DAYS = 16;
/** So near to a change of the clocks Temporal is asked; the largest change so far, a whole day, is within it. */
const NEAR = 2 * DAY;

/**
 * The first slot strictly after an instant.
 * @throws RangeError where the runtime does not know the zone, or no day is named
 */
export function nextDue(schedule: Schedule, after: Temporal.Instant): Temporal.Instant {
  // Slots fall on whole milliseconds, so what is less than one makes no difference.
  const from = after.epochMilliseconds;
  const steady = stretchAt(schedule.zone, from);
  const time = Number(schedule.time.slice(0, 2)) * HOUR + Number(schedule.time.slice(3)) * 60_000;
  // Days since 1970, beginning with the day before: its slot may have moved past midnight.
  const first = Math.floor((from + steady.offset) / DAY) - 1;
  for (let day = first; day < first + MOST_DAYS; day++) {
    if (!schedule.days.includes(dayOfWeek(day))) continue;
    const slot = day * DAY + time - steady.offset;
    if (slot > steady.from + NEAR && slot < steady.until - NEAR) {
      if (slot > from) return Temporal.Instant.fromEpochMilliseconds(slot);
    } else {
      const asked = slotOn(schedule, EPOCH.add({ days: day }));
      if (asked && asked.epochMilliseconds > from) return asked;
    }
  }
  throw new RangeError(`a schedule on days “${schedule.days}” is never due`);
}

/** The slots from one instant to another, both included, in order. */
export function slotsBetween(
  schedule: Schedule,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Temporal.Instant[] {
  const slots: Temporal.Instant[] = [];
  let slot = nextDue(schedule, from.subtract({ nanoseconds: 1 }));
  while (Temporal.Instant.compare(slot, to) <= 0) {
    slots.push(slot);
    slot = nextDue(schedule, slot);
  }
  return slots;
}

/** Slots missed longer ago are not recorded: nobody asks for them, and a row that was damaged could name millions. */
const LONGEST = { hours: 24 * 400 } as const;

/** The slots from the one that was promised until now; where the zone's rules have changed that one is promised all the same. */
export function slotsSince(
  schedule: Schedule,
  due: Temporal.Instant,
  now: Temporal.Instant,
): [Temporal.Instant, ...Temporal.Instant[]] {
  const earliest = now.subtract(LONGEST);
  const from = Temporal.Instant.compare(due, earliest) < 0 ? earliest : due;
  const [first = due, ...rest] = slotsBetween(schedule, from, now);
  return [first, ...rest];
}

/**
 * The slot of a local day, whether or not the schedule names that day of the week. A time that the clock skips moves
 * forward by the gap, even past midnight; one that occurs twice is taken at its first. A whole day that the zone skips
 * (Samoa had no 30 December 2011) is no day there and has no slot: null.
 * @throws RangeError where the runtime does not know the zone
 */
export function slotOn({ zone, time }: Schedule, day: Temporal.PlainDate): Temporal.Instant | null {
  // Without more said, Temporal disambiguates as "compatible", which is the rule above.
  const zoned = day.toZonedDateTime({ timeZone: zone, plainTime: time });
  if (zoned.day !== day.day && !day.toZonedDateTime(zone).toPlainDate().equals(day)) return null;
  return zoned.toInstant();
}

const EPOCH = new Temporal.PlainDate(1970, 1, 1);
/** ISO day of the week of a day since 1970, which began on a Thursday. */
const dayOfWeek = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** The time between two changes of a zone's clocks, and what they are ahead of UTC meanwhile; all in milliseconds. */
interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

/** The stretch last asked for of each zone, so at most one a zone: to ask Temporal for each slot takes ten times as long. */
const stretches = new Map<string, Stretch>();

function stretchAt(zone: string, moment: number): Stretch {
  const last = stretches.get(zone);
  if (last && last.from <= moment && moment < last.until) return last;
  const zoned = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone);
  const next = zoned.getTimeZoneTransition("next");
  // A change at this very moment has happened; "previous" would tell the one before it.
  const previous = zoned.add({ nanoseconds: 1 }).getTimeZoneTransition("previous");
  const stretch = {
    from: previous?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    until: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: zoned.offsetNanoseconds / 1e6,
  };
  stretches.set(zone, stretch);
  return stretch;
}
