/** What every store must do with subscriptions. */
import { beforeEach, describe, expect, test } from "vitest";
import type { BriefingStore, Channel } from "../../src/storage/briefings.ts";
import { composed, days, type Open, planSlot, states, waiting } from "./briefing-store-contract.ts";
import { channel, SLOT, subscription } from "./briefings.ts";

export function subscriptionsContract(open: Open): void {
  let store: BriefingStore;
  beforeEach(() => {
    store = open();
  });
  const subscribe = (of = subscription()) => store.subscribe(of, SLOT);
  const topic = (thread: string | null): Channel => ({ platform: "telegram", chat: "-100", thread });
  const numbers = async (of: Channel) => (await store.subscriptions(of)).map(({ number }) => number);

  describe("a subscription", () => {
    test("is kept as it was made, active, also for another process", async () => {
      const wishes = {
        topics: ["energy", 'l’été "quoted"'],
        length: "full",
        quiet: true,
        silent: true,
      } as const;
      const of = {
        channel: topic("5"),
        schedule: { time: "23:59", zone: "Asia/Kathmandu", days: [2, 7] },
        wishes,
      };
      const made = await subscribe(subscription(of));
      expect(made).toEqual({
        ...{ ...of, id: made.id, number: 1, state: "active", reason: null, nextDue: SLOT, refusals: 0 },
        ...{ createdBy: "7", createdAt: SLOT, briefed: null },
      });
      expect(await open().subscription(made.id)).toEqual(made);
      expect(await open().find(topic("5"), 1)).toEqual(made);
    });

    test("has a number in its channel; threads, chats and platforms are channels of their own", async () => {
      const places = [
        topic(null),
        topic("5"),
        topic("6"),
        { ...topic(null), chat: "-1001" },
        channel("-100"),
      ];
      for (const place of [...places, topic("5")]) await subscribe(subscription({ channel: place }));
      expect(await Promise.all(places.map(numbers))).toEqual([[1], [1, 2], [1], [1], [1]]);
      expect((await store.find(topic(null), 1))?.channel).toEqual(topic(null));
      expect(await store.find(topic(null), 2)).toBeNull();
      expect(await store.find(topic("7"), 1)).toBeNull();
    });

    test("that is unknown is null, and nothing can be done to it", async () => {
      expect(await store.subscription(99)).toBeNull();
      await store.change(99, { state: "paused" });
      await store.remove(99, SLOT);
      expect(await store.refused(99, "why", 1, SLOT)).toBe(false);
      expect(await store.disabled()).toEqual([]);
    });

    test("changes in what is named, and in nothing else", async () => {
      const made = await subscribe();
      const schedule = { time: "09:30", zone: "UTC", days: [6] };
      await store.change(made.id, { schedule, nextDue: days(1) });
      expect(await store.subscription(made.id)).toEqual({ ...made, schedule, nextDue: days(1) });
      await store.change(made.id, {});
      expect(await store.subscription(made.id)).toEqual({ ...made, schedule, nextDue: days(1) });
    });

    test("that is paused is never due; resumed it needs its next slot", async () => {
      const { id } = await subscribe();
      await store.change(id, { state: "paused", reason: "not kept" });
      expect(await store.subscription(id)).toMatchObject({ state: "paused", reason: null, nextDue: null });
      expect(await store.due(days(9), 9)).toEqual([]);
      await expect(store.change(id, { state: "active" })).rejects.toThrow(RangeError);
      expect((await store.subscription(id))?.state).toBe("paused");
      await store.change(id, { state: "active", nextDue: days(3) });
      expect(await store.subscription(id)).toMatchObject({ state: "active", nextDue: days(3) });
    });

    test("that ends takes what waits with it, and leaves what was sent", async () => {
      const { subscription: made, delivery } = await composed(store, 2);
      await store.sending(delivery, 0, SLOT);
      await store.sent(delivery, 0, "m0", SLOT);
      await store.sending(delivery, 1, SLOT);
      await store.remove(made.id, days(1));
      expect(await store.subscription(made.id)).toBeNull();
      expect(await waiting(store)).toEqual([]);
      expect((await store.counts()).states).toMatchObject({ skipped: 1, planned: 0, sending: 0 });
      expect(await states(store, delivery)).toEqual(["sent", "unknown"]);
      expect(await store.messagesCiting("item-0")).toHaveLength(1);
    });
  });

  describe("a channel that refuses", () => {
    test("is given up at the limit in a row, once, with the reason", async () => {
      const { id } = await subscribe();
      expect(await store.refused(id, "403 kicked", 2, SLOT)).toBe(false);
      expect(await store.subscription(id)).toMatchObject({ state: "active", refusals: 1, nextDue: SLOT });
      expect(await store.refused(id, "404 gone", 2, SLOT)).toBe(true);
      expect(await store.refused(id, "404 gone", 2, SLOT)).toBe(false);
      const disabled = { id, state: "disabled", reason: "404 gone", nextDue: null };
      expect(await store.disabled()).toMatchObject([disabled]);
      expect(await store.due(days(9), 9)).toEqual([]);
    });

    test("and takes a message in between begins again, and so does one that is resumed", async () => {
      const { subscription: made, delivery } = await composed(store, 2);
      await store.refused(made.id, "403", 9, SLOT);
      await store.sending(delivery, 0, SLOT);
      await store.sent(delivery, 0, "m", SLOT);
      expect((await store.subscription(made.id))?.refusals).toBe(0);
      await store.refused(made.id, "403", 1, SLOT);
      await store.change(made.id, { state: "active", nextDue: days(1) });
      expect(await store.subscription(made.id)).toMatchObject({ state: "active", reason: null, refusals: 0 });
    });

    test("is disabled with all its threads; paused ones stay paused, others are left alone", async () => {
      const [a, b, paused, other] = [topic(null), topic("5"), topic("5"), channel("-100")].map((place) =>
        subscription({ channel: place }),
      );
      const first = await subscribe(a);
      await subscribe(b);
      await store.change((await subscribe(paused)).id, { state: "paused" });
      const left = await subscribe(other);
      await planSlot(store, first);
      await planSlot(store, left);
      expect(await store.disableChat("telegram", "-100", "kicked", days(1))).toBe(2);
      expect((await store.disabled()).map(({ reason }) => reason)).toEqual(["kicked", "kicked"]);
      expect(await store.disabledIn("telegram", "-100")).toHaveLength(2);
      expect(await store.disabledIn("discord", "-100")).toEqual([]);
      expect(await store.lastDelivery(first.id)).toMatchObject({
        ...{ state: "skipped", reason: "kicked", endedAt: days(1) },
      });
      expect(await waiting(store)).toHaveLength(1);
      expect((await store.find(topic("5"), 2))?.state).toBe("paused");
    });
  });

  describe("a chat", () => {
    test("that moves takes its subscriptions and ledger along; numbers count on", async () => {
      const [old, there] = [topic("5"), { ...topic("5"), chat: "-200" }];
      const made = await subscribe(subscription({ channel: old }));
      await subscribe(subscription({ channel: there }));
      await planSlot(store, made);
      await store.moveChat("telegram", "-100", "-200");
      expect([await numbers(old), await numbers(there)]).toEqual([[], [1, 2]]);
      expect(await store.subscription(made.id)).toEqual({
        ...{ ...made, channel: there, number: 2, nextDue: days(1) },
      });
      expect((await store.ready("telegram", days(1), 9)).map(({ channel: of }) => of)).toEqual([there]);
    });

    test("that moves to itself stays as it is, and other platforms stay where they are", async () => {
      const made = await subscribe(subscription({ channel: topic("5") }));
      const other = await subscribe(subscription({ channel: channel("-100") }));
      await store.moveChat("telegram", "-100", "-100");
      await store.moveChat("telegram", "-9", "-100");
      expect(await store.subscription(made.id)).toEqual(made);
      expect(await store.subscription(other.id)).toEqual(other);
    });

    test("that is forgotten leaves nothing, and takes nothing of others", async () => {
      const mine = await composed(store, 1, subscription({ channel: channel("100") }));
      const other = await composed(store, 1, subscription({ channel: channel("200") }));
      for (const { delivery } of [mine, other]) {
        await store.sending(delivery, 0, SLOT);
        await store.sent(delivery, 0, "m", SLOT);
      }
      await store.planTest(mine.subscription.id, SLOT);
      expect(await store.forget("discord", "100")).toEqual({ subscriptions: 1, deliveries: 2 });
      expect(await store.forget("telegram", "200")).toEqual({ subscriptions: 0, deliveries: 0 });
      expect(await store.subscriptions(channel("100"))).toEqual([]);
      expect(await store.parts(mine.delivery)).toEqual([]);
      // The two had the same message.
      expect((await store.messagesCiting("item-0")).map(({ channel: of }) => of.chat)).toEqual(["200"]);
      expect(await store.parts(other.delivery)).toMatchObject([{ payload: '{"page":0}' }]);
      // What was under way then changes nothing any more.
      await store.sent(mine.delivery, 0, "late", SLOT);
      expect((await store.counts()).states).toMatchObject({ sent: 1, planned: 0 });
    });
  });
}
