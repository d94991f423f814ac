/** The blocks of an answer: statements in lists, quotations and disputes by themselves, as many as its space holds. */
import type { Dossier } from "../dossier/dossier.ts";
import type { Item } from "../dossier/kinds.ts";
import { line } from "../present/line.ts";
import { curator, dispute, quotation } from "../present/statement.ts";
import { type Block, list, type Spans } from "../reply/document.ts";

/** Characters of statements in an answer; the page is cut to its limit once its sources are known. */
export const BUDGET = 1000;

/** Blocks of a page as long as they fit its budget. */
export class Page {
  readonly blocks: Block[] = [];
  #used = 0;

  get left(): number {
    return BUDGET - this.#used;
  }

  /** Adds blocks when they fit, or in any case when `must`. */
  add(blocks: readonly Block[], must: boolean): void {
    const size = blocks.reduce((sum, block) => sum + sizeOf(block), 0);
    if (!must && size > this.left) return;
    this.blocks.push(...blocks);
    this.#used += size;
  }
}

function sizeOf(block: Block): number {
  const spans = (all: readonly Spans[]) =>
    all.flat().reduce((n, span) => n + ("text" in span ? span.text.length : 15), 0);
  switch (block.type) {
    case "title":
    case "heading":
    case "note":
      return block.text.length + 4;
    case "paragraph":
      return spans([block.spans]);
    case "list":
      return spans(block.items);
    case "comparison":
      return block.sides.reduce((n, side) => n + side.label.length + 4 + spans(side.items), 0);
    case "quote":
      return block.words.length + spans([block.by]);
    case "facts":
      return block.rows.reduce((n, { label, value }) => n + label.length + 2 + spans([value]), 0);
    case "table":
      return block.head.join(" | ").length + spans(block.rows.flat());
    case "divider":
      return 1;
    case "sources":
      // Listed when the reply is finished; the markers of its statements are counted above.
      return 0;
    default:
      return block satisfies never;
  }
}

/** Statements until the space is used; always the first. */
export const statementBlocks = (dossier: Dossier, items: readonly Item[], space: number): Block[] =>
  itemBlocks(dossier, fitting(dossier, items, space));

/** Items that a space in characters holds, from the first on; always the first. */
export function fitting(dossier: Dossier, items: readonly Item[], space: number): Item[] {
  const kept: Item[] = [];
  let used = 0;
  for (const item of items) {
    used += itemBlocks(dossier, [item]).reduce((sum, block) => sum + sizeOf(block), 0);
    if (kept.length > 0 && used > space) break;
    kept.push(item);
  }
  return kept;
}

/** Items as blocks: quotations and disputes by themselves, runs of statements as lists. */
export function itemBlocks(dossier: Dossier, items: readonly Item[]): Block[] {
  const blocks: Block[] = [];
  let run: Spans[] = [];
  const flush = () => {
    if (run.length > 0) blocks.push(list(run));
    run = [];
  };
  for (const item of items) {
    if (item.kind === "quote" || item.kind === "dispute") {
      flush();
      blocks.push(...(item.kind === "quote" ? [quotation(dossier, item)] : dispute(dossier, item)));
    } else run.push([...line(dossier, item), ...(item.kind === "figure" ? curator(item.note) : [])]);
  }
  flush();
  return blocks;
}
