/** From a free question to an answer: read it, rank what carries it, and answer or refuse. */
import type { Dossier } from "../dossier/dossier.ts";
import type { Draft } from "../reply/document.ts";
import { compose, refuse } from "./answer.ts";
import { readQuestion } from "./question.ts";
import { rank } from "./rank.ts";

/** The part of a question's weight that an item must carry to count as an answer. */
const ENOUGH = 0.5;
/** The same when the question holds a word that the dossier does not know. */
const ENOUGH_WITH_UNKNOWN = 0.7;

/** Answers a question asked at `now`, or says that the dossier does not. */
export function answer(text: string, dossier: Dossier, now: Temporal.Instant): Draft {
  const calendar = { period: dossier.manifest.period, today: now.toZonedDateTimeISO("UTC").toPlainDate() };
  const question = readQuestion(text, dossier, calendar);
  const ranked = rank(dossier, question);
  const [top] = ranked;
  const enough = question.unknown.length > 0 ? ENOUGH_WITH_UNKNOWN : ENOUGH;
  if (!top || top.coverage < enough) return refuse(dossier, question, ranked);
  return compose(dossier, question, ranked);
}
