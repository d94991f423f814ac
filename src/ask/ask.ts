/** From a free question to an answer: read it, see whether it is of a known form, else rank, and answer or refuse. */
import type { Dossier } from "../dossier/dossier.ts";
import type { Draft } from "../reply/document.ts";
import { compose, refuse } from "./answer.ts";
import { carried } from "./choose.ts";
import { comparison, dayDigest, delegations, introduction } from "./forms.ts";
import { type Intent, type Question, readQuestion } from "./question.ts";
import { type Ranked, rank } from "./rank.ts";

/** The part of a question's subjects that an answer must carry; more when it lacks the very thing asked for. */
const ENOUGH = 0.55;
const ENOUGH_WITHOUT_REQUIRED = 0.75;
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

/** Answers a question asked at `now`, or says that the dossier does not. */
export function answer(text: string, dossier: Dossier, now: Temporal.Instant): Draft {
  const calendar = { period: dossier.manifest.period, today: now.toZonedDateTimeISO("UTC").toPlainDate() };
  const question = readQuestion(text, dossier, calendar);
  if (question.notOurs) return refuse(dossier, question, []);
  for (const form of [introduction, delegations, comparison, dayDigest]) {
    const draft = form(dossier, question);
    if (draft) return draft;
  }
  const ranked = rank(dossier, question);
  return isAnswer(dossier, question, ranked)
    ? compose(dossier, question, ranked)
    : refuse(dossier, question, ranked);
}

/** Whether the best items answer: they carry enough of what is asked, and nothing asked about is unknown. */
function isAnswer(dossier: Dossier, question: Question, ranked: readonly Ranked[]): boolean {
  const [top] = ranked;
  const { subjects, unknown, required, intents, period } = question;
  if (!top || unknown.names.length > 0) return false;
  if (subjects.length === 0 && !period && !OPEN.some((intent) => intents.has(intent))) return false;
  const share = carried(dossier, question, ranked);
  if (unknown.words.length > 0) {
    return subjects.length >= KNOWN_PER_UNKNOWN * unknown.words.length && share >= ENOUGH_WITH_UNKNOWN;
  }
  // What is only announced tells nothing of who came or what came of it.
  if (top.item.kind === "outlook" && (intents.has("members") || intents.has("leads"))) return false;
  return share >= (required.every((term) => top.terms.has(term)) ? ENOUGH : ENOUGH_WITHOUT_REQUIRED);
}
