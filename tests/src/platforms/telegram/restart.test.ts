/** The process is killed in the middle of its work: nothing is lost, nothing is said twice, doubt is reported. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { botIdOf } from "../../../../src/platforms/telegram/telegram.ts";
import { openState } from "../../../../src/storage/state.ts";
import { newPeer } from "../../../support/telegram-bot.ts";
import { TOKEN } from "../../../support/telegram-peer.ts";
import { startService } from "../../../support/telegram-process.ts";
import { GROUP, inGroup, PRIVATE, privately } from "../../../support/telegram-updates.ts";

/** A guard against hanging, not a measure of speed: these tests start processes. */
const PATIENCE_MS = 60_000;

function stateFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "rapporteur-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "state.db");
}

/** The inputs of a batch, told apart by their answers. */
const WORDS = ["one", "two", "three", "four", "five", "six"].map((word) => `xyzzy${word}`);

test.each([1, 3, 6])(
  "killed at answer %i of six: each is answered once",
  { timeout: PATIENCE_MS },
  async (at) => {
    const peer = await newPeer();
    const state = stateFile();
    // The answer arrives in the chat, but the process is killed before it hears so.
    const before = startService(peer, state);
    await peer.until(() => peer.of("getUpdates").length > 0);
    await new Promise<void>((resolve) => {
      peer.onSend = (message) => {
        if (!message.text.includes(WORDS[at - 1] ?? "")) return;
        peer.onSend = undefined;
        void before.end("SIGKILL").then(() => resolve());
      };
      peer.push(...WORDS.map((word) => privately(`/${word}`)));
    });
    const heard = peer.messages.length;
    expect(heard).toBe(at);

    const after = startService(peer, state);
    await peer.until(() => peer.messages.length >= WORDS.length);
    peer.push(privately("/xyzzylast"));
    await peer.until(() => peer.messages.some(({ text }) => text.includes("xyzzylast")));
    const answered = WORDS.map(
      (word) => peer.messages.filter(({ text }) => text.includes(`/${word}.`)).length,
    );
    expect(answered).toEqual(WORDS.map(() => 1));
    expect(peer.messages.map(({ text }) => text).filter((text) => text.includes("xyzzy"))).toHaveLength(7);
    expect(await after.end("SIGTERM")).toBe(0);
    expect(after.output()).toContain("may or may not have been answered");
    expect(peer.invalid).toEqual([]);
  },
);

/** What is written of an update, in order. */
const WRITES = {
  received: "INSERT INTO telegram_update",
  marked: "SET state = 'answering'",
  finished: "SET state = 'done'",
};
const POINTS = Object.entries(WRITES).flatMap(([name, statement]) =>
  (["before", "uncommitted", "committed"] as const).map((where) => ({ name, statement, where })),
);

test.each(POINTS)(
  "killed $where where an update is $name: each is answered once, or said to be in doubt",
  { timeout: PATIENCE_MS },
  async ({ name, statement, where }) => {
    const peer = await newPeer();
    const state = stateFile();
    const before = startService(peer, state, {
      NODE_OPTIONS: "--import ./tests/crash/kill-at.ts",
      CRASH_AT: JSON.stringify({ statement, where, nth: 3, after: 0 }),
    });
    await peer.until(() => peer.of("getUpdates").length > 0);
    peer.push(...WORDS.map((word) => privately(`/${word}`)));
    expect(await before.ended).toBeNull();

    const after = startService(peer, state);
    await peer.until(() => peer.unconfirmed.length === 0);
    peer.push(privately("/xyzzylast"));
    await peer.until(() => peer.messages.some(({ text }) => text.includes("xyzzylast")));
    const answered = WORDS.map(
      (word) => peer.messages.filter(({ text }) => text.includes(`/${word}.`)).length,
    );
    expect(await after.end("SIGTERM")).toBe(0);
    const doubts = after.output().split("may or may not have been answered").length - 1;
    expect(answered.every((times) => times <= 1)).toBe(true);
    expect(answered.filter((times) => times === 0).length).toBeLessThanOrEqual(doubts);
    // Before anything was committed there is nothing to be in doubt about.
    if (name === "received" && where !== "committed")
      expect([answered, doubts]).toEqual([WORDS.map(() => 1), 0]);
    expect(peer.invalid).toEqual([]);
  },
);

test("stopped while Telegram cannot be reached: answered after the next start", {
  timeout: PATIENCE_MS,
}, async () => {
  const peer = await newPeer();
  const path = stateFile();
  const state = openState(path);
  const store = state.telegram(botIdOf(TOKEN));
  const update = { update_id: 7, ...privately("/help") };
  await store.receive(
    [{ id: 7, payload: JSON.stringify(update) }],
    Temporal.Instant.from("2026-02-06T08:00:00Z"),
  ).kept;
  state.close();
  startService(peer, path);
  await peer.until(() => peer.messages.length === 1);
  expect(peer.messages[0]).toMatchObject({ chat: PRIVATE });
});

test("ended politely, it finishes what it began", { timeout: PATIENCE_MS }, async () => {
  const peer = await newPeer();
  const path = stateFile();
  const service = startService(peer, path);
  await peer.until(() => peer.of("getUpdates").length > 0);
  peer.fault("sendMessage", "held");
  peer.push(inGroup("/help@our_bot"));
  await peer.until(() => peer.messages.length === 1);
  const ended = service.end("SIGTERM");
  peer.release();
  expect(await ended).toBe(0);
  const state = openState(path);
  expect(await state.telegram(botIdOf(TOKEN)).unfinished()).toEqual([]);
  state.close();
  expect(peer.messages.map(({ chat }) => chat)).toEqual([GROUP]);
});
