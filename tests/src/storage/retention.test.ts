/** What is forgotten over all stores: what is old, and what is held on one chat. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { MIGRATIONS } from "../../../src/storage/migrations.ts";
import { openDatabase } from "../../../src/storage/sqlite.ts";
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

test("a subscription that was stopped for long goes with the last that came of it; others stay", async () => {
  const state = openState(":memory:");
  const { briefings } = state;
  const { subscription: stopped, delivery } = await composed(briefings);
  const never = await briefings.subscribe(subscription({ channel: channel("200") }), SLOT);
  const late = await briefings.subscribe(subscription({ channel: channel("400") }), SLOT);
  const refused = await briefings.subscribe(subscription({ channel: channel("400") }), SLOT);
  const running = await briefings.subscribe(subscription({ channel: channel("300") }), SLOT);
  const paused = await briefings.subscribe(subscription({ channel: channel("300") }), SLOT);
  await briefings.change(paused.id, { state: "paused", nextDue: null });
  await briefings.end(delivery, "failed", "the channel no longer exists", hours(4));
  for (const chat of ["100", "200"]) await briefings.disableChat("discord", chat, "gone", hours(2));
  await briefings.refused(refused.id, "gone", 1, hours(5));
  await briefings.disableChat("discord", "400", "gone", hours(5));
  const kept = async () => {
    const found = await Promise.all(
      [stopped, never, late, refused, running, paused].map(({ id }) => briefings.subscription(id)),
    );
    return found.map((one) => one !== null);
  };
  await state.prune(hours(2));
  expect(await kept()).toEqual([true, true, true, true, true, true]);
  await state.prune(hours(3));
  expect(await kept()).toEqual([true, false, true, true, true, true]);
  await state.prune(hours(5));
  expect(await kept()).toEqual([false, false, true, true, true, true]);
  await state.prune(hours(6));
  expect(await kept()).toEqual([false, false, false, false, true, true]);
  state.close();
});

test("one that was stopped, went on and is stopped anew counts from then", async () => {
  const state = openState(":memory:");
  const { briefings } = state;
  const { id } = await briefings.subscribe(subscription(), SLOT);
  const kept = async () => (await briefings.subscription(id)) !== null;
  await briefings.refused(id, "gone", 1, hours(1));
  await briefings.change(id, { wishes: { ...subscription().wishes, quiet: true } });
  await briefings.change(id, { state: "active", nextDue: hours(20) });
  await state.prune(hours(15));
  await briefings.disableChat("discord", channel("100").chat, "gone", hours(16));
  await state.prune(hours(16));
  expect(await kept()).toBe(true);
  await state.prune(hours(17));
  expect(await kept()).toBe(false);
  state.close();
});

test("one that was stopped before that was written down counts from when it began to be", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "rapporteur-")), "state.db");
  onTestFinished(() => rmSync(dirname(path), { recursive: true }));
  const before = openDatabase(path, MIGRATIONS.slice(0, 5));
  before.exec(
    `INSERT INTO subscription (platform, chat, thread, number, time, zone, days, topics, length, quiet, silent, state,
       reason, created_by, created_at)
     VALUES ('discord', '100', '', 1, '08:00', 'UTC', '1', '[]', 'short', 0, 0, 'disabled', 'gone', '7', 0)`,
  );
  before.close();
  const state = openState(path);
  const kept = async () => (await state.briefings.disabled()).length;
  await state.prune(Temporal.Instant.from("2020-01-01T00:00Z"));
  expect(await kept()).toBe(1);
  await state.prune(Temporal.Instant.from("3020-01-01T00:00Z"));
  expect(await kept()).toBe(0);
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
