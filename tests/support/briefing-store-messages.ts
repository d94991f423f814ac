/** What every store must do with the messages of a delivery: every way from planned to an end, and no other. */
import { beforeEach, describe, expect, test } from "vitest";
import type { BriefingStore } from "../../src/storage/briefings.ts";
import { composed, days, hours, type Open, states, waiting } from "./briefing-store-contract.ts";
import { channel, SLOT } from "./briefings.ts";

export function messagesContract(open: Open): void {
  let store: BriefingStore;
  beforeEach(() => {
    store = open();
  });
  const post = async (delivery: number, part: number) => {
    await store.sending(delivery, part, SLOT);
    await store.sent(delivery, part, `m${part}`, hours(1));
  };
  const later = (part: number, taken: boolean) => ({ notBefore: hours(2), reason: "429", part, taken });

  describe("messages", () => {
    test("are composed once and then fixed, in their order", async () => {
      const { delivery } = await composed(store, 2);
      await store.compose(delivery, [{ payload: "other", items: [] }], 5);
      expect(await open().parts(delivery)).toEqual([
        {
          part: 0,
          state: "planned",
          payload: '{"page":0}',
          items: ["item-0"],
          message: null,
          sendingAt: null,
        },
        {
          part: 1,
          state: "planned",
          payload: '{"page":1}',
          items: ["item-1"],
          message: null,
          sendingAt: null,
        },
      ]);
      expect(await store.parts(99)).toEqual([]);
    });

    test("planned → sending → sent, one after the other, and the subscription is briefed with the last", async () => {
      const { subscription: made, delivery, again } = await composed(store, 2);
      expect(await store.sending(delivery, 0, hours(1))).toBe(true);
      expect(await again()).toMatchObject({ state: "sending", endedAt: null });
      expect((await store.parts(delivery))[0]).toMatchObject({ state: "sending", sendingAt: hours(1) });
      await store.sent(delivery, 0, "m0", hours(1));
      expect(await again()).toMatchObject({ state: "planned", endedAt: null });
      expect((await store.subscription(made.id))?.briefed).toBeNull();
      await store.sending(delivery, 1, hours(1));
      await store.sent(delivery, 1, "m1", hours(2));
      expect(await again()).toMatchObject({ state: "sent", reason: null, endedAt: hours(2) });
      expect((await store.parts(delivery)).map(({ message }) => message)).toEqual(["m0", "m1"]);
      expect((await store.subscription(made.id))?.briefed).toBe(4);
    });

    test("are taken by one process only", async () => {
      const { delivery } = await composed(store);
      expect(await store.sending(delivery, 0, SLOT)).toBe(true);
      expect(await open().sending(delivery, 0, SLOT)).toBe(false);
      expect(await store.sending(delivery, 7, SLOT)).toBe(false);
    });

    test("go on at the first that is not sent, in another process too", async () => {
      const { delivery } = await composed(store, 3);
      await post(delivery, 0);
      await store.sending(delivery, 1, SLOT);
      expect(await states(open(), delivery)).toEqual(["sent", "sending", "planned"]);
      expect(await waiting(open())).toMatchObject([{ id: delivery, state: "sending" }]);
    });

    test("of which one is unknown go on with the next; the delivery ends as unknown with that one's reason", async () => {
      const { subscription: made, delivery, again } = await composed(store, 3);
      await post(delivery, 0);
      await store.sending(delivery, 1, SLOT);
      await store.unknown(delivery, 1, "the answer was lost", hours(1));
      expect(await again()).toMatchObject({ state: "planned", reason: "the answer was lost" });
      await store.sending(delivery, 2, SLOT);
      await store.retry(delivery, later(2, false));
      await post(delivery, 2);
      expect(await again()).toMatchObject({
        ...{ state: "unknown", reason: "the answer was lost", endedAt: hours(1) },
      });
      expect((await store.subscription(made.id))?.briefed).toBeNull();
    });

    test("of which the last is unknown end the delivery there", async () => {
      const { delivery, again } = await composed(store);
      await store.sending(delivery, 0, SLOT);
      await store.unknown(delivery, 0, "reset", hours(1));
      expect(await again()).toMatchObject({ state: "unknown", reason: "reset", endedAt: hours(1) });
      // The answer comes after all: the message is known from then on, the delivery stays as it was reported.
      await store.sent(delivery, 0, "m", hours(2));
      expect(await again()).toMatchObject({ state: "unknown", endedAt: hours(1) });
      expect(await store.parts(delivery)).toMatchObject([{ state: "sent", message: "m" }]);
      expect(await store.messagesCiting("item-0")).toHaveLength(1);
    });

    test("that are not there say nothing about the delivery", async () => {
      const { delivery, again } = await composed(store);
      await store.unknown(delivery, 7, "why", SLOT);
      await store.sent(delivery, 7, "m", SLOT);
      await store.sent(99, 0, "m", SLOT);
      expect(await again()).toMatchObject({ state: "planned", reason: null });
    });
  });

  describe("a message that did not go out", () => {
    test("is tried again, not before its time; each vain try counts until one is sent", async () => {
      const { delivery, again } = await composed(store, 2);
      for (const tries of [1, 2]) {
        await store.sending(delivery, 0, SLOT);
        await store.retry(delivery, later(0, false));
        const waits = { state: "planned", reason: "429", notBefore: hours(2), tries };
        expect(await again()).toMatchObject(waits);
      }
      expect((await store.parts(delivery))[0]).toMatchObject({ state: "planned", sendingAt: null });
      expect(await store.ready("discord", hours(1), 9)).toEqual([]);
      expect(await store.nextTry("discord")).toEqual(hours(2));
      await post(delivery, 0);
      expect(await again()).toMatchObject({ tries: 0, reason: null });
    });

    test("for all one knows stays marked as sending since it first was", async () => {
      const { delivery, again } = await composed(store);
      await store.sending(delivery, 0, hours(1));
      await store.retry(delivery, later(0, true));
      expect(await again()).toMatchObject({ state: "sending", reason: "429", tries: 1 });
      expect(await store.sending(delivery, 0, hours(2))).toBe(false);
      expect(await store.parts(delivery)).toMatchObject([{ state: "sending", sendingAt: hours(1) }]);
      await store.sent(delivery, 0, "m", hours(2));
      expect(await again()).toMatchObject({ state: "sent", reason: null });
    });
  });

  describe("a delivery that ended", () => {
    test.each(["failed", "skipped"] as const)("%s stays so, whatever is still on its way", async (state) => {
      const { subscription: made, delivery, again } = await composed(store, 3);
      await post(delivery, 0);
      await store.sending(delivery, 1, SLOT);
      await store.end(delivery, state, "why", hours(1));
      expect(await states(store, delivery)).toEqual(["sent", "unknown", "planned"]);
      const ended = await again();
      expect(ended).toMatchObject({ state, reason: "why", endedAt: hours(1) });
      expect(await store.sending(delivery, 2, SLOT)).toBe(false);
      await store.sent(delivery, 1, "m1", hours(2));
      await store.unknown(delivery, 2, "lost", hours(2));
      await store.retry(delivery, later(2, false));
      await store.compose(delivery, [{ payload: "{}", items: [] }], 9);
      expect(await again()).toEqual(ended);
      expect(await waiting(store)).toEqual([]);
      expect((await store.subscription(made.id))?.briefed).toBeNull();
    });

    test("before it was composed is not composed any more", async () => {
      const { subscription: made } = await composed(store);
      const { id } = await store.planTest(made.id, SLOT);
      await store.end(id, "skipped", "nothing new", SLOT);
      await store.compose(id, [{ payload: "{}", items: [] }], 9);
      expect(await store.parts(id)).toEqual([]);
      await store.compose(99, [{ payload: "{}", items: [] }], 9);
    });
  });

  describe("briefed", () => {
    test("is what the schedule's briefing rested on, not a test's", async () => {
      const { subscription: made } = await composed(store);
      const { id } = await store.planTest(made.id, SLOT);
      await store.compose(id, [{ payload: "{}", items: [] }], 9);
      await post(id, 0);
      expect((await store.counts()).states.sent).toBe(1);
      expect((await store.subscription(made.id))?.briefed).toBeNull();
    });

    test("never goes back, when a late one arrives after the next", async () => {
      const { subscription: made, delivery } = await composed(store);
      const next = { subscription: made.id, due: days(1), nextDue: days(2) };
      await store.plan([{ ...next, slots: [{ slot: days(1), skipped: null }] }], days(1));
      const second = (await waiting(store)).find(({ slot }) => slot.equals(days(1)))?.id ?? 0;
      await store.compose(second, [{ payload: "{}", items: [] }], 6);
      await post(second, 0);
      await post(delivery, 0);
      expect((await store.subscription(made.id))?.briefed).toBe(6);
    });
  });

  test("an item's messages are found wherever they were sent, those alone that were", async () => {
    const [a, b] = [await composed(store, 2), await composed(store, 2)];
    await post(a.delivery, 0);
    await post(b.delivery, 0);
    await store.sending(b.delivery, 1, SLOT);
    const found = { channel: channel(), message: "m0", slot: SLOT };
    expect(await store.messagesCiting("item-0")).toEqual([found, found]);
    expect(await store.messagesCiting("item-1")).toEqual([]);
    expect(await store.messagesCiting("item")).toEqual([]);
  });
}
