/** The bottom line: what somebody has to know who reads no further. */
import type { Item, Statement } from "../dossier/kinds.ts";
import { type Block, heading, list, type Spans } from "../reply/document.ts";
import { isTold } from "./changes.ts";
import { type Chooser, isKey } from "./choose.ts";
import { plainly, told } from "./lines.ts";
import { isSmall } from "./news.ts";
import { dated, NO_WORD, overdue } from "./outlook.ts";

/** Lines of the bottom line at least, if the dossier has as many. */
const FEWEST = 2;

/**
 * What somebody would have to know who reads no further, in this order and as far as there is room: the latest event
 * of the latest round; what came of the round, or else what is said of it; new key events on other matters, the latest
 * first; when the talks go on, or should have; further new key events; older ones on other matters. When all that is
 * too little, whatever is newest.
 */
export function bottomLine(chooser: Chooser, most: number): Block[] {
  const { dossier } = chooser;
  const rows: Spans[] = [];
  // Among much that is new a mark would stand everywhere.
  const say = chooser.changes && isSmall(chooser.changes) ? told : plainly;
  const add = (items: readonly Item[], count: number, lead: Spans = []): Item[] => {
    const taken = chooser.take(items, Math.min(count, most - rows.length));
    rows.push(...taken.map((item) => [...lead, ...say(chooser, item)]));
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
  add(chooser.ranked(key.filter((item) => !onTalks(item))), most);
  if (rows.length < FEWEST) add(chooser.ranked(chooser.among(dossier.all("position"))), FEWEST - rows.length);
  if (rows.length < FEWEST)
    add(chooser.ranked(chooser.among(dossier.items.filter(isTold))), FEWEST - rows.length);
  return rows.length > 0 ? [heading("Bottom line"), list(rows)] : [];
}

const sharesTopic = (a: Item, b: Item): boolean =>
  "topics" in a && "topics" in b && a.topics.some((id) => b.topics.includes(id));

/** What no other source contests comes before what one does. */
const settledFirst = <T extends Statement>(items: readonly T[]): T[] =>
  items.toSorted((a, b) => Number(a.status === "disputed") - Number(b.status === "disputed"));
