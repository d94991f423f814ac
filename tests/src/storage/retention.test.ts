/** What is forgotten over all stores: what is old, and what is held on one chat. */
import { expect, test } from "vitest";
import { openState } from "../../../src/storage/state.ts";
import { composed, hours, waiting } from "../../support/briefing-store-contract.ts";
import { channel, SLOT, subscription } from "../../support/briefings.ts";

test("old deliveries and inputs of buttons go, in several steps when there are many", async () => {
  const state = openState(":memory:");
  const { briefings, buttons } = state;
  const { subscription: made } = await composed(briefings);
  for (let i = 0; i < 1_200; i++) await briefings.planTest(made.id, SLOT.add({ seconds: i }));
  for (const { id } of (await briefings.ready("discord", hours(9), 9_999)).slice(1))
    await briefings.end(id, "failed", "why", hours(1));
  await buttons.keep([{ key: "old", input: "a" }], SLOT);
  await buttons.keep([{ key: "old and new", input: "b" }], SLOT);
  await buttons.keep([{ key: "old and new", input: "b" }], hours(2));
  expect(await state.prune(hours(1))).toBe(0);
  expect(await state.prune(hours(2))).toBe(1_200);
  expect((await briefings.counts()).states).toMatchObject({ failed: 0, planned: 1 });
  expect([await buttons.find("old"), await buttons.find("old and new")]).toEqual([null, "b"]);
  state.close();
});

test("a chat of Telegram's that nothing could be sent to for long is forgotten; one that chose rich messages is not", async () => {
  const state = openState(":memory:");
  const telegram = state.telegram(1);
  await telegram.saveChat(-1, { rich: true, trouble: "blocked" }, SLOT);
  await telegram.saveChat(-2, { trouble: "removed" }, hours(2));
  await telegram.saveChat(-3, { rich: true }, SLOT);
  await state.prune(hours(1));
  expect(await telegram.troubled()).toEqual([{ id: -2, trouble: "removed" }]);
  expect((await Promise.all([-1, -3].map((id) => telegram.chat(id)))).map(({ rich }) => rich)).toEqual([
    false,
    true,
  ]);
  state.close();
});

test("a subscription that was stopped goes when the last that came of it does; others stay", async () => {
  const state = openState(":memory:");
  const { briefings } = state;
  const { subscription: stopped, delivery } = await composed(briefings);
  const never = await briefings.subscribe(subscription({ channel: channel("200") }), SLOT);
  const late = await briefings.subscribe(subscription({ channel: channel("200") }), hours(5));
  const running = await briefings.subscribe(subscription({ channel: channel("300") }), SLOT);
  const paused = await briefings.subscribe(subscription({ channel: channel("300") }), SLOT);
  await briefings.change(paused.id, { state: "paused", nextDue: null });
  await briefings.end(delivery, "failed", "the channel no longer exists", hours(2));
  for (const chat of ["100", "200"]) await briefings.disableChat("discord", chat, "gone", hours(2));
  const kept = async () => {
    const found = await Promise.all(
      [stopped, never, late, running, paused].map(({ id }) => briefings.subscription(id)),
    );
    return found.map((one) => one !== null);
  };
  await state.prune(hours(1));
  expect(await kept()).toEqual([true, false, true, true, true]);
  await state.prune(hours(3));
  expect(await kept()).toEqual([false, false, true, true, true]);
  state.close();
});

test("a chat is forgotten in all stores, and no other is touched", async () => {
  const state = openState(":memory:");
  const telegram = state.telegram(1);
  for (const chat of ["-100", "-200"]) {
    await composed(state.briefings, 1, subscription({ channel: channel(chat) }));
    await state.briefings.subscribe(subscription({ channel: channel(chat, "telegram") }), SLOT);
    await telegram.saveChat(Number(chat), { rich: true }, SLOT);
    await telegram.keepReply(Number(chat), 1, 2, SLOT);
  }
  expect(await state.forget("telegram", "-100")).toEqual({ subscriptions: 1, deliveries: 0 });
  const kept = async (chat: string) => [
    (await telegram.chat(Number(chat))).rich,
    await telegram.reply(Number(chat), 1),
    (await state.briefings.subscriptions(channel(chat, "telegram"))).length,
    (await state.briefings.subscriptions(channel(chat))).length,
  ];
  expect(await kept("-100")).toEqual([false, null, 0, 1]);
  expect(await kept("-200")).toEqual([true, 2, 1, 1]);
  expect(await waiting(state.briefings)).toHaveLength(2);
  expect(await state.forget("discord", "-100")).toEqual({ subscriptions: 1, deliveries: 1 });
  expect(await kept("-200")).toEqual([true, 2, 1, 1]);
  state.close();
});
