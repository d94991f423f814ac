/** What every renderer of replies must keep: nothing lost, in order, markers with their sources, whatever the limits. */
import type { Block, Reply, Spans } from "../../src/reply/document.ts";
import { spansOf } from "../../src/reply/document.ts";
import { clean } from "../../src/reply/text.ts";

/** Texts of a block in the order in which they are read; a table's head is checked apart, it may be repeated. */
function textsOf(block: Block): string[] {
  switch (block.type) {
    case "title":
    case "heading":
      return [block.text];
    case "note":
      return [block.text, ...texts(block.moment ? [block.moment] : [])];
    case "facts":
      return block.rows.flatMap((row) => [row.label, ...texts(row.value)]);
    case "quote":
      return [block.words, ...texts(block.by)];
    case "comparison":
      return block.sides.flatMap((side) => [side.label, ...side.items.flatMap(texts)]);
    case "paragraph":
    case "list":
    case "table":
      return spansOf(block).flatMap(texts);
    case "divider":
    case "sources":
      return [];
    default:
      return block satisfies never;
  }
}

const texts = (spans: Spans): string[] => spans.flatMap((span) => (span.type === "cite" ? [] : [span.text]));

/** What is left of a text when spaces and marks without width are gone: these a platform may change. */
export const essence = (text: string): string => clean(text).replace(/[\s\p{Z}\p{Cf}]+/gu, "");

/** The first text of a reply that its shown pages lack, or null. Texts must come in the reply's order. */
export function lostText(reply: Reply, pages: readonly string[]): string | null {
  const shown = essence(pages.join(" "));
  let at = 0;
  for (const text of reply.blocks.flatMap(textsOf)) {
    for (const char of essence(text)) {
      const found = shown.indexOf(char, at);
      if (found < 0) return text;
      at = found + char.length;
    }
  }
  const heads = reply.blocks.flatMap((block) => (block.type === "table" ? block.head : []));
  return heads.find((head) => !shown.includes(essence(head))) ?? null;
}

/** Markers of a reply that are not shown, or whose source and paragraphs are not. */
export function lostCitations(reply: Reply, pages: readonly string[]): string[] {
  const shown = essence(pages.join(" "));
  return reply.citations
    .filter(({ n, paragraphs }) => {
      const receipt = essence(`[${n}] ¶${paragraphs.join(", ")}`);
      return !shown.includes(receipt) || shown.split(`[${n}]`).length < 3;
    })
    .map(({ n }) => `[${n}]`);
}
