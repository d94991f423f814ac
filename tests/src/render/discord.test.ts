import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { receipts } from "../../../src/present/receipts.ts";
import { isKey, nextRow, readCustomId } from "../../../src/render/discord/buttons.ts";
import { blockText, escapeMarkdown, spansText } from "../../../src/render/discord/markdown.ts";
import { type DiscordMessage, pageOf, toDiscord } from "../../../src/render/discord.ts";
import { type Block, drill, list, note, plain, type Reply } from "../../../src/reply/document.ts";
import { markersOf } from "../../../src/reply/pages.ts";
import { clean } from "../../../src/reply/text.ts";
import { messageRefusals, processedBytes } from "../../support/discord/rules.ts";
import { ask, service } from "../../support/engine.ts";
import { randomReply, replyOf } from "../../support/replies.ts";

const paragraph = (text: string): Block => ({ type: "paragraph", spans: [plain(text)] });
const cited = (n: number) =>
  ({ type: "cite", item: `ev-${n}`, cites: [{ source: "s001", at: [n] }], markers: [n] }) as const;

/** Text displays of a message, in order. */
const displays = (message: DiscordMessage): string[] =>
  message.components[0].components.flatMap((part) => (part.type === 10 ? [part.content] : []));
const rowsOf = (message: DiscordMessage) =>
  message.components[0].components.flatMap((part) => (part.type === 1 ? [part.components] : []));
const unescaped = (markdown: string): string => markdown.replace(/\\([^0-9A-Za-z\s])/g, "$1");

function expectValid(message: DiscordMessage): void {
  for (const way of ["answer", "edit", "update", "followup"] as const)
    expect(messageRefusals(message, way)).toEqual([]);
  expect(processedBytes(message)).toBeLessThanOrEqual(10_170);
}

/** Pages of a reply, each checked against Discord's rules. */
function pagesOf(reply: Reply, input = "/timeline"): readonly DiscordMessage[] {
  const { pages } = toDiscord(reply, input);
  pages.forEach(expectValid);
  return pages;
}

describe("every kind of block", () => {
  const shown: Record<Block["type"], [Block, string[]]> = {
    title: [{ type: "title", text: "Timeline · feb", colour: "#b22222" }, ["## Timeline · feb"]],
    heading: [{ type: "heading", text: "Venue" }, ["### Venue"]],
    paragraph: [{ type: "paragraph", spans: [plain("They met."), cited(4)] }, ["They met. \\[4\\]"]],
    list: [list([[plain("one")], [plain("two"), cited(1)]]), ["- one\n- two \\[1\\]"]],
    facts: [
      {
        type: "facts",
        rows: [
          { label: "Grade", value: [plain("B2")] },
          { label: "Type", value: [] },
        ],
      },
      ["**Grade:** B2\n**Type:**"],
    ],
    table: [
      {
        type: "table",
        head: ["", "Russia", "Ukraine"],
        rows: [[[plain("Donbas")], [plain("all of it")], [plain("none of it")]]],
      },
      ["Donbas\n- **Russia:** all of it\n- **Ukraine:** none of it"],
    ],
    quote: [{ type: "quote", words: "We came.", by: [plain("Umerov")] }, ["> “We came.”\n> — Umerov"]],
    comparison: [
      {
        type: "comparison",
        sides: [
          { label: "TASS", items: [[plain("two days")]] },
          { label: "Axios", items: [] },
        ],
      },
      ["**TASS**\n- two days\n**Axios**"],
    ],
    note: [note("As of 24 January."), ["-# As of 24 January."]],
    divider: [{ type: "divider" }, []],
    sources: [
      {
        type: "sources",
        sources: [{ id: "s001", label: "Kyiv Independent", markers: [{ n: 1, at: [4, 5] }] }],
      },
      ["-# Kyiv Independent: \\[1\\] ¶4, 5"],
    ],
  };
  test.each(Object.entries(shown))("%s", (_, [block, texts]) => {
    const reply: Reply = { kind: "answer", blocks: [block], actions: [], citations: [], items: [] };
    const [page] = pagesOf(reply);
    expect(page && displays(page)).toEqual(texts);
  });

  test("a heading stands with what it heads, notes stand together", () => {
    const [page] = pagesOf(
      replyOf([{ type: "heading", text: "Venue" }, paragraph("A palace."), note("a"), note("b")]),
    );
    expect(page && displays(page)).toEqual(["### Venue\nA palace.", "-# a\n-# b"]);
  });

  test("the title's colour is on every page, its words in small print from the second on", () => {
    const title: Block = { type: "title", text: "Timeline", colour: "#b22222" };
    const pages = pagesOf(replyOf([title, paragraph("x ".repeat(3_000))]));
    expect(pages.map((page) => page.components[0].accent_color)).toEqual([0xb22222, 0xb22222]);
    expect(displays(pages[1] as DiscordMessage)[0]).toBe("-# Timeline");
  });

  test("a reply of nothing is still a message", () => {
    expect(pagesOf(replyOf([]))).toHaveLength(1);
    expect(pagesOf(replyOf([list([]), note("")]))).toHaveLength(1);
  });

  test("only an answer is for everybody", () => {
    expect(pagesOf(replyOf([note("x")]))[0]?.flags).toBe(1 << 15);
    expect(pagesOf(replyOf([note("x")], { kind: "error" }))[0]?.flags).toBe((1 << 15) | (1 << 6));
  });
});

describe("at each limit and one past it", () => {
  const long = (length: number, unit = "x"): string => unit.repeat(length);
  test("4,000 characters are one page, 4,001 are two", () => {
    expect(pagesOf(replyOf([paragraph(long(4_000))]))).toHaveLength(1);
    expect(pagesOf(replyOf([paragraph(long(4_001))]))).toHaveLength(2);
  });

  const kinds: Record<string, (text: string) => Block> = {
    title: (text) => ({ type: "title", text }),
    heading: (text) => ({ type: "heading", text }),
    list: (text) => list([[plain(text)]]),
    facts: (text) => ({ type: "facts", rows: [{ label: "", value: [plain(text)] }] }),
    table: (text) => ({ type: "table", head: [""], rows: [[[plain(text)]]] }),
    quote: (text) => ({ type: "quote", words: text, by: [] }),
    comparison: (text) => ({ type: "comparison", sides: [{ label: "", items: [[plain(text)]] }] }),
    note: (text) => note(text),
  };
  const marks: Record<string, number> = {
    title: 3,
    heading: 4,
    list: 2,
    facts: 3,
    table: 3,
    quote: 4,
    comparison: 2,
    note: 3,
  };
  test.each(Object.entries(kinds))("%s of 4,000 characters with its marks, and one more", (name, make) => {
    const room = 4_001 - displays(toDiscord(replyOf([make("x")]), "/x").pages[0]).join("").length;
    expect(4_000 - room).toBeLessThanOrEqual(marks[name] ?? 0);
    expect(pagesOf(replyOf([make(long(room))]))).toHaveLength(1);
    const two = pagesOf(replyOf([make(long(room + 1))]));
    expect(two).toHaveLength(2);
    expect(two.flatMap(displays).join("").match(/x/g)).toHaveLength(room + 1);
  });

  test("bytes are counted where letters take more than one", () => {
    const many = pagesOf(replyOf([paragraph(long(3_900, "和"))]));
    expect(many).toHaveLength(2);
    expect(many.flatMap(displays).join("").match(/和/g)).toHaveLength(3_900);
  });

  test("40 components are one page, 41 are two", () => {
    const dividers = (n: number) => Array.from({ length: n }, (): Block => ({ type: "divider" }));
    expect(pagesOf(replyOf(dividers(39)))).toHaveLength(1);
    expect(pagesOf(replyOf(dividers(40)))).toHaveLength(2);
  });

  test("a custom_id of 100 characters holds the input, a longer one a key to it", () => {
    for (const [length, keeps] of [
      [100 - "1|d||".length, 0],
      [101 - "1|d||".length, 1],
    ] as const) {
      const input = `/${long(length - 1)}`;
      const { pages, kept } = toDiscord(replyOf([note("x")], { actions: [drill("More", input)] }), "/x");
      pages.forEach(expectValid);
      expect(kept.size).toBe(keeps);
      const id = JSON.stringify(pages).match(/"custom_id":"(1\|d[^"]*)"/)?.[1] ?? "";
      const press = readCustomId(id);
      const asked = press?.type === "drill" ? press.input : "";
      expect(isKey(asked) ? kept.get(asked) : asked).toBe(input);
    }
  });

  const drills = (n: number, label = "Person") =>
    Array.from({ length: n }, (_, i) => drill(`${label} ${i}`, `/person ${i}`));
  test.each([
    [5, 5, 0],
    [6, 1, 6],
    [25, 1, 25],
    [26, 1, 25],
  ])("%i things to ask: %i components in the row, %i options", (n, components, options) => {
    const [page] = pagesOf(replyOf([note("x")], { actions: drills(n) }));
    const [row = []] = page ? rowsOf(page) : [];
    expect(row).toHaveLength(components);
    expect(row.flatMap((part) => (part.type === 3 ? part.options : []))).toHaveLength(options);
    const rest = displays(page as DiscordMessage).join("\n");
    expect(rest.includes("Person 25: /person 25")).toBe(n > 25);
  });

  test("a label of 80 characters is a button, of 81 a line of text", () => {
    const kept = new Map<string, string>();
    expect(nextRow([drill(long(80), "/x")], kept)).toMatchObject({ left: [], rows: [{ components: [{}] }] });
    expect(nextRow([drill(long(81), "/x")], kept)).toMatchObject({ left: [{ input: "/x" }], rows: [] });
  });

  test("an option's value of 100 characters is the input, a longer one a key", () => {
    const input = (length: number) => `/${long(length - 1)}`;
    const actions = [drill("a", input(100)), drill("b", input(101)), ...drills(5)];
    const kept = new Map<string, string>();
    nextRow(actions, kept);
    expect([...kept.values()]).toEqual([input(101)]);
  });
});

test("pages turn in place, and end at the ends", () => {
  const { pages } = toDiscord(
    replyOf(["a", "b", "c"].map((x) => paragraph(x.repeat(3_900)))),
    "/timeline feb",
  );
  expect(pages).toHaveLength(3);
  const ids = pages.map((page) =>
    rowsOf(page).flatMap((row) =>
      row.map((part) => ("custom_id" in part ? [part.custom_id, part.disabled] : [])),
    ),
  );
  expect(ids[1]).toEqual([
    ["1|p|1|/timeline feb", false],
    ["1|n||", true],
    ["1|p|3|/timeline feb", false],
  ]);
  expect(ids[0]?.map(([, disabled]) => disabled)).toEqual([true, true, false]);
  expect(ids[2]?.map(([, disabled]) => disabled)).toEqual([false, true, true]);
});

test("a page past the end is the last one", () => {
  const whole = toDiscord(replyOf([paragraph("x ".repeat(3_000))]), "/x");
  expect(pageOf(whole, 9)).toBe(whole.pages[1]);
  expect(pageOf(whole, 1)).toBe(whole.pages[0]);
});

test.each(["", "p|1|/x", "2|p|1|/x", "1|p|0|/x", "1|p||/x", "1|z||", "1|d||", "briefing", "1|p|99999999|/x"])(
  "custom_id %j is not ours or not complete",
  (id) => expect(readCustomId(id)).toBeNull(),
);

test("any text is shown as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."ab1 *_~|`<>[]()#@\\-+.:/&\n") }), (text) => {
      const shown = escapeMarkdown(text);
      expect(unescaped(shown)).toBe(clean(text));
      const bare = shown.replace(/\\[^0-9A-Za-z\s]/g, "ж");
      expect(bare).not.toMatch(/[*_~|`<>[\]#@]|:\/\/|^\s*(?:[-+]|\d*\.)/);
      expect(bare).not.toMatch(/:\w+:/);
    }),
  );
});

test.each([
  [
    [
      { type: "bold", text: " a " },
      { type: "italic", text: "b" },
    ],
    " **a** *b*",
  ],
  [
    [
      { type: "bold", text: "a" },
      { type: "italic", text: "b" },
    ],
    "**a**\u200B*b*",
  ],
  [[{ type: "code", text: "/x y" }], "`/x y`"],
  [[{ type: "code", text: "a`b" }], "a\\`b"],
  [[{ type: "link", text: "a]b", href: "https://x.test/a(b)" }], "[a\\]b](<https://x.test/a%28b%29>)"],
  [[{ type: "link", text: "a", href: "javascript:x" }], "a (javascript:x)"],
  [[{ type: "time", epochSeconds: 1_769_212_800.5, text: "24 January" }], "<t:1769212800:f>"],
  [[{ type: "time", epochSeconds: 9e12, text: "far" }], "far"],
] as const)("spans %j", (spans, markdown) => expect(spansText(spans)).toBe(markdown));

test("a note ends in its moment", () => {
  const moment = { type: "time", epochSeconds: 1_769_212_800, text: "24 January" } as const;
  expect(blockText({ type: "note", text: "Late: due", moment })).toBe("-# Late: due <t:1769212800:f>");
});

test("every example of every command is valid on every page, and so are its sources", () => {
  for (const { examples } of service.commands) {
    for (const input of examples) {
      const { reply } = ask(input);
      expect(pagesOf(reply, input).length).toBeGreaterThan(0);
      toDiscord(receipts(service.dossier, reply), input, "receipts_page").pages.forEach(expectValid);
    }
  }
});

test("random replies: valid, no word lost, citations kept with their sources", () => {
  fc.assert(
    fc.property(randomReply, ({ reply, words }) => {
      const { pages, kept } = toDiscord(reply, "/timeline");
      pages.forEach(expectValid);
      const shown = `${JSON.stringify(pages)} ${[...kept.values()]}`;
      expect(words.filter((word) => !shown.includes(word))).toEqual([]);
      const text = pages.map((page) => unescaped(displays(page).join("\n")));
      for (const n of reply.blocks.flatMap(markersOf))
        expect(text.some((page) => page.includes(`[${n}]`) && page.includes(`[${n}] ¶`))).toBe(true);
    }),
    { numRuns: 150 },
  );
}, 60_000);
