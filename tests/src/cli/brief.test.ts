/** `brief` as a process: the same briefing for people, programs and platforms. */
import { describe, expect, test } from "vitest";
import { discordPosts } from "../../../src/render/discord/posts.ts";
import { telegramPosts } from "../../../src/render/telegram/posts.ts";
import { toText } from "../../../src/reply/text.ts";
import { ask, DATA } from "../../support/engine.ts";
import { run } from "../../support/process.ts";

const brief = (...args: string[]) => run("src/cli.ts", ["brief", "--data", DATA, ...args]);
const OPTIONS = ["--as-of", "2026-02-04", "--since", "2026-01-25", "--length", "full"];
const { reply } = ask("/brief since:2026-01-25 length:full as_of:2026-02-04");
const lines = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("brief", () => {
  test("prints what /brief answers", () => {
    expect(brief(...OPTIONS)).toEqual({ status: 0, stdout: `${toText(reply)}\n`, stderr: "" });
  });

  test("as one line of JSON", () => {
    const [answer, ...more] = lines(brief(...OPTIONS, "--format", "json").stdout);
    expect(more).toEqual([]);
    expect(answer).toMatchObject({
      command: "brief",
      kind: "answer",
      text: toText(reply),
      citations: reply.citations,
    });
  });

  test("as every message of a post to Discord", () => {
    const messages = lines(brief(...OPTIONS, "--format", "discord").stdout);
    expect(messages.length).toBeGreaterThan(1);
    expect(messages).toEqual(discordPosts(reply, { silent: false }).map(({ message }) => message));
  });

  test("as every call of a post to Telegram", () => {
    const calls = lines(brief(...OPTIONS, "--format", "telegram").stdout);
    const bodies = telegramPosts(reply).map(({ message }) => message.body);
    expect(calls.map(({ method, payload }) => [method, { html: payload.text }])).toEqual(
      bodies.map((body) => ["sendMessage", body]),
    );
  });

  test("of some topics, at a given time", () => {
    const { status, stdout } = brief("--topics", "crimea, nato", "--now", "2026-02-06T07:00:00Z");
    expect([status, stdout]).toEqual([0, expect.stringContaining("as of 6 Feb 2026, 07:00 UTC")]);
    expect(stdout).toContain("· Ukraine, NATO and neutrality, Crimea\n");
  });

  test("has status 1 when there is nothing to brief on, 2 when it is told nonsense", () => {
    expect(brief("--topics", "bananas").status).toBe(1);
    expect(brief("--as-of", "2026-01-22")).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("No source of the dossier was published by then."),
    });
    for (const args of [
      ["--as-of", "soon"],
      ["--length", "medium"],
      ["--format", "pdf"],
    ])
      expect([args, brief(...args).status]).toEqual([args, 2]);
  });
});
