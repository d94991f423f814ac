/** From a free question to an answer: read it, see whether it is of a known form, else rank, and answer or refuse. */
import type { Dossier } from "../dossier/dossier.ts";
import type { Calendar } from "../dossier/period.ts";
import { fits } from "../dossier/when.ts";
import { roundLine } from "../present/statement.ts";
import { type Draft, list } from "../reply/document.ts";
import { ahead } from "./ahead.ts";
import { compose } from "./answer.ts";
import { refuse } from "./around.ts";
import { type Match, matchAsked } from "./asked.ts";
import { carried, completing, NUMBER, sentenceOf } from "./choose.ts";
import { COMPARED, comparison } from "./compared.ts";
import { composeAsked, itemsOf } from "./curated.ts";
import { before, beyond, dayDigest } from "./days.ts";
import { fitted } from "./fit.ts";
import { delegations, introduction, wanted } from "./forms.ts";
import type { Intent } from "./intents.ts";
import { absentIn, askedFor, isAhead, isExact, lifted, SURE } from "./lead.ts";
import { doubted, type Question, readQuestion } from "./question.ts";
import { dateOf, type Ranked, rank } from "./rank.ts";
import { sideBySide } from "./sides.ts";
import { aboutSource, toldAlone, verdicts } from "./sourced.ts";
import { NOT_OURS } from "./words.ts";

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
const NEAR = 8;
/** An item that means a word at least this well is about it. */
const MEANT = 0.7;
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

/** Asks who somebody is: told by structure, however near a curated question is. */
const ASKS_WHO = /\b(?:who|whos|title|rank|post|job|office|role)\b/i;

/** What no list of members tells. */
const BESIDES: readonly Intent[] = ["where", "when", "howLong", "agenda", "next"];

/** Longer inputs may wrap their question in talk; each clause is tried by itself. */
const RAMBLING = 12;

/** From here on a curated question knows better than a form that answers by structure. */
const KNOWS = 0.92;

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
  const whole = answerClause(text, dossier, calendar);
  if (whole.kind !== "not_found" || text.split(/\s+/).length <= RAMBLING || NOT_OURS.test(text)) return whole;
  const clauses = text.split(/[.?!;:,–—]+(?=\s|$)|\s-\s/).filter((clause) => clause.trim().includes(" "));
  // What is asked mostly comes last.
  for (const clause of clauses.toReversed().slice(0, MOST_PARTS)) {
    const draft = answerClause(clause, dossier, calendar);
    if (draft.kind !== "not_found") return draft;
  }
  return whole;
}

function answerClause(text: string, dossier: Dossier, calendar: Calendar): Draft {
  const question = readQuestion(text, dossier, calendar);
  const plainly = rank(dossier, question);
  const asked = matchAsked(dossier, question, plainly);
  const absent = absentIn(dossier, question, asked);
  // That no source can tell of the day says more than that none tells of the thing.
  if (absent) {
    const near = itemsOf(dossier, absent.asked);
    return beyond(dossier, question, plainly, near) ?? refuse(dossier, question, near);
  }
  const matches = asked.filter((match) => !match.asked.absent);
  const ranked = lifted(plainly, matches);
  if (question.notOurs && !isExact(matches[0])) return refuse(dossier, question, []);
  const near = askedFor(dossier, question, matches);
  // That a thing is mentioned and not given tells less than that no source can tell of the day.
  const tooLate =
    near.length === 0 || (near[0]?.asked.unstated && !isExact(near[0]))
      ? beyond(dossier, question, plainly)
      : null;
  if (tooLate) return tooLate;
  const tooEarly = near.length === 0 ? before(dossier, question, plainly) : null;
  if (tooEarly) return tooEarly;
  const parts = near[0] && near[0].nearness >= WHOLE ? [] : askedInParts(question, dossier, calendar);
  // A doubt is answered by the dispute on it. Who somebody is, and side against side, is told by structure; else a curated question knows better than a form.
  const doubts =
    question.intents.has("doubt") && ranked.slice(0, NEAR).some(({ item }) => item.kind === "dispute");
  const forms = isExact(near[0])
    ? []
    : doubts
      ? [aboutSource, toldAlone, verdicts, comparison(near[0]?.nearness ?? 0), dayDigest]
      : near[0] && near[0].nearness >= KNOWS
        ? [
            ...(ASKS_WHO.test(text) || near[0].nearness < SURE ? [introduction] : []),
            ...(isOfDays(dossier, question, near[0]) ? [] : [dayDigest]),
            ...(near[0].nearness >= SURE ? [] : [comparison(near[0].nearness)]),
          ]
        : [
            aboutSource,
            toldAlone,
            verdicts,
            ahead,
            introduction,
            comparison(near[0]?.nearness ?? 0),
            ...(near[0] && near[0].nearness >= WHOLE && near[0].same >= AS_ASKED ? [] : [delegations]),
            wanted,
            dayDigest,
          ];
  // Where they met, and for how long, is asked besides: a list of members is half an answer.
  const more = question.several && BESIDES.some((intent) => question.intents.has(intent));
  for (const form of forms) {
    if (form === delegations && more && near.length + parts.length > 0) continue;
    const draft = form(dossier, question);
    if (draft) return corrected(dossier, question, draft);
  }
  const against = near[0] && near[0].nearness >= COMPARED ? null : sideBySide(dossier, question, calendar);
  if (against) return against;
  if (near.length + parts.length > 0)
    return corrected(dossier, question, composeAsked(dossier, question, ranked, near, parts, matches));
  if (!isAnswer(dossier, question, ranked, matches))
    return refuse(
      dossier,
      question,
      ranked.map(({ item }) => item),
    );
  return corrected(dossier, question, compose(dossier, question, ranked));
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
  return clauses.slice(0, MOST_PARTS).flatMap((clause) => {
    const part = readQuestion(clause, dossier, calendar);
    // "… and do the sources agree" doubts the whole and asks for nothing else.
    if (part.subjects.length === 0 && doubted(part)) return [];
    // "Did ukraine" and "how zelensky reacted" leave out what is asked of them.
    const names = part.entities.filter(({ kind }) => kind === "person" || kind === "party");
    const bare = part.subjects.length > 0 && part.subjects.length <= names.length && !part.period;
    if (bare && [...part.intents].every((intent) => OF_SOMETHING.has(intent))) return [];
    const [match] = askedFor(dossier, part, matchAsked(dossier, part, rank(dossier, part)));
    if (match?.asked.absent) return [];
    return match && match.nearness >= PART_NEAR ? [match] : [];
  });
}

/** A question that puts a round on days when it was not held is told the days first. */
function corrected(dossier: Dossier, question: Question, draft: Draft): Draft {
  const { period, entities } = question;
  const round = dossier.get("round", entities.find(({ kind }) => kind === "round")?.id);
  if (!period || !round || fits(round.date, period) !== "apart") return draft;
  return { ...draft, blocks: [list([roundLine(round)]), ...draft.blocks] };
}

/** Whether the best items answer: they carry enough of what is asked, and nothing asked about is unknown. */
function isAnswer(
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
  const near = ranked.slice(0, NEAR).filter((hit) => hit.coverage >= 0.9 * top.coverage);
  if (isAhead(question, top.item)) return false;
  if (intents.has("when") && !near.some(tellsWhen)) return false;
  // What is counted must be in the answer, and so must a number.
  const parts = [top, ...completing(question, top, ranked.slice(1))];
  if (!required.every((term) => parts.some(({ worth }) => (worth.get(term) ?? 0) >= MEANT))) return false;
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
function tellsWhen({ item }: Ranked): boolean {
  return (
    dateOf(item) !== undefined ||
    item.kind === "round" ||
    /\b(?:\d{4}|\d+ (?:hours?|days?|months?|years?))\b/.test(sentenceOf(item))
  );
}
