/** Numbers in answers: how sentences write them, and which figures measure the same. */
import type { Dossier } from "../dossier/dossier.ts";
import type { Item, ItemOf } from "../dossier/kinds.ts";

const COUNTS =
  "once|twice|one|two|three|four|five|six|seven|eight|nine|ten|twelve|dozens?|hundreds?|thousands?|millions?|billions?|half|third|quarter";

/** A number in digits or words; "all" and "most" give none. */
export const COUNT = new RegExp(`\\d|\\b(?:${COUNTS})\\b`, "i");

/** A number, a quantity in words, or a part of a whole. */
export const NUMBER = new RegExp(
  `\\d|\\b(?:${COUNTS}|hours?|all|none|most|majority|entire|almost|essentially)\\b`,
  "i",
);

/** Values of one measure beside each other at most; more would be a table, not an answer. */
export const MOST_VALUES = 24;

/** Whether two items are figures of one measure, which belong side by side. */
export function isSameMeasure(a: Item, b: Item): boolean {
  return a.kind === "figure" && b.kind === "figure" && a.measure === b.measure;
}

const measures = new WeakMap<Dossier, ReadonlyMap<string, readonly ItemOf<"figure">[]>>();

/** The figures that measure the same as an item, itself among them; none when it is no figure. */
export function valuesOf(dossier: Dossier, item: Item): readonly Item[] {
  if (item.kind !== "figure") return [];
  const byMeasure = measures.get(dossier) ?? Map.groupBy(dossier.all("figure"), ({ measure }) => measure);
  measures.set(dossier, byMeasure);
  return byMeasure.get(item.measure)?.slice(0, MOST_VALUES) ?? [];
}
