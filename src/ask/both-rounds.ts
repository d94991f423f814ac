/** Whether a question sets the rounds of a dossier against each other: by their months, or as the first and the second. */
import type { Dossier } from "../dossier/dossier.ts";
import { MONTH } from "../dossier/period-words.ts";

/** Any rounds, of whatever dossier. */
const ROUNDS =
  /\b(?:both|two|difference|between)\b.*\brounds\b|\beach\b(?: of the)? rounds?\b|\bcompar\w*\b.*\brounds\b|\brounds?\b.*\b(?:compar\w*|vs|versus)\b/i;
/** What stands between months and nothing else: "january / february". */
const AGAINST = "\\.?\\s*(?:\\/|vs\\.?|versus|or|&|,|–|-)\\s*(?:in\\s+)?";
const ORDINALS = ["first|1st", "second|2nd", "third|3rd", "fourth|4th", "fifth|5th"];
/** No text matches this. */
const NEVER = /(?!)/;

interface Patterns {
  /** Months side by side, and nothing more. */
  readonly months: RegExp;
  /** One round, and further on a later one. */
  readonly both: RegExp;
  /** Any of them. */
  readonly any: RegExp;
}

const caches = new WeakMap<Dossier, Patterns>();

/** How the months of the rounds, and they themselves, are written side by side; read from their dates once. */
function patternsOf(dossier: Dossier): Patterns {
  let patterns = caches.get(dossier);
  if (!patterns) {
    const rounds = dossier.all("round").map(({ number, date }) => {
      const [name = ""] = [...MONTH].find(([, month]) => month === date.from.month) ?? [];
      return { month: `${name.slice(0, 3)}\\w*`, ordinal: ORDINALS[number - 1] ?? `${number}th` };
    });
    const pairs = rounds.flatMap((one, at) => rounds.slice(at + 1).map((other) => [one, other] as const));
    // Two rounds of one month are not told apart by it.
    const apart = pairs.filter(([one, other]) => one.month !== other.month);
    const written = (round: (typeof rounds)[number], [one, other]: (typeof pairs)[number]) =>
      `\\b(?:${one.month === other.month ? "" : `${round.month}|`}${round.ordinal})\\b`;
    patterns = {
      months: anyOf(apart.map(([one, other]) => `\\b${one.month}${AGAINST}${other.month}`)),
      both: anyOf(pairs.map((pair) => pair.map((round) => written(round, pair)).join(".*"))),
      any: anyOf(rounds.map(({ month, ordinal }) => `\\b(?:${month}|${ordinal})\\b`)),
    };
    caches.set(dossier, patterns);
  }
  return patterns;
}

const anyOf = (patterns: readonly string[]): RegExp =>
  patterns.length > 0 ? new RegExp(patterns.join("|"), "i") : NEVER;

/** Whether the months of rounds are named side by side, and nothing more. */
export const namesEachRound = (dossier: Dossier, text: string): boolean =>
  patternsOf(dossier).months.test(text);

/** Whether a question is of several rounds. */
export const namesBothRounds = (dossier: Dossier, text: string): boolean =>
  ROUNDS.test(text) || patternsOf(dossier).both.test(text);

/** Whether a question that names one round names rounds in another way too: by a month, a number, or as several. */
export const hintsAtRounds = (dossier: Dossier, text: string): boolean =>
  /\b(?:both|two|each|rounds|other)\b/i.test(text) || patternsOf(dossier).any.test(text);
