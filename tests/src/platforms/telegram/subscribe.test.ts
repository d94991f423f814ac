/** Subscriptions set in Telegram: privately by everybody, in groups by administrators, each topic a place of its own. */
import { afterEach, expect, test } from "vitest";
import { dispatch } from "../../../../src/dispatch.ts";
import type { BriefingStore } from "../../../../src/storage/briefings.ts";
import { openState } from "../../../../src/storage/state.ts";
import { NOW, service } from "../../../support/engine.ts";
import { type Running, startBot } from "../../../support/telegram-bot.ts";
import {
  GROUP,
  inGroup,
  inTopic,
  PERSON,
  PRIVATE,
  pressing,
  privately,
} from "../../../support/telegram-updates.ts";

let bot: Running;
let store: BriefingStore;
let now: Temporal.Instant;
const start = async (): Promise<Running> => {
  store = openState(":memory:").briefings;
  now = NOW;
  bot = await startBot({
    answer: async (input, asker, at) =>
      (await dispatch({ ...service, store }, { input, now: at, asker })).reply,
    now: () => now,
  });
  return bot;
};
afterEach(() => expect([bot.peer.invalid, bot.bugs]).toEqual([[], []]));

const at = (chat: number, thread: string | null = null) =>
  ({ platform: "telegram", chat: String(chat), thread }) as const;

test("a link that somebody else wrote changes nothing", async () => {
  const { say } = await start();
  await say(privately("/subscribe 8:00 kyiv"));
  const packed = Buffer.from("/forget yes").toString("base64url");
  for (const link of ["forget-yes", "unsubscribe-1", "subscription-pause-1", `q_${packed}`]) {
    const [sent] = await say(privately(`/start ${link}`));
    expect(sent?.text).toContain("must be typed in a channel or chat");
  }
  expect(await store.subscriptions(at(PRIVATE))).toMatchObject([{ number: 1, state: "active" }]);
});

test("everybody sets, reads and ends their own", async () => {
  const { say } = await start();
  const [set] = await say(privately("/subscribe 8:00 kyiv weekdays silent"));
  expect(set?.text).toContain("Mon–Fri at 08:00, Europe/Kyiv");
  expect(await store.find(at(PRIVATE), 1)).toMatchObject({
    createdBy: String(PERSON.id),
    wishes: { silent: true },
  });
  const [listed] = await say(privately("/subscriptions"));
  expect(listed?.text).toContain("next Mon 9 Feb 2026, 08:00");
  await say(privately("/unsubscribe"));
  expect(await store.subscriptions(at(PRIVATE))).toEqual([]);
});

test("in a group only administrators set one, for the topic where they write, and press its buttons", async () => {
  const { peer, say } = await start();
  peer.topics.add(`${GROUP} 9`);
  const [refused] = await say(inTopic("/subscribe@Our_Bot 8:00 kyiv", 9));
  expect(refused?.text).toContain("Only administrators of this chat can do this");
  peer.admins.add(`${GROUP} ${PERSON.id}`);
  // Who is no administrator is remembered for a minute.
  now = now.add({ seconds: 61 });
  const [set] = await say(inTopic("/subscribe@Our_Bot 8:00 kyiv", 9));
  if (!set) throw new Error("no confirmation");
  const [elsewhere] = await say(inGroup("/subscriptions@Our_Bot"));
  expect(elsewhere?.text).toContain("No briefing is set here");
  await say(pressing(set, "Pause it", 99));
  expect(await store.find(at(GROUP, "9"), 1)).toMatchObject({ state: "active" });
  await say(pressing(set, "Pause it"));
  expect(await store.find(at(GROUP, "9"), 1)).toMatchObject({ state: "paused" });
});
