/** Channels that go, come back and move take their briefings along. */
import { expect, onTestFinished, test } from "vitest";
import { Dossier } from "../../../src/dossier/dossier.ts";
import { Desk } from "../../../src/schedule/desk.ts";
import { DISCORD } from "../../../src/schedule/pace.ts";
import { openState } from "../../../src/storage/state.ts";
import { channel, FakePoster, SLOT, subscription } from "../../support/briefings.ts";
import { dossier } from "../../support/engine.ts";

/** A desk without platforms, before the slot, with one subscription in a group of Telegram. */
async function scene(store = openState(":memory:").briefings) {
  const now = SLOT.subtract({ hours: 1 });
  const lines: string[] = [];
  const { id } = await store.subscribe(subscription({ channel: channel("-5", "telegram") }), now);
  const desk = await Desk.open({
    store,
    dossier: () => dossier,
    catchUp: Temporal.Duration.from({ hours: 3 }),
    prune: async () => undefined,
    everyMinute: () => ({ close: async () => undefined }),
    now: () => now,
    monotonic: () => 0,
    sleep: async () => undefined,
    report: (line) => lines.push(line),
    onBug: (error) => lines.push(String(error)),
  });
  onTestFinished(() => desk.close());
  return { desk, lines, known: async () => store.subscription(id) };
}

test("a chat that the bot is removed from keeps its briefings, stopped with the reason, until it comes back", async () => {
  const { desk, lines, known } = await scene();
  await desk.onGone("telegram", "-5", "the bot was removed");
  expect(await known()).toMatchObject({ state: "disabled", reason: "the bot was removed", nextDue: null });
  await desk.onBack("telegram", "-6");
  expect((await known())?.state).toBe("disabled");
  await desk.onBack("telegram", "-5");
  expect(await known()).toMatchObject({ state: "active", reason: null, nextDue: SLOT });
  expect(lines).toEqual([
    "telegram: -5: the bot was removed; 1 subscriptions disabled",
    "telegram: -5: 1 subscriptions go on",
  ]);
});

test("a topic that is closed stays so when its group is back, until the bot can write in that very topic", async () => {
  const store = openState(":memory:").briefings;
  const group = (thread: string | null) => ({ platform: "telegram", chat: "-5", thread }) as const;
  const { desk } = await scene(store);
  const lost = [
    [group("7"), "the topic is closed"],
    [group("8"), "the topic no longer exists"],
    [group(null), "the bot may not write in this chat"],
  ] as const;
  const ids: number[] = [];
  for (const [place, reason] of lost) {
    const { id } = await store.subscribe(subscription({ channel: place }), SLOT);
    await store.refused(id, reason, 1, SLOT);
    ids.push(id);
  }
  const states = async () =>
    (await Promise.all(ids.map((id) => store.subscription(id)))).map((known) => known?.state);
  expect(await states()).toEqual(["disabled", "disabled", "disabled"]);
  await desk.onBack("telegram", "-5");
  expect(await states()).toEqual(["disabled", "disabled", "active"]);
  await desk.onBack("telegram", "-5", null);
  expect(await states()).toEqual(["disabled", "disabled", "active"]);
  await desk.onBack("telegram", "-5", "7");
  expect(await states()).toEqual(["active", "disabled", "active"]);
});

test("a group that goes on under another id takes them along", async () => {
  const { desk, known } = await scene();
  await desk.onMoved("telegram", "-5", "-1005");
  expect(await known()).toMatchObject({ state: "active", channel: { chat: "-1005" } });
});

test("items are known since the desk first saw them", async () => {
  const { desk } = await scene();
  const [item] = dossier.all("event");
  expect(desk.history.get(item?.id ?? "")).toMatchObject({ first: 1, changed: null, gone: null });
});

test("an edit that cannot be recorded is told once a minute; what was served before is briefed until it can", async () => {
  const { briefings: store } = openState(":memory:");
  let [broken, served] = [true, dossier];
  const { revise } = store;
  store.revise = async (...args) => {
    if (broken && served !== dossier) throw new Error("disk is full");
    return revise.apply(store, args);
  };
  const bugs: unknown[] = [];
  let tick = async (): Promise<void> => undefined;
  const daily = { time: "08:00", zone: "Europe/Kyiv", days: [1, 2, 3, 4, 5, 6, 7] };
  for (const chat of ["1", "2", "3"])
    await store.subscribe(subscription({ channel: channel(chat), schedule: daily }), SLOT);
  let now = SLOT;
  const desk = await Desk.open({
    store,
    dossier: () => served,
    catchUp: Temporal.Duration.from({ hours: 3 }),
    prune: async () => undefined,
    everyMinute: (work) => {
      tick = work;
      return { close: async () => undefined };
    },
    now: () => now,
    monotonic: () => now.epochMilliseconds,
    sleep: async () => void (await new Promise((resolve) => setTimeout(resolve, 1))),
    report: () => undefined,
    onBug: (error) => bugs.push(error),
  });
  onTestFinished(() => desk.close());
  const poster = new FakePoster();
  desk.deliver(poster, { ...DISCORD, perSecond: Number.POSITIVE_INFINITY });
  const briefed = async () => {
    await tick();
    for (;;) {
      const { planned, sending, sent } = (await store.counts()).states;
      if (planned + sending === 0) return [sent, (await store.subscription(3))?.briefed];
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
  served = new Dossier(dossier.manifest, dossier.items.slice(1));
  expect(await briefed()).toEqual([3, 1]);
  expect(bugs.map(String)).toEqual(["Error: disk is full"]);
  broken = false;
  now = now.add({ hours: 24 });
  expect(await briefed()).toEqual([6, 2]);
  expect(bugs).toHaveLength(1);
});
