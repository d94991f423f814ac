/** The answer to a curated question: its items and those of what comes close, in the order that the question wants. */
import type { Dossier } from "../dossier/dossier.ts";
import type { Item, ItemOf } from "../dossier/kinds.ts";
import { fits } from "../dossier/when.ts";
import { disputesOn } from "../present/statement.ts";
import { type Block, type Draft, drill, note } from "../reply/document.ts";
import { actions, readings, unnamed } from "./around.ts";
import type { Match } from "./asked.ts";
import { choose, NUMBER, sentenceOf } from "./choose.ts";
import { asksNumber, refuses, unstated } from "./details.ts";
import { lackingOf, NOT_STATED } from "./lacking.ts";
import { isExact } from "./lead.ts";
import { BUDGET, statementBlocks } from "./page.ts";
import { doubted, type Question } from "./question.ts";
import { datesOf, isOtherUnit, type Ranked } from "./rank.ts";

/** The answer to a curated question, and what else ranks close to its best. */
export function composeAsked(
  dossier: Dossier,
  question: Question,
  ranked: readonly Ranked[],
  near: readonly Match[],
  parts: readonly Match[],
  matches: readonly Match[],
): Draft {
  const lacking = lackingOf(dossier, question, ranked, near, matches);
  const answers = lacking
    ? itemsOf(dossier, lacking.asked)
    : leading(dossier, question, ranked, near, together(dossier, question, near, parts));
  const picks = lacking
    ? answers
    : withDispute(dossier, ranked, [...answers, ...beside(dossier, question, ranked, near, answers)]).filter(
        (item, i) => i === 0 || isExact(near[0]) || !isBeside(question, item),
      );
  const other = lacking ? undefined : rivalOf(near, picks);
  const missing = lacking ? NOT_STATED : unstated(question, lacking ? answers : picks);
  const blocks = statementBlocks(dossier, valuesFirst(dossier, question, picks), BUDGET);
  return {
    ...((lacking || refuses(missing)) && { kind: "not_found" as const }),
    blocks: [
      ...(missing ? [note(missing)] : unnamed(question, picks)),
      ...blocks,
      ...takenFor(near[0], other),
      ...readings(question),
    ],
    actions: [...(other ? [drill(other, `/ask ${other}`)] : []), ...actions(dossier, question, picks)],
  };
}

/** What else the words find: nothing beside a curated question that is near enough to know all that is asked. */
function beside(
  dossier: Dossier,
  question: Question,
  ranked: readonly Ranked[],
  near: readonly Match[],
  answers: readonly Item[],
): Item[] {
  if (!question.several && (near[0]?.nearness ?? 0) >= CLOSE) return [];
  return choose(question, ranked, answers).filter((item) => !isOfOtherDays(dossier, question, item));
}

/** Whether an item has days, and none of them are those asked about. */
function isOfOtherDays(dossier: Dossier, { period }: Question, item: Item): boolean {
  const dates = period ? datesOf(dossier, item) : [];
  return period !== null && dates.length > 0 && dates.every((date) => fits(date, period) === "apart");
}

/** A curated question so little farther than the nearest is as likely meant. */
const AS_LIKELY = 0.02;
/** Items that an answer shows in any case. */
const SHOWN = 3;

/** Another way in which a question may be meant, when the answer does not show what answers that. */
function rivalOf(near: readonly Match[], picks: readonly Item[]): string | undefined {
  const [best, next] = near;
  if (!best || !next || best.nearness >= CLOSE || next.nearness < best.nearness - AS_LIKELY) return undefined;
  const shown = new Set(picks.slice(0, SHOWN).map(({ id }) => id));
  return next.asked.answers.some((id) => shown.has(id)) ? undefined : next.asked.asks[0];
}

/** Says how a question was read that may be read otherwise. */
function takenFor(best: Match | undefined, other: string | undefined): Block[] {
  return best && other ? [note(`Read as “${best.asked.asks[0]}”; it may also mean “${other}”.`)] : [];
}

/** A curated question this much farther than the nearest may be the one meant. */
const RIVAL = 0.15;
/** What each further answer of a curated question stands back behind the one before it. */
const STEP = 0.12;
/** What a dispute counts more for a question that doubts. */
const DOUBT = 0.15;
/** What an answer that names another person than the one asked about stands back. */
const ANOTHER = 0.2;

/** The best answer to the nearest question and to each part, then the best ones to what comes close. */
function together(
  dossier: Dossier,
  question: Question,
  near: readonly Match[],
  parts: readonly Match[],
): Item[] {
  const values = new Map<Item, number>();
  const least = Math.max(...[...near.slice(0, 1), ...parts].map(({ nearness }) => nearness)) - RIVAL;
  for (const { asked, nearness } of [...near, ...parts]) {
    for (const [i, item] of itemsOf(dossier, asked).entries()) {
      const value =
        nearness -
        i * STEP +
        (item.kind === "dispute" && doubted(question) ? DOUBT : 0) -
        (!isExact(near[0]) && isOnAnother(question, item) ? ANOTHER : 0);
      if (value > least) values.set(item, Math.max(value, values.get(item) ?? 0));
    }
  }
  const firsts = [...near.slice(0, 1), ...parts].flatMap(({ asked }) => {
    const items = itemsOf(dossier, asked);
    const first = items.find((item) => !isOnAnother(question, item)) ?? items[0];
    return first ? [first] : [];
  });
  const own = new Set(near[0]?.asked.answers);
  const sorted = [...values].sort(([, a], [, b]) => b - a).map(([item]) => item);
  if (doubted(question)) return disputesFirst(dossier, firsts, sorted);
  // What the nearest one gives beyond those comes before anything found by the words alone.
  const picks = [...new Set([...firsts, ...sorted, ...itemsOf(dossier, near[0]?.asked)])];
  // Disputes are long: those of other questions stand back, and numbers asked for come before what is said of them.
  const numbers = question.intents.has("howMany") ? picks.filter(({ kind }) => kind === "figure") : [];
  const measured = numbers.slice(0, 1).flatMap((figure) => sameMeasure(dossier, figure));
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

/** Whether an item is a number in a unit not asked for, or tells who sat in a delegation of a party not asked about. */
function isBeside(question: Question, item: Item): boolean {
  if (isOtherUnit(question, item)) return true;
  const asked = question.entities.filter(({ kind }) => kind === "party");
  return asked.length > 0 && item.kind === "delegate" && !asked.some(({ id }) => id === item.party);
}

/** The answers to a doubt: the dispute on just that, before what one side of it says. */
function disputesFirst(dossier: Dossier, firsts: readonly Item[], sorted: readonly Item[]): Item[] {
  const [best] = [...firsts, ...sorted];
  const bearing = new Set(best ? disputesOn(dossier, [best]) : []);
  const own = [...firsts, ...sorted].filter(
    (item) => item.kind === "dispute" && (firsts.includes(item) || bearing.has(item)),
  );
  const asked = own.length > 0 ? own : sorted.slice(0, 1).filter(({ kind }) => kind === "dispute");
  return [...new Set([...asked, ...firsts, ...sorted])];
}

/** Statements that stand before a dispute on the first of them. */
const BEFORE_DISPUTE = 3;
/** A dispute belongs to an answer when it holds so much of what the best item holds of the question. */
const BEARS = 0.75;

/** Items with the most fitting dispute on the first of them, when none stands among them. */
function withDispute(dossier: Dossier, ranked: readonly Ranked[], items: readonly Item[]): Item[] {
  const [first] = items;
  const [top] = ranked;
  if (!first || !top || items.slice(0, BEFORE_DISPUTE).some(({ kind }) => kind === "dispute"))
    return [...items];
  const bearing: readonly Item[] = disputesOn(dossier, [first]);
  const best = ranked.find(
    ({ item, coverage }) => bearing.includes(item) && coverage >= BEARS * top.coverage,
  );
  if (!best) return [...items];
  return [...new Set([...items.slice(0, BEFORE_DISPUTE), best.item, ...items.slice(BEFORE_DISPUTE)])];
}

/** A curated question nearer than this is the one asked; below it, an item that holds clearly more may know better. */
const CLOSE = 0.85;
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
  if (!top || near.some(({ nearness }) => nearness >= CLOSE) || doubted(question)) return answers;
  // A number that nobody asks for does not lead.
  if (top.item.kind === "figure" && !asksNumber(question)) return answers;
  if (top.score < (first?.score ?? 0) + AHEAD || top.coverage < LESS * (first?.coverage ?? 0)) return answers;
  return [...new Set([top.item, ...sameMeasure(dossier, top.item), ...answers])];
}

/** Values of one measure beside each other at most; more would be a table, not an answer. */
const MOST_VALUES = 24;
const measures = new WeakMap<Dossier, ReadonlyMap<string, readonly ItemOf<"figure">[]>>();

/** The figures that measure the same. */
function sameMeasure(dossier: Dossier, item: Item): readonly Item[] {
  if (item.kind !== "figure") return [];
  const byMeasure = measures.get(dossier) ?? Map.groupBy(dossier.all("figure"), ({ measure }) => measure);
  measures.set(dossier, byMeasure);
  return byMeasure.get(item.measure)?.slice(0, MOST_VALUES) ?? [];
}

/** Asks for all values, not for what is said of them. */
const EVERY = /\b(?:every|each|all)\b/i;

/** Items with all values of the number first, when every one is asked for. */
function valuesFirst(dossier: Dossier, question: Question, items: readonly Item[]): readonly Item[] {
  const number = items.find(({ kind }) => kind === "figure");
  if (!number || !asksNumber(question) || !EVERY.test(question.text)) return items;
  return [...new Set([...sameMeasure(dossier, number), ...items])];
}

/** What answers a curated question, best first. */
export const itemsOf = (dossier: Dossier, asked: Match["asked"] | undefined): Item[] =>
  (asked?.answers ?? []).flatMap((id) => dossier.item(id) ?? []);
