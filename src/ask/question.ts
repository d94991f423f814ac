/** What a free question is about: the people, parties and days it names, what kind of answer it wants, its words. */
import type { Dossier } from "../dossier/dossier.ts";
import { findPeriod } from "../dossier/find-period.ts";
import { fold } from "../dossier/fuzzy.ts";
import { exact, mayBegin } from "../dossier/lookup.ts";
import { type Period, parsePeriod } from "../dossier/period.ts";
import { MONTH } from "../dossier/period-words.ts";
import type { Calendar } from "../dossier/point.ts";
import type { Term } from "../dossier/search.ts";
import { type Intent, intentsOf, unitOf } from "./intents.ts";
import { withMonths } from "./ordinals.ts";
import type { Ranked } from "./rank.ts";
import { type Entity, LONGEST_NAME, Reader } from "./reader.ts";
import { SHORT } from "./short-forms.ts";
import { inEnglish } from "./slavic.ts";
import { NOT_OURS } from "./words.ts";

export interface Question {
  readonly text: string;
  readonly entities: readonly Entity[];
  readonly period: Period | null;
  readonly intents: ReadonlySet<Intent>;
  readonly terms: readonly Term[];
  /** Terms that say what is asked about and that the dossier knows: not the words that only go along. */
  readonly subjects: readonly Term[];
  /** Words asked about that the dossier does not have: names and jargon, and plain English. */
  readonly unknown: { readonly names: readonly string[]; readonly words: readonly string[] };
  /** The thing counted or done: an answer should hold it ("how many tanks", "who interpreted"). */
  readonly required: readonly Term[];
  /** The units in which alone it can be answered; null when any may do. */
  readonly unit: RegExp | null;
  /** Asks for several things at once. */
  readonly several: boolean;
  /** Asks for an opinion, a role or a piece of writing. */
  readonly notOurs: boolean;
  /** How slips were read: typed → taken for. */
  readonly readings: readonly string[];
  /** The items that carry something of it, once `rank` was asked for them. */
  ranked?: readonly Ranked[];
}

/** Whether a question asks which of several accounts holds, or sets sources against each other. */
export const doubted = ({ intents, entities }: Question): boolean =>
  intents.has("doubt") || entities.filter(({ kind }) => kind === "source").length > 1;

/** Words that join several things asked about. */
const SEVERAL =
  /[+&,;/?](?=.*\w)|\b(?:and|or|vs|versus|both|each|compare|between|all (?:three|sides|parties))\b/i;

/** "What was set 2 happen", "prepare 4 the worst": a number in the place of a small word, and not one that counts rounds or days. */
const FOR_WORDS =
  /(?<=\p{L}{2} )(?<!\b(?:round|rd|rnd|article|art|clause|paragraph|point|item|step|plan|option|version|annex|group|day|part|phase|source|session|stage|no|nr|number|jan|feb|january|february|dec|december) )[24](?= (?:the|an?|it|them|whom?|what|which|this|that|be|do|get|see|go|say|know|happen|make|have)\b)/giu;

/** The half of the day behind an hour. */
const HALF_OF_DAY = /(?<=\d) ?[ap]\.?m\b\.?/gi;

/** So much of a question is read, and no more: more is no question, and takes time. */
const MOST_CHARACTERS = 1_000;
const MOST_WORDS = 80;

/** A country in capitals, which would be a pronoun when folded. */
const US = /\bU\.?S\.?A?\b/g;

/** A text folded, with what would else be lost of it in words. */
const foldTyped = (text: string): string => fold(text.replace(US, " usa ").replace(/%/g, " percent "));

/** Reads a question against a dossier. */
export function readQuestion(whole: string, dossier: Dossier, calendar: Calendar): Question {
  const typedText = whole.slice(0, MOST_CHARACTERS).toWellFormed().replace(HALF_OF_DAY, "");
  const { text, readings } = inEnglish(
    dossier,
    typedText.replace(FOR_WORDS, (digit) => (digit === "2" ? "to" : "for")),
  );
  const folded = foldTyped(text);
  const intents = intentsOf(folded);
  const reader = new Reader(dossier, namesIn(text));
  const typed = withMonths(
    text
      .split(/(?:[\s;()"“”«»]|(?<!\d),|,(?!\d{3}(?!\d)))+/)
      .filter((word) => word !== "")
      .slice(0, MOST_WORDS),
    dossier,
  );
  // "The february round" is a round, not a month: rounds are found before dates.
  const found = toCome(text, findPeriod(withoutNow(withoutRounds(typed, dossier)), calendar), calendar);
  const dated = found && !isForecast(found.period, calendar) && !isOfAnEvent(typed, found) ? found : null;
  const words = (dated ? [...typed.slice(0, dated.start), "|", ...typed.slice(dated.end)] : typed).flatMap(
    split,
  );
  const away = dated && yearAhead(dated.period, calendar);
  reader.read(away ? [...words, away] : words);
  if (intents.has("howLong")) reader.addDuration();
  return {
    text,
    entities: reader.entities,
    period: dated && !coversAll(dated.period, calendar) ? dated.period : null,
    intents,
    terms: reader.terms,
    unknown: reader.unknown,
    subjects: reader.subjects,
    required: reader.required,
    unit: unitOf(folded),
    several: SEVERAL.test(text),
    notOurs: NOT_OURS.test(text),
    readings: [...readings, ...reader.readings],
  };
}

type Found = ReturnType<typeof findPeriod>;

/** "What will happen in march" is of the next march, not of the last one. Seasons are told of by their name alone. */
function toCome(text: string, found: Found, { period }: Calendar): Found {
  if (!found?.period.from || !found.period.to || found.period.to.toString() >= period.from) return found;
  if (!WILL.test(text) || /\d{4}|spring|summer|autumn|winter/i.test(text)) return found;
  const [from, to] = [found.period.from, found.period.to].map((day) => day.add({ years: 1 }));
  const later = from && to && parsePeriod(`${from}..${to}`, { period, today: from });
  return later ? { ...found, period: later } : found;
}

/** Asks of what is to come. */
const WILL =
  /\b(?:will|going to|upcoming|(?:is|are|anything|what's) (?:planned|scheduled|set|due|expected))\b/i;

/** "After the february attacks" is after the attacks, not after the month. */
function isOfAnEvent(typed: readonly string[], { start, end }: { start: number; end: number }): boolean {
  return OPENS.test(typed[start] ?? "") && EVENT.test(typed[end] ?? "");
}

const OPENS = /^(?:since|from|after|until|till|before|by)$/i;
const EVENT =
  /^(?:attack|strike|barrage|bombardment|round|talk|meeting|session|summit|announcement|pause|visit)s?\b/i;

/** A text with more of its words in capitals than this is a heading or shouted: capitals tell nothing. */
const MOST_CAPITALS = 0.5;

/** Folded words that are written as names, "Turkey": with a capital, and not at the start of a sentence. */
function namesIn(text: string): Set<string> {
  const words = text.match(/\p{L}[\p{L}'’-]*/gu) ?? [];
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word));
  if (capitals.length > MOST_CAPITALS * words.length) return new Set();
  const within = text.match(/(?<=[\p{L}\p{N},] )\p{Lu}(?:\p{Ll}+|\p{Lu}{2,})(?!\p{L})/gu) ?? [];
  return new Set(within.map(fold));
}

/** The year of a time after all that the dossier covers: nothing of it has happened, but an item may speak of it ("until August 2027"). */
const yearAhead = ({ from }: Period, { period }: Calendar): string | null =>
  from !== null && from.toString() > period.to && from.year > Temporal.PlainDate.from(period.to).year
    ? String(from.year)
    : null;

/** "Since 2022" is no narrower than the dossier. */
function coversAll(period: Period, calendar: Calendar): boolean {
  return period.to === null && period.from !== null && period.from.toString() < calendar.period.from;
}

/** "Until August 2027" is no time that the dossier tells of, but something that somebody foresees. */
function isForecast({ from, to }: Period, { period }: Calendar): boolean {
  return from === null && to !== null && to.toString() > period.to;
}

/** "May" is a verb more often than a month. */
const isMonth = (word: string): boolean => MONTH.has(fold(word)) && fold(word) !== "may";

/** The words with names of rounds blotted out. */
function withoutRounds(typed: readonly string[], dossier: Dossier): string[] {
  const words = [...typed];
  for (let at = 0; at < words.length; at++) {
    if (!mayBegin(dossier, "round", words[at] ?? "")) continue;
    for (let length = Math.min(LONGEST_NAME, words.length - at); length > 1; length--) {
      // "Next round 1 february": the number belongs to the month.
      if (/\d$/.test(words[at + length - 1] ?? "") && isMonth(words[at + length] ?? "")) continue;
      if (exact(dossier, "round", words.slice(at, at + length).join(" "))) words.fill("|", at, at + length);
    }
  }
  return words;
}

const TODAY = /^(?:today(?:['’]s)?|сьогодні|сегодня)\W*$/iu;
const HAPPENS =
  /^(?:happen(?:s|ed|ing)?|did|was|were|took|said|news|announced|scheduled|planned|meet(?:s|ings?)?)\b/i;
const OF_DAYS = /^(?:for|on|since|from|after|until|till|before|by)$/i;

/** The words without a "today" that means how things stand, as in "who leads it today", and not what happens on a day. */
function withoutNow(words: readonly string[]): readonly string[] {
  if (words.some((word) => HAPPENS.test(word))) return words;
  const isNow = (word: string, at: number) => TODAY.test(word) && !OF_DAYS.test(words[at - 1] ?? "");
  return words.map((word, at) => (isNow(word, at) ? "|" : word));
}

const INITIALS = /^(?!u\.[sk]\b|[ei]\.[ge]\b|d\.c\b)(\p{L})\.(\p{L})\.?\W*$/iu;

/** A typed word as folded words; "|" marks where a date stood. */
function split(word: string): string[] {
  if (word === "|") return ["|"];
  // "J.D." is somebody, and "J" no short form.
  const initials = INITIALS.exec(word);
  if (initials) return initials.slice(1).map(fold);
  const plain = foldTyped(word);
  return plain === ""
    ? []
    : plain.split(" ").flatMap((part) => (SHORT.get(part) ?? part).split(" ").filter((p) => p));
}
