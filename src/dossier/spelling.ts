/** Mends slips over a dossier's own vocabulary. */
import { isEnglish } from "./english.ts";
import { distance, slips } from "./fuzzy.ts";

interface Known {
  readonly word: string;
  readonly letters: number;
}

/** The words of a dossier as they are written, folded. */
export class Spelling {
  readonly #words = new Set<string>();
  /** The words by first letter and length, with the set of their letters as bits. */
  readonly #alike = new Map<string, Known[]>();

  /** Remembers a word. */
  learn(word: string): void {
    if (this.#words.has(word)) return;
    this.#words.add(word);
    const key = `${word[0]}${word.length}`;
    const group = this.#alike.get(key);
    if (group) group.push({ word, letters: letters(word) });
    else this.#alike.set(key, [{ word, letters: letters(word) }]);
  }

  /**
   * The word that a misspelt one means, within the slips its length allows; null when there is none. An English word is
   * never misspelt: "tanks" is not "talks".
   * @param frequency how common a word is: of words equally near the commonest is meant
   */
  mend(unknown: string, frequency: (word: string) => number): string | null {
    const limit = slips(unknown.length);
    if (unknown.length < BARE || /\d/.test(unknown) || isEnglish(unknown)) return null;
    if (limit === 0) return this.#expand(unknown, frequency);
    const mask = letters(unknown);
    let best: string | null = null;
    let least = limit;
    for (let length = unknown.length - limit; length <= unknown.length + limit; length++) {
      // The first letter is rarely mistaken; each slip changes the set of letters by two at most.
      for (const { word, letters: others } of this.#alike.get(`${unknown[0]}${length}`) ?? []) {
        if (bits(mask ^ others) > 2 * limit) continue;
        const d = distance(unknown, word, least);
        if (d > least || (d === least && best !== null && frequency(word) <= frequency(best))) continue;
        best = word;
        least = d;
      }
    }
    return best ?? this.#expand(unknown, frequency);
  }

  /** The commonest word that one cut short ("deleg"), or without its vowels ("mkt"), stands for; null when there is none. */
  #expand(unknown: string, frequency: (word: string) => number): string | null {
    const bare = consonants(unknown);
    const fits =
      bare === unknown && bare.length >= BARE
        ? (word: string) => (bare.length > BARE || isPlainly(bare, word)) && isBareFor(bare, consonants(word))
        : (word: string) => word.startsWith(unknown);
    if (bare !== unknown && unknown.length < CUT) return null;
    let best: string | null = null;
    for (let length = unknown.length + CUT_OFF; length <= LONGEST; length++) {
      for (const { word } of this.#alike.get(`${unknown[0]}${length}`) ?? []) {
        if (fits(word) && (best === null || frequency(word) > frequency(best))) best = word;
      }
    }
    return best;
  }
}

/** So many letters of a word cut short must be left, and without its vowels; so many must be gone. */
const CUT = 4;
const BARE = 3;
const CUT_OFF = 2;
/** Longer words are not looked for. */
const LONGEST = 20;

/** A word without its vowels, but for the first letter. */
const consonants = (word: string): string => word[0] + word.slice(1).replace(/[aeiouy]/g, "");

/** Three letters fit so much that they must be of a short word that ends as they do: "mkt", but not "svr" as "severe". */
const isPlainly = (bare: string, word: string): boolean =>
  word.length <= 2 * BARE && word.at(-1) === bare.at(-1) && !word.endsWith("ing");

/** Whether some letters are those of a word without vowels, one of which may have been left out within. */
function isBareFor(bare: string, word: string): boolean {
  if (word.length > bare.length + 1 || word.at(-1) !== bare.at(-1)) return false;
  let at = 0;
  for (const letter of word) if (letter === bare[at]) at++;
  return at === bare.length;
}

/** The letters of a word as bits. */
function letters(word: string): number {
  let mask = 0;
  for (let i = 0; i < word.length; i++) mask |= 1 << (word.charCodeAt(i) & 31);
  return mask;
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}
