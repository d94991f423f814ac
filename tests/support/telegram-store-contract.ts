/** What every store of the Telegram adapter must do; each implementation's test calls this. */
import { beforeEach, describe, expect, test } from "vitest";
import type { TelegramStore } from "../../src/storage/telegram.ts";
import { NOW } from "./engine.ts";

/**
 * @param open the store of a bot over one state, which every call of the same test shares
 */
export function telegramStoreContract(open: (bot: number) => TelegramStore): void {
  let store: TelegramStore;
  const update = (id: number) => ({ id, payload: `{"update_id":${id}}` });

  const receive = async (updates: { id: number; payload: string }[], by = store) => {
    const { fresh, kept } = by.receive(updates, NOW);
    await kept;
    return fresh;
  };

  beforeEach(() => {
    store = open(1);
  });

  describe("updates", () => {
    test("are received once, also by another one over the same state", async () => {
      expect(await receive([update(5), update(6), update(5)])).toEqual([5, 6]);
      expect(await receive([update(6), update(7)], open(1))).toEqual([7]);
    });

    test("are known from their arrival on, and may be marked at once", async () => {
      const first = store.receive([update(5)], NOW);
      expect([first.fresh, store.receive([update(5)], NOW).fresh]).toEqual([[5], []]);
      const marked = store.answering(5);
      await Promise.all([first.kept, marked]);
      expect(await store.unfinished()).toEqual([{ ...update(5), answering: true }]);
    });

    test("that are not recorded are not answered: Telegram brings them again", async () => {
      await expect(store.answering(5)).rejects.toThrow("not recorded");
    });

    test("of different bots have nothing to do with each other", async () => {
      await receive([update(5)]);
      expect(await receive([update(5)], open(2))).toEqual([5]);
      expect(await open(2).unfinished()).toHaveLength(1);
    });

    test("are unfinished in the order of arrival until they are finished; then their content is gone", async () => {
      await receive([update(9)]);
      await receive([update(3), update(4)]);
      await store.answering(3);
      await store.finish(9, "answered");
      expect(await store.unfinished()).toEqual([
        { ...update(3), answering: true },
        { ...update(4), answering: false },
      ]);
      expect([await store.outcome(9), await store.outcome(3)]).toEqual(["answered", null]);
    });

    test("are marked at once however many are about to be answered, each in the state when that is said", async () => {
      await receive([update(3), update(4), update(5)]);
      await Promise.all([store.answering(3), store.answering(5)]);
      expect(await open(1).unfinished()).toEqual([
        { ...update(3), answering: true },
        { ...update(4), answering: false },
        { ...update(5), answering: true },
      ]);
      await store.answering(4);
      expect((await store.unfinished()).every(({ answering }) => answering)).toBe(true);
    });

    test("a message that did not go out takes `answering` back; a finished update stays finished", async () => {
      await receive([update(3), update(4)]);
      await store.answering(3);
      await store.unanswered(3);
      await store.finish(4, "ignored");
      await store.answering(4);
      expect(await store.unfinished()).toEqual([{ ...update(3), answering: false }]);
    });

    test("finished ones are forgotten when they are old, unfinished ones never", async () => {
      await receive([update(1), update(2)]);
      await store.finish(1, "answered");
      await store.prune(NOW);
      expect(await store.outcome(1)).toBe("answered");
      await store.prune(NOW.add({ seconds: 1 }));
      expect(await store.outcome(1)).toBeNull();
      expect(await store.unfinished()).toHaveLength(1);
      expect(await receive([update(1)])).toEqual([1]);
    });
  });

  test("chats: defaults, changes one by one, moves", async () => {
    expect(await store.chat(-5)).toEqual({ rich: false, trouble: null });
    await store.saveChat(-5, { rich: true }, NOW);
    await store.saveChat(-5, { trouble: "muted" }, NOW);
    expect(await store.troubled()).toEqual([{ id: -5, trouble: "muted" }]);
    await store.keepReply(-5, 1, 2, NOW);
    await store.migrateChat(-5, -1005);
    expect(await store.chat(-1005)).toEqual({ rich: true, trouble: "muted" });
    expect(await store.chat(-5)).toEqual({ rich: false, trouble: null });
    expect(await store.reply(-5, 1)).toBeNull();
    // Told twice, as Telegram does: the second time there is nothing to move.
    await store.saveChat(-1005, { trouble: null }, NOW);
    await store.migrateChat(-5, -1005);
    expect(await store.chat(-1005)).toEqual({ rich: true, trouble: null });
  });

  test("replies: the latest counts, old ones are forgotten", async () => {
    await store.keepReply(1, 10, 11, NOW);
    await store.keepReply(1, 10, 12, NOW);
    expect([await store.reply(1, 10), await store.reply(2, 10)]).toEqual([12, null]);
    await store.prune(NOW.add({ seconds: 1 }));
    expect(await store.reply(1, 10)).toBeNull();
  });
}
