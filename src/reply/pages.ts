/** Splits a reply into pages at block boundaries; each page lists the sources of its own markers. Nothing is cut. */
import type { Block, Reply, SourceLine, Spans } from "./document.ts";
import { note, spansOf } from "./document.ts";

/**
 * Pages of a reply, each as large as `fits` allows. A block too large for a page is divided into smaller ones of
 * its kind: a list into lists, a paragraph between words.
 * @param fits whether a platform takes these blocks as one message
 */
export function paginate(reply: Reply, fits: (blocks: readonly Block[]) => boolean): Block[][] {
  const sources = reply.blocks.flatMap((block) => (block.type === "sources" ? block.sources : []));
  const queue: Block[] = reply.blocks.filter((block) => block.type !== "sources");
  const pages: Block[][] = [];
  let page: Block[] = [];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const parts = divide(next);
    const begun = page.some((block) => block.type !== "heading" && block.type !== "title");
    if (fits(withSources([...page, next], sources)) || (page.length === 0 && !parts)) page.push(next);
    else if (begun) {
      // A heading stays with what it heads.
      const end = page.findLastIndex((block) => block.type !== "heading") + 1;
      queue.unshift(...page.slice(end), next);
      pages.push(withSources(page.slice(0, end), sources));
      page = [];
    } else if (parts) queue.unshift(...parts);
    else {
      // Nothing is left to divide: what heads it must go before it.
      queue.unshift(next);
      pages.push(withSources(page, sources));
      page = [];
    }
  }
  if (page.length > 0) pages.push(withSources(page, sources));
  return pages;
}

function withSources(blocks: readonly Block[], sources: readonly SourceLine[]): Block[] {
  const used = new Set(blocks.flatMap(markersOf));
  const lines = sources.flatMap((line) => {
    const markers = line.markers.filter(({ n }) => used.has(n));
    return markers.length > 0 ? [{ ...line, markers }] : [];
  });
  return lines.length > 0 ? [...blocks, { type: "sources", sources: lines }] : [...blocks];
}

/** Numbers of the markers in a block. */
export function markersOf(block: Block): number[] {
  return spansOf(block)
    .flat()
    .flatMap((span) => (span.type === "cite" ? (span.markers ?? []) : []));
}

/** Ids of the items that blocks state, each once, in order. */
export function itemsOf(blocks: readonly Block[]): string[] {
  const cited = blocks.flatMap((block) => spansOf(block).flat());
  return [...new Set(cited.flatMap((span) => (span.type === "cite" ? [span.item] : [])))];
}

/** A block as two smaller ones of its kind; null when it is as small as it gets. */
function divide(block: Block): [Block, Block] | null {
  switch (block.type) {
    case "list":
      return pair(halves(block.items) ?? one(block.items, divideSpans), (items) => ({ ...block, items }));
    case "facts": {
      const single = one(block.rows, (row) => pair(divideSpans(row.value), (value) => ({ ...row, value })));
      return pair(halves(block.rows) ?? single, (rows) => ({ ...block, rows }));
    }
    case "table":
      return pair(halves(block.rows) ?? one(block.rows, divideCells), (rows) => ({ ...block, rows }));
    case "comparison": {
      const single = one(block.sides, (side) =>
        pair(halves(side.items) ?? one(side.items, divideSpans), (items) => ({ ...side, items })),
      );
      return pair(halves(block.sides) ?? single, (sides) => ({ ...block, sides }));
    }
    case "paragraph":
      return pair(divideSpans(block.spans), (spans) => ({ ...block, spans }));
    case "quote": {
      const words = divideText(block.words);
      return (
        words && [
          { ...block, words: words[0], by: [] },
          { ...block, words: words[1] },
        ]
      );
    }
    case "title":
    case "heading":
      return pair(divideText(block.text), (text) => ({ ...block, text }));
    case "note": {
      const texts = divideText(block.text);
      return texts && [note(texts[0]), { ...block, text: texts[1] }];
    }
    case "divider":
    case "sources":
      return null;
    default:
      return block satisfies never;
  }
}

function pair<T, U>(parts: readonly [T, T] | null, make: (part: T) => U): [U, U] | null {
  return parts && [make(parts[0]), make(parts[1])];
}

/** A list of two or more as two lists. */
function halves<T>(items: readonly T[]): [readonly T[], readonly T[]] | null {
  const middle = Math.ceil(items.length / 2);
  return items.length > 1 ? [items.slice(0, middle), items.slice(middle)] : null;
}

/** A list of one, its only element divided. */
function one<T>(
  items: readonly T[],
  divideItem: (item: T) => [T, T] | null,
): [readonly T[], readonly T[]] | null {
  const [item] = items;
  return item === undefined || items.length > 1 ? null : pair(divideItem(item), (part) => [part]);
}

/** A row as two, each keeping its cells in their columns; a row of one cell is divided inside it. */
function divideCells(cells: readonly Spans[]): [readonly Spans[], readonly Spans[]] | null {
  const filled = cells.flatMap((cell, i) => (cell.length > 0 ? [i] : []));
  const [only] = filled;
  if (only === undefined) return null;
  if (filled.length === 1)
    return pair(divideSpans(cells[only] ?? []), (spans) =>
      cells.map((cell, i) => (i === only ? spans : cell)),
    );
  const middle = filled[Math.ceil(filled.length / 2)] ?? 0;
  return [cells.map((cell, i) => (i < middle ? cell : [])), cells.map((cell, i) => (i < middle ? [] : cell))];
}

/** Spans as two runs: between spans, but never before a marker; else inside the longest text. */
function divideSpans(spans: Spans): [Spans, Spans] | null {
  const cuts = spans.flatMap((span, i) => (i > 0 && span.type !== "cite" ? [i] : []));
  const middle = cuts[Math.floor(cuts.length / 2)];
  if (middle !== undefined) return [spans.slice(0, middle), spans.slice(middle)];
  const [first, ...rest] = spans;
  if (!first || first.type === "cite" || first.type === "time") return null;
  const parts = divideText(first.text);
  return parts && [[{ ...first, text: parts[0] }], [{ ...first, text: parts[1] }, ...rest]];
}

/** Text as two, at the space nearest to the middle; inside a word only when there is no space. */
function divideText(text: string): [string, string] | null {
  const points = [...text];
  if (points.length < 2) return null;
  const middle = Math.floor(points.length / 2);
  const spaces = points.flatMap((point, i) => (point === " " && i > 0 && i < points.length - 1 ? [i] : []));
  const at = spaces.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
  if (at !== undefined) return [points.slice(0, at).join(""), points.slice(at + 1).join("")];
  return [points.slice(0, middle).join(""), points.slice(middle).join("")];
}
