/** Looks items up by words, for commands that list what fits instead of answering a question. */
import type { Dossier } from "../dossier/dossier.ts";
import { type Item, type ItemOf, isKind, type Kind } from "../dossier/kinds.ts";
import { exact } from "../dossier/lookup.ts";
import { type Question, readQuestion } from "./question.ts";
import { type Ranked, rank } from "./rank.ts";

/** An item fits when it carries at least this part of what the words ask for … */
const ENOUGH = 0.5;
/** … and not much less of it than the best one. */
const BESIDE_BEST = 0.7;

/** What a whole subject may be, in the order in which a name is taken for one. */
const SUBJECTS = ["topic", "person", "party", "round"] as const satisfies Kind[];

/** Items that fit some words, best first, and how the words were read. */
export interface Found<T> {
  readonly items: readonly T[];
  readonly question: Question;
}

/** Items of any kind with a statement of its own that fit the words typed at `now`. */
export function find(text: string, dossier: Dossier, now: Temporal.Instant): Found<Item> {
  const question = read(text, dossier, now);
  return { items: fitting(rank(dossier, question)).map(({ item }) => item), question };
}

/** Items of one kind that fit the words typed at `now`. */
export function findOf<K extends Kind>(
  kind: K,
  text: string,
  dossier: Dossier,
  now: Temporal.Instant,
): Found<ItemOf<K>> {
  const question = read(text, dossier, now);
  const fits = fitting(rank(dossier, question).filter(({ item }) => item.kind === kind));
  return { items: fits.flatMap(({ item }) => (isKind(item, kind) ? [item] : [])), question };
}

/**
 * Items of one kind on a subject: all that name it when the words are the name of a topic, person, party or round,
 * else those that fit the words. @returns also the subject's name, whether it is a whole subject, and how slips were read
 */
export function on<K extends Kind>(
  kind: K,
  text: string,
  dossier: Dossier,
  now: Temporal.Instant,
): { items: readonly ItemOf<K>[]; subject: string; whole: boolean; readings: readonly string[] } {
  const named = SUBJECTS.flatMap((subject) => exact(dossier, subject, text) ?? []);
  // "Europe" is a topic and a party: the first of which there is anything.
  const subject = named.find(({ id }) => dossier.about(kind, id).length > 0) ?? named[0];
  if (subject)
    return { items: dossier.about(kind, subject.id), subject: subject.name, whole: true, readings: [] };
  const { items, question } = findOf(kind, text, dossier, now);
  return { items, subject: text, whole: false, readings: question.readings };
}

function read(text: string, dossier: Dossier, now: Temporal.Instant): Question {
  const today = now.toZonedDateTimeISO("UTC").toPlainDate();
  return readQuestion(text, dossier, { period: dossier.manifest.period, today });
}

function fitting(ranked: readonly Ranked[]): Ranked[] {
  const most = ranked.reduce((best, { coverage }) => Math.max(best, coverage), 0);
  return ranked.filter(({ coverage }) => coverage >= Math.max(ENOUGH, most * BESIDE_BEST));
}
