/** Telegram's HTML: every kind of block, each limit and one past it, and random replies that lose nothing. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { View } from "../../../src/render/telegram/view.ts";
import {
  htmlPages,
  MAX_ENTITIES,
  MAX_TEXT,
  type TelegramMessage,
  toTelegram,
} from "../../../src/render/telegram.ts";
import type { Block, Draft, Reply } from "../../../src/reply/document.ts";
import { bold, drill, heading, italic, list, note, plain } from "../../../src/reply/document.ts";
import { finish } from "../../../src/reply/finish.ts";
import { randomReply } from "../../support/random-replies.ts";
import { lostCitations, lostText } from "../../support/renderer-contract.ts";
import { parseTelegramHtml } from "../../support/telegram-html.ts";

const ASKED: View = { show: "reply", input: "/timeline feb", page: 0, asked: 1_770_000_000 };
const reply = (draft: Draft): Reply => finish(draft, (id) => `Source ${id}`);
const render = (r: Reply, page = 0): TelegramMessage =>
  toTelegram(r, { view: { ...ASKED, page }, form: "html" });
const html = (message: TelegramMessage): string => ("html" in message.body ? message.body.html : "");

/** All pages of a reply as Telegram would show them, each checked against the limits. */
function pagesOf(r: Reply): string[] {
  const first = render(r);
  checkKeyboard(first);
  checkKeyboard(render(r, first.pages - 1));
  return htmlPages(r).map(({ markup, units }) => {
    const { text, entities } = parseTelegramHtml(markup);
    expect(text.trim()).not.toBe("");
    expect(text.length).toBeLessThanOrEqual(MAX_TEXT);
    expect(units).toBe(text.length);
    expect(entities.length).toBeLessThanOrEqual(MAX_ENTITIES);
    return text;
  });
}

function checkKeyboard({ keyboard }: TelegramMessage): void {
  expect(keyboard.flat().length).toBeLessThanOrEqual(100);
  for (const button of keyboard.flat()) {
    expect(Buffer.byteLength(button.callback_data)).toBeLessThanOrEqual(64);
    expect(button.callback_data.length).toBeGreaterThan(0);
    expect(button.text.trim()).not.toBe("");
  }
}

const CITE = { type: "cite" as const, item: "ev-a", cites: [{ source: "s1", at: [3] }] };

const KINDS: Record<Block["type"], { block: Block; text: string }> = {
  title: {
    block: { type: "title", text: "Delegation · <Russia>", colour: "#ff0000" },
    text: "Delegation · <Russia>",
  },
  heading: { block: heading("Round 1 & 2"), text: "Round 1 & 2" },
  paragraph: { block: { type: "paragraph", spans: [plain("They met."), CITE] }, text: "They met. [1]" },
  list: {
    block: list([[plain("One.")], [bold("Two"), italic(" (claimed)")]]),
    text: "• One.\n• Two (claimed)",
  },
  facts: {
    block: { type: "facts", rows: [{ label: "Venue", value: [plain("a palace")] }] },
    text: "Venue: a palace",
  },
  table: {
    block: { type: "table", head: ["Side", "Demand"], rows: [[[plain("A")], [plain("x")]]] },
    text: "• Side: A · Demand: x",
  },
  quote: {
    block: { type: "quote", words: "We agreed", by: [plain("X, 4 Feb: on prisoners"), CITE] },
    text: "“We agreed”\n— X, 4 Feb: on prisoners [1]",
  },
  comparison: {
    block: {
      type: "comparison",
      sides: [
        { label: "A", items: [[plain("yes")]] },
        { label: "B", items: [[plain("no")]] },
      ],
    },
    text: "A\n• yes\nB\n• no",
  },
  note: { block: note("Read as /timeline"), text: "Read as /timeline" },
  divider: { block: { type: "divider" }, text: "———" },
  sources: {
    block: { type: "sources", sources: [{ id: "s1", label: "A paper", markers: [{ n: 1, at: [3, 4] }] }] },
    text: "Sources\nA paper: [1] ¶3, 4",
  },
};

describe("each kind of block", () => {
  test.each(Object.entries(KINDS))("%s", (kind, { block, text }) => {
    // paginate drops sources without markers, so a list of sources stands below a statement that it backs.
    const blocks =
      kind === "sources" ? [{ type: "paragraph" as const, spans: [plain("It."), CITE] }] : [block];
    const shown = parseTelegramHtml(html(render(reply({ blocks })))).text;
    if (kind === "sources") expect(shown).toBe("It. [1]\n\nSources\nSource s1: [1] ¶3");
    else expect(shown.startsWith(text)).toBe(true);
  });

  test("spans: link, time, code", () => {
    const spans = [
      { type: "link" as const, text: "site", href: 'https://e.org/?a=1&b="2"' },
      { type: "link" as const, text: "trap", href: "javascript:alert(1)" },
      { type: "time" as const, epochSeconds: 1_770_000_000, text: "2 Feb 2026" },
      { type: "code" as const, text: "a<b" },
    ];
    const { text, entities } = parseTelegramHtml(
      html(render(reply({ blocks: [{ type: "paragraph", spans }] }))),
    );
    expect(text).toBe("sitetrap (javascript:alert(1))2 Feb 2026a<b");
    expect(entities.map(({ type, attributes }) => [type, attributes.href ?? attributes.unix])).toEqual([
      ["a", 'https://e.org/?a=1&b="2"'],
      ["tg-time", "1770000000"],
      ["code", undefined],
    ]);
  });

  test("a note ends in its moment", () => {
    const moment = { type: "time", epochSeconds: 1_770_000_000, text: "2 Feb 2026" } as const;
    const { text, entities } = parseTelegramHtml(html(render(reply({ blocks: [note("As of", moment)] }))));
    expect(text).toBe("As of 2 Feb 2026");
    expect(entities.map(({ type }) => type).toSorted()).toEqual(["i", "tg-time"]);
  });

  test("sources and long lists are folded", () => {
    const long = list(Array.from({ length: 16 }, (_, i) => [plain(`Event ${i}.`), CITE]));
    const { entities } = parseTelegramHtml(html(render(reply({ blocks: [long] }))));
    const folded = entities.filter(({ attributes }) => "expandable" in attributes);
    expect(folded).toHaveLength(2);
  });

  test("text cannot mention, format or forge a link", () => {
    const { text, entities } = parseTelegramHtml(
      html(render(reply({ blocks: [note('@durov <a href="https://e.vil">x</a> &lt;')] }))),
    );
    expect(text.replaceAll("\u2060", "")).toBe('@durov <a href="https://e.vil">x</a> &lt;');
    expect(text).not.toMatch(/@\w/);
    expect(entities.map(({ type }) => type)).toEqual(["i"]);
  });
});

describe("limits", () => {
  test("4,096 units are one message, 4,097 two", () => {
    const of = (n: number) => reply({ blocks: [{ type: "paragraph", spans: [plain("🙂".repeat(n / 2))] }] });
    expect(pagesOf(of(MAX_TEXT))).toHaveLength(1);
    expect(pagesOf(of(MAX_TEXT + 2))).toHaveLength(2);
  });

  test("100 entities are one message, 101 two", () => {
    const of = (n: number) =>
      reply({ blocks: [{ type: "paragraph", spans: Array.from({ length: n }, (_, i) => bold(`${i} `)) }] });
    expect(pagesOf(of(MAX_ENTITIES))).toHaveLength(1);
    expect(pagesOf(of(MAX_ENTITIES + 1))).toHaveLength(2);
  });

  test("callback data: 60 bytes of input fill the 64 of a button, a longer one is stored", () => {
    const fitting = `/${"д".repeat(29)}a`;
    const of = (input: string) => render(reply({ blocks: [note("?")], actions: [drill("go", input)] }));
    expect(Buffer.byteLength(of(fitting).keyboard[0]?.[0]?.callback_data ?? "")).toBe(64);
    expect(of(fitting).stored).toEqual([]);
    const longer = of(`${fitting}!`);
    expect(longer.stored).toEqual([{ key: expect.any(String), input: `${fitting}!` }]);
    expect(longer.keyboard[0]?.[0]?.callback_data).toContain(longer.stored[0]?.key);
  });

  test("90 ways on are one keyboard; with 91 none is lost", () => {
    const of = (n: number) =>
      reply({ blocks: [note("?")], actions: Array.from({ length: n }, (_, i) => drill(`d${i}`, `/d${i}`)) });
    expect(render(of(90)).pages).toBe(1);
    const more = of(91);
    expect(render(more).pages).toBe(2);
    const labels = [0, 1].flatMap((page) =>
      render(more, page)
        .keyboard.flat()
        .map((b) => b.text),
    );
    expect(labels.filter((label) => label.startsWith("d"))).toHaveLength(91);
  });

  test("a statement whose sources alone pass the limit is still sent whole", () => {
    const cites = Array.from({ length: 400 }, (_, i) => ({ source: `s${i}`, at: [i + 1] }));
    const r = reply({
      blocks: [{ type: "paragraph", spans: [plain("All say so."), { type: "cite", item: "x", cites }] }],
    });
    const pages = pagesOf(r);
    expect(lostText(r, pages)).toBeNull();
    expect(lostCitations(r, pages)).toEqual([]);
  });

  test("nothing to see is still a message that Telegram takes", () => {
    for (const blocks of [[], [note("")], [note(" \u2060 ")]]) {
      expect(pagesOf(reply({ blocks }))).toHaveLength(1);
    }
  });
});

test("any reply: always valid, nothing lost, citations kept", () => {
  fc.assert(
    fc.property(randomReply, (r) => {
      const pages = pagesOf(r);
      expect(lostText(r, pages)).toBeNull();
      expect(lostCitations(r, pages)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
