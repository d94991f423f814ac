import { describe, expect, test } from "vitest";
import { NOW } from "../support/engine.ts";
import { CHANNEL, openPlace, subscription } from "../support/place.ts";

const later = NOW.add({ hours: 240 });

async function withOne(different: Parameters<typeof subscription>[0] = {}) {
  const place = openPlace();
  const { id } = await place.store.subscribe(subscription(different), NOW);
  const state = async () => {
    const found = await place.store.subscription(id);
    if (!found) throw new Error("it is gone");
    return found;
  };
  return { ...place, id, state };
}

describe("pause and resume", () => {
  test("a paused one is due no more; resumed it is due at the next time from now, not at those missed", async () => {
    const { store, text, state } = await withOne();
    expect(await text("/subscription pause 1")).toContain("Briefing 1 is paused");
    expect(await store.due(later, 10)).toEqual([]);
    expect(await text("/subscription pause")).toContain("paused already");
    expect(await text("/subscription resume 1", { now: later })).toContain("Briefing 1 goes on");
    expect(await state()).toMatchObject({ state: "active" });
    expect(String((await state()).nextDue)).toBe("2026-02-17T06:00:00Z");
    expect(await text("/subscription resume 1")).toContain("running already");
  });

  test("one that was stopped goes on, its reason and count of refusals forgotten", async () => {
    const { store, id, text, state } = await withOne();
    await store.refused(id, "the bot may not post here", 1, NOW);
    expect(await text("/subscription pause 1")).toContain("the bot may not post here");
    expect(await state()).toMatchObject({ state: "disabled" });
    await text("/subscription resume 1");
    expect(await state()).toMatchObject({ state: "active", reason: null, refusals: 0 });
  });
});

describe("edit", () => {
  test("changes what is named and nothing else, and confirms with the next times", async () => {
    const { text, state } = await withOne();
    const said = await text("/subscription edit 1 time:7:30 days:mon-fri quiet:yes");
    expect(said).toContain("Briefing 1 is changed");
    expect(said).toContain("Next: Mon 9 Feb 2026, 07:30 (05:30 UTC)");
    expect(await state()).toMatchObject({
      schedule: { time: "07:30", zone: "Europe/Kyiv", days: [1, 2, 3, 4, 5] },
      wishes: { topics: [], length: "short", quiet: true, silent: false },
    });
    expect(String((await state()).nextDue)).toBe("2026-02-09T05:30:00Z");
  });

  test.each([
    ["/subscription edit 1 9:00 london", { time: "09:00", zone: "Europe/London" }],
    ["/subscription edit 8pm", { time: "20:00" }],
    ["/subscription edit zone:tokyo", { zone: "Asia/Tokyo" }],
  ])("%s", async (input, schedule) => {
    const { text, state } = await withOne();
    await text(input);
    expect((await state()).schedule).toMatchObject(schedule);
  });

  test("topics, and all of them again; flags off again", async () => {
    const { text, state } = await withOne();
    await text("/subscription edit 1 topics:Crimea, energy ceasefire silent:yes");
    expect((await state()).wishes).toMatchObject({ topics: ["energy-ceasefire", "crimea"], silent: true });
    await text("/subscription edit 1 topics:all silent:no");
    expect((await state()).wishes).toMatchObject({ topics: [], silent: false });
  });

  test("of the wishes alone leaves a slot that is due where it is", async () => {
    const { text, state } = await withOne();
    const due = (await state()).nextDue;
    await text("/subscription edit 1 length:full", { now: later });
    expect(String((await state()).nextDue)).toBe(String(due));
  });

  test("leaves a paused one paused", async () => {
    const { text, state } = await withOne();
    await text("/subscription pause 1");
    expect(await text("/subscription edit 1 time:9:00")).toContain("still paused");
    expect(await state()).toMatchObject({ state: "paused", nextDue: null, schedule: { time: "09:00" } });
  });

  test("to nothing, or to the time of another, changes nothing", async () => {
    const { store, text, state } = await withOne();
    await store.subscribe(subscription({ schedule: { time: "18:00", zone: "UTC", days: [5] } }), NOW);
    expect(await text("/subscription edit 1")).toContain("What should change?");
    expect(await text("/subscription edit 1 18:00 utc days:fri")).toContain("Briefing 2 comes at that time");
    expect((await state()).schedule.time).toBe("08:00");
  });

  test("options without edit change nothing", async () => {
    const { text, state } = await withOne();
    expect(await text("/subscription pause 1 time:9:00")).toContain("Nothing was changed");
    expect((await state()).state).toBe("active");
  });
});

test("a test is planned beside the schedule, which stays as it is", async () => {
  const { store, text, state } = await withOne();
  const before = await state();
  expect(await text("/subscription test 1")).toContain("It is marked as a test");
  expect(await store.ready("discord", NOW, 10)).toMatchObject([{ test: true, channel: CHANNEL }]);
  expect(await state()).toEqual(before);
  expect(await store.lastDelivery(before.id)).toBeNull();
});

test("of several it is asked which, and the answer of a button works", async () => {
  const { store, say } = await withOne();
  await store.subscribe(subscription({ schedule: { time: "18:00", zone: "UTC", days: [5] } }), NOW);
  const { reply } = await say("/subscription pause");
  expect(reply.actions).toMatchObject([
    { input: "/subscription pause 1" },
    { input: "/subscription pause 2" },
  ]);
  await say("/subscription pause 2");
  expect((await store.subscriptions(CHANNEL)).map(({ state }) => state)).toEqual(["active", "paused"]);
});

test("nothing crosses channels, and only those who manage the place act", async () => {
  const { say, state } = await withOne();
  const elsewhere = await say("/subscription pause 1", { place: { chat: "1" } });
  const stranger = await say("/subscription pause 1", { refusal: "Ask an administrator." });
  expect([elsewhere.reply.kind, stranger.reply.kind]).toEqual(["not_found", "denied"]);
  expect((await state()).state).toBe("active");
});
