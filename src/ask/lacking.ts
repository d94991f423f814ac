/** Tells when the very thing asked for is mentioned in the dossier but not given, and says so. */
import type { Dossier } from "../dossier/dossier.ts";
import { fold } from "../dossier/fuzzy.ts";
import type { Item } from "../dossier/schema.ts";
import { stem, stems } from "../dossier/stem.ts";
import type { Match } from "./asked.ts";
import { NUMBER, sentenceOf } from "./choose.ts";
import { isExact } from "./lead.ts";
import type { Question } from "./question.ts";
import { dateOf, isOtherUnit, type Ranked } from "./rank.ts";

/** Asked in nearly the words of a curated question for a detail that is not given. */
const ASKS_JUST = 0.95;
/** Such a question this much farther than the nearest may be the one meant, when a detail is asked for … */
const BESIDE = 0.05;
/** … and this much, when it is asked for exactly, of the same thing. */
const BESIDE_EXACTLY = 0.2;
/** A question for a detail must be so much the same as the curated one: less, when it says that it wants a detail. */
const SAME = 0.6;
const SAME_DETAIL = 0.45;
/** An item that means a word at least this well holds it. */
const MEANT = 0.7;

export const NO_NUMBER = "The dossier mentions this, but states no number.";
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
      !isGiven(dossier, question, ranked, match),
  );
}

function besideOf({ text }: Question, best: Match, match: Match): number {
  const [about] = match.asked.answers;
  return ASKS_DETAIL.test(text) && about !== undefined && best.asked.answers.includes(about)
    ? BESIDE_EXACTLY
    : BESIDE;
}

/** A number in digits or words; "all" and "most" give none. */
const COUNT =
  /\d|\b(?:once|twice|one|two|three|four|five|six|seven|eight|nine|ten|twelve|dozens?|hundreds?|thousands?|millions?|billions?|half|third|quarter)\b/i;

/** Whether the items of a question for what is lacking give it all the same: a number, of all that is asked about. */
function isGiven(dossier: Dossier, question: Question, ranked: readonly Ranked[], { asked }: Match): boolean {
  const named = asked.answers.flatMap((id) => dossier.item(id) ?? []);
  if (
    ASKS_NAMES.test(question.text) &&
    !MORE_NAMES.test(question.text) &&
    named.some((item) => namesSomething(question, item))
  )
    return true;
  if (!question.intents.has("howMany")) return false;
  return asked.answers.some((id) => {
    const item = dossier.item(id);
    const hit = ranked.find((other) => other.item.id === id);
    return (
      item !== undefined &&
      COUNT.test(sentenceOf(item)) &&
      [...question.subjects, ...question.required].every((term) => (hit?.worth.get(term) ?? 0) >= MEANT)
    );
  });
}

/** Says plainly that the very thing asked for is mentioned but not given. */
export function unstated(question: Question, statements: readonly Item[]): string | null {
  const [top] = statements;
  if (!top) return null;
  if (top.kind === "figure" && top.value === "unstated")
    return asksNumber(question) && !isToldBelow(question, statements)
      ? `Mentioned, but no source states the ${ROUGHLY.test(sentenceOf(top)) ? "exact " : ""}number.`
      : null;
  if (
    asksNumber(question) &&
    top.kind !== "figure" &&
    top.kind !== "dispute" &&
    !NUMBER.test(sentenceOf(top))
  ) {
    return NO_NUMBER;
  }
  if (ASKS_NAMES.test(question.text) && top.kind !== "dispute" && !namesSomething(question, top))
    return "The dossier does not name them.";
  if (ASKS_DETAIL.test(question.text) && statements.length <= 2)
    return "No more detail than this is in the dossier.";
  const date = dateOf(top);
  if (question.intents.has("when") && date && date.precision !== "day" && date.precision !== "days") {
    return "No source gives the day.";
  }
  return null;
}

/** Whether a number in the very unit asked for stands among some items. */
const isToldBelow = (question: Question, items: readonly Item[]): boolean =>
  question.unit !== null &&
  items.some((item) => item.kind === "figure" && item.value !== "unstated" && !isOtherUnit(question, item));

/** A quantity that is no number. */
const ROUGHLY = /\b(?:dozens|hundreds|thousands|millions|billions)\b/i;

/** Asks for names: "in which mine", "which six regions", "names of the delegates". */
const ASKS_NAMES =
  /\b(?:which (?:\w+ ){0,2}(?:people|persons?|men|women|officials?|officers?|members?|delegates?|envoys?|generals?|politicians?|experts?|insiders?|countries|regions?|oblasts?|cities|towns|villages?|plants?|mines?|factories|stations?|allies|companies|units?|brigades?)|which (?:(?!of\b|the\b)\w+ ){1,2}sources?|names? of|what (?:is|was|are) the names?|'s name\b|name of|list of)\b/i;

/** Asks for those that are not named: what is there does not give them. */
const MORE_NAMES = /\b(?:others?|else|besides|apart from|remaining|all|full|complete|names? of|list of)\b/i;

/** Asks for more than the gist. */
const ASKS_DETAIL =
  /\b(?:what exactly|exactly what|exact(?:ly)? which|who exactly|precisely|in detail|details|specifics?|specifically|spell(?:ed)? out|full (?:text|list|names?)|exact (?!words?|quote)\w+|contents? of|text of|points of|written in)\b/i;

/** Asks for a particular, not for the matter. */
const ASKS_PARTICULAR =
  /\b(?:which|who|whom|whose|where|when|value|worth|sum|size|sample|margin|names?|list|legal (?:definition|status|form|basis|regime)|provisions?|how (?:many|much|long|large|big|deep|wide|far|high|strong|often)|number|wording|ranks?)\b/i;

export const asksNumber = ({ intents }: Question): boolean =>
  intents.has("howMany") || intents.has("howLong");

/** Whether a question asks for a detail, not just for the matter. */
function asksDetail({ text }: Question): boolean {
  return ASKS_PARTICULAR.test(text) || ASKS_NAMES.test(text) || ASKS_DETAIL.test(text);
}

/** Whether a statement holds a proper name that the question does not. */
function namesSomething(question: Question, item: Item): boolean {
  const asked = new Set(stems([question.text, ...question.entities.map(({ name }) => name)].join(" ")));
  const names = sentenceOf(item).match(/(?<=[\w,] )\p{Lu}[\p{L}'-]+/gu) ?? [];
  return names.some((name) => !asked.has(stem(fold(name))) && !COMMON_NAMES.has(fold(name)));
}

/** Capitalised words that name no answer: months, and the adjectives of the parties are found in nearly every item. */
const COMMON_NAMES = new Set(
  "january february march april may june july august september october november december russia russian ukraine ukrainian us european europe american western".split(
    " ",
  ),
);
