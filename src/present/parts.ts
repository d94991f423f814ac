/** Blocks that several commands build alike. */
import type { Dossier } from "../dossier/dossier.ts";
import type { ItemOf, Statement } from "../dossier/kinds.ts";
import type { When } from "../dossier/when.ts";
import { type Block, heading, list, note } from "../reply/document.ts";
import { dispute, quotation, say, sayDated, sayNoted } from "./statement.ts";

/** A heading and its statements; nothing when there are none. */
export function section(dossier: Dossier, title: string, items: readonly Statement[]): Block[] {
  return items.length > 0 ? [heading(title), list(items.map((item) => say(dossier, item)))] : [];
}

/** The same with curator's notes. */
export function notedSection(dossier: Dossier, title: string, items: readonly Statement[]): Block[] {
  return items.length > 0 ? [heading(title), list(items.map((item) => sayNoted(dossier, item)))] : [];
}

/** A heading and statements in order of time, each with its day. */
export function datedSection(
  dossier: Dossier,
  title: string,
  items: readonly (Statement & { date?: When | undefined })[],
): Block[] {
  return items.length > 0 ? [heading(title), list(inTime(items).map((item) => sayDated(dossier, item)))] : [];
}

/** Quotations under a heading. */
export function quotations(
  dossier: Dossier,
  quotes: readonly ItemOf<"quote">[],
  title = "In their words",
): Block[] {
  return quotes.length > 0 ? [heading(title), ...quotes.map((quote) => quotation(dossier, quote))] : [];
}

/** Disputes under a heading, each account beside the others. */
export function disputes(
  dossier: Dossier,
  items: readonly ItemOf<"dispute">[],
  title = "Sources differ",
): Block[] {
  return items.length > 0 ? [heading(title), ...items.flatMap((item) => dispute(dossier, item))] : [];
}

/** By first day, then by last; undated ones at the end. On equal days key items come first. */
export function inTime<T extends { date?: When | undefined; key: boolean }>(items: readonly T[]): T[] {
  const key = ({ date }: T) => (date ? `${date.from} ${date.to ?? "9999"}` : "9999");
  return keyFirst(items).sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** Key items first; equal ones keep their order. */
export function keyFirst<T extends { key: boolean }>(items: readonly T[]): T[] {
  return [...items.filter(({ key }) => key), ...items.filter(({ key }) => !key)];
}

/** The first `most` of the items that fit, key ones before all others; looks at no more of them than it must. */
export function keyFitting<T extends { key: boolean }>(
  items: readonly T[],
  fits: (item: T) => boolean,
  most: number,
): T[] {
  const found: T[] = [];
  for (const key of [true, false]) {
    for (const item of items) {
      if (found.length >= most) return found;
      if (item.key === key && fits(item)) found.push(item);
    }
  }
  return found;
}

/**
 * A heading over the first `most` items, drawn as the caller says; `all` is the input that shows every one, named when
 * some are left out. Nothing when there are no items.
 */
export function capped<T>(
  title: string,
  items: readonly T[],
  { most, all, draw }: { most: number; all: string; draw: (items: readonly T[]) => readonly Block[] },
): Block[] {
  if (items.length === 0) return [];
  const more = items.length - most;
  return [heading(title), ...draw(items.slice(0, most)), ...(more > 0 ? [note(`${more} more: ${all}`)] : [])];
}

/** A note of how slips were read; nothing when none was mended. */
export function readAs(readings: readonly string[]): Block[] {
  return readings.length > 0 ? [note(`${readings.join("; ")}.`)] : [];
}
