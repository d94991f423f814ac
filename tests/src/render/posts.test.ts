/** Replies as posts: every message at once, each within its platform's limits, nothing lost, nothing to be turned. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DiscordPost, discordPosts } from "../../../src/render/discord/posts.ts";
import { sendCall } from "../../../src/render/telegram/calls.ts";
import { type TelegramPost, telegramPosts } from "../../../src/render/telegram/posts.ts";
import { decodeView } from "../../../src/render/telegram/view.ts";
import { MAX_ENTITIES, MAX_TEXT } from "../../../src/render/telegram.ts";
import { type Block, bold, drill, note, plain, type Reply } from "../../../src/reply/document.ts";
import { markersOf } from "../../../src/reply/pages.ts";
import { messageRefusals, processedBytes } from "../../support/discord/rules.ts";
import { randomReply } from "../../support/random-replies.ts";
import { lostCitations, lostText } from "../../support/renderer-contract.ts";
import { randomReply as markedReply, replyOf } from "../../support/replies.ts";
import { parseTelegramHtml } from "../../support/telegram-html.ts";
import { METHODS } from "../../support/telegram-methods.ts";

const paragraph = (text: string, item?: string): Block => ({
  type: "paragraph",
  spans: [
    plain(text),
    ...(item ? [{ type: "cite" as const, item, cites: [{ source: "s001", at: [3] }] }] : []),
  ],
});
const title: Block = { type: "title", text: "Briefing · 4 February", colour: "#b22222" };
const drills = (n: number) => Array.from({ length: n }, (_, i) => drill(`d${i}`, `/person ${i}`));

/** What a Discord post shows, checked against Discord's rules. */
function shownInDiscord({ message }: DiscordPost): string {
  expect(messageRefusals(message, "channel")).toEqual([]);
  expect(processedBytes(message)).toBeLessThanOrEqual(10_170);
  const texts = message.components[0].components.flatMap((part) => (part.type === 10 ? [part.content] : []));
  return texts.join("\n").replace(/\\([^0-9A-Za-z\s])/g, "$1");
}

/** What a Telegram post shows, checked against Telegram's rules. */
function shownInTelegram({ message }: TelegramPost): string {
  const call = sendCall({ chat_id: 1, silent: true }, message);
  METHODS.sendMessage.parse(call.payload);
  const { text, entities } = parseTelegramHtml("html" in message.body ? message.body.html : "");
  expect(text.trim()).not.toBe("");
  expect(text.length).toBeLessThanOrEqual(MAX_TEXT);
  expect(entities.length).toBeLessThanOrEqual(MAX_ENTITIES);
  return text;
}

const inDiscord = (reply: Reply) => discordPosts(reply, { silent: false }).map(shownInDiscord);
const inTelegram = (reply: Reply) => telegramPosts(reply).map(shownInTelegram);

describe.each([
  ["Discord", inDiscord, 4_000],
  ["Telegram", inTelegram, MAX_TEXT],
] as const)("in %s", (_, show, most) => {
  test("as much as a message holds is one, one character more is two", () => {
    expect(show(replyOf([paragraph("x".repeat(most))]))).toHaveLength(1);
    const two = show(replyOf([paragraph("x".repeat(most + 1))]));
    expect(two).toHaveLength(2);
    expect(two.join("").match(/x/g)).toHaveLength(most + 1);
  });

  test("later messages say what they go on with, and which they are", () => {
    const shown = show(replyOf([title, ...["a", "b", "c"].map((x) => paragraph(`${x} `.repeat(1_900)))]));
    expect(shown).toHaveLength(3);
    expect(shown[0]).not.toContain(" of 3)");
    expect(shown.slice(1).map((text) => text.split("\n")[0])).toEqual([
      expect.stringContaining("Briefing · 4 February (2 of 3)"),
      expect.stringContaining("Briefing · 4 February (3 of 3)"),
    ]);
  });

  test("a title too long to be repeated is repeated in short", () => {
    const shown = show(replyOf([{ type: "title", text: "t".repeat(81) }, paragraph("x ".repeat(3_000))]));
    expect(shown[1]).toContain(`${"t".repeat(79)}… (2 of 2)`);
  });

  test("each message lists the sources of its own statements", () => {
    const reply = replyOf([paragraph("a ".repeat(1_900), "ev-a"), paragraph("b ".repeat(1_900), "ev-b")]);
    for (const text of show(reply)) expect(text).toContain("[1] ¶3");
  });
});

describe("any reply: within the limits, nothing lost, citations kept with their sources", () => {
  test("in Telegram", () => {
    fc.assert(
      fc.property(randomReply, (reply) => {
        const shown = inTelegram(reply);
        expect(lostText(reply, shown)).toBeNull();
        expect(lostCitations(reply, shown)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test("in Discord", () => {
    fc.assert(
      fc.property(markedReply, ({ reply, words }) => {
        const posts = discordPosts(reply, { silent: true });
        const shown = posts.map(shownInDiscord);
        const all = JSON.stringify(posts);
        expect(words.filter((word) => !all.includes(word))).toEqual([]);
        for (const n of reply.blocks.flatMap(markersOf))
          expect(shown.some((text) => text.includes(`[${n}]`) && text.includes(`[${n}] ¶`))).toBe(true);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe("the items of each message", () => {
  const reply = replyOf([title, ...["a", "b", "c"].map((x) => paragraph(`${x} `.repeat(1_900), `ev-${x}`))]);
  test("are those that it states", () => {
    for (const posts of [discordPosts(reply, { silent: false }), telegramPosts(reply)])
      expect(posts.map(({ items }) => items)).toEqual([["ev-a"], ["ev-b"], ["ev-c"]]);
  });

  test("each once", () => {
    const twice = replyOf([paragraph("one", "ev-a"), paragraph("two", "ev-a")]);
    expect(telegramPosts(twice).map(({ items }) => items)).toEqual([["ev-a"]]);
  });
});

describe("buttons", () => {
  const long = (n: number) => replyOf([title, paragraph("x ".repeat(3_000), "ev-a")], { actions: drills(n) });

  test("lead on below the last message; none turns a page or asks for sources again", () => {
    const discord = discordPosts(long(3), { silent: false });
    const ids = discord.map(({ message }) => JSON.stringify(message).match(/"custom_id":"[^"]*"/g) ?? []);
    expect(ids).toEqual([[], [0, 1, 2].map((i) => `"custom_id":"1|d||/person ${i}"`)]);
    const telegram = telegramPosts(long(3)).map(({ message }) => message.keyboard.flat());
    expect(telegram.map((buttons) => buttons.map(({ text }) => text))).toEqual([[], ["d0", "d1", "d2"]]);
  });

  test("on Telegram a press is answered below, and leaves the post", () => {
    const views = telegramPosts(long(1)).flatMap(({ message }) =>
      message.keyboard.flat().map(({ callback_data }) => decodeView(callback_data)?.view),
    );
    expect(views).toEqual([{ show: "below", input: "/person 0", page: 0, asked: null }]);
  });

  test("90 are a keyboard of Telegram's, the 91st a line of text", () => {
    const short = (n: number) => replyOf([note("?")], { actions: drills(n) });
    expect(inTelegram(short(90)).join("")).not.toContain("/person");
    const [post] = telegramPosts(short(91));
    expect(post?.message.keyboard.flat()).toHaveLength(90);
    expect(inTelegram(short(91)).join("")).toContain("d90: /person 90");
  });

  test("a menu that does not fit below the last text finds room", () => {
    for (let length = 3_000; length <= 4_000; length += 50) {
      const actions = Array.from({ length: 25 }, (_, i) => drill(`${i}${"я".repeat(60)}`, `/person ${i}`));
      const posts = discordPosts(replyOf([paragraph("я".repeat(length))], { actions }), { silent: false });
      const shown = posts.map(shownInDiscord);
      expect(shown.join("").match(/я/g)?.length).toBeGreaterThanOrEqual(length);
      expect(JSON.stringify(posts.at(-1)?.message)).toContain("Ask further…");
    }
  });

  test("an input too long for one is kept with the message that has it", () => {
    const input = `/${"x".repeat(200)}`;
    const reply = replyOf([paragraph("x ".repeat(3_000))], { actions: [drill("More", input)] });
    expect(discordPosts(reply, { silent: false }).map(({ kept }) => kept.map((each) => each.input))).toEqual([
      [],
      [input],
    ]);
    expect(telegramPosts(reply).map(({ stored }) => stored.map((each) => each.input))).toEqual([[], [input]]);
  });
});

test("silent, and for everybody whatever kind of reply it is", () => {
  const flags = (silent: boolean) =>
    discordPosts(replyOf([note("x")], { kind: "error" }), { silent }).map(({ message }) => message.flags);
  expect([flags(false), flags(true)]).toEqual([[1 << 15], [(1 << 15) | (1 << 12)]]);
});

test("100 entities are one message of Telegram's, 101 are two", () => {
  const of = (n: number) =>
    replyOf([{ type: "paragraph", spans: Array.from({ length: n }, (_, i) => bold(`${i} `)) }]);
  expect(inTelegram(of(MAX_ENTITIES))).toHaveLength(1);
  expect(inTelegram(of(MAX_ENTITIES + 1))).toHaveLength(2);
});

test("40 components are one message of Discord's, 41 are two", () => {
  const dividers = (n: number) => replyOf(Array.from({ length: n }, (): Block => ({ type: "divider" })));
  expect(inDiscord(dividers(39))).toHaveLength(1);
  expect(inDiscord(dividers(40))).toHaveLength(2);
});

test("nothing to see is still a message", () => {
  for (const blocks of [[], [note("")]]) {
    expect(inTelegram(replyOf(blocks))).toHaveLength(1);
    expect(inDiscord(replyOf(blocks))).toHaveLength(1);
  }
});
