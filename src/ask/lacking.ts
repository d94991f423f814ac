/** Tells by the curated questions when the very thing asked for is mentioned in the dossier but not given. */
import type { Dossier } from "../dossier/dossier.ts";
import { fold } from "../dossier/fuzzy.ts";
import type { Item } from "../dossier/kinds.ts";
import type { Match } from "./asked.ts";
import { carried, isAbout, sentenceOf } from "./choose.ts";
import {
  ASKS_DETAIL,
  ASKS_NAMES,
  asksDetail,
  asksNumber,
  commonNames,
  MORE_NAMES,
  namesSomething,
} from "./details.ts";
import { itemsOf } from "./holding.ts";
import { intentsOf } from "./intents.ts";
import { isExact, lacksMost } from "./lead.ts";
import { COUNT } from "./numbers.ts";
import type { Question } from "./question.ts";
import { dateOf, type Ranked } from "./rank.ts";

/** Asked in nearly the words of a curated question for a detail that is not given. */
const ASKS_JUST = 0.95;
/** Such a question this much farther than the nearest may be the one meant, when a detail is asked for … */
const BESIDE = 0.1;
/** … and this much, when it is asked for exactly, of the same thing. */
const BESIDE_EXACTLY = 0.2;
/** A question for a detail must be so much the same as the curated one: less, when it says that it wants a detail. */
const SAME = 0.6;
const SAME_DETAIL = 0.45;

/** A question that wants something exactly is answered only by one that asks so much the same, or holds so much of it. */
const EXACTLY_SAME = 0.85;
const EXACTLY_KNOWN = 0.9;
const EXACTLY = /\b(?:exact(?:ly)?|precise(?:ly)?|specific(?:s|ally)|in detail|details of)\b/i;
const WORDS = /\b(?:words?|quotes?|quotation|said|says?)\b/i;

/** Whether something is wanted more exactly than the nearest curated question asks for it. @param picks its answers */
export function isTooExact(
  dossier: Dossier,
  question: Question,
  best: Match | undefined,
  picks: readonly Item[],
): boolean {
  if (!best || !EXACTLY.test(question.text)) return false;
  if (best.same >= EXACTLY_SAME || best.known >= EXACTLY_KNOWN) return false;
  if (best.asked.asks.some((ask) => EXACTLY.test(ask))) return false;
  if (picks.some(({ kind }) => kind === "quote") && WORDS.test(question.text)) return false;
  const [top] = picks;
  if (!top || top.kind === "dispute" || top.kind === "quote") return false;
  // A day and names are exact.
  const precision = dateOf(top)?.precision;
  if (question.intents.has("when") && (precision === "day" || precision === "days")) return false;
  return !(question.intents.has("who") && namesSomething(question, top, commonNames(dossier)));
}

/** A number must be of what is asked about, as a statement carries it, unless the nearest curated question asks so much the same. */
const COUNTED_SAME = 0.75;
const COUNTED = 0.9;

/** Whether a number of something is asked for that none of the answers counts. @param picks the answers, best first */
export function isOtherCount(
  dossier: Dossier,
  question: Question,
  ranked: readonly Ranked[],
  best: Match | undefined,
  picks: readonly Item[],
): boolean {
  if (!best || best.same >= COUNTED_SAME || question.several || !HOW_MANY.test(question.text)) return false;
  return !ranked.some(
    (hit) =>
      picks.includes(hit.item) &&
      (hit.item.kind === "dispute" || COUNT.test(sentenceOf(hit.item))) &&
      carried(dossier, question, [hit]) >= COUNTED,
  );
}

const HOW_MANY = /\bhow (?:many|big|old|wide|far)\b/i;

export const NOT_STATED = "Mentioned, but not stated: no source in the dossier gives it.";

/** The curated question for a detail that is mentioned but not given, when that is what is asked. @param near those that may be asked, nearest first @param matches all that are like it */
export function lackingOf(
  dossier: Dossier,
  question: Question,
  ranked: readonly Ranked[],
  near: readonly Match[],
  matches: readonly Match[],
): Match | undefined {
  const [best] = near;
  if (!best || (best.same >= ASKS_JUST && !best.asked.unstated)) return undefined;
  if (lacksMost(dossier, question, matches)) return best;
  // A few bare words are as near to the detail as to the matter: unless a detail is asked for, the matter is meant.
  const given = near.some(
    (match) => !match.asked.unstated && !isExact(best) && match.nearness >= best.nearness - BESIDE,
  );
  if (best.asked.unstated && best.same >= ASKS_JUST && !given) return best;
  if (!asksDetail(question)) return undefined;
  const least = asksNumber(question) || ASKS_DETAIL.test(question.text) ? SAME_DETAIL : SAME;
  // "What exactly …" asks for more on what the nearest one tells, however it goes on.
  const among = ASKS_DETAIL.test(question.text) ? matches : near;
  // Of two as near, the one that asks more the same is meant.
  const rivals = near.filter(({ asked, nearness }) => !asked.unstated && nearness >= best.nearness - BESIDE);
  const rival = ASKS_DETAIL.test(question.text) ? 0 : Math.max(0, ...rivals.map(({ same }) => same));
  return among.find(
    (match) =>
      match.asked.unstated &&
      match.same >= rival &&
      match.nearness >= best.nearness - besideOf(question, best, match) &&
      match.same >= least &&
      !isGivenAllTheSame(dossier, question, ranked, match),
  );
}

function besideOf({ text }: Question, best: Match, match: Match): number {
  const [about] = match.asked.answers;
  return ASKS_DETAIL.test(text) && about !== undefined && best.asked.answers.includes(about)
    ? BESIDE_EXACTLY
    : BESIDE;
}

/** Whether the items of a question for what is lacking give it all the same: a number, of all that is asked about. */
function isGivenAllTheSame(
  dossier: Dossier,
  question: Question,
  ranked: readonly Ranked[],
  { asked }: Match,
): boolean {
  // A word that the dossier lacks names what it does not give ("the sample of the poll").
  if (question.unknown.words.length + question.unknown.names.length > 0) return false;
  const named = itemsOf(dossier, asked);
  if (
    ASKS_NAMES.test(question.text) &&
    !MORE_NAMES.test(question.text) &&
    named.some((item) => namesSomething(question, item, commonNames(dossier)))
  )
    return true;
  if (!question.intents.has("howMany")) return false;
  return named.some((item) => {
    const hit = ranked.find((other) => other.item === item);
    return (
      COUNT.test(sentenceOf(item)) &&
      [...question.subjects, ...question.required].every((term) => isAbout(hit, term))
    );
  });
}

/** A curated question so much the same is given its answers. */
const ALIKE = 0.95;
/** What is asked for must stand in one of so many of the first statements. */
const TOLD_IN = 3;

/** Whether a question asks when, the nearest curated one does not, and no answer of that has a date. @param picks its answers, best first */
export function isUndated(question: Question, best: Match | undefined, picks: readonly Item[]): boolean {
  if (!best || best.same >= ALIKE || question.several || !question.intents.has("when")) return false;
  if (best.asked.asks.some((ask) => intentsOf(fold(ask)).has("when"))) return false;
  return !picks.slice(0, TOLD_IN).some((item) => DATED.has(item.kind) || isDated(item));
}

/** Kinds of item that bear a date, or tell which dates sources give. */
const DATED: ReadonlySet<Item["kind"]> = new Set(["dispute", "source", "round"]);

const isDated = (item: Item): boolean => dateOf(item) !== undefined || /\d/.test(sentenceOf(item));
