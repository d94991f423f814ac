/** Posting in Telegram: the contract, and what only Telegram does. */
import { expect, test } from "vitest";
import { note, plain } from "../../../../src/reply/document.ts";
import type { Poster } from "../../../../src/schedule/poster.ts";
import type { Channel } from "../../../../src/storage/briefings.ts";
import { briefing, posterContract } from "../../../support/poster-contract.ts";
import { replyOf } from "../../../support/replies.ts";
import { type Running, startBot } from "../../../support/telegram-bot.ts";
import { GROUP, pressing } from "../../../support/telegram-updates.ts";

const channel: Channel = { platform: "telegram", chat: String(GROUP), thread: null };

posterContract(async () => {
  const { peer, telegram } = await startBot();
  return {
    poster: telegram.poster,
    channel,
    keys: false,
    arrived: () => peer.messages.map(({ id, text, silent }) => ({ id: String(id), text, silent })),
    refuse: () => peer.refuse(),
    accept: () => peer.accept(),
    loseAnswer: () => peer.fault("sendMessage", "lost"),
    flood: (seconds) =>
      peer.fault("sendMessage", {
        error: 429,
        description: `Too Many Requests: retry after ${seconds}`,
        parameters: { retry_after: seconds },
      }),
    breakServer: () => peer.fault("sendMessage", { error: 502, description: "Bad Gateway" }),
    close: () => peer.closed.set(GROUP, [403, "Forbidden: bot was kicked from the supergroup chat"]),
    revokeToken: () => peer.fault("sendMessage", { error: 401, description: "Unauthorized" }),
    refusals: () => peer.invalid,
    move: () => {
      peer.migrated.set(GROUP, -1009);
      return "-1009";
    },
  };
});

const payloadOf = (poster: Poster, reply = briefing): string =>
  poster.messages(reply, { silent: false })[0]?.payload ?? "";
const post = ({ telegram }: Running, to = channel, reply = briefing) =>
  telegram.poster.post(to, payloadOf(telegram.poster, reply), "b1-0");

test("a server that took the message and then failed leaves it in doubt", async () => {
  const bot = await startBot();
  bot.peer.fault("sendMessage", { error: 500, description: "Internal Server Error", after: true });
  expect((await post(bot)).type).toBe("unknown");
  expect(bot.peer.messages).toHaveLength(1);
});

test("into a topic; General has no number", async () => {
  const bot = await startBot();
  bot.peer.topics.add(`${GROUP} 9`);
  await post(bot, { ...channel, thread: "9" });
  await post(bot, { ...channel, thread: "1" });
  await post(bot);
  expect(bot.peer.messages.map(({ thread }) => thread)).toEqual([9, null, null]);
});

test.each([
  [403, "Forbidden: bot was blocked by the user"],
  [403, "Forbidden: user is deactivated"],
  [400, "Bad Request: chat not found"],
  [400, "Bad Request: not enough rights to send text messages to the chat"],
  [400, "Bad Request: TOPIC_CLOSED"],
  [400, "Bad Request: message thread not found"],
])("%i %s: gone", async (error, description) => {
  const bot = await startBot();
  bot.peer.fault("sendMessage", { error, description });
  expect(await post(bot)).toEqual({ type: "gone", reason: expect.any(String) });
});

test("markup that Telegram does not read goes out as plain text, once, and is a bug", async () => {
  const bot = await startBot();
  const description = "Bad Request: can't parse entities: Unsupported start tag";
  bot.peer.fault("sendMessage", { error: 400, description });
  expect((await post(bot)).type).toBe("sent");
  expect(bot.peer.messages.map(({ entities }) => entities)).toEqual([[]]);
  expect(bot.bugs).toHaveLength(1);
  bot.peer.fault("sendMessage", { error: 400, description }, "lost");
  expect((await post(bot)).type).toBe("unknown");
  bot.peer.fault("sendMessage", { error: 400, description }, { error: 400, description });
  expect((await post(bot)).type).toBe("refused");
});

test("what no chat takes is refused, without a word of it", async () => {
  const bot = await startBot();
  bot.peer.fault("sendMessage", { error: 400, description: "Bad Request: BUTTON_DATA_INVALID" });
  const posted = await post(bot);
  expect(posted).toEqual({ type: "refused", reason: expect.stringContaining("BUTTON_DATA_INVALID") });
  expect(JSON.stringify(posted)).not.toContain("briefing says");
});

test("buttons whose inputs cannot be kept are not sent", async () => {
  const bot = await startBot({
    buttons: { keep: () => Promise.reject(new Error("disk full")), find: async () => null },
  });
  expect(await post(bot)).toEqual({ type: "not_sent", reason: expect.stringContaining("disk full") });
  expect(bot.peer.messages).toEqual([]);
});

test("a way on is answered in a message of its own, and leaves the briefing to the others", async () => {
  const bot = await startBot();
  const input = `/timeline ${"of a long period ".repeat(4)}feb`;
  const reply = replyOf([{ type: "paragraph", spans: [plain("Morning.")] }, note("x")], {
    actions: [
      { type: "drill", label: "Timeline", input: "/timeline feb" },
      { type: "drill", label: "Long", input },
    ],
  });
  await post(bot, channel, reply);
  const [posted] = bot.peer.messages;
  if (!posted) throw new Error("nothing was posted");
  for (const label of ["Timeline", "Long"]) {
    const [answer] = await bot.say(pressing(posted, label));
    expect(answer?.repliesTo).toBe(posted.id);
    expect(answer?.text).toContain(label === "Long" ? "" : "Timeline");
  }
  expect(posted.edits).toBe(0);
  expect(bot.peer.invalid).toEqual([]);
});

test("the peer keeps Telegram's limits when asked to, and counts what it refused", async () => {
  const bot = await startBot();
  bot.peer.limits.on = true;
  const types = [];
  for (let i = 0; i < 4; i++) types.push((await post(bot)).type);
  expect(types.slice(0, 2)).toEqual(["sent", "sent"]);
  expect(types.slice(2).filter((type) => type === "not_sent")).toHaveLength(bot.peer.limits.floods);
});
