/** The answer to a curated question: its items and those of what comes close, in the order that the question wants. */
import { citesOf, type Dossier } from "../dossier/dossier.ts";
import type { Item } from "../dossier/kinds.ts";
import { fits } from "../dossier/when.ts";
import { disputesOn, say } from "../present/statement.ts";
import { type Block, type Draft, drill, note } from "../reply/document.ts";
import { actions, readings, unnamed } from "./around.ts";
import type { Match } from "./asked.ts";
import { choose } from "./choose.ts";
import { asksSame, NO_NUMBER, NO_WHEN, refuses, unstated } from "./details.ts";
import { of } from "./forms.ts";
import { itemsOf } from "./holding.ts";
import { isOtherCount, isTooExact, isUndated, lackingOf, NOT_STATED } from "./lacking.ts";
import { isExact } from "./lead.ts";
import { asksEvery, CLOSE, KNOWS_ALL, ordered, valuesFirst } from "./order.ts";
import { BUDGET, fitting, itemBlocks } from "./page.ts";
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
    : withBeside(dossier, question, ranked, near, ordered(dossier, question, ranked, near, parts));
  const picks = isExact(near[0]) ? answers : inSources(question, answers);
  const other = lacking ? undefined : rivalOf(dossier, near, picks);
  const vague = lacking !== undefined || isTooExact(dossier, question, near[0], picks);
  const told = vague
    ? NOT_STATED
    : isOtherCount(dossier, question, ranked, near[0], picks)
      ? NO_NUMBER
      : isUndated(question, near[0], picks)
        ? NO_WHEN
        : unstated(dossier, question, picks);
  // Whoever wrote down the very question knows what answers it.
  const missing = !vague && refuses(told) && isGiven(question, near[0]) ? null : told;
  const blocks = inSides(dossier, question, fitting(dossier, picks, BUDGET));
  return {
    ...((vague || refuses(missing)) && { kind: "not_found" as const }),
    blocks: [
      ...(missing ? [note(missing)] : unnamed(question, picks)),
      ...blocks,
      ...takenFor(near[0], other),
      ...readings(question),
    ],
    actions: [...(other ? [drill(other, `/ask ${other}`)] : []), ...actions(dossier, question, picks)],
  };
}

/** An answer as blocks: where parties are compared and it has positions of each, those stand side by side, the rest below. */
function inSides(dossier: Dossier, question: Question, items: readonly Item[]): Block[] {
  const parties = question.intents.has("compare") ? of(question, "party") : [];
  const sides = parties.map(({ id, name }) => ({
    label: name,
    own: items.filter((item) => item.kind === "position").filter(({ party }) => party === id),
  }));
  if (sides.length < 2 || sides.some(({ own }) => own.length === 0)) return itemBlocks(dossier, items);
  const set = sides.flatMap(({ own }): Item[] => own);
  return [
    {
      type: "comparison",
      sides: sides.map(({ label, own }) => ({ label, items: own.map((item) => say(dossier, item)) })),
    },
    ...itemBlocks(
      dossier,
      items.filter((item) => !set.includes(item)),
    ),
  ];
}

/** A question so much the same as a curated one is given its answers, whatever else they should hold. */
const GIVEN_SAME = 0.8;

const isGiven = (question: Question, best: Match | undefined): boolean =>
  best !== undefined &&
  !best.asked.unstated &&
  best.nearness >= KNOWS_ALL &&
  best.same >= GIVEN_SAME &&
  asksSame(question, best.asked.asks);

/** Of some answers those that rest on the sources named, when any are and any do. */
function inSources(question: Question, answers: readonly Item[]): readonly Item[] {
  // A source may be one side of a comparison.
  if (question.several || doubted(question)) return answers;
  const named = new Set(question.entities.flatMap(({ kind, id }) => (kind === "source" ? [id] : [])));
  const own = answers.filter((item) => citesOf(item).some(({ source }) => named.has(source)));
  return own.length > 0 ? own : answers;
}

/**
 * Answers with what else the words find, and with the dispute on the first of them: nothing else beside a curated
 * question near enough to know all that is asked, and nothing at all where every value is asked for.
 */
function withBeside(
  dossier: Dossier,
  question: Question,
  ranked: readonly Ranked[],
  near: readonly Match[],
  answers: readonly Item[],
): readonly Item[] {
  if (asksEvery(question)) return isExact(near[0]) ? answers : valuesFirst(dossier, answers);
  const more =
    (near[0]?.nearness ?? 0) >= (question.several ? KNOWS_ALL : CLOSE)
      ? []
      : choose(question, ranked, answers).filter((item) => !isOfOtherDays(dossier, question, item));
  return withDispute(dossier, ranked, [...answers, ...more]).filter(
    (item, i) => i === 0 || isExact(near[0]) || !isBeside(question, item),
  );
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

/**
 * Another way in which a question may be meant, when the answer does not show what answers that. As of a day there is
 * none: a curated question is written for all its answers, and may name what was not known by then.
 */
function rivalOf(dossier: Dossier, near: readonly Match[], picks: readonly Item[]): string | undefined {
  if (dossier.isView) return undefined;
  const [best, next] = near;
  if (!best || !next || best.nearness >= CLOSE || next.nearness < best.nearness - AS_LIKELY) return undefined;
  const shown = new Set(picks.slice(0, SHOWN).map(({ id }) => id));
  return next.asked.answers.some((id) => shown.has(id)) ? undefined : next.asked.asks[0];
}

/** Says how a question was read that may be read otherwise. */
function takenFor(best: Match | undefined, other: string | undefined): Block[] {
  return best && other ? [note(`Read as “${best.asked.asks[0]}”; it may also mean “${other}”.`)] : [];
}

/** How a name is written, or what somebody's office is called, is told to those who ask for it. */
const ASKS_NAME =
  /\b(?:spel(?:l|t|led|ling)|writ(?:e|es|ten|ing)|names?|named|called|titles?|posts?|ranks?|offices?|functions?|heads?|who|which is|same|correct|right|differ\w*|sources?)\b/i;

/**
 * Whether an item is a number in a unit not asked for, tells who sat in a delegation of a party not asked about, or how a
 * name is written where nobody asks for names.
 */
function isBeside(question: Question, item: Item): boolean {
  if (isOtherUnit(question, item)) return true;
  if (item.kind === "dispute" && item.type === "name" && !ASKS_NAME.test(question.text)) return true;
  const asked = question.entities.filter(({ kind }) => kind === "party");
  return asked.length > 0 && item.kind === "delegate" && !asked.some(({ id }) => id === item.party);
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
