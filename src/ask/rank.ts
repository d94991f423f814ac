/** Which items answer a question best: how much of it they carry, and whether they are of the kind asked for. */
import type { Dossier } from "../dossier/dossier.ts";
import { citesOf, namesOf } from "../dossier/dossier.ts";
import { fold } from "../dossier/fuzzy.ts";
import type { Item, ItemOf, Kind } from "../dossier/kinds.ts";
import type { Period } from "../dossier/period.ts";
import { type Hit, holds, idToken, indexOf } from "../dossier/search.ts";
import { stems } from "../dossier/stem.ts";
import { fits, overlaps, type When } from "../dossier/when.ts";
import type { Intent } from "./intents.ts";
import type { Question } from "./question.ts";
import type { Entity } from "./reader.ts";

export interface Ranked extends Hit {
  /** Coverage, and how well the item is of the kind asked for. */
  readonly score: number;
}

/** What each kind of answer is worth for what a question wants, on the scale of coverage. */
const PREFERRED: Readonly<Record<Intent, Partial<Record<Kind, number>>>> = {
  who: { person: 0.12, delegate: 0.15 },
  leads: { delegate: 0.12, person: 0.1 },
  members: { delegate: 0.15 },
  when: { event: 0.2, outlook: 0.15, round: 0.2 },
  where: { fact: 0.12, event: 0.06, round: 0.05 },
  howMany: { figure: 0.25 },
  howLong: { figure: 0.25, event: 0.05 },
  said: { quote: 0.2, reaction: 0.08, position: 0.06, event: 0.05 },
  doubt: { dispute: 0.15 },
  define: { term: 0.18, person: 0.05, fact: 0.03 },
  wants: { position: 0.2 },
  compare: { dispute: 0.12, position: 0.12 },
  happened: { event: 0.2 },
  next: { outlook: 0.2 },
  reaction: { reaction: 0.25, quote: 0.05 },
  why: { judgement: 0.08, event: 0.04, position: 0.04, dispute: 0.08 },
  agenda: { fact: 0.15 },
};

/** Facts come before opinions of equal fit. */
const JUDGEMENT_MALUS = 0.08;
/** What is counted or done, not merely what goes with it, leads an answer. */
const REQUIRED_BONUS = 0.2;
/** A number that is given answers better than one that is only mentioned. */
const UNSTATED_MALUS = 0.1;
/** A number of people does not tell how cold it was. */
const UNIT_MALUS = 0.4;
const ASIDE_MALUS = 0.25;
/** A definition answers "what is"; anything else is answered by what happened or was said. */
const TERM_MALUS = 0.08;
const KEY_BONUS = 0.05;
/** A dispute on just the kind of thing asked for: on a number where one is asked for. */
const TYPE_BONUS = 0.1;
/** The types of dispute that are on what a question wants. */
const TYPES: Partial<Record<Intent, readonly ItemOf<"dispute">["type"][]>> = {
  howMany: ["number"],
  howLong: ["number"],
  when: ["date"],
  who: ["name", "membership"],
  members: ["membership"],
};
/** A term that the question names by its very name. */
const TERM_BONUS = 0.15;
/** Words of just the person who is asked about, and words that the question repeats. */
const SPEAKER_BONUS = 0.1;
const WORDS_BONUS = 0.4;
/** So many words in a row are no chance. */
const REPEATED = 3;
/** An item that does not name the person asked about is hardly about the question; a party may be implied. */
const MISSED = { person: 0.3, party: 0.12, round: 0.25, topic: 0, source: 0.3, term: 0 } as const;
const DATE_MALUS = 0.3;

/** What the day asked about weighs beside the words of a question: as much as a fairly rare word. */
const DATE_WEIGHT = 4;
/** Sentences longer than this many characters hold many words by chance and rank lower for it. */
const USUAL_LENGTH = 90;
const LENGTH_MALUS = 0.05;

/** Items that only name something: they say nothing that answers a question. */
const NAMES: readonly Kind[] = ["party", "topic", "source"];

/**
 * All items that carry something of a question, best first. Several forms of an answer ask for it, so it is kept with the
 * question: a weak map would keep it for the collector to carry along after the question is gone.
 */
export function rank(dossier: Dossier, question: Question): readonly Ranked[] {
  question.ranked ??= ranking(dossier, question);
  return question.ranked;
}

function ranking(dossier: Dossier, question: Question): Ranked[] {
  const index = indexOf(dossier);
  const { period, terms } = question;
  const total = period ? terms.reduce((sum, term) => sum + index.weight(term), 0) : 0;
  const weigh = (hit: Hit) =>
    period
      ? (hit.coverage * total + worth(dossier, hit.item, period) * DATE_WEIGHT) / (total + DATE_WEIGHT)
      : hit.coverage;
  const runs = runsOf(question);
  const asked = (hit: Hit) => question.required.filter((term) => holds(hit, term)).length * REQUIRED_BONUS;
  return index
    .find(terms)
    .filter(({ item }) => !NAMES.includes(item.kind))
    .map((hit) => {
      const coverage = weigh(hit);
      const score = coverage + merit(dossier, question, runs, hit.item) + asked(hit) - aside(hit);
      return { item: hit.item, coverage, terms: hit.terms, worths: hit.worths, score };
    })
    .sort((a, b) => b.score - a.score || (a.item.id < b.item.id ? -1 : 1));
}

/** How well an item fits the days asked about; one without a date by that of what it bears on. */
function worth(dossier: Dossier, item: Item, period: Period): number {
  const worths = datesOf(dossier, item).map(
    (date) => ({ within: 1, around: 0.6, apart: 0 })[fits(date, period)],
  );
  return Math.max(0, ...worths);
}

const questionCache = new WeakMap<Item, Set<string>>();

/** The words and topics of a dispute's question. */
function questionWords(item: ItemOf<"dispute">): Set<string> {
  let words = questionCache.get(item);
  if (!words) {
    words = new Set([...stems([item.question, ...item.keywords].join(" ")), ...item.topics.map(idToken)]);
    questionCache.set(item, words);
  }
  return words;
}

/** A dispute is about its question; words that stand only in its accounts count less. */
function aside(hit: Hit): number {
  const { item } = hit;
  if (item.kind !== "dispute") return 0;
  const terms = hit.terms.filter((term) => holds(hit, term));
  const asked = questionWords(item);
  const within = terms.filter((term) => term.forms.keys().some((form) => asked.has(form)));
  return terms.length === 0 ? 0 : ASIDE_MALUS * (1 - within.length / terms.length);
}

/** What an item is worth for a question beside the words that it holds. @param runs words that a quotation may repeat */
function merit(dossier: Dossier, question: Question, runs: readonly string[], item: Item): number {
  let merit = "key" in item && item.key ? KEY_BONUS : 0;
  if (item.kind === "judgement") merit -= JUDGEMENT_MALUS;
  if (item.kind === "term" && !question.intents.has("define")) merit -= TERM_MALUS;
  if (item.kind === "figure" && item.value === "unstated") merit -= UNSTATED_MALUS;
  if (isOtherUnit(question, item)) merit -= UNIT_MALUS;
  for (const intent of question.intents) merit += PREFERRED[intent][item.kind] ?? 0;
  if (item.kind === "dispute" && [...question.intents].some((intent) => TYPES[intent]?.includes(item.type)))
    merit += TYPE_BONUS;
  if (question.intents.has("leads") && item.kind === "delegate" && item.capacity === "head") merit += 0.1;
  if (question.intents.has("agenda") && item.kind === "fact" && item.about === "agenda") merit += 0.1;
  if (question.intents.has("where") && item.kind === "fact" && item.about === "venue") merit += 0.1;
  const named = namedBy(item);
  if (item.kind === "quote") {
    if (question.intents.has("said") && question.entities.some(({ id }) => id === item.speaker))
      merit += SPEAKER_BONUS;
    const said = saidIn(item);
    if (runs.some((run) => said.includes(run))) merit += WORDS_BONUS;
  }
  if (question.entities.some((entity) => entity.kind === "term" && entity.id === item.id))
    merit += TERM_BONUS;
  for (const entity of question.entities) {
    if (entity.kind === "round" && !("rounds" in item && item.rounds.length > 0)) continue;
    const missed = MISSED[entity.kind];
    if (missed > 0 && !names(dossier, named, item, entity)) merit -= missed;
  }
  const date = dateOf(item);
  if (question.period && date && !overlaps(date, question.period)) merit -= DATE_MALUS;
  return merit - LENGTH_MALUS * Math.log2(Math.max(1, lengthOf(item) / USUAL_LENGTH));
}

const namedCache = new WeakMap<Item, ReadonlySet<string>>();

/** The ids that an item names; remembered, for the same items are ranked again and again. */
function namedBy(item: Item): ReadonlySet<string> {
  let named = namedCache.get(item);
  if (!named) {
    named = namesOf(item);
    namedCache.set(item, named);
  }
  return named;
}

/** Whether a number is measured in a unit that cannot answer the question. */
export const isOtherUnit = ({ unit }: Question, item: Item): boolean =>
  item.kind === "figure" && unit !== null && !unit.test(item.unit);

const saidCache = new WeakMap<ItemOf<"quote">, string>();

/** The words of a quotation, folded, between spaces. */
function saidIn(quote: ItemOf<"quote">): string {
  let said = saidCache.get(quote);
  if (said === undefined) {
    said = ` ${fold(quote.words)} `;
    saidCache.set(quote, said);
  }
  return said;
}

/** All runs of so many words of a question that a quotation may repeat, between spaces. */
function runsOf({ text }: Question): string[] {
  const asked = fold(text).split(" ");
  return asked.slice(REPEATED - 1).map((_, at) => ` ${asked.slice(at, at + REPEATED).join(" ")} `);
}

/** Whether an item names a party, person, topic or round itself or through a person of the party. */
function names(dossier: Dossier, named: ReadonlySet<string>, item: Item, { kind, id }: Entity): boolean {
  if (named.has(id) || item.id === id) return true;
  if (kind === "source") return citesOf(item).some(({ source }) => source === id);
  if (kind !== "party") return false;
  for (const other of named) if (dossier.get("person", other)?.party === id) return true;
  return false;
}

/** The dates that an item has, or else those of the items that a dispute bears on, or of its rounds. */
export function datesOf(dossier: Dossier, item: Item): When[] {
  const own = dateOf(item);
  if (own) return [own];
  const borne = item.kind === "dispute" ? item.items.flatMap((id) => dossier.item(id) ?? []) : [];
  const rounds = "rounds" in item ? item.rounds.flatMap((id) => dossier.get("round", id)?.date ?? []) : [];
  return [...borne.flatMap((other) => dateOf(other) ?? []), ...rounds];
}

export function dateOf(item: Item): When | undefined {
  if (item.kind === "figure") return item.as_of;
  return "date" in item ? item.date : undefined;
}

/** The length of what an item says, in characters. */
function lengthOf(item: Item): number {
  if (item.kind === "dispute")
    return item.accounts.reduce((sum, { text }) => sum + text.length, item.question.length);
  return "text" in item ? item.text.length : 0;
}
