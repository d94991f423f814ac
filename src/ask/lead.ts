/** How a curated question leads to its answers: whether it is asked for indeed, and what it lifts in the ranking. */
import type { Dossier } from "../dossier/dossier.ts";
import type { Item } from "../dossier/kinds.ts";
import { indexOf, worthOf } from "../dossier/search.ts";
import type { Match } from "./asked.ts";
import { asksDetail } from "./details.ts";
import { agrees, asksOtherKind, holdingOf } from "./holding.ts";
import type { Question } from "./question.ts";
import type { Ranked } from "./rank.ts";

/** From here on a curated question may be the one that is asked … */
const NEAR = 0.65;
/** … when it holds so much of what is asked, asks so much the same, and both together are so much. */
const KNOWN = 0.55;
const SAME = 0.35;
const BOTH = 1.2;
/** A question that names nothing, "what about", must ask so much the same. */
const SAME_OF_NOTHING = 0.6;
/** … and one that holds only words that go along with a subject, so much. */
const SAME_OF_SOFT = 0.5;
/** A question much farther than the nearest is not the one meant, even when the nearest is not either. */
const BESIDE_BEST = 0.12;
/** Below this a likeness is chance. */
const FAR = 0.5;
/** What the nearest question adds to its first answer's score, on the scale of coverage. */
const LIFT = 0.5;
/** What each further answer counts beside the one before it. */
const NEXT = 0.85;

/** The curated questions that may be asked, nearest first. @param matches nearest first */
export function askedFor(dossier: Dossier, question: Question, matches: readonly Match[]): Match[] {
  const [best] = matches;
  if (!best) return [];
  if (isExact(best) || lacksMost(dossier, question, matches)) return [best];
  if (isOnlyAnnounced(question, dossier.item(best.asked.answers[0] ?? ""))) return [];
  const { terms, entities, period, unknown } = question;
  const named = terms.length + entities.length + unknown.names.length + unknown.words.length > 0 || period;
  const vague = question.subjects.length + entities.length === 0 && !period;
  const least = !named ? SAME_OF_NOTHING : vague ? SAME_OF_SOFT : SAME;
  const near = matches.filter(
    (match) => isNear(match) && match.same >= least && agrees(dossier, question, match),
  );
  return near[0] && near[0].nearness >= best.nearness - BESIDE_BEST ? near : [];
}

/** A question for what no source tells must be asked so much in these words: a word more may ask for what they tell. */
const ABSENT_SAME = 0.6;
const MENTIONED = 0.05;
const RIVALLED_SAME = 0.9;
/** Where another one asks as much the same, it is meant. */
const AS_MUCH_SAME = 0.03;
const BARE_SAME = 0.75;

/** What a whole question begins with or holds; a few bare words have none of these. */
const ASKS =
  /\b(?:who|what|which|when|where|why|how|do|does|did|is|are|was|were|has|have|had|will|would|can|could|should)\b/i;

/** A word that weighs so much says what is asked of the rest: no answerable question of those tried leaves one out. */
const RARE_WEIGHT = 4.5;
const ASKS_WHAT = /\b(?:who|whose|which|when|where|how|what|why)\b/i;

/**
 * Whether the nearest curated question and its answers leave out a word that says what is asked of the rest ("who applauded
 * the speech", "what is the legal obstacle"): then they stand beside it. @param hits items found by the question's words
 */
export function leavesOut(
  dossier: Dossier,
  question: Question,
  match: Match | undefined,
  hits: readonly Ranked[],
): boolean {
  if (!match || question.several || !ASKS_WHAT.test(question.text)) return false;
  const { forms } = holdingOf(dossier, match.asked);
  const answers = hits.filter(({ item }) => match.asked.answers.includes(item.id));
  const index = indexOf(dossier);
  return question.terms.some((term) => {
    let held = 0;
    for (const [form, worth] of term.forms) if (forms.has(form)) held = Math.max(held, worth);
    for (const hit of answers) held = Math.max(held, worthOf(hit, term));
    return index.weight(term) * (1 - held) > RARE_WEIGHT;
  });
}

/** The curated question for something that no source tells, when that is what is asked. @param matches nearest first */
export function absentIn(dossier: Dossier, question: Question, matches: readonly Match[]): Match | undefined {
  const closest = lacksMost(dossier, question, matches);
  if (closest?.asked.absent) return closest;
  if (!matches.some(({ asked, same }) => asked.absent && same >= ABSENT_SAME)) return undefined;
  const near = askedFor(dossier, question, matches);
  const [best] = near;
  if (!best?.asked.absent) return undefined;
  // That a thing is mentioned and not given says more than that nothing is told.
  const mentioned = near.some(
    ({ asked, known, nearness }) =>
      asked.unstated && known >= best.known && nearness >= best.nearness - MENTIONED,
  );
  if (mentioned && !isExact(best)) return undefined;
  // Where another one that is answered holds all of it too, only nearly the same words ask for what is not told.
  const rivals = near.filter(
    ({ asked, known, nearness }) =>
      !asked.absent && known >= best.known && nearness >= best.nearness - BESIDE_BEST,
  );
  if (rivals.some(({ same }) => same >= best.same - AS_MUCH_SAME) && !isExact(best)) return undefined;
  const bare = question.intents.size === 0 && !ASKS.test(question.text);
  return best.same >= (rivals.length > 0 ? RIVALLED_SAME : bare ? BARE_SAME : ABSENT_SAME) ? best : undefined;
}

/**
 * A question for what is lacking that is so much nearer than all that are answered, and asks as much the same; or one that
 * is nearer at all and asks so much the same, when none of the nearest answered one's phrasings asks for the kind of thing
 * asked for. Fitted on the curated phrasings, each left out in turn: these find the most of what is lacking for what they
 * wrongly refuse (113 to 22 of 7,000).
 */
const NEARER = 0.05;
/** One that is so much nearer may ask so much less the same. */
const MUCH_NEARER = 0.1;
const CLOSEST_SAME = 0.6;
const OTHER_KIND_SAME = 0.5;
/** The nearest curated question, when it asks for what is lacking and stands nearer than any that is answered. @param matches nearest first */
export function lacksMost(
  dossier: Dossier,
  question: Question,
  matches: readonly Match[],
): Match | undefined {
  const [best] = matches;
  if (!best || !isLacking(best) || isExact(best) || best.nearness < NEAR) return undefined;
  if (!agrees(dossier, question, best)) return undefined;
  // Whether a thing is so is no question for what is not given of it.
  if (best.asked.unstated && WHETHER.test(question.text)) return undefined;
  const answered = matches.filter((match) => !isLacking(match));
  const [next] = answered;
  const ahead = best.nearness - (next?.nearness ?? 0);
  const sameAtMost = best.same + (ahead >= MUCH_NEARER ? MUCH_NEARER : 0);
  if (ahead >= NEARER && best.same >= CLOSEST_SAME && answered.every(({ same }) => same <= sameAtMost))
    return isBare(question) ? undefined : best;
  if (!next || ahead <= 0 || best.same < OTHER_KIND_SAME) return undefined;
  return asksOtherKind(question, holdingOf(dossier, next.asked).intents) ? best : undefined;
}

const WHETHER = /^\W*(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|should)\b/i;

const isLacking = ({ asked }: Match): boolean => asked.absent === true || asked.unstated === true;

/** Whether a question is a few words that do not say what is asked of them. */
const isBare = (question: Question): boolean =>
  question.intents.size === 0 && !ASKS.test(question.text) && !asksDetail(question);

/** Whether a question is asked in the very words of a curated one. */
export const isExact = (match: Match | undefined): boolean => match?.nearness === 1;

const isNear = ({ nearness, known, same }: Match): boolean =>
  nearness >= NEAR && known >= KNOWN && same >= SAME && known + same >= BOTH;

/** Asks what came of something. */
const AFTERWARDS =
  /\b(?:results?|outcomes?|attended|agreed|decided|achieved|took part|was there|led|said)\b/i;

/** What is only announced tells nothing of who came or what came of it. */
export function isOnlyAnnounced(question: Question, item: Item | undefined): boolean {
  return item?.kind === "outlook" && !item.outcome && AFTERWARDS.test(question.text);
}

/** Items in a new order: those that near curated questions lead to are lifted. */
export function lifted(ranked: readonly Ranked[], matches: readonly Match[]): Ranked[] {
  const lifts = new Map<string, number>();
  for (const { asked, nearness } of matches) {
    if (nearness < FAR) break;
    let lift = (LIFT * (nearness - FAR)) / (1 - FAR);
    for (const id of asked.answers) {
      lifts.set(id, Math.max(lifts.get(id) ?? 0, lift));
      lift *= NEXT;
    }
  }
  if (lifts.size === 0) return [...ranked];
  return ranked
    .map((hit) => ({ ...hit, score: hit.score + (lifts.get(hit.item.id) ?? 0) }))
    .sort((a, b) => b.score - a.score);
}
