/** What every store must do with slots: each once, planned with the subscription's next one, or not at all. */
import { beforeEach, describe, expect, test } from "vitest";
import type { BriefingStore, Plan } from "../../src/storage/briefings.ts";
import { composed, days, hours, type Open, planSlot, waiting } from "./briefing-store-contract.ts";
import { channel, SLOT, subscription } from "./briefings.ts";

export function ledgerContract(open: Open): void {
  let store: BriefingStore;
  beforeEach(() => {
    store = open();
  });
  const subscribe = (nextDue = SLOT, chat = "100") =>
    store.subscribe(subscription({ nextDue, channel: channel(chat) }), SLOT);
  const plan = (id: number, change: Partial<Plan> = {}): Plan => ({
    ...{ subscription: id, due: SLOT, slots: [{ slot: SLOT, skipped: null }], nextDue: days(1) },
    ...change,
  });
  const nextDue = async (id: number) => (await store.subscription(id))?.nextDue;

  describe("due", () => {
    test("are active subscriptions from their slot on, the longest overdue first", async () => {
      const [late, first] = [await subscribe(hours(2)), await subscribe(SLOT)];
      await store.change((await subscribe(SLOT)).id, { state: "paused" });
      expect(await store.due(SLOT.subtract({ milliseconds: 1 }), 9)).toEqual([]);
      expect((await store.due(SLOT, 9)).map(({ id }) => id)).toEqual([first.id]);
      const due = await store.due(hours(2), 9);
      expect(due.map(({ id }) => id)).toEqual([first.id, late.id]);
      expect(due[0]).toMatchObject({ schedule: first.schedule, nextDue: SLOT });
      expect(await store.due(hours(2), 1)).toHaveLength(1);
    });
  });

  describe("a plan", () => {
    test("writes slots and moves on; what is skipped says why and has ended", async () => {
      const { id } = await subscribe();
      const slots = [
        { slot: SLOT, skipped: "too old" },
        { slot: days(1), skipped: null },
      ];
      await store.plan([plan(id, { slots, nextDue: days(2) })], days(1));
      expect(await nextDue(id)).toEqual(days(2));
      expect(await store.lastDelivery(id)).toMatchObject({
        ...{ slot: SLOT, state: "skipped", reason: "too old", endedAt: days(1), test: false },
      });
      expect(await waiting(store)).toMatchObject([
        {
          ...{ subscription: id, slot: days(1), state: "planned", reason: null, endedAt: null },
          ...{ notBefore: days(1), tries: 0, test: false, channel: channel() },
        },
      ]);
      expect(await store.due(days(1), 9)).toEqual([]);
    });

    test("that rests on another slot, a paused or an unknown subscription does nothing", async () => {
      const { id } = await subscribe();
      const paused = await subscribe();
      await store.change(paused.id, { state: "paused" });
      await store.plan([plan(id, { due: days(1) }), plan(paused.id), plan(99)], SLOT);
      expect(await waiting(store)).toEqual([]);
      expect(await nextDue(id)).toEqual(SLOT);
    });

    test("made twice, as by two processes, plans once", async () => {
      const { id } = await subscribe();
      await store.plan([plan(id)], SLOT);
      await open().plan([plan(id)], SLOT);
      expect(await waiting(store)).toHaveLength(1);
    });

    test("leaves a slot that is there already as it is", async () => {
      const { subscription: made, delivery } = await composed(store);
      await store.sending(delivery, 0, SLOT);
      await store.sent(delivery, 0, "m", SLOT);
      await store.change(made.id, { nextDue: SLOT });
      await store.plan([plan(made.id)], hours(1));
      expect(await store.lastDelivery(made.id)).toMatchObject({ id: delivery, state: "sent", endedAt: SLOT });
      expect(await waiting(store)).toEqual([]);
      expect(await nextDue(made.id)).toEqual(days(1));
    });

    test("is all or nothing, however many it is of", async () => {
      const [a, b] = [await subscribe(), await subscribe()];
      const broken = plan(b.id, { slots: [{ slot: SLOT, skipped: null }, Object.create(null)] });
      await expect(store.plan([plan(a.id), broken], SLOT)).rejects.toThrow();
      expect(await waiting(store)).toEqual([]);
      expect([await nextDue(a.id), await nextDue(b.id)]).toEqual([SLOT, SLOT]);
    });
  });

  describe("a test", () => {
    test("stands beside the schedule's slots, at the same instant too", async () => {
      const made = await subscribe();
      await planSlot(store, made);
      const { id } = made;
      const tested = await store.planTest(id, SLOT);
      expect(tested).toMatchObject({
        subscription: id,
        slot: SLOT,
        test: true,
        state: "planned",
        notBefore: SLOT,
      });
      expect((await waiting(store)).map(({ test: of }) => of)).toEqual([false, true]);
      expect(await nextDue(id)).toEqual(days(1));
      await store.end(tested.id, "failed", "why", SLOT);
      expect(await store.lastDelivery(id)).toBeNull();
    });

    test("asked for twice at one instant is one; of an unknown subscription it is none", async () => {
      const { id } = await subscribe();
      expect(await store.planTest(id, SLOT)).toEqual(await store.planTest(id, SLOT));
      expect((await store.planTest(id, hours(1))).slot).toEqual(hours(1));
      await expect(store.planTest(99, SLOT)).rejects.toThrow(RangeError);
    });
  });

  describe("what waits", () => {
    test("is ready from its time on, the longest waiting first, each platform for itself", async () => {
      const [a, b] = [await subscribe(), await subscribe(hours(1))];
      const other = await store.subscribe(
        subscription({ channel: channel("100", "telegram"), nextDue: hours(2) }),
        SLOT,
      );
      for (const made of [b, a, other]) await planSlot(store, made);
      expect(await store.ready("discord", SLOT.subtract({ milliseconds: 1 }), 9)).toEqual([]);
      const ready = async (n: number) =>
        (await store.ready("discord", hours(n), 9)).map(({ subscription: of }) => of);
      expect([await ready(0), await ready(1)]).toEqual([[a.id], [a.id, b.id]]);
      expect(await store.ready("discord", hours(1), 1)).toHaveLength(1);
      expect([await store.nextTry("discord"), await store.nextTry("telegram")]).toEqual([SLOT, hours(2)]);
    });

    test("is counted, and how long; what ended waits no more", async () => {
      const [a, b] = [await subscribe(), await subscribe(hours(1))];
      expect(await store.counts()).toEqual({
        states: { planned: 0, sending: 0, sent: 0, unknown: 0, failed: 0, skipped: 0 },
        oldestWaiting: {},
      });
      for (const made of [a, b]) await planSlot(store, made);
      expect((await store.counts()).oldestWaiting).toEqual({ discord: SLOT });
      const [first] = await waiting(store);
      await store.end(first?.id ?? 0, "failed", "kicked", days(1));
      expect(await store.counts()).toMatchObject({
        states: { planned: 1, failed: 1 },
        oldestWaiting: { discord: hours(1) },
      });
      expect(await store.lastDelivery(a.id)).toMatchObject({
        state: "failed",
        reason: "kicked",
        endedAt: days(1),
      });
      await store.end(first?.id ?? 0, "skipped", "again", days(2));
      expect(await store.lastDelivery(a.id)).toMatchObject({ state: "failed", reason: "kicked" });
      expect(await open().nextTry("telegram")).toBeNull();
    });
  });

  describe("what is old", () => {
    test("is forgotten from its end on, some at a time, with its messages; what waits is not", async () => {
      const of = await Promise.all([composed(store), composed(store), composed(store)]);
      for (const [i, { delivery }] of of.slice(0, 2).entries()) {
        await store.sending(delivery, 0, SLOT);
        await store.sent(delivery, 0, "m", hours(i));
      }
      expect(await store.prune(SLOT, 9)).toBe(0);
      expect(await store.prune(hours(9), 1)).toBe(1);
      // The oldest first.
      expect(await store.parts(of[0]?.delivery ?? 0)).toEqual([]);
      expect(await store.prune(hours(9), 9)).toBe(1);
      expect(await store.prune(hours(9), 9)).toBe(0);
      expect(await store.messagesCiting("item-0")).toEqual([]);
      expect((await store.counts()).states).toMatchObject({ sent: 0, planned: 1 });
      expect(await store.parts(of[2]?.delivery ?? 0)).toHaveLength(1);
    });
  });
}
