/** From a free question to an answer: read it, see whether it is of a known form, else rank, and answer or refuse. */
import { isDeepStrictEqual } from "node:util";
import type { Dossier } from "../dossier/dossier.ts";
import type { Calendar } from "../dossier/point.ts";
import { fits } from "../dossier/when.ts";
import { roundLine } from "../present/statement.ts";
import { type Draft, list } from "../reply/document.ts";
import { ahead } from "./ahead.ts";
import { compose } from "./answer.ts";
import { refuse } from "./around.ts";
import { type Match, matchAsked } from "./asked.ts";
import { COMPARED, comparison } from "./compared.ts";
import { composeAsked } from "./curated.ts";
import { before, beyond, dayDigest } from "./days.ts";
import { differing, shared } from "./differing.ts";
import { BEST, isAnswer } from "./enough.ts";
import { fitted } from "./fit.ts";
import { delegations, type Form, introduction } from "./forms.ts";
import { itemsOf, nameAll, SURE } from "./holding.ts";
import type { Intent } from "./intents.ts";
import { absentIn, askedFor, isExact, leavesOut, lifted } from "./lead.ts";
import { doubted, type Question, readQuestion } from "./question.ts";
import { dateOf, rank } from "./rank.ts";
import { accounts, sideBySide } from "./sides.ts";
import { aboutSource, toldAlone, verdicts } from "./sourced.ts";
import { untold, wanted } from "./wanted.ts";

/** What no list of members tells. */
const UNLISTED: readonly Intent[] = ["where", "when", "howLong", "agenda", "next"];

/** Longer inputs may wrap their question in talk; each clause is tried by itself. */
const RAMBLING = 12;

/** From here on a curated question knows better than a form that answers by structure. */
const KNOWS = 0.92;

/** From here on the nearest curated question may be the one that no source answers. */
const LACKING = 0.65;
const LACKING_SAME = 0.5;

/** What stands between the parts of a question for several things; more parts than this are no question. */
const PART = /[;+?/]|,\s|\s[-–—]\s|\b(?:and|plus|also|versus|vs)\b/i;
const MOST_PARTS = 3;
/** A part is short and so must be nearer than a whole question. */
const PART_NEAR = 0.75;
/** What a name alone does not tell the object of: "and how he reacted". */
const OF_SOMETHING: ReadonlySet<Intent> = new Set(["reaction", "said", "why", "doubt", "compare"]);
/** From here on a curated question asks for all the parts … */
const WHOLE = 0.85;
/** … and, when it asks the same to this part, knows better who sits in a delegation than the list of its members. */
const AS_ASKED = 0.8;

/** Answers a question asked at `now`, or says that the dossier does not. */
export function answer(text: string, dossier: Dossier, now: Temporal.Instant): Draft {
  const calendar = { period: dossier.manifest.period, today: now.toZonedDateTimeISO("UTC").toPlainDate() };
  return fitted(dossier, answerIn(text, dossier, calendar));
}

function answerIn(text: string, dossier: Dossier, calendar: Calendar): Draft {
  const whole = answerClause(text, dossier, calendar, () => answerOfClauses(text, dossier, calendar));
  return introduced(text, dossier, calendar, whole);
}

/** The answer to one clause of a long text, when there is one. */
function answerOfClauses(text: string, dossier: Dossier, calendar: Calendar): Draft | null {
  if (text.split(/\s+/).length <= RAMBLING) return null;
  const clauses = text.split(/[.?!;:,–—]+(?=\s|$)|\s-\s/).filter((clause) => clause.trim().includes(" "));
  // What is asked mostly comes last.
  for (const clause of clauses.toReversed().slice(0, MOST_PARTS)) {
    const draft = answerClause(clause, dossier, calendar);
    if (draft.kind !== "not_found") return draft;
  }
  return null;
}

/** "Who is Ushakov" before another question. */
const WHO_FIRST = /^\W*(who(?:'?s| is| was)\b[^,;?]*?)(?:[,;?]\s*(?:and )?|\s+and\s+)(?=.*\s)/i;

/** An answer after who somebody is, where that is asked first: "who is Ushakov and what did he say". */
function introduced(text: string, dossier: Dossier, calendar: Calendar, draft: Draft): Draft {
  const who = text.match(WHO_FIRST)?.[1];
  const [first] = (who && introduction(dossier, readQuestion(who, dossier, calendar))?.blocks) || [];
  const posts = first?.type === "list" ? first.items.slice(0, 1) : [];
  const [begins] = draft.blocks;
  const told = begins?.type === "list" && isDeepStrictEqual(begins.items[0], posts[0]);
  if (posts.length === 0 || told) return draft;
  return { ...draft, kind: "answer", blocks: [list(posts), ...draft.blocks] };
}

/** @param otherwise what is tried before nothing is found */
function answerClause(
  text: string,
  dossier: Dossier,
  calendar: Calendar,
  otherwise: () => Draft | null = () => null,
): Draft {
  const question = readQuestion(text, dossier, calendar);
  const plainly = rank(dossier, question);
  const asked = matchAsked(dossier, question, plainly);
  const introduced = isExact(asked[0]) ? null : introduction(dossier, question);
  if (introduced) return introduced;
  const absent = absentIn(dossier, question, asked);
  // That no source can tell of the day says more than that none tells of the thing.
  if (absent) {
    const near = itemsOf(dossier, absent.asked);
    return beyond(dossier, question, plainly, near) ?? refuse(dossier, question, near);
  }
  const matches = asked.filter((match) => !match.asked.absent);
  const ranked = lifted(plainly, matches);
  if (question.notOurs && !isExact(matches[0])) return refuse(dossier, question, []);
  const [nearestOne] = matches;
  if (leavesOut(dossier, question, nearestOne, plainly))
    return (
      otherwise() ??
      refuse(dossier, question, [...itemsOf(dossier, nearestOne?.asked), ...ranked.map(({ item }) => item)])
    );
  const near = askedFor(dossier, question, matches);
  // That a thing is mentioned and not given tells less than that no source can tell of the day.
  const tooLate =
    near.length === 0 || (near[0]?.asked.unstated && !isExact(near[0]))
      ? beyond(dossier, question, plainly)
      : null;
  if (tooLate) return tooLate;
  const tooEarly = near.length === 0 ? before(dossier, question, plainly) : null;
  if (tooEarly) return tooEarly;
  // Each part is asked by itself, which takes as long as the whole: only where no form answers before.
  const inParts = () =>
    near[0] && near[0].nearness >= WHOLE ? [] : askedInParts(question, dossier, calendar);
  const doubts =
    question.intents.has("doubt") && ranked.slice(0, BEST).some(({ item }) => item.kind === "dispute");
  // Where they met, and for how long, is asked besides: a list of members is half an answer.
  const more = question.several && UNLISTED.some((intent) => question.intents.has(intent));
  // Sides by structure would be beside the question where the nearest curated one tells that no source has it.
  const [nearest] = asked;
  const lacking =
    nearest?.asked.absent === true && nearest.nearness >= LACKING && nearest.same >= LACKING_SAME;
  // "Was it Trump or Zelensky who …" names two, and asks for the dispute on just that.
  const settled =
    question.intents.has("doubt") &&
    near[0] !== undefined &&
    near[0].nearness >= WHOLE &&
    dossier.get("dispute", near[0].asked.answers[0]) !== undefined;
  for (const form of formsFor(dossier, question, calendar, near[0], doubts, lacking || settled)) {
    if (form === delegations && more && (near.length > 0 || inParts().length > 0)) continue;
    const draft = form(dossier, question);
    if (draft) return corrected(dossier, question, draft);
  }
  const against =
    lacking || settled || (near[0] && near[0].nearness >= COMPARED)
      ? null
      : sideBySide(dossier, question, calendar);
  if (against) return against;
  const parts = inParts();
  if (near.length + parts.length > 0)
    return corrected(dossier, question, composeAsked(dossier, question, ranked, near, parts, matches));
  if (!isAnswer(dossier, question, ranked, matches)) {
    const items = ranked.map(({ item }) => item);
    return otherwise() ?? refuse(dossier, question, items);
  }
  return corrected(dossier, question, compose(dossier, question, ranked));
}

/**
 * Forms by which a question may be answered, in this order, until a curated question as near as that knows better.
 * A doubt is answered by the dispute on it: only forms that show several accounts come before that.
 */
function formsFor(
  dossier: Dossier,
  question: Question,
  calendar: Calendar,
  best: Match | undefined,
  doubts: boolean,
  lacking: boolean,
): Form[] {
  const nearness = best?.nearness ?? 0;
  const listed = best && best.same >= AS_ASKED ? WHOLE : KNOWS;
  const forms: readonly (readonly [Form, until: number, inDoubt?: true])[] = [
    [toldAlone, KNOWS, true],
    [aboutSource, KNOWS, true],
    [differing, KNOWS, true],
    [shared, KNOWS, true],
    [(dossier, question) => accounts(dossier, question, calendar), KNOWS, true],
    [verdicts, COMPARED, true],
    [ahead, KNOWS],
    [comparison(nearness), lacking ? 0 : SURE, true],
    [delegations, listed],
    [untold, listed],
    [wanted, listed],
    [dayDigest, best && !isOfDays(dossier, question, best) ? 1 : KNOWS, true],
  ];
  return forms.flatMap(([form, until, inDoubt]) => (nearness < until && (inDoubt || !doubts) ? [form] : []));
}

/** Whether the best answer of a curated question is of the days asked about, as far as it has days and any are asked for. */
function isOfDays(dossier: Dossier, { period }: Question, { asked }: Match): boolean {
  const [first] = itemsOf(dossier, asked);
  const date = first && dateOf(first);
  return !date || !period || fits(date, period) !== "apart";
}

/** For a question that asks several things, the curated question nearest to each. */
function askedInParts(question: Question, dossier: Dossier, calendar: Calendar): Match[] {
  if (!question.several || question.subjects.length < 2) return [];
  const clauses = question.text.split(PART).filter((clause) => clause.trim().split(/\s+/).length > 1);
  if (clauses.length < 2) return [];
  const found = clauses.slice(0, MOST_PARTS).flatMap((clause) => {
    const part = readQuestion(clause, dossier, calendar);
    // "… and the talks" asks for nothing, and "… and do the sources agree" only doubts the whole.
    const empty = part.intents.size === 0 && part.terms.length === 0 && !part.period;
    if (part.subjects.length === 0 && (empty || doubted(part))) return [];
    // "Did ukraine" and "how zelensky reacted" leave out what is asked of them.
    const names = part.entities.filter(({ kind }) => kind === "person" || kind === "party");
    const bare = part.subjects.length > 0 && part.subjects.length <= names.length && !part.period;
    if (bare && [...part.intents].every((intent) => OF_SOMETHING.has(intent))) return [];
    const [match] = askedFor(dossier, part, matchAsked(dossier, part, rank(dossier, part)));
    if (match?.asked.absent) return [];
    return match && match.nearness >= PART_NEAR ? [match] : [];
  });
  // "Merz, his view of the formula": what the other part tells is not told of him.
  return nameAll(dossier, found, question.unknown.names) ? found : [];
}

/** A question that puts a round on days when it was not held is told the days first. */
function corrected(dossier: Dossier, question: Question, draft: Draft): Draft {
  const { period, entities } = question;
  const round = dossier.get("round", entities.find(({ kind }) => kind === "round")?.id);
  if (!period || !round || fits(round.date, period) !== "apart") return draft;
  return { ...draft, blocks: [list([roundLine(round)]), ...draft.blocks] };
}
