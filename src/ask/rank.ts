/** Which items answer a question best: how much of it they carry, and whether they are of the kind asked for. */
import type { Dossier } from "../dossier/dossier.ts";
import { namesOf } from "../dossier/dossier.ts";
import type { Item, Kind } from "../dossier/schema.ts";
import { indexOf, type Term } from "../dossier/search.ts";
import { overlaps, type When } from "../dossier/when.ts";
import type { Intent, Question } from "./question.ts";

export interface Ranked {
  readonly item: Item;
  readonly score: number;
  /** The part of the question's weight that the item carries, 0–1. */
  readonly coverage: number;
  readonly terms: ReadonlySet<Term>;
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
  doubt: { dispute: 0.25 },
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
const KEY_BONUS = 0.05;
/** An item that does not name the person asked about is hardly about the question; a party may be implied. */
const MISSED = { person: 0.3, party: 0.12, round: 0.25, topic: 0 } as const;
const DATE_BONUS = 0.2;
const DATE_MALUS = 0.3;

/** All items that carry something of a question, best first. */
export function rank(dossier: Dossier, question: Question): Ranked[] {
  return indexOf(dossier)
    .find(question.terms)
    .filter(({ item }) => item.kind !== "party" && item.kind !== "topic")
    .map(({ item, coverage, terms }) => ({
      item,
      coverage,
      terms,
      score: coverage + merit(dossier, question, item),
    }))
    .sort((a, b) => b.score - a.score || (a.item.id < b.item.id ? -1 : 1));
}

function merit(dossier: Dossier, question: Question, item: Item): number {
  let merit = "key" in item && item.key ? KEY_BONUS : 0;
  if (item.kind === "judgement") merit -= JUDGEMENT_MALUS;
  for (const intent of question.intents) merit += PREFERRED[intent][item.kind] ?? 0;
  if (question.intents.has("leads") && item.kind === "delegate" && item.capacity === "head") merit += 0.1;
  if (question.intents.has("agenda") && item.kind === "fact" && item.about === "agenda") merit += 0.1;
  if (question.intents.has("where") && item.kind === "fact" && item.about === "venue") merit += 0.1;
  const named = namesOf(item);
  for (const entity of question.entities) {
    if (entity.kind === "round" && !("rounds" in item && item.rounds.length > 0)) continue;
    if (!names(dossier, named, item, entity.id)) merit -= MISSED[entity.kind];
  }
  if (question.period) merit += dateMerit(dateOf(item), question.period);
  return merit;
}

/** Whether an item names a party, person, topic or round itself or through a person of the party. */
function names(dossier: Dossier, named: ReadonlySet<string>, item: Item, id: string): boolean {
  if (named.has(id) || item.id === id) return true;
  return [...named].some((other) => dossier.get("person", other)?.party === id);
}

export function dateOf(item: Item): When | undefined {
  if (item.kind === "figure") return item.as_of;
  return "date" in item ? item.date : undefined;
}

function dateMerit(date: When | undefined, period: NonNullable<Question["period"]>): number {
  if (!date) return 0;
  const from = period.from ?? Temporal.PlainDate.from("0001-01-01");
  if (!overlaps(date, { from, to: period.to })) return -DATE_MALUS;
  return date.precision === "day" || date.precision === "days" || period.to === null
    ? DATE_BONUS
    : DATE_BONUS / 2;
}
