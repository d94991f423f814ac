import { expect, test } from "vitest";
import { NOW } from "../support/engine.ts";
import { CHANNEL, openPlace, subscription } from "../support/place.ts";

const EVENING = { time: "18:00", zone: "UTC", days: [5] };

test("the one of this number ends, and what waits of it is not sent", async () => {
  const { store, text } = openPlace();
  const one = await store.subscribe(subscription(), NOW);
  await store.subscribe(subscription({ schedule: EVENING }), NOW);
  await store.planTest(one.id, NOW);
  expect(await text("/unsubscribe 1")).toContain("Briefing 1 is ended: Daily at 08:00, Europe/Kyiv.");
  expect((await store.subscriptions(CHANNEL)).map(({ number }) => number)).toEqual([2]);
  expect(await store.ready("discord", NOW.add({ hours: 48 }), 10)).toEqual([]);
});

test("without a number the only one ends", async () => {
  const { store, text } = openPlace();
  await store.subscribe(subscription(), NOW);
  expect(await text("/unsubscribe")).toContain("Briefing 1 is ended");
  expect(await store.subscriptions(CHANNEL)).toEqual([]);
  expect(await text("/unsubscribe")).toContain("No briefing is set here");
});

test("of several it is asked which, with a button for each", async () => {
  const { store, say } = openPlace();
  await store.subscribe(subscription(), NOW);
  await store.subscribe(subscription({ schedule: EVENING }), NOW);
  const { reply } = await say("/unsubscribe");
  expect(reply.kind).toBe("ambiguous");
  expect(reply.actions).toMatchObject([{ input: "/unsubscribe 1" }, { input: "/unsubscribe 2" }]);
  expect(await store.subscriptions(CHANNEL)).toHaveLength(2);
});

test("a number that is not there ends nothing, whatever another channel has", async () => {
  const { store, say } = openPlace();
  await store.subscribe(subscription(), NOW);
  const other = { ...CHANNEL, thread: "9" };
  for (let i = 0; i < 2; i++) await store.subscribe(subscription({ channel: other }), NOW);
  expect((await say("/unsubscribe 2")).reply.kind).toBe("not_found");
  expect(await store.subscriptions(other)).toHaveLength(2);
});

test("only those who manage the place end one", async () => {
  const { store, say } = openPlace();
  await store.subscribe(subscription(), NOW);
  expect((await say("/unsubscribe 1", { refusal: "Ask an administrator." })).reply.kind).toBe("denied");
  expect(await store.subscriptions(CHANNEL)).toHaveLength(1);
});
