/** The plain-text form of each block, and what is taken out of text before it is shown. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Block, drill, plain, type Reply, type Span } from "../../../src/reply/document.ts";
import { clean, toText } from "../../../src/reply/text.ts";

const cite: Span = { type: "cite", item: "a", cites: [{ source: "s1", at: [1] }], markers: [1, 2] };
const reply = (blocks: Block[]): Reply => ({ kind: "answer", blocks, actions: [], citations: [], items: [] });

describe("each block as text", () => {
  test.each<[Block, string]>([
    [{ type: "title", text: "T" }, "T"],
    [{ type: "heading", text: "H" }, "H:"],
    [{ type: "heading", text: "How many?" }, "How many?"],
    [{ type: "paragraph", spans: [plain("P."), cite] }, "P. [1][2]"],
    [
      {
        type: "list",
        items: [
          [plain("A."), cite],
          [plain("B."), cite],
        ],
      },
      "• A. [1][2]\n• B. [1][2]",
    ],
    [{ type: "facts", rows: [{ label: "L", value: [plain("V"), cite] }] }, "L: V [1][2]"],
    [{ type: "table", head: ["X", "Y"], rows: [[[plain("1")], [plain("2"), cite]]] }, "X | Y\n1 | 2 [1][2]"],
    [{ type: "quote", words: "W", by: [plain("S"), cite] }, "“W” — S [1][2]"],
    [{ type: "comparison", sides: [{ label: "S", items: [[plain("A."), cite]] }] }, "S:\n• A. [1][2]"],
    [{ type: "note", text: "N." }, "(N.)"],
    [
      { type: "note", text: "As of", moment: { type: "time", epochSeconds: 0, text: "noon" } },
      "(As of noon)",
    ],
    [{ type: "divider" }, "—"],
    [
      { type: "sources", sources: [{ id: "s1", label: "S1", markers: [{ n: 1, at: [2, 3] }] }] },
      "Sources:\nS1: [1] ¶2, 3",
    ],
    [{ type: "paragraph", spans: [{ type: "link", text: "t", href: "https://e.org" }] }, "t (https://e.org)"],
    [{ type: "paragraph", spans: [{ type: "time", epochSeconds: 0, text: "then" }] }, "then"],
  ])("%j", (block, text) => expect(toText(reply([block]))).toBe(text));

  test("blocks are apart; a heading stands right above what it heads; things to try come last", () => {
    const blocks: Block[] = [
      { type: "title", text: "T" },
      { type: "heading", text: "H" },
      { type: "note", text: "N" },
    ];
    const text = toText({
      ...reply(blocks),
      actions: [drill("A", "/a"), drill("B", "/b"), { type: "receipts" }],
    });
    expect(text).toBe("T\n\nH:\n(N)\n\nMore: /a · /b");
  });
});

describe("clean", () => {
  test.each([
    ["a\u0000b\u001B[31mc\u007F\u009B", "ab[31mc"],
    ["a\nb\r\n\tc\u2028d", "a b c d"],
    ["\u202Eabc\u2066\uFEFF\u200F", "abc"],
    ["\uD800x", "\uFFFDx"],
    ["Київ 🕊️ é", "Київ 🕊️ é"],
  ])("%j", (text, cleaned) => expect(clean(text)).toBe(cleaned));

  test("leaves nothing that steers a terminal or turns the writing, whatever comes in", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const shown = toText(
          reply([
            { type: "title", text },
            { type: "note", text },
            { type: "paragraph", spans: [plain(text)] },
            { type: "facts", rows: [{ label: text, value: [{ type: "link", text, href: text }] }] },
          ]),
        );
        expect(shown.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
        expect(shown.isWellFormed()).toBe(true);
      }),
    );
  });
});
