import { describe, expect, test } from "vitest";
import { toDiscord } from "../../src/render/discord.ts";
import { htmlPages } from "../../src/render/telegram.ts";
import { MOST_SUBSCRIPTIONS } from "../../src/schedule/subscriptions.ts";
import type { NewSubscription } from "../../src/storage/briefings.ts";
import { dossier, NOW } from "../support/engine.ts";
import { CHANNEL, openPlace, subscription, type TestPlace } from "../support/place.ts";

const OTHER = { ...CHANNEL, chat: "700000000000000002" };

/** Has the next slot of a subscription come and end as a platform would have it end. */
async function deliver({ store }: TestPlace, id: number, end: (delivery: number) => Promise<unknown>) {
  const due = (await store.subscription(id))?.nextDue;
  if (!due) throw new Error("nothing is due");
  const next = due.add({ hours: 24 });
  await store.plan([{ subscription: id, due, slots: [{ slot: due, skipped: null }], nextDue: next }], due);
  const [ready] = await store.ready("discord", due, 1);
  await end(ready?.id ?? 0);
  return due;
}

async function set(place: TestPlace, different: Partial<NewSubscription> = {}) {
  return place.store.subscribe(subscription(different), NOW);
}

test("none is said so, with how to set one", async () => {
  const { text } = openPlace();
  expect(await text("/subscriptions")).toContain("No briefing is set here. Try /subscribe");
});

test("each stands with its number, schedule, wishes and next time", async () => {
  const place = openPlace();
  await set(place);
  const wishes = { topics: ["territory", "crimea"], length: "full", quiet: true, silent: true } as const;
  await set(place, { wishes, schedule: { time: "18:00", zone: "UTC", days: [5] } });
  const text = await place.text("/subscriptions");
  expect(text).toContain(
    "1: Daily at 08:00, Europe/Kyiv · short · next Sat 7 Feb 2026, 08:00 · none sent yet",
  );
  expect(text).toContain("2: Fridays at 18:00, UTC · full · 2 topics · only news · no sound · next");
});

test("those of another channel are not there, nor can they be asked for", async () => {
  const place = openPlace();
  await set(place, { channel: OTHER });
  expect(await place.text("/subscriptions")).toContain("No briefing is set here");
  expect(await place.text("/subscriptions 1")).toContain("No briefing is set here");
});

describe("the last outcome is told with its reason", () => {
  test("sent", async () => {
    const place = openPlace();
    const { id } = await set(place);
    await deliver(place, id, async (delivery) => {
      await place.store.compose(delivery, [{ payload: "{}", items: [] }], 1);
      await place.store.sending(delivery, 0, NOW);
      await place.store.sent(delivery, 0, "m1", NOW);
    });
    expect(await place.text("/subscriptions")).toContain("last sent Sat 7 Feb 2026, 08:00");
  });

  test.each([
    ["failed", "that of Sat 7 Feb 2026, 08:00 failed: Discord would not take it"],
    ["skipped", "that of Sat 7 Feb 2026, 08:00 was left out: Discord would not take it"],
  ] as const)("%s", async (state, said) => {
    const place = openPlace();
    const { id } = await set(place);
    await deliver(place, id, (delivery) =>
      place.store.end(delivery, state, "Discord would not take it", NOW),
    );
    expect(await place.text("/subscriptions")).toContain(said);
  });

  test("unknown", async () => {
    const place = openPlace();
    const { id } = await set(place);
    await deliver(place, id, async (delivery) => {
      await place.store.compose(delivery, [{ payload: "{}", items: [] }], 1);
      await place.store.sending(delivery, 0, NOW);
      await place.store.unknown(delivery, 0, "the answer was lost", NOW);
    });
    expect(await place.text("/subscriptions")).toContain(
      "nobody knows whether that of Sat 7 Feb 2026, 08:00 arrived: the answer was lost",
    );
  });
});

test("a paused one is said so; one that was stopped has the reason and how it goes on", async () => {
  const place = openPlace();
  const paused = await set(place);
  await place.store.change(paused.id, { state: "paused", nextDue: null });
  const gone = await set(place, { schedule: { time: "09:00", zone: "UTC", days: [1] } });
  await place.store.refused(gone.id, "the bot may not post here", 1, NOW);
  const text = await place.text("/subscriptions");
  expect(text).toContain("1: Daily at 08:00, Europe/Kyiv · short · paused");
  expect(text).toContain("stopped: the bot may not post here");
  expect(text).toContain("/subscription resume 2");
  expect(text).not.toContain("/subscription resume 1");
});

test("one is shown with its next times and topics by name, also those that the dossier lost", async () => {
  const place = openPlace();
  await set(place, {
    wishes: { topics: ["crimea", "no-more"], length: "short", quiet: false, silent: false },
  });
  const text = await place.text("/subscriptions 1");
  expect(text).toContain("Then: Sun 8 Feb 2026, 08:00 (06:00 UTC)");
  expect(text).toContain("What: short briefing on Crimea; no-more");
  expect(await place.text("/subscriptions 7")).toContain(
    "There is no briefing 7 here. Set here: 1 (Daily at",
  );
});

test("anybody there may read it", async () => {
  const { say } = openPlace();
  expect((await say("/subscriptions", { refusal: "no" })).reply.kind).toBe("answer");
});

test("as many as a place may have fit one message on each platform, for a page cannot be turned", async () => {
  const place = openPlace();
  const topics = dossier.all("topic").map(({ id }) => id);
  for (let i = 0; i < MOST_SUBSCRIPTIONS; i++) {
    const schedule = { time: "23:59", zone: "America/Argentina/Buenos_Aires", days: [1, 3, 5, 7] };
    const { id } = await set(place, {
      schedule,
      wishes: { topics, length: "full", quiet: true, silent: true },
    });
    await deliver(place, id, (delivery) =>
      place.store.end(delivery, "failed", "Discord would not take this message", NOW),
    );
  }
  const { reply } = await place.say("/subscriptions");
  expect(toDiscord(reply, "/subscriptions").pages).toHaveLength(1);
  expect(htmlPages(reply)).toHaveLength(1);
});
