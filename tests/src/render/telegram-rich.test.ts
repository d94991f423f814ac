/** Telegram's rich messages: each limit and one past it, and random replies that lose nothing. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  MAX_COLUMNS,
  MAX_RICH_BLOCKS,
  MAX_RICH_CHARACTERS,
  type RichBlock,
  type RichText,
} from "../../../src/render/telegram/rich.ts";
import { type Body, richPages } from "../../../src/render/telegram.ts";
import type { Draft, Reply } from "../../../src/reply/document.ts";
import { heading, list, note, plain } from "../../../src/reply/document.ts";
import { finish } from "../../../src/reply/finish.ts";
import { randomReply } from "../../support/random-replies.ts";
import { lostCitations, lostText } from "../../support/renderer-contract.ts";
import { parseTelegramHtml } from "../../support/telegram-html.ts";
import { checkRichMessage } from "../../support/telegram-rich.ts";

const reply = (draft: Draft): Reply => finish(draft, (id) => `Source ${id}`);
const CITE = { type: "cite" as const, item: "ev-a", cites: [{ source: "s1", at: [3] }] };

/** What a page says; it must be one that Telegram takes. */
const shown = (body: Body): string =>
  "rich" in body ? checkRichMessage({ blocks: body.rich }) : parseTelegramHtml(body.html).text;
const pagesOf = (draft: Draft): string[] => richPages(reply(draft)).map(shown);
const blocksOf = (draft: Draft): RichBlock[] =>
  richPages(reply(draft)).flatMap((body) => ("rich" in body ? body.rich : []));

describe("forms", () => {
  test("markers are footnotes that lead to the sources, which are folded", () => {
    const [first, last] = blocksOf({ blocks: [{ type: "paragraph", spans: [plain("They met."), CITE] }] });
    const links: RichText = [" ", { type: "reference_link", text: "[1]", reference_name: "n1" }];
    expect(first).toEqual({ type: "paragraph", text: ["They met.", ...links] });
    expect(last).toMatchObject({ type: "details", summary: "Sources" });
    expect(JSON.stringify(last)).toContain('"type":"reference","name":"n1"');
  });

  test("tables are tables up to 20 columns, lines past that", () => {
    const of = (columns: number) =>
      blocksOf({
        blocks: [
          {
            type: "table",
            head: Array.from({ length: columns }, (_, i) => `h${i}`),
            rows: [Array.from({ length: columns }, (_, i) => [plain(`c${i}`)])],
          },
        ],
      }).map(({ type }) => type);
    expect(of(MAX_COLUMNS)).toEqual(["table"]);
    expect(of(MAX_COLUMNS + 1)).toEqual(["paragraph", "paragraph"]);
  });
});

describe("limits", () => {
  test("32,768 characters are one message, one more two", () => {
    expect(pagesOf({ blocks: [note("🙂".repeat(MAX_RICH_CHARACTERS))] })).toHaveLength(1);
    expect(pagesOf({ blocks: [note("🙂".repeat(MAX_RICH_CHARACTERS + 1))] })).toHaveLength(2);
  });

  test("500 blocks with those nested are one message, more two", () => {
    // A list counts once, each item once and its paragraph once; a heading fills up.
    const of = (items: number) =>
      pagesOf({ blocks: [heading("h"), list(Array.from({ length: items }, () => [plain("x")]))] });
    expect((MAX_RICH_BLOCKS - 2) / 2).toBe(249);
    expect(of(249)).toHaveLength(1);
    expect(of(250)).toHaveLength(2);
  });
});

test("any reply: always valid, nothing lost, citations kept", () => {
  fc.assert(
    fc.property(randomReply, (r) => {
      const pages = richPages(r).map(shown);
      expect(lostText(r, pages)).toBeNull();
      expect(lostCitations(r, pages)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
