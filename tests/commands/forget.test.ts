/** /forget: nothing before it is confirmed, then everything, and nothing of another chat. */
import { expect, test } from "vitest";
import { toText } from "../../src/reply/text.ts";
import { NOW } from "../support/engine.ts";
import { CHANNEL, openPlace, subscription } from "../support/place.ts";

test("asks first, and deletes nothing yet", async () => {
  const { store, say } = openPlace();
  await store.subscribe(subscription(), NOW);
  const { reply } = await say("/forget");
  expect(toText(reply)).toContain("Delete all that is kept on this channel?");
  expect(reply.actions).toEqual([{ type: "drill", label: "Delete all of it", input: "/forget yes" }]);
  expect(await store.subscriptions(CHANNEL)).toHaveLength(1);
});

test("confirmed, it deletes all of this chat and says what; others keep theirs", async () => {
  const { store, say, text } = openPlace();
  const other = { ...CHANNEL, chat: "700000000000000002" };
  const { id } = await store.subscribe(subscription(), NOW);
  await store.planTest(id, NOW);
  await store.subscribe(subscription({ channel: other }), NOW);
  expect(await text("/forget yes")).toBe(
    "(All that was kept on this channel is deleted: 1 briefing set here and 1 record of what was posted, and the settings.)",
  );
  expect(await store.subscriptions(CHANNEL)).toEqual([]);
  expect(await store.ready("discord", NOW, 9)).toEqual([]);
  expect(await store.subscriptions(other)).toHaveLength(1);
  expect((await say("/forget yes")).reply.kind).toBe("answer");
});

test("in a forum it takes all topics along", async () => {
  const { store, text } = openPlace();
  const topic = { platform: "telegram", chat: "-1001", thread: "7" } as const;
  await store.subscribe(subscription({ channel: topic }), NOW);
  const place = { ...topic, thread: null };
  expect(await text("/forget", { place })).toContain("this chat, with all its topics");
  expect(await text("/forget yes", { place })).toContain("1 briefing set here");
  expect(await store.subscriptions(topic)).toEqual([]);
});

test("is refused to those who do not manage the place, and to any other word", async () => {
  const { store, say } = openPlace();
  await store.subscribe(subscription(), NOW);
  const refused = await say("/forget yes", { refusal: "Only administrators can do this." });
  expect([refused.reply.kind, toText(refused.reply)]).toEqual([
    "denied",
    "(Only administrators can do this.)",
  ]);
  expect((await say("/forget no")).reply.kind).toBe("error");
  expect(await store.subscriptions(CHANNEL)).toHaveLength(1);
});

test("without a slash it is a question", async () => {
  const { say } = openPlace();
  expect((await say("forget yes")).command).toBe("ask");
});
