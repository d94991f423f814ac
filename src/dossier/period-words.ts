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
/** … and in Latin letters, where a beginning may be of any word: "sentiment", "travel". */
const LATIN_MONTHS =
  "sichen|sichn[yi]a|sichni|yanvar|[yij]anvar[yi]?a|yanvare l[yi]?uti?yi|l[yi]?utyy|l[yi]?ut(?:oh|og|om)[ou]|fevral|fevral[yi]?a|fevrale berezen|berezn[yi]?a|berezni kviten|kvitn[yi]?a|kvitni|aprel|aprel[yi]a|aprele traven|travn[yi]?a|travni cherven|chervn[yi]?a|chervni|iyun|iyun[yi]?a|iyune lypen|lypn[yi]?a|lypni|iyul|iyul[yi]?a|iyule serpen|serpn[yi]?a|serpni|avgusta?|avguste veresen|veresn[yi]?a|veresni|sentyabr|sent[yi]abr[yi]a|sentyabre zhovten|zhovtn[yi]?a|zhovtni|oktyabr|okt[yi]abr[yi]a|oktyabre lystopad|lystopada|lystopadi|noyabr|no[yi]abr[yi]a|noyabre hruden|hrudn[yi]?a|hrudni|dekabr|dekabr[yi]a|dekabre"
    .split(" ")
    .map((words) => new RegExp(`^(?:${words})$`));
const SLAVIC_WORDS: ReadonlyMap<string, string> = new Map([
  ...["сьогодні", "сегодня", "sohodni", "segodnya"].map((word) => [word, "today"] as const),
  ...["вчора", "учора", "вчера", "vchora", "vchera"].map((word) => [word, "yesterday"] as const),
  ...["року", "рік", "года", "год", "roku", "goda"].map((word) => [word, ""] as const),
  ...["літо", "лето", "влітку", "летом", "lito", "leto", "vlitku", "letom"].map(
    (word) => [word, "summer"] as const,
  ),
]);
/** A Ukrainian or Russian month, or other word of a date, in English; any other word as it is. */
function fromSlavic(word: string): string {
  const known = SLAVIC_WORDS.get(word);
  if (known !== undefined) return known;
  const months = /[a-z]/.test(word) ? LATIN_MONTHS : CYRILLIC_MONTHS;
  return nameOf(months.findIndex((month) => month.test(word)) + 1) ?? word;
}
/** Words that may be such a month: Cyrillic ones, and those in Latin letters with its first sounds. */
const SLAVIC =
  /\p{Script=Cyrillic}{3,}|\b(?:sich|[yij]anv|l[yi]?ut|fevr|berez|kvit|aprel|trav|cherv|iyu|lyp|serp|avg|veres|sent|zhovt|okt|lystop|noyab|noiab|hrud|dekab|sohod|segod|vch|roku|goda|l[ei]t|vlit)[a-z]*\b/gu;
const ORDINALS =
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(
    " ",
  );
const ORDINAL = new RegExp(`\\b(?:${ORDINALS.join("|")})\\b`, "g");
/** "Twenty-second". */
const COMPOUND = new RegExp(`\\b(twenty|thirty)[ -](${ORDINALS.slice(0, 9).join("|")})\\b`, "g");
const WEEKDAY = /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b/g;
/** As they are typed in a hurry. */
const IN_SHORT: ReadonlyMap<string, string> = new Map([
  ...["yest", "yday", "ystday", "yestrday"].map((word) => [word, "yesterday"] as const),
  ...["2day", "tdy"].map((word) => [word, "today"] as const),
  ...["tmrw", "tmr", "2moro", "2morrow", "2morow", "tommorow", "tomorow"].map(
    (word) => [word, "tomorrow"] as const,
  ),
  ...["wk", "wknd", "mth"].map((word, i) => [word, ["week", "weekend", "month"][i] ?? ""] as const),
  ["beg", "beginning"],
  ["febr", "february"],
]);
const SHORT_WORD = new RegExp(`\\b(?:${[...IN_SHORT.keys()].join("|")})\\b`, "g");
/** Lower case; ordinals as numbers; weekdays and filling words gone; one kind of dash. */
export function normalise(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[‐‑–—−]/g, "-")
    .replace(/['’]s\b/g, "")
    .replace(SHORT_WORD, (word) => IN_SHORT.get(word) ?? word)
    .replace(/['’](\d\d)(?!\d)/g, " 20$1")
    .replace(SLAVIC, fromSlavic)
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
  return /\d/.test(plain) ? withPlainDays(plain) : plain;
}

const NAME = `(?:${[...MONTH.keys()].join("|")})`;
/** Two days of a month with the month as a number: "4-5/2", "23.-24.1.2026". */
const NUMBERED =
  /(?<![\d./-])(\d{1,2})\.?([-/]) ?(\d{1,2})(?:([./])(\d{1,2}))(?:\4(\d{4}|\d{2}))?\.?(?![\d./-])/g;
/** Two days before their month: "2/3 feb", "4.-5. feb", "4+5 feb", "3 4 feb". */
const BEFORE_MONTH = new RegExp(`(?<![\\d./-])(\\d{1,2})\\.? ?([-/+ ]) ?(\\d{1,2})\\.? ?(?=${NAME}\\b)`, "g");
/** … and after it: "feb 4/5". */
const AFTER_MONTH = new RegExp(
  `\\b(${NAME}) (\\d{1,2}) ?(?:[/+]|thru|through|till|until) ?(\\d{1,2})(?![\\d./-])`,
  "g",
);
/** A day tied to its month: "3-feb-2026", "feb-3", but no stretch such as "23 jan-5 feb". */
const TIED = new RegExp(
  `(?<!${NAME} )(?<!\\d)(\\d{1,2})[-/](${NAME})(?:[-/](?=\\d{4}))?(?! ?\\d{1,2}(?!\\d))`,
  "g",
);
const TIED_AFTER = new RegExp(`(?<!\\d ?)\\b(${NAME})[-/](\\d{1,2})(?![\\d./-]| ?${NAME})`, "g");
const SEASON = /\b(spring|summer|autumn|winter) (\d\d)(?!\d)/g;

/** A normalised text with the days in it written in one way, whatever stands between their numbers. */
function withPlainDays(text: string): string {
  return text
    .replace(/\b(20\d\d)([01]\d)([0-3]\d)\b/g, "$1-$2-$3")
    .replace(/\b(20\d\d)\.(\d\d)\.(\d\d)\b/g, "$1-$2-$3")
    .replace(/\b([0-3]?\d)-([01]?\d)-(20\d\d|\d\d)\b/g, "$1.$2.$3")
    .replace(/(?<![\d./-])(0?[1-9]|1[0-2])[./](20\d\d)\b/g, (_, month: string, year: string) =>
      [year, month.padStart(2, "0")].join("-"),
    )
    .replace(
      NUMBERED,
      (whole, from: string, between: string, to: string, dot: string, number: string, year) => {
        const month = nameOf(Number(number));
        if (!month || between === dot || Number(from) >= Number(to)) return whole;
        const of = year === undefined ? "" : ` ${year.length === 2 ? `20${year}` : year}`;
        return `${from}-${to} ${month}${of}`;
      },
    )
    .replace(BEFORE_MONTH, (whole, from: string, between: string, to: string) =>
      // Two numbers side by side are days only when one follows the other: "round 2 4 feb".
      between === " " && Number(to) !== Number(from) + 1 ? whole : `${from}-${to} `,
    )
    .replace(AFTER_MONTH, "$1 $2-$3")
    .replace(TIED, "$1 $2 ")
    .replace(TIED_AFTER, "$1 $2")
    .replace(SEASON, "$1 20$2")
    .replace(/\s+/g, " ")
    .trim();
}

const nameOf = (month: number): string | undefined => [...MONTH].find(([, number]) => number === month)?.[0];
