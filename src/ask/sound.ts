/** Names by how they sound: Kyslytsya, Kislitsa and Kyslycja are one, however a transliteration writes them. */
import type { Dossier } from "../dossier/dossier.ts";
import { isEnglish } from "../dossier/english.ts";
import { fold } from "../dossier/fuzzy.ts";
import type { ItemOf } from "../dossier/kinds.ts";
import { indexOf } from "../dossier/search.ts";
import { stem } from "../dossier/stem.ts";

/** Spellings of one sound in transliterations from Ukrainian and Russian, in the order in which they are told apart. */
const SAME_SOUND: readonly (readonly [RegExp, string])[] = [
  [/shch|sch|sh|sz/g, "1"],
  [/tch|cz|ch(?![aou]?h)/g, "2"],
  [/zh/g, "3"],
  [/kh|gh|g/g, "h"],
  [/ts|tz|c(?=[eijy])/g, "4"],
  [/ck|c|q/g, "k"],
  [/x/g, "ks"],
  [/ph|f|w/g, "v"],
  [/z/g, "s"],
  [/[eijy]+(?=[aou])/g, ""],
  [/[eijy]+/g, "i"],
  [/ou|oo/g, "u"],
  [/o/g, "a"],
  [/(.)\1+/g, "$1"],
];
/** A shorter key fits too much. */
const TELLING = 4;

/** The key of a folded word, equal for spellings that sound the same. */
const soundOf = (word: string): string =>
  SAME_SOUND.reduce((key, [spelling, sound]) => key.replace(spelling, sound), word);

/** What German letters stand for: Donezk, Charkiw, Druschkiwka. "Sch" is also the sound of "zh". */
const germanSounds = (word: string): string[] => {
  const plain = word
    .replace(/tsch/g, "tch")
    .replace(/(?<!s)ch/g, "kh")
    .replace(/z(?!h)/g, "ts");
  return [plain, plain.replace(/sch/g, "zh")].map(soundOf);
};

const indexes = new WeakMap<Dossier, Map<string, ItemOf<"person"> | null>>();

/** The one person with a name, or a word of it, that sounds like a folded word; undefined when there is none or more. */
export function soundingLike(dossier: Dossier, word: string): ItemOf<"person"> | undefined {
  let index = indexes.get(dossier);
  if (!index) {
    index = new Map();
    for (const person of dossier.all("person")) {
      const parts = [person.name, ...person.aliases].flatMap((name) => fold(name).split(" "));
      for (const key of new Set(parts.map(soundOf))) {
        const known = index.get(key);
        index.set(key, known === undefined || known === person ? person : null);
      }
    }
    indexes.set(dossier, index);
  }
  return heardIn(index, word);
}

/** What stands under the sound of a word, else under how a German would write it. */
function heardIn<T>(index: ReadonlyMap<string, T | null>, word: string): T | undefined {
  for (const key of [soundOf(word), ...germanSounds(word)]) {
    const found = key.length < TELLING ? undefined : index.get(key);
    if (found) return found;
  }
  return undefined;
}

const nameIndexes = new WeakMap<Dossier, Map<string, string>>();

/** A name in the dossier's sentences, or a synonym of a word in them, such as a place, that sounds like a folded word; folded itself. */
export function nameSounding(dossier: Dossier, word: string): string | undefined {
  let index = nameIndexes.get(dossier);
  if (!index) {
    const texts = dossier.items.flatMap((item) => ("text" in item ? [item.text] : []));
    const names = texts.join(" ").match(/\p{Lu}[\p{L}'-]{3,}/gu) ?? [];
    // Synonyms are of the whole dossier: as of a day, one of what no source had told by then would give it away.
    const words = indexOf(dossier);
    const told = dossier.manifest.synonyms.filter((group) =>
      group.some((one) => words.frequency(stem(fold(one))) > 0),
    );
    const plain = [...names, ...told.flat()].map(fold);
    const foreign = [...new Set(plain)].filter((name) => !name.includes(" ") && !isEnglish(name));
    // Spellings that sound the same are one name: the one in the sentences stands for it.
    index = new Map(foreign.toReversed().map((name) => [soundOf(name), name]));
    nameIndexes.set(dossier, index);
  }
  return heardIn(index, word);
}
