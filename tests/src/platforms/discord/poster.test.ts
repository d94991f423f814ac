/** Posting in Discord: the contract, and how a lost message is found again. */
import { afterEach, describe, expect, test } from "vitest";
import type { Lost } from "../../../../src/schedule/poster.ts";
import type { Channel } from "../../../../src/storage/briefings.ts";
import { Stage, textOf } from "../../../support/discord/bot.ts";
import { CHANNEL } from "../../../support/discord/world.ts";
import { briefing, posterContract } from "../../../support/poster-contract.ts";

let stage: Stage;
afterEach(() => stage.close());

const channel: Channel = { platform: "discord", chat: CHANNEL, thread: null };
const POSTING = /^POST \/channels\/\d+\/messages$/;
const READING = /^GET \/channels\/\d+\/messages$/;

posterContract(async () => {
  stage = await Stage.open();
  const { peer, bot } = stage;
  const fail = (answer: Parameters<typeof peer.fail>[0]["with"]) =>
    peer.fail({ line: POSTING, with: answer });
  return {
    poster: bot.poster,
    channel,
    keys: true,
    arrived: () =>
      peer.rest.messages.all.map((message) => ({
        id: message.id,
        text: textOf(message),
        silent: (message.flags & (1 << 12)) !== 0,
      })),
    refuse: () => peer.refuse(),
    accept: () => peer.accept(),
    loseAnswer: () => fail({ lost: "after" }),
    flood: (seconds) =>
      fail({
        status: 429,
        body: { message: "You are being rate limited.", retry_after: seconds, global: false },
        headers: { "retry-after": String(seconds) },
      }),
    breakServer: () => fail({ status: 502 }),
    close: () => peer.rest.messages.closed.add(CHANNEL),
    revokeToken: () => fail({ status: 401, body: { message: "401: Unauthorized", code: 0 } }),
    refusals: () => peer.refusals,
  };
});

const payload = (): string => stage.bot.poster.messages(briefing, { silent: false })[0]?.payload ?? "";
const post = (key = "b1-0") => stage.bot.poster.post(channel, payload(), key);
const recover = (lost: Lost, key = "b1-0") => stage.bot.poster.recover(channel, payload(), key, lost);
const all = () => stage.peer.rest.messages.all;

/** When the messages of these tests are sent: about the time that the peer's ids tell. */
const SENT_AT = Temporal.Now.instant();
const after = (minutes: number): Lost => ({ sendingAt: SENT_AT, now: SENT_AT.add({ minutes }) });

describe("every outcome", () => {
  test.each([
    [404, 10003, "gone", "no longer exists"],
    [403, 50001, "gone", "cannot see"],
    [403, 50007, "gone", "takes no messages"],
    [400, 50083, "gone", "archived"],
    [403, 99999, "gone", "99999"],
    [400, 50035, "refused", "50035"],
    [403, 0, "not_sent", "403"],
    [503, 0, "repeatable", "503"],
  ])("%i with code %i: %s", async (status, code, type, words) => {
    stage = await Stage.open();
    const body = {
      message: "What is wrong",
      code,
      errors: { content: { secret: "what the briefing says" } },
    };
    stage.peer.fail({ line: POSTING, with: { status, body } });
    const posted = await post();
    expect(posted).toMatchObject({ type, reason: expect.stringContaining(words) });
    expect(JSON.stringify(posted)).not.toContain("briefing says");
    expect(all()).toEqual([]);
  });

  test("a short flood limit is waited out", async () => {
    stage = await Stage.open();
    const body = { message: "You are being rate limited.", retry_after: 0.01, global: false };
    stage.peer.fail({
      line: POSTING,
      times: 3,
      with: { status: 429, body, headers: { "retry-after": "0.01" } },
    });
    expect((await post()).type).toBe("sent");
    expect(all()).toHaveLength(1);
  });

  test("a message taken before the server failed is not doubled", async () => {
    stage = await Stage.open();
    stage.peer.fail({ line: POSTING, with: { status: 500, after: true } });
    expect((await post()).type).toBe("repeatable");
    expect((await recover(after(1))).type).toBe("sent");
    expect(all()).toHaveLength(1);
  });

  test("no request is made again by itself: what became of each is known", async () => {
    stage = await Stage.open();
    stage.peer.fail({ line: POSTING, times: 9, with: { lost: "after" } });
    await post();
    expect(stage.peer.requests(POSTING)).toHaveLength(1);
  });

  test("buttons whose inputs cannot be kept are not sent", async () => {
    const failing = { keep: () => Promise.reject(new Error("disk full")), find: async () => null };
    stage = await Stage.open({ buttons: failing });
    const long = {
      ...briefing,
      actions: [{ type: "drill" as const, label: "x", input: `/${"x".repeat(200)}` }],
    };
    const [part] = stage.bot.poster.messages(long, { silent: false });
    const posted = await stage.bot.poster.post(channel, part?.payload ?? "", "b1-0");
    expect(posted).toEqual({ type: "not_sent", reason: expect.stringContaining("disk full") });
    expect(all()).toEqual([]);
  });
});

describe("minutes after a lost answer, when the nonce may be forgotten", () => {
  const late = after(10);
  /** A message whose answer is lost; then its nonce is forgotten. */
  async function lose(): Promise<void> {
    stage = await Stage.open();
    stage.peer.fail({ line: POSTING, with: { lost: "after" } });
    expect((await post()).type).toBe("repeatable");
    stage.peer.rest.clock += 600_000;
  }

  test("without reading back it would be there twice", async () => {
    await lose();
    await post();
    expect(all()).toHaveLength(2);
  });

  test("it is found among what others wrote", async () => {
    await lose();
    for (let i = 0; i < 250; i++) stage.peer.rest.messages.addOther(CHANNEL, `talk ${i}`);
    const [message] = all();
    expect(await recover(late)).toEqual({ type: "sent", message: message?.id });
    expect(stage.peer.requests(POSTING)).toHaveLength(1);
  });

  test("it is found by its nonce where that is told", async () => {
    await lose();
    stage.peer.rest.messages.tellsNonces = true;
    const [message] = all();
    if (!message) throw new Error("nothing was sent");
    message.components = [{ type: 10, content: "edited since" }];
    expect((await recover(late)).type).toBe("sent");
  });

  test("it is found where Discord keeps no ids of components", async () => {
    await lose();
    const [message] = all();
    if (!message) throw new Error("nothing was sent");
    message.components = message.components.map(({ id: _, ...rest }: { id?: number }) => rest);
    expect((await recover(late)).type).toBe("sent");
    expect(all()).toHaveLength(1);
  });

  test("another briefing that says the same is not taken for it", async () => {
    await lose();
    expect(await recover(late, "b2-0")).toMatchObject({ type: "sent" });
    expect(all()).toHaveLength(2);
    expect(new Set(all().map(textOf)).size).toBe(1);
  });

  test("somebody else's words are not taken for it", async () => {
    stage = await Stage.open();
    stage.peer.rest.messages.addOther(CHANNEL, "talk");
    await post();
    const [, message] = all();
    stage.peer.rest.messages.add(CHANNEL, { components: message?.components }, false, { id: "1" });
    if (message) message.deleted = true;
    stage.peer.rest.clock += 600_000;
    expect((await recover(late)).type).toBe("sent");
    expect(all().filter(({ deleted, author }) => !deleted && "username" in author)).toHaveLength(2);
  });

  test("it is surely not there: sent now", async () => {
    stage = await Stage.open();
    stage.peer.rest.messages.addOther(CHANNEL, "talk");
    stage.peer.fail({ line: POSTING, with: { lost: "before" } });
    expect((await post()).type).toBe("repeatable");
    expect((await recover(late)).type).toBe("sent");
    expect(all().map(textOf).join("")).toContain("what the briefing says");
  });

  test.each<[string, () => void]>([
    ["history may not be read", () => stage.peer.rest.messages.unreadable.add(CHANNEL)],
    [
      "channel cannot be listed (issue 8611)",
      () => stage.peer.fail({ line: READING, times: 99, with: { status: 500 } }),
    ],
    [
      "channel may not be seen",
      () =>
        stage.peer.fail({
          line: READING,
          with: { status: 403, body: { message: "Missing Access", code: 50001 } },
        }),
    ],
    [
      "channel is too busy",
      () => {
        for (let i = 0; i < 1_000; i++) stage.peer.rest.messages.add(CHANNEL, { content: `talk ${i}` });
        all().unshift(...all().splice(1));
        for (const [i, message] of all().entries())
          Object.assign(message, { id: String(BigInt(all()[0]?.id ?? 0) + BigInt(i)) });
      },
    ],
  ])("where the %s it stays unknown, with the reason", async (_, spoil) => {
    await lose();
    spoil();
    const posted = await recover(late);
    expect(posted).toMatchObject({ type: "unknown", reason: expect.stringContaining("lost") });
    expect(stage.peer.requests(POSTING)).toHaveLength(1);
  });

  test.each<[string, () => void]>([
    ["broken connections", () => stage.peer.fail({ line: READING, times: 99, with: { lost: "before" } })],
    ["a gateway's errors", () => stage.peer.fail({ line: READING, times: 99, with: { status: 503 } })],
    ["refused connections", () => stage.peer.refuse()],
  ])("%s pass: it is looked for again", async (_, spoil) => {
    await lose();
    spoil();
    expect((await recover(late)).type).toBe("repeatable");
    expect(stage.peer.requests(POSTING)).toHaveLength(1);
  });

  test("a reading that fails once is made again", async () => {
    await lose();
    stage.peer.fail({ line: READING, with: { status: 500 } });
    expect((await recover(late)).type).toBe("sent");
    expect(all()).toHaveLength(1);
  });

  test("after a clock that was put back it is looked for too", async () => {
    await lose();
    const lost = { sendingAt: SENT_AT, now: SENT_AT.subtract({ minutes: 30 }) };
    expect((await recover(lost)).type).toBe("sent");
    expect(all()).toHaveLength(1);
  });
});

test("two minutes is the end of what a nonce is trusted with", async () => {
  stage = await Stage.open();
  await post();
  const seconds = (n: number): Lost => ({ sendingAt: SENT_AT, now: SENT_AT.add({ seconds: n }) });
  await recover(seconds(119));
  expect(stage.peer.requests(READING)).toHaveLength(0);
  await recover(seconds(120));
  expect(stage.peer.requests(READING)).toHaveLength(1);
  expect(all()).toHaveLength(1);
});

test("Discord's own limits are kept by the client, and none is run into", async () => {
  stage = await Stage.open();
  stage.peer.rest.limits.on = true;
  for (let i = 0; i < 6; i++) expect((await post(`b${i}-0`)).type).toBe("sent");
  expect(stage.peer.rest.limits.floods).toBe(0);
  const [first, last] = [all()[0]?.at ?? 0, all()[5]?.at ?? 0];
  expect(last - first).toBeGreaterThan(4_000);
}, 20_000);
