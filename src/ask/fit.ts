/** Keeps an answer to one page: what stands last goes first. */
import type { Dossier } from "../dossier/dossier.ts";
import { finished } from "../present/finished.ts";
import { CURATOR } from "../present/statement.ts";
import type { Block, Draft } from "../reply/document.ts";
import { toText } from "../reply/text.ts";

/** A reply to a free question stays below this, its sources and things to try included; as of a day it says so first. */
const LONGEST = 1_200;
const AS_OF = 70;

/** An answer without as many of its last statements as are too many; what it begins with always stays. */
export function fitted(dossier: Dossier, draft: Draft): Draft {
  const most = LONGEST - (dossier.isView ? AS_OF : 0);
  let fit: Draft = { ...draft, blocks: draft.blocks.map(shortened) };
  while (toText(finished(dossier, fit)).length > most) {
    const blocks = withoutLast(fit.blocks);
    if (blocks === null) return fit;
    fit = { ...fit, blocks };
  }
  return fit;
}

/** More statements than this fit on no page, however short they are. */
const MOST_LISTED = 40;

/** A list without what no page holds: it would be left out one by one. */
const shortened = (block: Block): Block =>
  block.type === "list" && block.items.length > MOST_LISTED
    ? { ...block, items: block.items.slice(0, MOST_LISTED) }
    : block;

/** Blocks without the last statement, quotation or comparison; null when only one is left. */
function withoutLast(blocks: readonly Block[]): Block[] | null {
  const at = blocks.findLastIndex(({ type }) => type === "list" || type === "quote" || type === "comparison");
  const block = blocks[at];
  if (block?.type === "list" && block.items.length > 1)
    return blocks.with(at, { ...block, items: block.items.slice(0, -1) });
  // The longest side gives way, so that none is cut for another.
  const most = block?.type === "comparison" ? Math.max(...block.sides.map(({ items }) => items.length)) : 0;
  if (block?.type === "comparison" && most > 1) {
    const long = block.sides.findLastIndex(({ items }) => items.length === most);
    const sides = block.sides.map((side, i) =>
      i === long ? { ...side, items: side.items.slice(0, -1) } : side,
    );
    return blocks.with(at, { ...block, sides });
  }
  // A comparison goes with the question above it and the curator's note on it.
  const compared = block?.type === "comparison" && blocks[at - 1]?.type === "heading";
  const from = compared ? at - 1 : at;
  const next = blocks[at + 1];
  const to = compared && next?.type === "note" && next.text.startsWith(CURATOR) ? at + 2 : at + 1;
  return blocks.slice(0, from).some(({ type }) => type !== "note")
    ? [...blocks.slice(0, from), ...blocks.slice(to)]
    : null;
}
