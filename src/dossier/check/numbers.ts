/** Numbers in a sentence, and whether one stands in a text as digits or in words. */

const SMALL =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(
    " ",
  );
const TENS = "thirty forty fifty sixty seventy eighty ninety".split(" ");
const WORDS = new Map<number, string[]>([
  ...SMALL.map((word, n): [number, string[]] => [n, [word]]),
  ...TENS.map((word, i): [number, string[]] => [(i + 3) * 10, [word]]),
]);
/** Fractions as shares and as per cent. */
const FRACTIONS: readonly (readonly [number, string])[] = [
  [1 / 2, "half"],
  [1 / 3, "one-third"],
  [2 / 3, "two-thirds"],
  [1 / 4, "quarter"],
  [3 / 4, "three-quarters"],
];
const SCALES = [
  [1e3, "thousand"],
  [1e6, "million"],
  [1e9, "billion"],
] as const;

/**
 * Looks for a number as the source may write it: 6600, 6,600, -20, "twelve", "2 million", "two-thirds" for
 * 0.67 or 67 %, and "a week" for 1 with the unit weeks.
 */
export function numberStands(value: number, unit: string, text: string): boolean {
  const plain = text
    .toLowerCase()
    .replace(/[−–]/g, "-")
    .replace(/(\d)[, {2}](?=\d{3}\b)/g, "$1");
  const stands = (form: string) =>
    new RegExp(`(?<![\\d.]|\\p{L}|(?:^|\\s)-|minus )${form}(?![\\d]|\\.\\d|\\p{L})`, "u").test(plain);
  const forms = (n: number): string[] => [String(Math.abs(n)), ...(WORDS.get(Math.abs(n)) ?? [])];
  if (value < 0) return forms(value).some((form) => stands(`-${form}`) || stands(`minus ${form}`));
  // "two million" is not a 2, unless the unit is millions.
  const scaled = SCALES.map(([, word]) => word).filter((word) => !unit.toLowerCase().includes(word));
  const whole = scaled.length > 0 ? `(?![ -](?:${scaled.join("|")}))` : "";
  if (forms(value).some((form) => stands(`${form}\\b${whole}`))) return true;
  if (
    SCALES.some(
      ([scale, word]) => value >= scale && forms(value / scale).some((form) => stands(`${form}[ -]${word}`)),
    )
  )
    return true;
  for (const [share, word] of FRACTIONS) {
    const near = (n: number) => Math.abs(n - share) < 0.005;
    if ((near(value) || near(value / 100)) && stands(word.replace("-", "[ -]"))) return true;
  }
  const single = unit.toLowerCase().replace(/s$/, "");
  return value === 1 && (stands(`an? ${single}`) || stands(`${single}[ -]?long`));
}

const MONTH = "January|February|March|April|May|June|July|August|September|October|November|December";
/** Days of a month, single or several, and plain years: they may rest on the date of the source. */
const DATES = new RegExp(
  `\\b\\d{1,2}(?:(?:–| and | to | or |, )\\d{1,2})* (?:${MONTH})\\b|(?<![\\d.,])(?:19|20)\\d\\d(?![\\d.,]\\d|\\d)`,
  "g",
);

/** The numbers that a sentence gives in digits, dates aside: 5,000 · −20 · 0.5. Not those within words, such as s001. */
export function numbersIn(sentence: string): number[] {
  const found = sentence
    .replace(DATES, " ")
    .matchAll(/(?<![\p{L}\d.,])((?:(?<=^|\s)[-−])?\d[\d,]*(?:\.\d+)?)(?![\p{L}\d])(?:[ -](\p{L}+))?/gu);
  return [...found].map(([, digits = "", next = ""]) => {
    const scale = SCALES.find(([, word]) => word === next)?.[0] ?? 1;
    return Number(digits.replace("−", "-").replace(/,/g, "")) * scale;
  });
}
