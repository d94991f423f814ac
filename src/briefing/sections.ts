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
  readonly alleged: number;
  readonly judgements: number;
  readonly next: number;
}

/** All sections that have something to say. */
export function sections(chooser: Chooser, caps: Caps): Block[] {
  // In this order what is told above is not told again below.
  const { changes } = chooser;
  return [
    ...bottomLine(chooser, caps.bottom),
    ...changed(chooser, changes, caps),
    ...stateOfPlay(chooser, caps),
    ...numbers(chooser, caps.figures),
    ...quote(chooser, caps.quotes),
    ...unsure(chooser, changes, caps),
    ...judgements(chooser, caps.judgements),
    ...next(chooser, caps.next),
  ];
}

/**
 * What somebody would have to know who reads no further, in this order and as far as there is room: the latest event
 * of the latest round; what came of the round, or else what is said of it; new key events on other matters, the latest
 * first; when the talks go on, or should have; further new key events; older ones on other matters. When all that is
 * too little, whatever is newest.
 */
function bottomLine(chooser: Chooser, most: number): Block[] {
  const { dossier } = chooser;
  const told: Spans[] = [];
  const add = (items: readonly Item[], count: number, lead: Spans = []): Item[] => {
    const taken = chooser.take(items, Math.min(count, most - told.length));
    told.push(...taken.map((item) => [...lead, ...plainly(chooser, item)]));
    return taken;
  };
  const events = chooser.latestFirst(
    chooser.among(dossier.all("event")).filter((item) => chooser.isRecent(item)),
  );
  const [round] = dossier.all("round").toSorted((a, b) => b.date.start - a.date.start);
  const isOf = (item: Statement) => round !== undefined && item.rounds.includes(round.id);
  const [first] = add(events.filter(isOf), 1);
  const outcomes = dossier.all("fact").filter((item) => item.about === "outcome" && isOf(item));
  const said = dossier.all("reaction").filter((item) => isKey(item) && isOf(item));
  if (add(settledFirst(chooser.ranked(chooser.among(outcomes))), 1).length === 0)
    add(chooser.ranked(chooser.among(said)), 1);
  /** Whether something is on the talks themselves, as the first line is. */
  const onTalks = (item: Item) => first !== undefined && sharesTopic(item, first);
  const key = events.filter(isKey);
  const fresh = key.filter((item) => chooser.isFresh(item));
  add(
    fresh.filter((item) => !onTalks(item)),
    most,
  );
  add(
    dated(chooser).filter((item) => onTalks(item) || (!first && isKey(item))),
    1,
  );
  add(
    overdue(chooser).filter((item) => onTalks(item) || !first),
    1,
    NO_WORD,
  );
  add(fresh, most);
  add(
    key.filter((item) => !onTalks(item)),
    most,
  );
  if (told.length < FEWEST) add(chooser.ranked(chooser.among(dossier.all("position"))), FEWEST - told.length);
  if (told.length < FEWEST)
    add(chooser.ranked(chooser.among(dossier.items.filter(isTold))), FEWEST - told.length);
  return told.length > 0 ? [heading("Bottom line"), list(told)] : [];
}

const sharesTopic = (a: Item, b: Item): boolean =>
  "topics" in a && "topics" in b && a.topics.some((id) => b.topics.includes(id));

/** Lines of the bottom line and of numbers at least, if the dossier has as many. */
const FEWEST = 2;
const NO_WORD: Spans = [bold("No word on it yet: ")];

/** What no other source contests comes before what one does. */
const settledFirst = <T extends Statement>(items: readonly T[]): T[] =>
  items.toSorted((a, b) => Number(a.status === "disputed") - Number(b.status === "disputed"));

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

/** What is new, has changed, or no longer holds, as far as it has no section of its own. */
function changed(chooser: Chooser, changes: Changes | null, caps: Caps): Block[] {
  if (!changes) return [];
  const { dossier } = chooser;
  const most = isSmall(changes) ? SMALL : caps.changes;
  const old = changes.superseded.slice(0, most);
  chooser.take(
    old.flatMap(({ by }) => by ?? []),
    most,
  );
  const told = changes.changed.filter((item) => item.kind !== "dispute" && isTold(item));
  const settled = chooser.take(
    chooser.ranked(told),
    isSmall(changes) ? most : Math.ceil((most - old.length) / 2),
  );
  const fresh = chooser.take(chooser.among(news(chooser, changes)), most - settled.length - old.length);
  const sides: Side[] = [
    { label: "New", items: fresh.map((item) => plainly(chooser, item)) },
    { label: "Changed", items: settled.map((item) => plainly(chooser, item)) },
    {
      label: "Superseded, each with what stands in its place",
      items: old.flatMap(({ item, by }) => [say(dossier, item), ...(by ? [line(dossier, by)] : [])]),
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

/** So few changes are all told, whatever they are; of more the key ones. */
const SMALL = 8;
const isSmall = ({ fresh, changed, superseded }: Changes): boolean =>
  [...fresh, ...changed].filter(isTold).length + superseded.length <= SMALL;

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

/** What each party wants on the topics on which most is new, or most is key; on those asked for in any case. */
function stateOfPlay(chooser: Chooser, caps: Caps): Block[] {
  const { dossier, topics: wanted } = chooser;
  const isAsked = wanted.length > 0;
  const key = (id: string) => dossier.about("position", id).filter(isKey);
  const weight = (id: string) =>
    key(id).length + NEW_WEIGHT * key(id).filter((item) => chooser.isFresh(item)).length;
  const topics = dossier
    .all("topic")
    .filter(({ id }) => (isAsked ? wanted.includes(id) : weight(id) > 0))
    .toSorted((a, b) => weight(b.id) - weight(a.id));
  // One side alone is no state of play, unless it is what was asked for, or there is nothing better.
  const facing = topics.filter(({ id }) => holders(dossier, key(id)).length > 1);
  const blocks: Block[] = [];
  for (const { id, name } of isAsked || facing.length === 0 ? topics : facing) {
    if (blocks.length >= 2 * caps.topics) break;
    const all = chooser.untold(
      chooser.among(dossier.about("position", id)).filter((item) => isAsked || isKey(item)),
    );
    const parties = holders(dossier, all);
    if (parties.length < 2 && facing.length > 0 && !isAsked) continue;
    const sides = parties.flatMap((party): Side[] => {
      const own = primaryFirst(id, chooser.ranked(all.filter((item) => item.party === party)));
      const items = chooser.take(own, caps.sides).map((item) => told(chooser, item));
      return items.length > 0 ? [{ label: nameOf(dossier, party), items }] : [];
    });
    if (sides.length > 0) blocks.push(heading(`State of play · ${name}`), { type: "comparison", sides });
  }
  return blocks;
}

/** How many key positions a new one counts for, when it is weighed on which topics most goes on. */
const NEW_WEIGHT = 4;

/** What is on a topic before all else comes before what touches it. */
const primaryFirst = <T extends { topics: readonly string[] }>(topic: string, items: readonly T[]): T[] =>
  items.toSorted((a, b) => Number(b.topics[0] === topic) - Number(a.topics[0] === topic));

/** New numbers; old ones only where there are few new. */
function numbers(chooser: Chooser, most: number): Block[] {
  const items = chooser.ranked(chooser.among(chooser.dossier.all("figure")).filter(isKey));
  const fresh = chooser.take(
    items.filter((item) => chooser.isFresh(item)),
    most,
  );
  const old = chooser.take(items, Math.min(most, FEWEST) - fresh.length);
  return lines(chooser, "Numbers", [...fresh, ...old]);
}

/** Exact words that no other section tells in other words. */
function quote(chooser: Chooser, most: number): Block[] {
  const items = chooser.among(chooser.dossier.all("quote")).filter(isKey);
  const quotes = chooser.take(chooser.notRepeating(chooser.ranked(items)), most);
  return quotes.length > 0
    ? [heading("In their words"), ...quotes.map((item) => quotation(chooser.dossier, item))]
    : [];
}

/** Disputes, first on what is told above, and what is new and a source itself only passes on with doubt. */
function unsure(chooser: Chooser, changes: Changes | null, { disputes: most, alleged }: Caps): Block[] {
  const { dossier } = chooser;
  const all = chooser.ranked(chooser.among(dossier.all("dispute")));
  const few = changes && isSmall(changes) ? all.filter((item) => chooser.isFresh(item)) : [];
  const disputes = chooser.take([...few, ...chooser.bearingFirst(all.filter(isKey))], most);
  const doubted = chooser
    .among(dossier.items)
    .filter((item) => "status" in item && item.status === "alleged" && item.kind !== "term");
  const fresh = doubted.filter((item) => chooser.isFresh(item));
  const unconfirmed = chooser.take(chooser.ranked(fresh), alleged).map((item) => told(chooser, item));
  if (disputes.length === 0 && unconfirmed.length === 0) return [];
  return [
    heading("Disputed or unconfirmed"),
    ...disputes.flatMap((item) => dispute(dossier, item)),
    ...(unconfirmed.length > 0
      ? [
          {
            type: "comparison" as const,
            sides: [{ label: "Doubted by the source itself", items: unconfirmed }],
          },
        ]
      : []),
  ];
}

function judgements(chooser: Chooser, most: number): Block[] {
  const items = chooser.among(chooser.dossier.all("judgement")).filter(isKey);
  return lines(chooser, "Judgements, not facts", chooser.take(chooser.ranked(items), most));
}

/** What was announced or expected, and what became of it is not known. */
function open(chooser: Chooser): ItemOf<"outlook">[] {
  return chooser.among(chooser.dossier.all("outlook")).filter(({ outcome }) => !outcome);
}

/** What was announced for a day that is not past, the nearest first; for today only what is key. */
function dated(chooser: Chooser): ItemOf<"outlook">[] {
  return open(chooser)
    .filter(
      (item) =>
        item.date && (item.date.end > chooser.today || (isKey(item) && item.date.end === chooser.today)),
    )
    .toSorted((a, b) => (a.date?.start ?? 0) - (b.date?.start ?? 0));
}

/** What was due before today, when no source has come out since that could say what became of it. */
function overdue(chooser: Chooser): ItemOf<"outlook">[] {
  return open(chooser).filter(
    (item) => isKey(item) && item.date && item.date.end < chooser.today && chooser.latest <= item.date.end,
  );
}

/** After so many days without a source nothing is "next" any more. */
const STALE_DAYS = 30;

function next(chooser: Chooser, most: number): Block[] {
  const ahead = chooser.take(dated(chooser), most);
  const unanswered = chooser.take(overdue(chooser), most - ahead.length);
  const undated = chooser.ranked(open(chooser).filter((item) => isKey(item) && !item.date));
  const rows = [
    ...ahead.map((item) => told(chooser, item)),
    ...unanswered.map((item) => [...NO_WORD, ...plainly(chooser, item)]),
    ...chooser.take(undated, most - ahead.length - unanswered.length).map((item) => told(chooser, item)),
  ];
  const isStale = chooser.today - chooser.latest > STALE_DAYS;
  const title = isStale ? "What was still open when the last source came out" : "What is next";
  return rows.length > 0 ? [heading(title), list(rows)] : [];
}

function lines(chooser: Chooser, title: string, items: readonly Item[]): Block[] {
  return items.length > 0 ? [heading(title), list(items.map((item) => told(chooser, item)))] : [];
}

/** An item as a line, marked when it is new to the reader. */
function told(chooser: Chooser, item: Item): Spans {
  const spans = plainly(chooser, item);
  return chooser.marksFresh && chooser.isFresh(item) ? [bold("New: "), ...spans] : spans;
}

/** An item as a line. Its day is not put in front of it: sentences say their days themselves. */
function plainly({ dossier }: Chooser, item: Item): Spans {
  if (item.kind === "outlook" && item.outcome) return expected(dossier, { ...item, date: undefined });
  return "status" in item ? say(dossier, item) : line(dossier, item);
}
