/** How a curated question leads to its answers: whether it is asked for indeed, and what it lifts in the ranking. */
import { type Dossier, namesOf } from "../dossier/dossier.ts";
import { fold } from "../dossier/fuzzy.ts";
import { findPeriod } from "../dossier/period.ts";
import type { Item } from "../dossier/schema.ts";
import { overlaps } from "../dossier/when.ts";
import type { Match } from "./asked.ts";
import { sentenceOf } from "./choose.ts";
import type { Question } from "./question.ts";
import { dateOf, type Ranked } from "./rank.ts";

/** From here on a curated question is taken for the one that is asked. */
export const NEAR = Number(process.env.NEAR ?? 0.75);
/** … when so much of what is asked stands in it or its answers. */
const KNOWN = Number(process.env.KNOWN ?? 0.75);
/** Below this a likeness is chance. */
const FAR = Number(process.env.FAR ?? 0.5);
/** What the nearest question adds to its first answer's score, on the scale of coverage. */
const LIFT = Number(process.env.LIFT ?? 0.5);
/** What each further answer counts beside the one before it. */
const NEXT = 0.85;

/** The curated question that is asked, or null. @param matches nearest first */
export function askedFor(dossier: Dossier, question: Question, matches: readonly Match[]): Match | null {
  return (
    matches.find(
      (match) => match.nearness >= NEAR && match.known >= KNOWN && agrees(dossier, question, match),
    ) ?? null
  );
}

/** Whether names, days and numbers of the question stand in the curated one or its answers. */
function agrees(dossier: Dossier, question: Question, { asked }: Match): boolean {
  const answers = asked.answers.flatMap((id) => dossier.item(id) ?? []);
  const words = ` ${fold([...asked.asks, ...answers.map(textOf)].join(" | "))} `;
  const names = new Set(answers.flatMap((item) => [...namesOf(item)]));
  for (const { kind, id } of question.entities) {
    if (kind !== "person" && kind !== "party" && kind !== "round") continue;
    if (names.has(id) || partyNamed(dossier, names, id)) continue;
    if (!namedIn(dossier, id, words)) return false;
  }
  for (const [number] of fold(question.text).matchAll(/(?<![\p{L}\p{N}])\d+(?![\p{L}\p{N}])/gu))
    if (!words.includes(` ${number} `) && !question.period) return false;
  if (!question.unknown.names.every((name) => words.includes(` ${name} `))) return false;
  return question.period === null || inPeriod(dossier, question.period, asked.asks, answers);
}

const partyNamed = (dossier: Dossier, names: ReadonlySet<string>, id: string): boolean =>
  [...names].some((name) => dossier.get("person", name)?.party === id);

function namedIn(dossier: Dossier, id: string, words: string): boolean {
  const item = dossier.item(id);
  if (!item || !("name" in item)) return false;
  return [item.name, ...item.aliases].some((name) => words.includes(` ${fold(name)} `));
}

function inPeriod(
  dossier: Dossier,
  period: NonNullable<Question["period"]>,
  asks: readonly string[],
  answers: readonly Item[],
): boolean {
  const calendar = {
    period: dossier.manifest.period,
    today: Temporal.PlainDate.from(dossier.manifest.period.to),
  };
  const dated = answers.flatMap((item) => dateOf(item) ?? roundsOf(dossier, item));
  if (dated.some((when) => overlaps(when, period))) return true;
  return asks.some((ask) => {
    const found = findPeriod(ask.split(/\s+/), calendar)?.period;
    if (!found?.from || !period.from) return false;
    const to = (p: typeof period) => p.to ?? Temporal.PlainDate.from("9999-12-31");
    return (
      Temporal.PlainDate.compare(found.from, to(period)) <= 0 &&
      Temporal.PlainDate.compare(period.from, to(found)) <= 0
    );
  });
}

const roundsOf = (dossier: Dossier, item: Item) =>
  "rounds" in item ? item.rounds.flatMap((id) => dossier.get("round", id)?.date ?? []) : [];

const textOf = (item: Item): string =>
  item.kind === "dispute"
    ? [item.question, ...item.accounts.map(({ text }) => text)].join(" ")
    : sentenceOf(item);

/** Items in a new order: those that near curated questions lead to are lifted. */
export function lifted(dossier: Dossier, ranked: readonly Ranked[], matches: readonly Match[]): Ranked[] {
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
