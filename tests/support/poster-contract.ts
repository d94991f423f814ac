/** What every poster must do; each platform's test calls this. */
import { beforeEach, describe, expect, test } from "vitest";
import type { Block, Reply } from "../../src/reply/document.ts";
import { drill, note, plain } from "../../src/reply/document.ts";
import type { Poster } from "../../src/schedule/poster.ts";
import type { Channel } from "../../src/storage/briefings.ts";
import { replyOf } from "./replies.ts";

/** A poster in front of a local platform, and what a test can do to that. */
export interface PosterStage {
  readonly poster: Poster;
  /** A channel that takes messages. */
  readonly channel: Channel;
  /** What stands there, oldest first. */
  arrived(): readonly { readonly id: string; readonly text: string; readonly silent: boolean }[];
  /** Connections are refused, and taken again. */
  refuse(): void;
  accept(): Promise<void>;
  /** The next message is taken, but the answer to that never arrives. */
  loseAnswer(): void;
  /** The next message is refused, as too many, for so many seconds. */
  flood(seconds: number): void;
  /** The next message is answered with a server's error. */
  breakServer(): void;
  /** The channel no longer takes messages. */
  close(): void;
  /** The token is refused, once. */
  revokeToken(): void;
  /** Everything that the platform would have refused in what it was sent. */
  refusals(): readonly string[];
  /** Where the platform moves chats: it moves the channel. Returns where to. */
  move?: (() => string) | undefined;
  /** Whether the platform takes a message only once under a key. */
  readonly keys: boolean;
}

const SECRET = "what the briefing says";
const cite = (item: string) => ({ type: "cite" as const, item, cites: [{ source: "s001", at: [1] }] });
const paragraph = (text: string, item: string): Block => ({
  type: "paragraph",
  spans: [plain(text), cite(item)],
});
export const briefing: Reply = replyOf(
  [{ type: "title", text: "Briefing" }, paragraph(`${SECRET}.`, "ev-one"), note("As of now.")],
  { actions: [drill("Timeline", "/timeline")] },
);

/** @param open a fresh stage; it is taken down when the test ends */
export function posterContract(open: () => Promise<PosterStage>): void {
  let stage: PosterStage;
  beforeEach(async () => {
    stage = await open();
  });
  const payloadOf = (reply: Reply, silent = false): string =>
    stage.poster.messages(reply, { silent })[0]?.payload ?? "";
  const post = (key = "b1-0", reply = briefing) => stage.poster.post(stage.channel, payloadOf(reply), key);
  const sent = { type: "sent", message: expect.any(String) };
  const SENT_AT = Temporal.Now.instant();
  const soon = { sendingAt: SENT_AT, now: SENT_AT.add({ seconds: 5 }) };

  describe("messages", () => {
    test("are pure, cite their items, and lead on below the last one only", () => {
      const long = replyOf(
        [
          { type: "title", text: "Long briefing" },
          ...["a", "b", "c"].map((x) => paragraph(`${x} `.repeat(1_500), `ev-${x}`)),
        ],
        { actions: [drill("Timeline", "/timeline feb")] },
      );
      const parts = stage.poster.messages(long, { silent: false });
      expect(stage.poster.messages(long, { silent: false })).toEqual(parts);
      expect(parts.length).toBeGreaterThan(1);
      expect([...new Set(parts.flatMap(({ items }) => items))]).toEqual(["ev-a", "ev-b", "ev-c"]);
      expect(parts.map(({ payload }) => payload.includes("/timeline feb"))).toEqual(
        parts.map((_, i) => i === parts.length - 1),
      );
      for (const { payload } of parts.slice(1)) expect(payload).toContain("Long briefing (");
    });

    test("arrive in order, whole, and within what the platform takes", async () => {
      const words = Array.from({ length: 2_000 }, (_, i) => `word${i}`);
      const parts = stage.poster.messages(replyOf([paragraph(words.join(" "), "ev-a")]), { silent: false });
      for (const [i, { payload }] of parts.entries()) {
        expect(await stage.poster.post(stage.channel, payload, `b1-${i}`)).toEqual(sent);
      }
      const text = stage
        .arrived()
        .map((message) => message.text)
        .join(" ");
      expect(text.match(/word\d+/g)).toEqual(words);
      expect(stage.refusals()).toEqual([]);
    });
  });

  test("a message is sent, and its id told", async () => {
    const posted = await post();
    const [message] = stage.arrived();
    expect(posted).toEqual({ type: "sent", message: message?.id });
    expect(message?.text).toContain(SECRET);
    expect(message?.silent).toBe(false);
  });

  test.each(["", "{}", '{"message":{"components":[]}}'])(
    "a payload that is damaged, %j, is refused",
    async (payload) => {
      expect(await stage.poster.post(stage.channel, payload, "b1-0")).toMatchObject({ type: "refused" });
      const lost = { sendingAt: SENT_AT, now: SENT_AT.add({ hours: 1 }) };
      const recovered = await stage.poster.recover(stage.channel, payload, "b1-0", lost);
      expect(recovered.type).toBe(stage.keys ? "refused" : "unknown");
      expect(stage.arrived()).toEqual([]);
    },
  );

  test("silently when wished", async () => {
    await stage.poster.post(stage.channel, payloadOf(briefing, true), "b1-0");
    expect(stage.arrived().map(({ silent }) => silent)).toEqual([true]);
    expect(stage.refusals()).toEqual([]);
  });

  test("a reply that is no answer is for everybody all the same", async () => {
    expect(await post("b1-0", { ...briefing, kind: "error" })).toEqual(sent);
    expect(stage.arrived()).toHaveLength(1);
    expect(stage.refusals()).toEqual([]);
  });

  test("a refused connection is provably not sent; later it is", async () => {
    stage.refuse();
    // The first may find a connection that is still held open, and breaks.
    await post();
    expect(await post()).toMatchObject({ type: "not_sent" });
    await stage.accept();
    expect(stage.arrived()).toEqual([]);
    expect(await post()).toEqual(sent);
    expect(stage.arrived()).toHaveLength(1);
  });

  test("a lost answer never doubles a message", async () => {
    stage.loseAnswer();
    const lost = await post();
    expect(lost.type).toBe(stage.keys ? "repeatable" : "unknown");
    const recovered = await stage.poster.recover(stage.channel, payloadOf(briefing), "b1-0", soon);
    const [message] = stage.arrived();
    expect(recovered).toMatchObject(
      stage.keys ? { type: "sent", message: message?.id } : { type: "unknown" },
    );
    expect(stage.arrived()).toHaveLength(1);
  });

  test("a server's error leaves the message in doubt, and no more", async () => {
    stage.breakServer();
    expect((await post()).type).toBe(stage.keys ? "repeatable" : "unknown");
    const recovered = await stage.poster.recover(stage.channel, payloadOf(briefing), "b1-0", soon);
    expect(recovered.type).toBe(stage.keys ? "sent" : "unknown");
    expect(stage.arrived().length).toBeLessThanOrEqual(1);
  });

  test("recovering is never `not_sent`: the first attempt is still in doubt", async () => {
    stage.refuse();
    const recovered = await stage.poster.recover(stage.channel, payloadOf(briefing), "b1-0", soon);
    expect(recovered.type).toBe(stage.keys ? "repeatable" : "unknown");
  });

  test("under the same key a message is there once, under another twice", async () => {
    const first = await post();
    if (stage.keys) expect(await post()).toEqual(first);
    expect(stage.arrived()).toHaveLength(1);
    expect(await post("b2-0")).toEqual(sent);
    expect(stage.arrived()).toHaveLength(2);
  });

  test("too many at once: not sent, and for how long not", async () => {
    stage.flood(600);
    const posted = await post();
    expect(posted).toMatchObject({ type: "not_sent" });
    expect(posted.type === "not_sent" && posted.waitMs).toBeGreaterThanOrEqual(600_000);
    expect(stage.arrived()).toEqual([]);
  });

  test("a channel that takes no messages is gone, with a reason for people", async () => {
    stage.close();
    const posted = await post();
    expect(posted).toEqual({ type: "gone", reason: expect.stringMatching(/^[a-z][^{}]{10,}$/i) });
    expect(stage.arrived()).toEqual([]);
  });

  test("a chat that moved is posted to where it went", async () => {
    if (!stage.move) return;
    const to = stage.move();
    expect(await post()).toEqual({ type: "moved", chat: to });
    const channel = { ...stage.channel, chat: to };
    expect(await stage.poster.post(channel, payloadOf(briefing), "b1-0")).toEqual(sent);
  });

  test("a refused token is told, without it; when it is taken again, so are messages", async () => {
    stage.revokeToken();
    expect(await post()).toEqual({ type: "unauthorized", reason: expect.stringContaining("401") });
    expect(await post()).toEqual(sent);
  });
}
