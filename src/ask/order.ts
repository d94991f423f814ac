/** In which order an answer gives what the curated questions near to a question lead to. */
import type { Dossier } from "../dossier/dossier.ts";
import type { Item } from "../dossier/kinds.ts";
import { disputesOn } from "../present/statement.ts";
import type { Match } from "./asked.ts";
import { sentenceOf } from "./choose.ts";
import { asksNumber } from "./details.ts";
import { itemsOf } from "./holding.ts";
import { isExact } from "./lead.ts";
import { NUMBER, valuesOf } from "./numbers.ts";
import { doubted, type Question } from "./question.ts";
import type { Ranked } from "./rank.ts";

/** A curated question this much farther than the nearest may be the one meant. */
const RIVAL = 0.15;
/** From here on a curated question knows all that is asked: its answers come whole, and only one so little farther is a rival. */
export const KNOWS_ALL = 0.9;
const RIVAL_OF_ALL = 0.06;
/** … as does one that asks so much the same, though its answers hold fewer of the words. */
const SAME_AS_ALL = 0.88;
/** What each further answer of a curated question stands back behind the one before it. */
const STEP = 0.12;
/** What a dispute counts more for a question that doubts. */
const DOUBT = 0.15;
/** What an answer that names another person than the one asked about stands back. */
const ANOTHER = 0.2;

/** What answers a question by the curated ones near to it, in the order of the answer. @param parts those near to its parts */
export function ordered(
  dossier: Dossier,
  question: Question,
  ranked: readonly Ranked[],
  near: readonly Match[],
  parts: readonly Match[],
): Item[] {
  // "And who says so" leads anywhere: a part must be answered by something that the question's words find too.
  const found = new Set(ranked.map(({ item }) => item.id));
  const own = parts.filter(({ asked }) => asked.answers.some((id) => found.has(id)));
  const answers = leading(dossier, question, ranked, near, gathered(dossier, question, near, own));
  return isExact(near[0]) ? answers : ofSpeakerFirst(question, answers);
}

/** What somebody said is first what is theirs, or tells of them. */
function ofSpeakerFirst({ intents, entities }: Question, answers: Item[]): Item[] {
  const [speaker, other] = entities.filter(({ kind }) => kind === "person");
  if (!intents.has("said") || !speaker || other) return answers;
  const isOf = (item: Item) =>
    (item.kind === "quote" && item.speaker === speaker.id) ||
    ("by" in item && item.by === speaker.id) ||
    // A judgement on somebody is another's word.
    (item.kind !== "judgement" && "people" in item && item.people.includes(speaker.id));
  return [...answers.filter(isOf), ...answers.filter((item) => !isOf(item))];
}

/** The best answer to the nearest question and to each part, then the best ones to what comes close. */
function gathered(
  dossier: Dossier,
  question: Question,
  near: readonly Match[],
  parts: readonly Match[],
): Item[] {
  const values = new Map<Item, number>();
  const nearest = Math.max(...[...near.slice(0, 1), ...parts].map(({ nearness }) => nearness));
  const least = nearest - (nearest >= KNOWS_ALL ? RIVAL_OF_ALL : RIVAL);
  for (const [n, { asked, nearness }] of [...near, ...parts].entries()) {
    for (const [i, item] of itemsOf(dossier, asked).entries()) {
      const value = nearness - i * STEP - (!isExact(near[0]) && isOnAnother(question, item) ? ANOTHER : 0);
      // It puts the dispute before what else answers, but brings in none of a question farther away.
      const lift = item.kind === "dispute" && doubted(question) ? DOUBT : 0;
      const meant = n === 0 || n >= near.length;
      if (value + (meant ? lift : 0) > least) values.set(item, Math.max(value + lift, values.get(item) ?? 0));
    }
  }
  const firsts = [...near.slice(0, 1), ...parts].flatMap(({ asked }) => {
    const items = itemsOf(dossier, asked);
    const own = isExact(near[0]) ? undefined : items.find((item) => !isOnAnother(question, item));
    const first = own ?? items[0];
    return first ? [first] : [];
  });
  const own = new Set(near[0]?.asked.answers);
  // What the nearest one gives beyond the first comes before anything found by the words alone.
  const beyond = itemsOf(dossier, near[0]?.asked);
  const [best] = near;
  const knowsAll = nearest >= KNOWS_ALL || (best !== undefined && best.same >= SAME_AS_ALL);
  const whole = knowsAll && parts.length === 0 ? beyond : [];
  const sorted = [...values].sort(([, a], [, b]) => b - a).map(([item]) => item);
  if (doubted(question) && !isExact(near[0])) {
    const answers = nearest >= CLOSE && parts.length === 0 ? [...beyond, ...sorted] : sorted;
    return [...new Set([...disputesFirst(dossier, firsts, answers, own), ...beyond])];
  }
  const picks = [...new Set([...firsts, ...whole, ...sorted, ...beyond])];
  // Disputes are long: those of other questions stand back, and numbers asked for come before what is said of them.
  const numbers = question.intents.has("howMany") ? picks.filter(({ kind }) => kind === "figure") : [];
  const measured = numbers.slice(0, 1).flatMap((figure) => valuesOf(dossier, figure));
  const rest = picks.filter((item) => item.kind !== "dispute" || own.has(item.id));
  // "Almost all" is a quantity too.
  const told = firsts.some((item) => NUMBER.test(sentenceOf(item)));
  const lead = measured.length > 0 && !isExact(near[0]) && !told ? [] : firsts;
  return [...new Set([...lead, ...measured, ...numbers, ...rest])];
}

/** Whether an answer names people, but none of those asked about. */
function isOnAnother({ entities }: Question, item: Item): boolean {
  const asked = entities.filter(({ kind }) => kind === "person");
  if (asked.length === 0 || !("people" in item) || item.people.length === 0) return false;
  return !asked.some(({ id }) => item.people.includes(id));
}

/** The answers to a doubt: the dispute on just that, before what one side of it says. @param known ids that answer the nearest curated question */
function disputesFirst(
  dossier: Dossier,
  firsts: readonly Item[],
  sorted: readonly Item[],
  known: ReadonlySet<string>,
): Item[] {
  const all = [...firsts, ...sorted];
  const bearing = new Set(all[0] ? disputesOn(dossier, [all[0]]) : []);
  const own = all.filter((item) => item.kind === "dispute" && (firsts.includes(item) || bearing.has(item)));
  const named = all.filter((item) => item.kind === "dispute" && known.has(item.id));
  return [...new Set([...(own.some(({ id }) => known.has(id)) ? [] : named), ...own, ...all])];
}

/** A curated question nearer than this, or asking so much the same, is the one asked; else an item that holds clearly more may know better. */
export const CLOSE = 0.85;
const ASKS_SAME = 0.75;
const AHEAD = 0.15;
const LESS = 0.9;

/** The answers, behind the best item by the words alone when that fits clearly better than the first of them. */
function leading(
  dossier: Dossier,
  question: Question,
  ranked: readonly Ranked[],
  near: readonly Match[],
  answers: Item[],
): Item[] {
  const [top] = ranked;
  const first = ranked.find(({ item }) => item === answers[0]);
  if (!top || near.some(({ nearness, same }) => nearness >= CLOSE || same >= ASKS_SAME) || doubted(question))
    return answers;
  // A number that nobody asks for does not lead.
  if (top.item.kind === "figure" && !asksNumber(question)) return answers;
  // Several names together are held by many a dispute that is on something else.
  if (top.item.kind === "dispute" && question.entities.filter(({ kind }) => kind === "person").length > 1)
    return answers;
  if (top.score < (first?.score ?? 0) + AHEAD || top.coverage < LESS * (first?.coverage ?? 0)) return answers;
  return [...new Set([top.item, ...valuesOf(dossier, top.item), ...answers])];
}

/** Asks for all values, not for what is said of them. */
const EVERY = /\b(?:every|each|all)\b/i;

export const asksEvery = (question: Question): boolean => asksNumber(question) && EVERY.test(question.text);

/** Items with all values of their numbers first, and of those that their disputes are on. */
export function valuesFirst(dossier: Dossier, items: readonly Item[]): Item[] {
  const numbers = items.flatMap((item) =>
    item.kind === "dispute" ? item.items.flatMap((id) => dossier.get("figure", id) ?? []) : [item],
  );
  return [...new Set([...numbers.flatMap((item) => valuesOf(dossier, item)), ...items])];
}
