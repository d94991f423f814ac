/** The sections of a briefing, in the order in which they are read. */
import { holders, nameOf } from "../present/position.ts";
import { dispute, quotation } from "../present/statement.ts";
import { type Block, heading, type Side } from "../reply/document.ts";
import { bottomLine } from "./bottom.ts";
import { type Chooser, isKey } from "./choose.ts";
import { lines, told } from "./lines.ts";
import { changed } from "./news.ts";
import { next } from "./outlook.ts";

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
  return [
    ...bottomLine(chooser, caps.bottom),
    ...changed(chooser, chooser.changes, caps.changes),
    ...stateOfPlay(chooser, caps),
    ...numbers(chooser, caps.figures),
    ...quote(chooser, caps.quotes),
    ...unsure(chooser, caps),
    ...judgements(chooser, caps.judgements),
    ...next(chooser, caps.next),
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

/** Numbers at least, if there are as many. */
const FEWEST_NUMBERS = 2;

/** New numbers; old ones only where there are few new. */
function numbers(chooser: Chooser, most: number): Block[] {
  const items = chooser.ranked(chooser.among(chooser.dossier.all("figure")).filter(isKey));
  const fresh = chooser.take(
    items.filter((item) => chooser.isFresh(item)),
    most,
  );
  const old = chooser.take(items, Math.min(most, FEWEST_NUMBERS) - fresh.length);
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
function unsure(chooser: Chooser, { disputes: most, alleged }: Caps): Block[] {
  const { dossier } = chooser;
  const all = chooser.ranked(chooser.among(dossier.all("dispute")));
  const disputes = chooser.take(chooser.bearingFirst(all.filter(isKey)), most);
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
