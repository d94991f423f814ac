/** What is due becomes slots of the ledger: one to deliver, older ones recorded, none twice. */
import { expect, test } from "vitest";
import { planDue, skipTooLate } from "../../../src/schedule/plan.ts";
import { openState } from "../../../src/storage/state.ts";
import { channel, SLOT, subscription } from "../../support/briefings.ts";

const CATCH_UP = Temporal.Duration.from({ hours: 3 });
const day = 24;

/** A subscription for every day at 08:00 in Kyiv, and planning so many hours after its slot. */
async function planned(...hours: number[]) {
  const store = openState(":memory:").briefings;
  const daily = subscription({
    schedule: { time: "08:00", zone: "Europe/Kyiv", days: [1, 2, 3, 4, 5, 6, 7] },
  });
  await store.subscribe(daily, SLOT);
  const counts: number[] = [];
  for (const after of hours)
    counts.push(await planDue(store, SLOT.add({ seconds: Math.round(after * 3_600) }), CATCH_UP));
  const waiting = await store.ready("discord", SLOT.add({ hours: 10_000 }), 100);
  const { states } = await store.counts();
  const { nextDue } = (await store.subscription(1)) ?? {};
  return {
    counts,
    waiting: waiting.map(({ slot }) => slot.since(SLOT).total("hours") / day),
    skipped: states.skipped,
    next: nextDue ? nextDue.since(SLOT).total("hours") / day : null,
  };
}

test("nothing before its time", async () => {
  expect(await planned(-0.001)).toEqual({ counts: [0], waiting: [], skipped: 0, next: 0 });
});

test("at its time once, however often it is looked at", async () => {
  expect(await planned(0, 0, 0.1)).toEqual({ counts: [1, 0, 0], waiting: [0], skipped: 0, next: 1 });
});

test("late, within what may be caught up with", async () => {
  expect(await planned(3)).toEqual({ counts: [1], waiting: [0], skipped: 0, next: 1 });
});

test("too late: recorded as skipped", async () => {
  expect(await planned(3.001)).toEqual({ counts: [0], waiting: [], skipped: 1, next: 1 });
});

test("after a week away: the youngest alone is delivered, each older one is recorded", async () => {
  expect(await planned(7 * day + 1)).toEqual({ counts: [1], waiting: [7], skipped: 7, next: 8 });
});

test("after years away: those of the last 400 days are recorded", async () => {
  expect(await planned(2_922 * day)).toEqual({ counts: [1], waiting: [], skipped: 400, next: 2_923 });
});

test("a clock that jumps ahead and back: no slot twice, none left out", async () => {
  expect(await planned(0, day, 0.5, day, 2 * day)).toEqual({
    counts: [1, 1, 0, 0, 1],
    waiting: [0, 1, 2],
    skipped: 0,
    next: 3,
  });
});

test("a thousand at once", async () => {
  const store = openState(":memory:").briefings;
  for (let i = 0; i < 1_000; i++) await store.subscribe(subscription(), SLOT);
  expect(await planDue(store, SLOT, CATCH_UP)).toBe(1_000);
  expect((await store.counts()).states.planned).toBe(1_000);
});

test("where nothing is posted, what is too late ends with the reason; what has begun waits", async () => {
  const store = openState(":memory:").briefings;
  for (const chat of ["1", "2", "3"]) await store.subscribe(subscription({ channel: channel(chat) }), SLOT);
  await store.subscribe(subscription({ nextDue: SLOT.add({ hours: 1 }) }), SLOT);
  await planDue(store, SLOT.add({ hours: 1 }), CATCH_UP);
  const [begun, tried] = await store.ready("discord", SLOT, 9);
  await store.compose(begun?.id ?? 0, [{ payload: "{}", items: [] }], 1);
  expect(await store.sending(begun?.id ?? 0, 0, SLOT)).toBe(true);
  const again = { part: 0, taken: false, reason: "no connection", notBefore: SLOT.add({ minutes: 1 }) };
  await store.retry(tried?.id ?? 0, again);
  await skipTooLate(store, "telegram", SLOT.add({ minutes: 210 }), CATCH_UP);
  await skipTooLate(store, "discord", SLOT.add({ hours: 3 }), CATCH_UP);
  expect((await store.counts()).states).toMatchObject({ planned: 3, sending: 1, skipped: 0 });
  await skipTooLate(store, "discord", SLOT.add({ minutes: 210 }), CATCH_UP);
  expect((await store.counts()).states).toMatchObject({ planned: 1, sending: 1, skipped: 2 });
  const reasons = await Promise.all([2, 3].map(async (id) => (await store.lastDelivery(id))?.reason));
  expect(reasons).toEqual([
    "not possible within 3 h: no connection",
    "not possible within 3 h: the service was down, or discord off or out of reach",
  ]);
});
