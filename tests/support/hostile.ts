/** Texts that nobody means well with: what search engines, terminals, markup and patience may stumble over. */

const many = (count: number, word: (i: number) => string, separator = " "): string =>
  Array.from({ length: count }, (_, i) => word(i)).join(separator);

export const HOSTILE: Readonly<Record<string, string>> = {
  "operators of full-text search": 'kyiv AND NOT (moscow OR "minsk" NEAR/3 body:* ^talks + - NEAR(a b, 2))',
  "unbalanced quotes": '"who "leads" the \'russian “team” « » "',
  SQL: "'; DROP TABLE words; -- SELECT * FROM words WHERE words MATCH '\"' UNION SELECT 1",
  NUL: "who\u0000leads\u0000the\u0000russian\u0000team",
  "control characters": many(60, (i) => `${String.fromCodePoint(i)}russia`, ""),
  emoji: many(400, () => "👩‍👩‍👧‍👦🇺🇦 "),
  "right-to-left marks": many(200, () => "\u202Erussia\u202C \u200F\u2067kyiv\u2069"),
  "combining marks": `z${"\u0301".repeat(3_000)}alenskyy`,
  "half a surrogate pair": many(200, () => "\uD83D russia \uDC00"),
  "20,000 terms": many(20_000, (i) => `term${i}`),
  "4,000 characters of words": many(580, (i) => `wörd${i}`),
  "the same word over and over": many(580, () => "russia"),
  "every common word": many(
    80,
    (i) => ["talks", "russia", "ukraine", "us", "kyiv", "said", "team"][i % 7] ?? "",
  ),
  "slips without end": many(80, (i) => `delegaton${"abcdefghij"[i % 10]}`),
  "a long word": "a".repeat(4_000),
  "long words": many(40, (i) => `${"zelenskyy".repeat(10)}${i}`),
  "numbers and dates": many(80, (i) => `${i} jan 2026, 23-24 feb..${i}`, " "),
  markup: many(50, () => "<b>**__[x](https://example.com)`@everyone`</b><@&1> &lt;"),
  brackets: "(".repeat(4_000),
  "commas and spaces": ", \t\n".repeat(1_000),
  "another script": many(200, () => "Єрмак переговори 谈判 مفاوضات שיחות"),
  "as of nothing": many(100, () => "as_of:as of 99 jan"),
  "colons and labels": many(100, (i) => `party:topic:${i}=russia`),
  slashes: "/".repeat(2_000),
  "a command that is none": `/${"delegation".repeat(100)} russia`,
};
