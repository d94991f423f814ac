/** Due times by example: days of the week, skipped and repeated hours, whole days skipped, and what lies between. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextDue, slotOn, slotsBetween } from "../../../src/schedule/due.ts";
import type { Schedule } from "../../../src/storage/briefings.ts";

const DAILY = [1, 2, 3, 4, 5, 6, 7];
const schedule = (zone: string, time: string, days: readonly number[] = DAILY): Schedule => ({
  zone,
  time,
  days,
});
const at = (text: string) => Temporal.Instant.from(text);
const next = (plan: Schedule, after: string) => nextDue(plan, at(after)).toString();
const between = (plan: Schedule, from: string, to: string) =>
  slotsBetween(plan, at(from), at(to)).map(String);

describe("the next slot", () => {
  test("is today's when it is yet to come, else tomorrow's", () => {
    const kyiv = schedule("Europe/Kyiv", "08:00");
    expect(next(kyiv, "2026-11-22T05:59:59.999Z")).toBe("2026-11-22T06:00:00Z");
    expect(next(kyiv, "2026-11-22T06:00:00Z")).toBe("2026-11-23T06:00:00Z");
    expect(next(kyiv, "2026-11-22T06:00:00.0000001Z")).toBe("2026-11-23T06:00:00Z");
  });

  test("falls on a day that the schedule names, by the zone's own calendar", () => {
    // 2026-11-22 is a Sunday; at 22:00 UTC it is Monday in Auckland, where 08:00 of Monday is Sunday 19:00 UTC.
    expect(next(schedule("Pacific/Auckland", "08:00", [1]), "2026-11-22T22:00:00Z")).toBe(
      "2026-11-29T19:00:00Z",
    );
    expect(next(schedule("Pacific/Auckland", "08:00", [1]), "2026-11-22T18:00:00Z")).toBe(
      "2026-11-22T19:00:00Z",
    );
    expect(next(schedule("UTC", "08:00", [1, 3, 5]), "2026-11-23T08:00:00Z")).toBe("2026-11-25T08:00:00Z");
  });

  test("moves forward by the gap where the clock skips its time", () => {
    const skipped = "2026-03-28T12:00:00Z";
    expect(next(schedule("Europe/Berlin", "02:30"), skipped)).toBe("2026-03-29T01:30:00Z"); // 03:30 there
    expect(next(schedule("Europe/Berlin", "03:00"), skipped)).toBe("2026-03-29T01:00:00Z");
  });

  test("is the first of two where the clock repeats its time, and there is no second", () => {
    const berlin = schedule("Europe/Berlin", "02:30");
    expect(next(berlin, "2026-10-24T12:00:00Z")).toBe("2026-10-25T00:30:00Z");
    expect(next(berlin, "2026-10-25T00:30:00Z")).toBe("2026-10-26T01:30:00Z");
  });

  test("is found where a gap or a repetition crosses midnight", () => {
    // Nuuk skips 22:00–23:00 of Saturday; Cairo skips 00:00–01:00 of a Friday and repeats 23:00–24:00 of a Thursday.
    expect(next(schedule("America/Nuuk", "22:30"), "2026-03-28T12:00:00Z")).toBe("2026-03-29T00:30:00Z");
    expect(next(schedule("Africa/Cairo", "00:30"), "2026-04-23T12:00:00Z")).toBe("2026-04-23T22:30:00Z");
    expect(next(schedule("Africa/Cairo", "23:30"), "2026-10-29T12:00:00Z")).toBe("2026-10-29T20:30:00Z");
    expect(next(schedule("Africa/Cairo", "23:30"), "2026-10-29T20:30:00Z")).toBe("2026-10-30T21:30:00Z");
    // Toronto skipped half past midnight from 23:30 on in 1919: a time of one day came on the next.
    expect(next(schedule("America/Toronto", "23:45"), "1919-03-31T04:40:00Z")).toBe("1919-03-31T04:45:00Z");
  });

  test("is none on a day that the zone skips whole", () => {
    const apia = schedule("Pacific/Apia", "08:00");
    expect(between(apia, "2011-12-29T00:00:00Z", "2011-12-31T00:00:00Z")).toEqual([
      "2011-12-29T18:00:00Z", // 29 December, 08:00 at −10:00
      "2011-12-30T18:00:00Z", // 31 December, 08:00 at +14:00
    ]);
    expect(slotOn(apia, Temporal.PlainDate.from("2011-12-30"))).toBeNull();
    // A Friday that was not: the next one.
    expect(next(schedule("Pacific/Apia", "08:00", [5]), "2011-12-24T00:00:00Z")).toBe("2012-01-05T18:00:00Z");
  });

  test("is refused when no day is named or nobody knows the zone", () => {
    expect(() => next(schedule("UTC", "08:00", []), "2026-11-22T06:00:00Z")).toThrow(RangeError);
    expect(() => next(schedule("Mars/Olympus", "08:00"), "2026-11-22T06:00:00Z")).toThrow(RangeError);
  });
});

describe("slots between", () => {
  test("both ends count", () => {
    const utc = schedule("UTC", "08:00");
    expect(between(utc, "2026-11-22T08:00:00Z", "2026-11-24T08:00:00Z")).toEqual([
      "2026-11-22T08:00:00Z",
      "2026-11-23T08:00:00Z",
      "2026-11-24T08:00:00Z",
    ]);
    expect(between(utc, "2026-11-22T08:00:01Z", "2026-11-23T07:59:59Z")).toEqual([]);
    expect(between(utc, "2026-11-24T08:00:00Z", "2026-11-22T08:00:00Z")).toEqual([]);
  });
});

test("what was found before never changes an answer: asked in any order, the next slot follows directly", () => {
  const schedules = fc.record({
    zone: fc.constantFrom("Europe/Kyiv", "America/New_York", "Pacific/Apia", "Africa/Cairo", "Asia/Tehran"),
    time: fc.constantFrom("00:00", "00:30", "02:30", "08:00", "23:59"),
    days: fc.constantFrom(DAILY, [1, 2, 3, 4, 5], [7], [3, 4]),
  });
  const seconds = fc.integer({
    min: at("2011-12-20T00:00:00Z").epochMilliseconds / 1000,
    max: 2_000_000_000,
  });
  fc.assert(
    fc.property(schedules, fc.array(seconds, { minLength: 1, maxLength: 6 }), (plan, moments) => {
      for (const moment of [...moments, ...moments.toReversed()]) {
        const after = Temporal.Instant.fromEpochMilliseconds(moment * 1000);
        const slot = nextDue(plan, after);
        const day = after.toZonedDateTimeISO(plan.zone).toPlainDate();
        const all = [-2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]
          .map((days) => day.add({ days }))
          .filter(({ dayOfWeek }) => plan.days.includes(dayOfWeek))
          .flatMap((date) => slotOn(plan, date) ?? []);
        const expected = all.find((one) => Temporal.Instant.compare(one, after) > 0);
        expect(slot.toString()).toBe(expected?.toString());
      }
    }),
    { numRuns: 500 },
  );
});
