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
    if (limit === 0 || /\d/.test(unknown) || isEnglish(unknown)) return null;
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
    return best;
  }
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
