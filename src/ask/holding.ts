/** What a curated question and its answers hold, and whether that is what is asked for: its names, days and numbers. */
import { citesOf, type Dossier, namesOf } from "../dossier/dossier.ts";
import { fold } from "../dossier/fuzzy.ts";
import type { Item } from "../dossier/kinds.ts";
import type { Term } from "../dossier/search.ts";
import { stem } from "../dossier/stem.ts";
import { overlaps } from "../dossier/when.ts";
import { lastDay } from "../present/source.ts";
import type { Match } from "./asked.ts";
import { sentenceOf } from "./choose.ts";
import { type Intent, intentsOf } from "./intents.ts";
import { namedDays } from "./named-days.ts";
import { NUMBER } from "./numbers.ts";
import type { Question } from "./question.ts";
import { datesOf } from "./rank.ts";
import { ELSEWHERE } from "./words.ts";

/** From here on it is the one. */
export const SURE = 0.95;
/** A name that no item holds, but a phrasing does, must be asked for by a phrasing as near as this. */
const UNKNOWN_NEAR = 0.75;
/** A question that names so many may miss one of them in a curated question as near as this. */
const SEVERAL = 3;
const SEVERAL_NEAR = 0.7;
const NAMED: ReadonlySet<string> = new Set(["person", "party", "round"]);

/** Kinds of thing asked for that a question on the same matter need not ask for. */
const KINDS: ReadonlySet<Intent> = new Set([
  "who",
  "when",
  "where",
  "howMany",
  "howLong",
  "why",
  "reaction",
  "said",
  "members",
  "leads",
  "wants",
]);

/** Whether names, days and numbers of the question stand in the curated one or its answers. */
export function agrees(dossier: Dossier, question: Question, { asked, nearness }: Match): boolean {
  const { answers, words, forms, names, intents } = holdingOf(dossier, asked);
  const sources = question.entities.filter(({ kind }) => kind === "source");
  const cited = ({ id }: (typeof sources)[number]) =>
    answers.some((item) => citesOf(item).some(({ source }) => source === id));
  if (!sources.every(cited)) return false;
  const named = question.entities.filter(({ kind }) => NAMED.has(kind));
  const missing = named.filter(
    ({ id }) => !names.has(id) && !partyNamed(dossier, names, id) && !namedIn(dossier, id, words),
  );
  // "X versus Y on something": what is told of it may leave one of several out.
  if (missing.length > (nearness >= SEVERAL_NEAR && named.length >= SEVERAL ? 1 : 0)) return false;
  // A number is asked for: one must stand there, or be known to be missing.
  const lacking = asked.unstated || asked.absent;
  const counted = question.intents.has("howMany") && !lacking;
  if (counted && !answers.some((item) => NUMBER.test(textOf(item)))) return false;
  const lacks = (word: string) => !forms.has(stem(word));
  // Whether it is 500 km is answered by how many it is.
  const corrects = YES_OR_NO.test(question.text) && answers.some((item) => NUMBER.test(textOf(item)));
  for (const [number] of fold(question.text).matchAll(/(?<![\p{L}\p{N}])\d+(?![\p{L}\p{N}])/gu))
    if (lacks(number) && !question.period && !lacking && !corrects) return false;
  const { unknown } = question;
  if (unknown.names.length > 0) {
    const elsewhere = unknown.names.some((name) => ELSEWHERE.has(name));
    if (unknown.names.some(lacks) || nearness < UNKNOWN_NEAR) return false;
    // A phrasing that names what no item does answers nothing else of it.
    const whole =
      question.terms.every((term) => goesAlong(dossier, term) || holds(term, forms, names)) &&
      !asksOtherKind(question, intents);
    if (elsewhere && !lacking && !whole) return false;
  }
  if (unknown.words.some(lacks) && nearness < SURE) return false;
  return question.period === null || asked.absent || inPeriod(dossier, question.period, asked.asks, answers);
}

const goesAlong = (dossier: Dossier, { word }: Term): boolean => dossier.manifest.common.includes(word);

const holds = ({ forms }: Term, held: ReadonlySet<string>, names: ReadonlySet<string>): boolean =>
  forms.keys().some((form) => held.has(form) || names.has(form));

/** Whether a question asks for a kind of thing that is not among some. */
export const asksOtherKind = ({ intents }: Question, kinds: ReadonlySet<Intent>): boolean =>
  intents.values().some((kind) => KINDS.has(kind) && !kinds.has(kind));

/** Whether each of some names of the world that no item holds stands in one of some curated questions. */
export const nameAll = (dossier: Dossier, matches: readonly Match[], names: readonly string[]): boolean =>
  names.every(
    (name) =>
      !ELSEWHERE.has(name) || matches.some(({ asked }) => holdingOf(dossier, asked).forms.has(stem(name))),
  );

/** Asks whether something is so. */
const YES_OR_NO =
  /^\W*(?:is|are|was|were|did|does|do|has|have|had|will|would)\b|\b(?:right|correct|true|no|yes|(?:isn|aren|wasn|weren|didn|doesn|don)['’]?t (?:it|they|he|she))\W*$/i;

/** What a curated question and its answers hold. */
interface Holding {
  readonly answers: readonly Item[];
  /** All their words, folded, between spaces. */
  readonly words: string;
  /** The stems of the words. */
  readonly forms: ReadonlySet<string>;
  /** The ids that the answers name. */
  readonly names: ReadonlySet<string>;
  /** The kinds of thing that its phrasings ask for. */
  readonly intents: ReadonlySet<Intent>;
}

const holdings = new WeakMap<Dossier, Map<string, Holding>>();

export function holdingOf(dossier: Dossier, asked: Match["asked"]): Holding {
  const known = holdings.get(dossier) ?? new Map<string, Holding>();
  holdings.set(dossier, known);
  let holding = known.get(asked.id);
  if (!holding) {
    const answers = itemsOf(dossier, asked);
    const words = ` ${fold([...asked.asks, ...answers.map(textOf)].join(" | "))} `;
    const forms = new Set(words.trim().split(" ").map(stem));
    const names = new Set(answers.flatMap((item) => [...namesOf(item)]));
    const intents = new Set(asked.asks.flatMap((ask) => [...intentsOf(fold(ask))]));
    holding = { answers, words, forms, names, intents };
    known.set(asked.id, holding);
  }
  return holding;
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
  const dated = answers.flatMap((item) => datesOf(dossier, item));
  // What began before went on as far as the sources reach, and nobody knows how much further.
  const last = lastDay(dossier) ?? "";
  const reached = !period.from || period.from.toString() <= last;
  if (dated.some((when) => overlaps(when, period) && (reached || when.from.toString() > last))) return true;
  // An account of a dispute has no date of its own, but may tell the day.
  const days = [period.from, period.to].flatMap((day) => (day ? [dayName(day)] : []));
  if (answers.some((item) => item.kind === "dispute" && days.some((day) => textOf(item).includes(day))))
    return true;
  return asks.some((ask) => {
    const found = namedDays(dossier, ask, dossier.manifest.period.to);
    if (!found?.from || !period.from || (!reached && found.from.toString() <= last)) return false;
    const to = (p: typeof period) => p.to ?? Temporal.PlainDate.from("9999-12-31");
    return (
      Temporal.PlainDate.compare(found.from, to(period)) <= 0 &&
      Temporal.PlainDate.compare(period.from, to(found)) <= 0
    );
  });
}

/** The names of the days of a year: to make one takes longer than all else that is asked of it. */
const dayNames = new Map<string, string>();

/** "1 February", as sentences write it. */
function dayName(day: Temporal.PlainDate): string {
  const key = day.toPlainMonthDay().toString();
  const name = dayNames.get(key) ?? day.toLocaleString("en-GB", { day: "numeric", month: "long" });
  dayNames.set(key, name);
  return name;
}

/** What an item says, a dispute with all its accounts. */
export const textOf = (item: Item): string =>
  item.kind === "dispute"
    ? [item.question, ...item.accounts.map(({ text }) => text)].join(" ")
    : sentenceOf(item);

/** What answers a curated question, best first. */
export const itemsOf = (dossier: Dossier, asked: Match["asked"] | undefined): Item[] =>
  (asked?.answers ?? []).flatMap((id) => dossier.item(id) ?? []);
