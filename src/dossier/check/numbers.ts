/** Whether a number stands in a text, as digits or in words. */

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
  if (forms(value).some(stands)) return true;
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
