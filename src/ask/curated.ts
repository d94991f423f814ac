/** The answer to a curated question: its items and those of what comes close, in the order that the question wants. */
import type { Dossier } from "../dossier/dossier.ts";
import type { Item } from "../dossier/kinds.ts";
import { fits } from "../dossier/when.ts";
import { disputesOn } from "../present/statement.ts";
import { type Block, type Draft, drill, note } from "../reply/document.ts";
import { actions, readings, unnamed } from "./around.ts";
import type { Match } from "./asked.ts";
import { choose } from "./choose.ts";
import { refuses, unstated } from "./details.ts";
import { lackingOf, NOT_STATED } from "./lacking.ts";
import { isExact, itemsOf } from "./lead.ts";
import { asksEvery, CLOSE, ordered, valuesFirst } from "./order.ts";
import { BUDGET, statementBlocks } from "./page.ts";
import type { Question } from "./question.ts";
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
  const picks = lacking
    ? itemsOf(dossier, lacking.asked)
    : withBeside(dossier, question, ranked, near, ordered(dossier, question, ranked, near, parts));
  const other = lacking ? undefined : rivalOf(dossier, near, picks);
  const missing = lacking ? NOT_STATED : unstated(question, picks);
  const blocks = statementBlocks(dossier, picks, BUDGET);
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
    !question.several && (near[0]?.nearness ?? 0) >= CLOSE
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

/** Whether an item is a number in a unit not asked for, or tells who sat in a delegation of a party not asked about. */
function isBeside(question: Question, item: Item): boolean {
  if (isOtherUnit(question, item)) return true;
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
