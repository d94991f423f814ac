/** Pages: everything is on one of them, in order, each with the sources of its own markers. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Block, Reply } from "../../../src/reply/document.ts";
import { markersOf, paginate } from "../../../src/reply/pages.ts";
import { joinBlocks, toText } from "../../../src/reply/text.ts";
import { ask } from "../../support/engine.ts";

const textOf = (blocks: readonly Block[]): string =>
  toText({ kind: "answer", blocks, actions: [], citations: [], items: [] });
const within = (limit: number) => (blocks: readonly Block[]) => textOf(blocks).length <= limit;
const words = (text: string): string[] => text.split(/[\s•—:()“”|]+/).filter((word) => word !== "");
/** The words of a reply's blocks but for the list of sources. */
const body = (blocks: readonly Block[]): string[] =>
  words(
    joinBlocks(
      blocks.filter(({ type }) => type !== "sources"),
      (block) => textOf([block]),
    ),
  );

const replies = [
  "/delegation russia",
  "/timeline feb",
  "/person zelensky",
  "/position territory",
  "/sources 4",
].map((input) => ask(input).reply);

describe("a reply in pages", () => {
  test("a reply that fits is one page, as it is", () => {
    for (const reply of replies) {
      expect(paginate(reply, () => true)).toEqual([[...reply.blocks]]);
    }
  });

  const limits = fc.integer({ min: 700, max: 6000 });
  test("nothing is lost, doubled or moved, and every page fits", () => {
    fc.assert(
      fc.property(fc.constantFrom(...replies), limits, (reply, limit) => {
        const pages = paginate(reply, within(limit));
        for (const page of pages) expect(textOf(page).length).toBeLessThanOrEqual(limit);
        const shown = pages.flatMap(body);
        // Dividing a comparison repeats the label of its side; nothing else may be said twice.
        const wanted = body(reply.blocks);
        const extra = new Set(labels(reply).flatMap(words));
        expect(subtract(shown, wanted).filter((word) => !extra.has(word))).toEqual([]);
        expect(subtract(wanted, shown)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("each page lists the sources of its own markers and no others", () => {
    fc.assert(
      fc.property(fc.constantFrom(...replies), limits, (reply, limit) => {
        for (const page of paginate(reply, within(limit))) {
          const used = new Set(page.flatMap(markersOf));
          const listed = page.flatMap((block) =>
            block.type === "sources" ? block.sources.flatMap(({ markers }) => markers.map(({ n }) => n)) : [],
          );
          expect(new Set(listed)).toEqual(used);
          expect(listed).toHaveLength(used.size);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("a heading is never the last line of a page", () => {
    for (const reply of replies) {
      for (const page of paginate(reply, within(1200))) {
        const last = page.filter(({ type }) => type !== "sources").at(-1);
        expect(last?.type).not.toBe("heading");
      }
    }
  });

  test("a table of one row is divided between its cells, each below its own head, then inside them", () => {
    const cell = (text: string) => [{ type: "text" as const, text }];
    const reply: Reply = {
      kind: "answer",
      blocks: [{ type: "table", head: ["a", "b"], rows: [[cell("x ".repeat(40)), cell("y ".repeat(40))]] }],
      actions: [],
      citations: [],
      items: [],
    };
    const pages = paginate(reply, within(60));
    for (const page of pages) {
      expect(textOf(page).length).toBeLessThanOrEqual(60);
      for (const block of page) {
        const [left = [], right = []] = block.type === "table" ? (block.rows[0] ?? []) : [];
        expect(textOf([{ type: "paragraph", spans: left }])).not.toContain("y");
        expect(textOf([{ type: "paragraph", spans: right }])).not.toContain("x");
      }
    }
    const text = pages.map(textOf).join(" ");
    expect([text.match(/x/g)?.length, text.match(/y/g)?.length]).toEqual([40, 40]);
  });

  test("a heading that leaves no room for what cannot be divided goes before it", () => {
    const blocks: Block[] = [
      { type: "heading", text: "x".repeat(50) },
      { type: "note", text: "y" },
    ];
    const pages = paginate({ kind: "answer", blocks, actions: [], citations: [], items: [] }, within(52));
    expect(pages).toEqual(blocks.map((block) => [block]));
  });

  test("a block that cannot be divided stands on a page of its own rather than be cut", () => {
    const reply: Reply = {
      kind: "answer",
      blocks: [{ type: "note", text: "x" }, { type: "divider" }],
      actions: [],
      citations: [],
      items: [],
    };
    expect(paginate(reply, () => false)).toEqual([[{ type: "note", text: "x" }], [{ type: "divider" }]]);
  });
});

const labels = ({ blocks }: Reply): string[] =>
  blocks.flatMap((block) => {
    if (block.type === "comparison") return block.sides.map(({ label }) => label);
    return block.type === "facts" ? block.rows.map(({ label }) => label) : [];
  });

/** The words of `a` that are left when each word of `b` is taken out of it once. */
function subtract(a: readonly string[], b: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of b) counts.set(word, (counts.get(word) ?? 0) + 1);
  return a.filter((word) => {
    const left = counts.get(word) ?? 0;
    if (left > 0) counts.set(word, left - 1);
    return left === 0;
  });
}
