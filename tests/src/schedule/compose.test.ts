/** A slot's briefing tells what changed since this channel's last one, and what it is when it is not on time. */
import { describe, expect, test } from "vitest";
import { Dossier } from "../../../src/dossier/dossier.ts";
import { toText } from "../../../src/reply/text.ts";
import { composer } from "../../../src/schedule/compose.ts";
import { serve } from "../../../src/schedule/revisions.ts";
import type { Delivery, Subscription } from "../../../src/storage/briefings.ts";
import { openState } from "../../../src/storage/state.ts";
import { SLOT, subscription } from "../../support/briefings.ts";
import { dossier } from "../../support/engine.ts";

/** A service that saw the dossier without an item first, then whole; and a channel last briefed at some revision. */
async function scene(
  briefed: number | null,
  wishes: Partial<Subscription["wishes"]> = {},
  change: { minutesLate?: number; test?: boolean } = {},
) {
  const store = openState(":memory:").briefings;
  const added = dossier.all("event").at(-1);
  if (!added) throw new Error("no event");
  const before = new Dossier(
    dossier.manifest,
    dossier.items.filter((item) => item !== added),
  );
  await serve(store, before, SLOT.subtract({ hours: 24 }));
  const served = await serve(store, dossier, SLOT.subtract({ hours: 1 }));
  const { id } = await store.subscribe(subscription({ wishes }), SLOT);
  const known = await store.subscription(id);
  if (!known) throw new Error("not subscribed");
  const delivery: Delivery = { ...(await store.planTest(id, SLOT)), test: change.test ?? false };
  const now = SLOT.add({ minutes: change.minutesLate ?? 0 });
  const reply = composer()({ served, subscription: { ...known, briefed }, delivery, now });
  return { text: reply && toText(reply), added: added.text };
}

test("the first one has nothing to compare with", async () => {
  const { text } = await scene(null);
  expect(text).toContain("6 Feb 2026, 08:00 Europe/Kyiv");
  expect(text).not.toContain("Late");
});

test("what came since this channel's last one is told as new", async () => {
  const { text, added } = await scene(1, { length: "full" });
  expect(text).toContain(added);
});

describe("a channel that wants silence when nothing changed", () => {
  test("hears nothing then", async () => {
    expect((await scene(2, { quiet: true })).text).toBeNull();
  });
  test("hears of a change", async () => {
    expect((await scene(1, { quiet: true })).text).not.toBeNull();
  });
  test("gets its first briefing", async () => {
    expect((await scene(null, { quiet: true })).text).not.toBeNull();
  });
  test("gets the test that it asked for, marked as one", async () => {
    expect((await scene(2, { quiet: true }, { test: true })).text).toContain("Test briefing");
  });
});

test("without that wish it is told that nothing changed", async () => {
  expect((await scene(2)).text).toMatch(/nothing (?:\w+ )*changed|no changes/i);
});

test("a late one says so, and when it was due", async () => {
  const { text } = await scene(null, {}, { minutesLate: 61 });
  expect(text).toContain("Late: it was due 6 Feb 2026, 08:00 Europe/Kyiv");
  expect(text).toContain("as of 6 Feb 2026, 09:01 Europe/Kyiv");
});

test("briefings of the same wishes are composed once", async () => {
  const store = openState(":memory:").briefings;
  const served = await serve(store, dossier, SLOT);
  const [one, two] = [
    await store.subscribe(subscription(), SLOT),
    await store.subscribe(subscription(), SLOT),
  ];
  const compose = composer();
  const of = async (to: Subscription) =>
    compose({ served, subscription: to, delivery: await store.planTest(to.id, SLOT), now: SLOT });
  expect(await of(one)).toBe(await of(two));
});
