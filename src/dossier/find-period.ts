/** The period among the words that somebody types. */
import { type Period, parseNormal } from "./period.ts";
import { normalise } from "./period-words.ts";
import { type Calendar, MONTH_NAME } from "./point.ts";

/** Longest stretch of words that can be one period. */
const LONGEST = 9;
/** What may be a month, season or day but is more often something else: a period only with more beside it, or alone. */
const DOUBTFUL = new Set(["may", "march", "mar", "spring", "winter", "1/3", "2/3", "1/4", "3/4"]);

/** Every period has one of these in it, once it is normalised: a number, a month, a season, a day by its name. */
const ANCHOR = new RegExp(
  `\\d|\\b(?:${MONTH_NAME}|spring|summer|autumn|winter|today|yesterday|tomorrow|week|weekend|month|ago)\\b`,
);

/** The longest run of words that is a period, as a half-open range of indexes; null when there is none. */
export function findPeriod(
  words: readonly string[],
  calendar: Calendar,
): { period: Period; start: number; end: number } | null {
  // Most questions name no day at all; each run of their words would be read in vain.
  const anchored = words.map((word) => ANCHOR.test(normalise(word)));
  for (let length = Math.min(LONGEST, words.length); length > 0; length--) {
    for (let start = 0; start + length <= words.length; start++) {
      if (!anchored.slice(start, start + length).includes(true)) continue;
      const text = words.slice(start, start + length).join(" ");
      const plain = normalise(text);
      if (words.length > length && DOUBTFUL.has(plain)) continue;
      const period = parseNormal(plain, calendar);
      if (period) return { period, start, end: start + length };
    }
  }
  return null;
}
