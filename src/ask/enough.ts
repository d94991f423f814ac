/** Whether what is found answers a question, or merely stands near it. */
import type { Dossier } from "../dossier/dossier.ts";
import type { Match } from "./asked.ts";
import { carried, completing, isAbout, sentenceOf } from "./choose.ts";
import type { Intent } from "./intents.ts";
import { isOnlyAnnounced } from "./lead.ts";
import { NUMBER } from "./numbers.ts";
import type { Question } from "./question.ts";
import { dateOf, type Ranked } from "./rank.ts";

/** The part of a question's subjects that an answer must carry. */
const ENOUGH = 0.6;
/** What is answered is mostly like one of the curated questions; what is like none must be carried nearly whole. */
const LIKELY = 0.55;
const ENOUGH_UNLIKELY = 0.7;
/** Less will do when a curated question leads to the same item; how near that is, and how much the same. */
const ENOUGH_AGREED = 0.58;
const AGREES = 0.6;
const AGREES_SAME = 0.5;
/** Among so many of the best items the thing counted, or the day asked for, must stand. */
export const BEST = 8;
/** For each word that the dossier lacks, so many that it knows must all be in the answer. */
const KNOWN_PER_UNKNOWN = 3;
const ENOUGH_WITH_UNKNOWN = 0.85;
/** What may be asked about the talks as a whole, without naming a subject. */
const OPEN: readonly Intent[] = [
  "where",
  "agenda",
  "next",
  "reaction",
  "happened",
  "when",
  "howLong",
  "members",
  "leads",
  "doubt",
];

/** Whether the best items answer: they carry enough of what is asked, and nothing asked about is unknown. */
export function isAnswer(
  dossier: Dossier,
  question: Question,
  ranked: readonly Ranked[],
  matches: readonly Match[],
): boolean {
  const [top] = ranked;
  const nearness = matches[0]?.nearness ?? 0;
  const agreed = top !== undefined && pointTo(matches, top.item.id);
  const { subjects, unknown, required, intents, period } = question;
  if (!top || unknown.names.length > 0) return false;
  if (subjects.length === 0 && !period && !OPEN.some((intent) => intents.has(intent))) return false;
  const share = carried(dossier, question, ranked);
  const near = ranked.slice(0, BEST).filter((hit) => hit.coverage >= 0.9 * top.coverage);
  if (isOnlyAnnounced(question, top.item)) return false;
  if (intents.has("when") && !near.some(isDated)) return false;
  // What is counted must be in the answer, and so must a number.
  const parts = [top, ...completing(question, top, ranked.slice(1))];
  if (!required.every((term) => parts.some((part) => isAbout(part, term)))) return false;
  if (
    intents.has("howMany") &&
    !parts.some(({ item }) => item.kind === "dispute" || NUMBER.test(sentenceOf(item)))
  )
    return false;
  // An opinion that names nobody does not tell who.
  if (intents.has("who") && top.item.kind === "judgement" && top.item.people.length === 0) return false;
  const enough = agreed ? ENOUGH_AGREED : nearness >= LIKELY ? ENOUGH : ENOUGH_UNLIKELY;
  if (unknown.words.length === 0) return share >= enough;
  const alone = carried(dossier, question, [top]);
  return subjects.length >= KNOWN_PER_UNKNOWN * unknown.words.length && alone >= ENOUGH_WITH_UNKNOWN;
}

/** Whether the nearest curated question, asked much the same, leads to an item that the words find best by themselves. */
function pointTo([best]: readonly Match[], id: string): boolean {
  return (
    best !== undefined &&
    best.nearness >= AGREES &&
    best.same >= AGREES_SAME &&
    best.asked.answers.includes(id)
  );
}

/** Whether an item places something in time. */
function isDated({ item }: Ranked): boolean {
  return (
    dateOf(item) !== undefined ||
    item.kind === "round" ||
    /\b(?:\d{4}|\d+ (?:hours?|days?|months?|years?))\b/.test(sentenceOf(item))
  );
}
