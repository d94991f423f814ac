/** How an item stands in a briefing, and sections that are lists of such lines. */
import type { Item } from "../dossier/kinds.ts";
import { expected, line } from "../present/line.ts";
import { say } from "../present/statement.ts";
import { type Block, bold, heading, list, type Spans } from "../reply/document.ts";
import type { Chooser } from "./choose.ts";

/** A heading over lines; nothing when there are none. */
export function lines(chooser: Chooser, title: string, items: readonly Item[]): Block[] {
  return items.length > 0 ? [heading(title), list(items.map((item) => told(chooser, item)))] : [];
}

/** An item as a line, marked when it is new or changed for the reader. */
export function told(chooser: Chooser, item: Item): Spans {
  const mark = chooser.mark(item);
  return [...(mark ? [bold(`${mark}: `)] : []), ...plainly(chooser, item)];
}

/** An item as a line. Its day is not put in front of it: sentences say their days themselves. */
export function plainly({ dossier }: Chooser, item: Item): Spans {
  if (item.kind === "outlook" && item.outcome) return expected(dossier, { ...item, date: undefined });
  return "status" in item ? say(dossier, item) : line(dossier, item);
}
