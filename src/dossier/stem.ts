/** Stems: the form under which words of a dossier and of a question meet. */
import { stemmer } from "stemmer";
import { fold } from "./fuzzy.ts";

/** Words of a text as they are indexed: folded, then stemmed. */
export function stems(text: string): string[] {
  const folded = fold(text);
  return folded === "" ? [] : folded.split(" ").map(stem);
}

/** Small numbers in words are indexed as digits, so that "four hours" is found by "4 hours". */
const DIGITS: ReadonlyMap<string, string> = new Map(
  "zero one two three four five six seven eight nine ten eleven twelve"
    .split(" ")
    .map((word, n) => [word, String(n)]),
);

/** American spellings made British, so that "weaponization" finds "weaponisation". */
function british(word: string): string {
  return word
    .replace(/iz(?=(?:e|es|ed|er|ers|ing|ation|ations)$)/, "is")
    .replace(/^(def|off|lic)ense/, "$1ence");
}

const stemCache = new Map<string, string>();
/** The stem of a folded word; non-Latin words stay as they are. */
export function stem(word: string): string {
  let known = stemCache.get(word);
  if (known === undefined) {
    known = DIGITS.get(word) ?? stemmer(british(word));
    // What people type is unbounded; the dossier's own words refill the cache at once.
    if (stemCache.size > 50_000) stemCache.clear();
    stemCache.set(word, known);
  }
  return known;
}
