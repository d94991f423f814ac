/** The words of a date made plain: slips in months mended, Ukrainian and Russian in English, ordinals as numbers. */
import { nearest } from "./fuzzy.ts";

const MONTHS =
  "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct november|nov december|dec";
/** The number of each month by its names. */
export const MONTH: ReadonlyMap<string, number> = new Map(
  MONTHS.split(" ").flatMap((names, i) => names.split("|").map((name) => [name, i + 1])),
);
/** Month names long enough that two slips still leave no doubt: "feburary", "janurary". */
const LONG_MONTHS = [...MONTH.keys()].filter((name) => name.length >= 7);
const mended = new Map<string, string>();
/** A misspelt long month as the month; any other word as it is. Remembered, for the same words are read in many spans. */
function mendMonth(word: string): string {
  let month = mended.get(word);
  if (month === undefined) {
    month = MONTH.has(word) ? word : (nearest(word, LONG_MONTHS, 2) ?? word);
    if (mended.size >= MOST_MENDED) mended.clear();
    mended.set(word, month);
  }
  return month;
}
const MOST_MENDED = 5_000;
/** How the months begin in Ukrainian and Russian, whatever their case. */
const CYRILLIC_MONTHS =
  "січ|янв лют|фев берез|март квіт|апр трав|май|мая|мае черв|июн лип|июл серп|авг верес|сент жовт|окт листоп|нояб груд|дек"
    .split(" ")
    .map((stems) => new RegExp(`^(?:${stems})`));
const CYRILLIC_WORDS: ReadonlyMap<string, string> = new Map([
  ...["сьогодні", "сегодня"].map((word) => [word, "today"] as const),
  ...["вчора", "учора", "вчера"].map((word) => [word, "yesterday"] as const),
  ...["року", "рік", "года", "год"].map((word) => [word, ""] as const),
]);
/** A Ukrainian or Russian month, or other word of a date, in English; any other word as it is. */
function fromCyrillic(word: string): string {
  const known = CYRILLIC_WORDS.get(word);
  if (known !== undefined) return known;
  const month = CYRILLIC_MONTHS.findIndex((stem) => stem.test(word));
  return [...MONTH].find(([, number]) => number === month + 1)?.[0] ?? word;
}
const ORDINALS =
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(
    " ",
  );
const ORDINAL = new RegExp(`\\b(?:${ORDINALS.join("|")})\\b`, "g");
/** "Twenty-second". */
const COMPOUND = new RegExp(`\\b(twenty|thirty)[ -](${ORDINALS.slice(0, 9).join("|")})\\b`, "g");
const WEEKDAY = /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b/g;
/** Lower case; ordinals as numbers; weekdays and filling words gone; one kind of dash. */
export function normalise(text: string): string {
  return text
    .toLowerCase()
    .replace(/[‐‑–—−]/g, "-")
    .replace(/['’]s\b/g, "")
    .replace(/\p{Script=Cyrillic}{3,}/gu, fromCyrillic)
    .replace(/\b(\d{1,2})(?:st|nd|rd|th)\b/g, "$1")
    .replace(COMPOUND, (_, ten: string, one: string) =>
      String((ten === "twenty" ? 21 : 31) + ORDINALS.indexOf(one)),
    )
    .replace(ORDINAL, (word) => String(ORDINALS.indexOf(word) + 1))
    .replace(/\bthirtieth\b/g, "30")
    .replace(/\b[a-z]{6,10}\b/g, mendMonth)
    .replace(WEEKDAY, " ")
    .replace(/\b(?:the|of)\b|[,?!;]|\.(?=\s|$)/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
