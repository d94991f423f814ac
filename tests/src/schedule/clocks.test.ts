/** Due times of ten years in every zone, against another reading of the IANA database than the runtime's. */
import moment from "moment-timezone";
import { describe, expect, test } from "vitest";
import { slotsBetween } from "../../../src/schedule/due.ts";
import { FROM, firstShown, keyOf, NAMES, runtimeStretchesOf, stretchesOf, TO } from "../../support/zones.ts";

const DAY = 24 * 3_600_000;
const TIMES = ["00:00", "00:30", "01:30", "02:00", "02:15", "02:30", "03:00", "23:59"];
const DAILY = [1, 2, 3, 4, 5, 6, 7];

/**
 * Zones whose clocks were decided on after the runtime's version of the database, 2026c, and before the other
 * reading's, 2026f: Manitoba and the Mackenzie delta keep summer time for good, Cuba kept it this winter. Briefings
 * there come an hour off until Node has the new rules; then this list must shrink.
 */
const OUTDATED = [
  ...["America/Havana", "Cuba", "America/Inuvik"],
  ...["America/Winnipeg", "America/Rainy_River", "Canada/Central"],
];

const different = NAMES.filter((name) => keyOf(stretchesOf(name)) !== keyOf(runtimeStretchesOf(name)));
/** Zones with the same clocks in these years share the work: one of each kind is computed day by day. */
const kinds = [
  ...Map.groupBy(
    NAMES.filter((name) => !different.includes(name)),
    (name) => keyOf(stretchesOf(name)),
  ).values(),
].flatMap(([first]) => first ?? []);

/** Each local day's date and time, as if it were UTC. */
function localTimes(time: string): number[] {
  const offset = Date.parse(`1970-01-01T${time}Z`);
  return Array.from({ length: (TO - FROM) / DAY }, (_, i) => FROM + i * DAY + offset);
}

/** What is wrong with the slots of a daily schedule over the years; empty when nothing is. */
function problems(zone: string, time: string, compute = slotsBetween): string[] {
  const stretches = stretchesOf(zone);
  const expected = localTimes(time).map((local) => firstShown(stretches, local));
  const [from, to] = [expected.at(0) ?? 0, expected.at(-1) ?? 0].map((ms) =>
    Temporal.Instant.fromEpochMilliseconds(ms),
  );
  if (!from || !to) return ["no days"];
  const slots = compute({ zone, time, days: DAILY }, from, to).map((slot) => slot.epochMilliseconds);
  const at = expected.findIndex((ms, i) => ms !== slots[i]);
  if (at < 0 && slots.length === expected.length) return [];
  const [wrong, right] = [slots[at], expected[at]].map((ms) => (ms ? new Date(ms).toISOString() : "none"));
  return [`${zone} ${time}: ${slots.length} slots in ${expected.length} days; ${wrong} instead of ${right}`];
}

test("the other reading is as new as the runtime's or newer, and they differ in no zone but these", () => {
  expect(moment.tz.dataVersion >= (process.versions.tz ?? "")).toBe(true);
  expect(different.toSorted()).toEqual(OUTDATED.toSorted());
  expect(NAMES.length).toBeGreaterThan(590);
});

describe.each(TIMES)("at %s", (time) => {
  test("each local day of 2026–2035 has one slot, when the clock first shows it or as late as the gap", () => {
    expect(kinds.length).toBeGreaterThan(60);
    expect(kinds.flatMap((zone) => problems(zone, time))).toEqual([]);
  });
});

describe("a planted fault is found", () => {
  const skipped = Date.parse("2026-03-29T01:30:00Z");
  const repeated = Date.parse("2026-10-25T00:30:00Z");
  test.each<[string, (slot: number) => number[]]>([
    ["none planted", (slot) => [slot]],
    ["a day left out where the clock skips the time", (slot) => (slot === skipped ? [] : [slot])],
    ["an hour early there", (slot) => [slot === skipped ? slot - DAY / 24 : slot]],
    ["twice on one day", (slot) => (slot === skipped ? [slot, slot + 1] : [slot])],
    ["the second of two", (slot) => [slot === repeated ? slot + DAY / 24 : slot]],
  ])("%s", (name, plant) => {
    const found = problems("Europe/Berlin", "02:30", (...range) =>
      slotsBetween(...range).flatMap((slot) =>
        plant(slot.epochMilliseconds).map((ms) => Temporal.Instant.fromEpochMilliseconds(ms)),
      ),
    );
    expect(found).toHaveLength(name === "none planted" ? 0 : 1);
  });
});
