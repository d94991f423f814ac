/** Folding of what people type, and how far two words are apart. */

/** Plain words with single spaces between them. */
const FOLDED = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
/** A number with what it counts tied to it: "50k", "2mln", "50km". */
const TIED = /\d[a-z]/;
const UNIT =
  /(?<![\p{L}\p{N}])(\d+)(k|bn|mln|mn|m|km2?|kms|sqkm|sqmi|mi|hrs?|h|yrs?|pct|pc|mins?|c|d|days?)(?![\p{L}\p{N}])/gu;
const SCALE: ReadonlyMap<string, string> = new Map([
  ["k", "000"],
  ["bn", " billion"],
  ["mln", " million"],
  ["mn", " million"],
  ["m", " million"],
]);

/** Lower case; possessive endings, diacritics, apostrophes and commas in numbers gone; "50k" in full; all but letters and digits a single space. */
export function fold(text: string): string {
  // Most of what is folded was folded before.
  if (FOLDED.test(text)) return TIED.test(text) ? untied(text) : text;
  const folded = text
    .normalize("NFKD")
    .replace(/['’]s\b/g, "")
    .replace(/[\p{M}'’ʼ`´]/gu, "")
    .toLowerCase()
    .replace(/(?<=\d)[,\u00a0\u202f](?=\d{3}(?!\d))/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return TIED.test(folded) ? untied(folded) : folded;
}

const untied = (folded: string): string =>
  folded.replace(UNIT, (_, number: string, unit: string) => number + (SCALE.get(unit) ?? ` ${unit}`));

/** How many typing slips a word of this length may hold and still be taken for another. */
export function slips(length: number): number {
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

/**
 * Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
 * Returns `limit + 1` as soon as the distance is known to exceed `limit`.
 */
export function distance(a: string, b: string, limit = 3): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  const width = b.length + 1;
  if (cells.length < 3 * width) cells = new Uint32Array(3 * width);
  for (let j = 0; j < width; j++) cells[j] = j;
  // The rows of the last two letters and of this one take turns.
  let [before, last, row] = [2 * width, 0, width];
  for (let i = 1; i <= a.length; i++) {
    cells[row] = i;
    let least = i;
    for (let j = 1; j < width; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let d = Math.min(cell(last + j) + 1, cell(row + j - 1) + 1, cell(last + j - 1) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        d = Math.min(d, cell(before + j - 2) + 1);
      cells[row + j] = d;
      if (d < least) least = d;
    }
    if (least > limit) return limit + 1;
    [before, last, row] = [last, row, before];
  }
  return Math.min(cell(last + b.length), limit + 1);
}

/** Three rows of distances, kept for the next pair of words: thousands are compared for one question. */
let cells = new Uint32Array(128);
const cell = (index: number): number => cells[index] ?? 0;

/** The candidate nearest to a word within `limit` slips; the first of equals; null when none is that near. */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  limit = slips(word.length),
): string | null {
  let best: string | null = null;
  let least = limit + 1;
  for (const candidate of candidates) {
    const d = distance(word, candidate, least - 1);
    if (d < least) {
      best = candidate;
      least = d;
    }
  }
  return best;
}
