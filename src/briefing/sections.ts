/** The sections of a briefing, in the order in which they are read. */
import type { Item, ItemOf, Statement } from "../dossier/schema.ts";
import { dayText } from "../present/day.ts";
import { expected, line } from "../present/line.ts";
import { holders, nameOf } from "../present/position.ts";
import { dispute, quotation, say } from "../present/statement.ts";
import { type Block, bold, heading, list, note, type Side, type Spans } from "../reply/document.ts";
import { type Changes, isTold } from "./changes.ts";
import { type Chooser, isKey } from "./choose.ts";

/** How much each section may hold: lines, disputes, topics, lines of a side. */
export interface Caps {
  readonly bottom: number;
  readonly changes: number;
  readonly topics: number;
  readonly sides: number;
  readonly figures: number;
  readonly quotes: number;
  readonly disputes: number;
  readonly judgements: number;
  readonly next: number;
}

/** All sections that have something to say. */
export function sections(chooser: Chooser, changes: Changes | null, caps: Caps): Block[] {
  // In this order what is told above is not told again below.
  return [
    ...bottomLine(chooser, caps.bottom),
    ...changed(chooser, changes, caps.changes),
    ...stateOfPlay(chooser, caps),
    ...numbers(chooser, caps.figures),
    ...quote(chooser, caps.quotes),
    ...unsure(chooser, caps.disputes),
    ...judgements(chooser, caps.judgements),
    ...next(chooser, caps.next),
  ];
}

/**
 * What somebody would have to know who reads no further, in this order and as far as there is room:
 * where the latest round stands (its latest event), what came of it, the latest key events, the next date;
 * when all that is too little, whatever is newest.
 */
function bottomLine(chooser: Chooser, most: number): Block[] {
  const { dossier } = chooser;
  const rounds = dossier.all("round").toSorted((a, b) => b.date.start - a.date.start);
  const lines: Item[] = [];
  const add = (items: readonly Item[], count: number) =>
    lines.push(...chooser.take(items, Math.min(count, most - lines.length)));
  const [latest] = rounds;
  const recent = chooser.among(dossier.all("event")).filter((event) => chooser.isRecent(event));
  if (latest) {
    add(chooser.latestFirst(recent.filter(({ rounds }) => rounds.includes(latest.id))), 1);
    const outcomes = dossier.about("fact", latest.id).filter(({ about }) => about === "outcome");
    add(settledFirst(chooser.ranked(chooser.among(outcomes))), 1);
  }
  const key = recent.filter((event) => isKey(event) && chooser.isFresh(event));
  add(chooser.latestFirst(key), most);
  add(dated(chooser).filter(isKey), 1);
  add(chooser.latestFirst(recent.filter(isKey)), most);
  if (lines.length < 2) add(chooser.ranked(chooser.among(dossier.all("position"))), 2);
  if (lines.length < 2) add(chooser.ranked(chooser.among(dossier.items.filter(isTold))), 2);
  return lines.length > 0 ? [heading("Bottom line"), list(lines.map((item) => told(chooser, item)))] : [];
}

/** What no other source contests comes before what one does. */
const settledFirst = <T extends Statement>(items: readonly T[]): T[] =>
  items.toSorted((a, b) => Number(a.status === "disputed") - Number(b.status === "disputed"));

/** One line on the changes as a whole, right below the headline. */
export function changesLine({ dossier }: Chooser, changes: Changes | null, empty: boolean): Block[] {
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

/** Kinds of which a new item is news by itself; the others are told, marked as new, in sections of their own. */
const NEWS: readonly Item["kind"][] = ["event", "fact", "reaction", "delegate"];

/** What is new, has changed, or no longer holds, as far as it has no section of its own. */
function changed(chooser: Chooser, changes: Changes | null, most: number): Block[] {
  if (!changes) return [];
  const settled = chooser.take(
    changes.changed.filter((item) => item.kind !== "dispute" && isTold(item)),
    most,
  );
  const old = changes.superseded.slice(0, most);
  const news = NEWS.flatMap((kind) => {
    const items = changes.fresh.filter((item) => item.kind === kind);
    return chooser.latestFirst(
      items.filter((item) => isKey(item) && (kind !== "event" || chooser.isRecent(item))),
    );
  });
  const fresh = chooser.take(chooser.among(news), most - settled.length - old.length);
  const sides: Side[] = [
    { label: "New", items: fresh.map((item) => line(chooser.dossier, item)) },
    { label: "Changed", items: settled.map((item) => line(chooser.dossier, item)) },
    {
      label: "Superseded, each with what stands in its place",
      items: old.flatMap(({ item, by }) => [
        say(chooser.dossier, item),
        ...(by ? [line(chooser.dossier, by)] : []),
      ]),
    },
  ].filter(({ items }) => items.length > 0);
  const gone = changes.withdrawn.length > 0 ? [note(`Withdrawn: ${changes.withdrawn.join(", ")}.`)] : [];
  if (sides.length === 0 && gone.length === 0) return [];
  return [
    heading(`What changed since ${changes.since}`),
    ...(sides.length > 0 ? [{ type: "comparison" as const, sides }] : []),
    ...gone,
  ];
}

/** What each party wants on the topics on which most is new, or most is key. */
function stateOfPlay(chooser: Chooser, caps: Caps): Block[] {
  const { dossier } = chooser;
  const weight = (id: string) =>
    dossier
      .about("position", id)
      .reduce((sum, item) => sum + (isKey(item) ? 1 : 0) + (isKey(item) && chooser.isFresh(item) ? 3 : 0), 0);
  const topics = dossier
    .all("topic")
    .filter(({ id }) => (chooser.topics.length > 0 ? chooser.topics.includes(id) : weight(id) > 0))
    .toSorted((a, b) => weight(b.id) - weight(a.id));
  const blocks: Block[] = [];
  let shown = 0;
  for (const { id, name } of topics) {
    if (shown >= caps.topics) break;
    const all = chooser.among(dossier.about("position", id));
    const sides = holders(dossier, all).flatMap((party): Side[] => {
      const own = chooser.ranked(
        all.filter((item) => item.party === party && (isKey(item) || chooser.topics.length > 0)),
      );
      const items = chooser.take(own, caps.sides).map((item) => told(chooser, item));
      return items.length > 0 ? [{ label: nameOf(dossier, party), items }] : [];
    });
    if (sides.length === 0) continue;
    shown += 1;
    blocks.push(heading(name), { type: "comparison", sides });
  }
  return blocks;
}

function numbers(chooser: Chooser, most: number): Block[] {
  const items = chooser.among(chooser.dossier.all("figure")).filter(isKey);
  return lines(chooser, "Numbers", chooser.take(chooser.ranked(items), most));
}

function quote(chooser: Chooser, most: number): Block[] {
  const items = chooser.among(chooser.dossier.all("quote")).filter(isKey);
  const quotes = chooser.take(chooser.ranked(items), most);
  return quotes.length > 0
    ? [heading("In their words"), ...quotes.map((item) => quotation(chooser.dossier, item))]
    : [];
}

function unsure(chooser: Chooser, most: number): Block[] {
  const items = chooser.among(chooser.dossier.all("dispute")).filter(isKey);
  const disputes = chooser.take(chooser.ranked(items), most);
  return disputes.length > 0
    ? [heading("Disputed or unconfirmed"), ...disputes.flatMap((item) => dispute(chooser.dossier, item))]
    : [];
}

function judgements(chooser: Chooser, most: number): Block[] {
  const items = chooser.among(chooser.dossier.all("judgement")).filter(isKey);
  return lines(chooser, "Judgements, not facts", chooser.take(chooser.ranked(items), most));
}

/** What was announced for a day that is not past, the nearest first. */
function dated(chooser: Chooser): ItemOf<"outlook">[] {
  return chooser
    .among(chooser.dossier.all("outlook"))
    .filter(({ outcome, date }) => !outcome && date && date.end >= chooser.today)
    .toSorted((a, b) => (a.date?.start ?? 0) - (b.date?.start ?? 0));
}

function next(chooser: Chooser, most: number): Block[] {
  const undated = chooser
    .among(chooser.dossier.all("outlook"))
    .filter((item) => !item.outcome && !item.date && isKey(item));
  return lines(chooser, "What is next", chooser.take([...dated(chooser), ...chooser.ranked(undated)], most));
}

function lines(chooser: Chooser, title: string, items: readonly Item[]): Block[] {
  return items.length > 0 ? [heading(title), list(items.map((item) => told(chooser, item)))] : [];
}

/** An item as a line, marked when it is new to the reader. */
function told(chooser: Chooser, item: Item): Spans {
  const { dossier } = chooser;
  // Sentences say their days themselves.
  const spans =
    item.kind === "outlook" && item.outcome
      ? expected(dossier, item)
      : "status" in item
        ? say(dossier, item)
        : line(dossier, item);
  return chooser.isFresh(item) ? [bold("New: "), ...spans] : spans;
}
