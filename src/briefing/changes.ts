/** What changed in a dossier for somebody who knew it as it was: between two days, or since a revision. */
import type { Dossier } from "../dossier/dossier.ts";
import { citesOf } from "../dossier/dossier.ts";
import { type Item, type ItemOf, KINDS, type Statement } from "../dossier/kinds.ts";
import type { ItemHistory } from "../storage/briefings.ts";

/** A statement that no longer holds, and what stands in its place. */
export interface Superseded {
  readonly item: Statement;
  readonly by: Item | undefined;
}

export interface Changes {
  /** What it is counted from, as one would say it: "3 Feb 2026". */
  readonly since: string;
  /** Items that were not there, of every kind but sources and questions. */
  readonly fresh: readonly Item[];
  /** Items that say more, or something else, than they did. */
  readonly changed: readonly Item[];
  readonly superseded: readonly Superseded[];
  /** Ids of items that were taken out. */
  readonly withdrawn: readonly string[];
  /** Sources that were not there. */
  readonly sources: readonly ItemOf<"source">[];
  /** How many items known before rest on more sources now. */
  readonly confirmed: number;
}

/** Kinds whose items name something; what they carry is no news by itself. */
const NAMES: ReadonlySet<string> = new Set(["source", "party", "person", "topic", "round", "question"]);

/** Whether an item has a sentence to tell: a statement, or a dispute. */
export const isTold = (item: Item): item is Statement | ItemOf<"dispute"> => !NAMES.has(item.kind);

/**
 * What sources published after a day brought.
 * @param before the dossier as of that day
 * @param after the dossier as of a later day
 */
export function changesBetween(before: Dossier, after: Dossier, since: string): Changes {
  const known = after.items.flatMap((item) => {
    const old = before.item(item.id);
    return old ? [{ item, old }] : [];
  });
  const superseded = known.flatMap(({ item, old }) =>
    isSuperseded(item) && !isSuperseded(old) ? [withSuccessor(after, item)] : [],
  );
  return {
    since,
    fresh: after.items.filter((item) => isListed(item) && !isSuperseded(item) && !before.item(item.id)),
    changed: known.flatMap(({ item, old }) => (saysMore(item, old) ? [item] : [])),
    superseded,
    withdrawn: [],
    sources: after.all("source").filter(({ id }) => !before.item(id)),
    confirmed: known.filter(
      ({ item, old }) => item.kind !== "source" && sourcesOf(item).size > sourcesOf(old).size,
    ).length,
  };
}

/**
 * What changed in the dossier itself since a revision of it, whatever the dates of the sources.
 * @param revision the number of the last revision that is known to the reader
 */
export function changesSince(
  dossier: Dossier,
  history: ReadonlyMap<string, ItemHistory>,
  revision: number,
  since: string,
): Changes {
  const isNew = ({ id }: Item) => (history.get(id)?.first ?? 0) > revision;
  const isChanged = (item: Item) => !isNew(item) && (history.get(item.id)?.changed ?? 0) > revision;
  const listed = dossier.items.filter(isListed);
  const changed = listed.filter(isChanged);
  return {
    since,
    fresh: listed.filter((item) => isNew(item) && !isSuperseded(item)),
    changed: changed.filter((item) => !isSuperseded(item)),
    superseded: changed.flatMap((item) => (isSuperseded(item) ? [withSuccessor(dossier, item)] : [])),
    withdrawn: [...history.values()].flatMap(({ item, first, gone }) =>
      gone !== null && gone > revision && first <= revision && !isQuestion(item) ? [item] : [],
    ),
    sources: dossier.all("source").filter(isNew),
    confirmed: 0,
  };
}

/** Only what bears on some topics; everything when none is named. What was taken out can no longer be told a topic. */
export function onTopics(changes: Changes, topics: readonly string[]): Changes {
  if (topics.length === 0) return changes;
  return {
    ...changes,
    fresh: changes.fresh.filter((item) => bearsOn(item, topics)),
    changed: changes.changed.filter((item) => bearsOn(item, topics)),
    superseded: changes.superseded.filter(({ item }) => bearsOn(item, topics)),
    withdrawn: [],
  };
}

/** Whether an item is on one of some topics; with none named all are. */
export const bearsOn = (item: Item, topics: readonly string[]): boolean =>
  topics.length === 0 || ("topics" in item && item.topics.some((id) => topics.includes(id)));

/** Whether there is something to tell to somebody who wants to hear of some topics; of all when none is named. */
export function isNews(changes: Changes, topics: readonly string[]): boolean {
  const { fresh, changed, superseded, withdrawn } = onTopics(changes, topics);
  return [...fresh, ...changed].some(isTold) || superseded.length > 0 || withdrawn.length > 0;
}

const isListed = ({ kind }: Item): boolean => kind !== "source" && kind !== "question";

/** Whether an id is that of a curated question: readers know none, so they miss none. */
const isQuestion = (id: string): boolean => id.startsWith(KINDS.question.prefix);

const isSuperseded = (item: Item): item is Statement => "status" in item && item.status === "superseded";

function withSuccessor(dossier: Dossier, item: Statement): Superseded {
  return { item, by: item.superseded_by ? dossier.item(item.superseded_by) : undefined };
}

/** Whether later sources added to what an item says: an outcome to what was expected, an account to a dispute. */
function saysMore(item: Item, old: Item): boolean {
  if (item.kind === "outlook" && old.kind === "outlook") return Boolean(item.outcome) && !old.outcome;
  return item.kind === "dispute" && old.kind === "dispute" && item.accounts.length > old.accounts.length;
}

const sourcesOf = (item: Item): Set<string> => new Set(citesOf(item).map(({ source }) => source));
