/** What changed: in one line, and item by item. */
import type { Item, ItemOf } from "../dossier/kinds.ts";
import { dayText } from "../present/day.ts";
import { line } from "../present/line.ts";
import { dispute, say } from "../present/statement.ts";
import { type Block, heading, note, type Side } from "../reply/document.ts";
import { type Changes, isTold } from "./changes.ts";
import { type Chooser, isKey } from "./choose.ts";
import { plainly } from "./lines.ts";

/** One line on the changes as a whole, right below the headline. */
export function changesLine({ dossier, changes }: Chooser, empty: boolean): Block[] {
  const last = dossier
    .all("source")
    .map(({ published }) => published.date)
    .toSorted()
    .at(-1);
  if (last === undefined) return [note("No source of the dossier was published by then.")];
  if (empty) return [note("The dossier has nothing on this by then.")];
  if (!changes) return [note("The first briefing here; from the next one on, it says what changed.")];
  const counts = countsOf(changes);
  return [
    note(
      counts.length > 0
        ? `Since ${changes.since}: ${counts.join(", ")}.`
        : `Nothing changed since ${changes.since}; the latest source is of ${dayText(last)}.`,
    ),
  ];
}

/** "1 new source (Kyiv Independent)", "12 new items", "2 changed", "1 superseded". */
function countsOf({ fresh, changed, superseded, withdrawn, sources }: Changes): string[] {
  const count = (n: number, what: string) => (n > 0 ? [`${n} ${what}`] : []);
  const disputes = fresh.filter(({ kind }) => kind === "dispute").length;
  const statements = fresh.filter(isTold).length - disputes;
  const names = sources.map(({ short }) => short).join(", ");
  return [
    ...count(sources.length, `new ${sources.length === 1 ? "source" : "sources"} (${names})`),
    ...count(statements, `new ${statements === 1 ? "statement" : "statements"}`),
    ...count(disputes, `new ${disputes === 1 ? "dispute" : "disputes"}`),
    ...count(changed.filter(isTold).length, "changed"),
    ...count(superseded.length, "superseded"),
    ...count(withdrawn.length, "withdrawn"),
  ];
}

/** Up to so many changes are all told, whatever they are; of more the key ones. */
export const SMALL = 8;
export const isSmall = ({ fresh, changed, superseded }: Changes): boolean =>
  [...fresh, ...changed].filter(isTold).length + superseded.length <= SMALL;

/** What is new, has changed, or no longer holds, as far as it has no section of its own; if it is little, all of it. */
export function changed(chooser: Chooser, changes: Changes | null, most: number): Block[] {
  if (!changes) return [];
  const { dossier } = chooser;
  const small = isSmall(changes);
  const take = <T extends Item>(items: readonly T[], at: number): T[] =>
    small ? chooser.takeEach(items, at) : chooser.take(items, at);
  const old = changes.superseded.slice(0, most);
  take(
    old.flatMap(({ by }) => by ?? []),
    most,
  );
  let left = most - old.length;
  const [disputed, stated] = partition(chooser.among(changes.changed.filter(isTold)), isDispute);
  const settled = take(chooser.ranked(stated), small ? left : Math.ceil(left / 2));
  left -= settled.length;
  const fresh = take(chooser.among(news(chooser, changes)), left);
  left -= fresh.length;
  const disputes = small ? take([...chooser.among(changes.fresh).filter(isDispute), ...disputed], left) : [];
  const sides: Side[] = [
    { label: "New", items: fresh.map((item) => plainly(chooser, item)) },
    { label: "Changed", items: settled.map((item) => plainly(chooser, item)) },
    {
      label: "Superseded, each with what stands in its place",
      items: old.flatMap(({ item, by }) => [say(dossier, item), ...(by ? [line(dossier, by)] : [])]),
    },
  ].filter(({ items }) => items.length > 0);
  const told: Block[] = [
    ...(sides.length > 0 ? [{ type: "comparison" as const, sides }] : []),
    ...(changes.withdrawn.length > 0 ? [note(`Withdrawn: ${changes.withdrawn.join(", ")}.`)] : []),
    ...disputes.flatMap((item) => dispute(dossier, item)),
  ];
  return told.length > 0 ? [heading(`What changed since ${changes.since}`), ...told] : [];
}

const isDispute = (item: Item): item is ItemOf<"dispute"> => item.kind === "dispute";

function partition<T, U extends T>(items: readonly T[], is: (item: T) => item is U): [U[], Exclude<T, U>[]] {
  return [items.filter(is), items.filter((item): item is Exclude<T, U> => !is(item))];
}

/**
 * New items that are news by themselves, if they are key: events, outcomes, reactions, who leads a delegation,
 * conditions. New items of other kinds are told, marked as new, in sections of their own.
 */
function news(chooser: Chooser, changes: Changes): Item[] {
  const key = changes.fresh.filter(isKey);
  const of = (kind: Item["kind"]) => key.filter((item) => item.kind === kind);
  const facts = (about: ItemOf<"fact">["about"]) =>
    chooser.ranked(key.filter((item) => item.kind === "fact" && item.about === about));
  const rest = changes.fresh.filter((item) => isTold(item) && item.kind !== "dispute");
  return [
    ...chooser.latestFirst(of("event").filter((item) => chooser.isRecent(item))),
    ...facts("outcome"),
    ...chooser.latestFirst(of("reaction")),
    ...of("delegate"),
    ...facts("condition"),
    ...(isSmall(changes) ? rest : []),
  ];
}
