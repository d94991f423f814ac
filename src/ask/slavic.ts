/** Words of Ukrainian and Russian in a question, in either alphabet, as English ones: "skolko raket" asks how many missiles. */
import type { Dossier } from "../dossier/dossier.ts";
import { isEnglish } from "../dossier/english.ts";
import { fold } from "../dossier/fuzzy.ts";
import { indexOf } from "../dossier/search.ts";
import { stem, stems } from "../dossier/stem.ts";
import { GENERAL, SMALL } from "./slavic-words.ts";
import { STOP } from "./words.ts";

/** The letters of both alphabets as the lists of words have them. */
const LATIN: ReadonlyMap<string, string> = new Map(
  "'= ’= а=a б=b в=v г=g ґ=g д=d е=e ё=e є=ye ж=zh з=z и=y і=i ї=yi й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya"
    .split(" ")
    .map((pair) => pair.split("=") as [string, string]),
);
/** Spellings that transliterations use for one another, as one. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/sch|shch|sh/g, "sh"],
  [/kh|g/g, "h"],
  [/ts|tz/g, "c"],
  [/w/g, "v"],
  [/[yji]+/g, "i"],
  [/(.)\1+/g, "$1"],
];

/** The same for all spellings of a word, in either alphabet. */
function keyOf(word: string): string {
  const latin = [...word.normalize("NFC").toLowerCase()]
    .map((letter) => LATIN.get(letter) ?? letter)
    .join("");
  return ALIKE.reduce((key, [spelling, one]) => key.replace(spelling, one), latin);
}

interface Lexicon {
  readonly whole: ReadonlyMap<string, string>;
  /** By the first sound. */
  readonly begun: ReadonlyMap<string, readonly (readonly [string, string])[]>;
}

/** @param words lists of spellings by what they mean */
function lexiconOf(...words: Readonly<Record<string, string>>[]): Lexicon {
  const pairs = words
    .flatMap(Object.entries<string>)
    .flatMap(([english, spellings]) =>
      (spellings.match(/\S+/g) ?? []).map((spelling) => [spelling, english] as const),
    );
  const inflected = pairs.filter(([spelling]) => spelling.endsWith("-"));
  return {
    whole: new Map(
      pairs.filter((pair) => !inflected.includes(pair)).map(([word, english]) => [keyOf(word), english]),
    ),
    begun: Map.groupBy(
      inflected
        .map(([word, english]) => [keyOf(word.slice(0, -1)), english] as const)
        // The longest says most: "ukrainsk-" before "ukrain-".
        .sort(([a], [b]) => b.length - a.length),
      ([sound]) => sound.charAt(0),
    ),
  };
}

function look({ whole, begun }: Lexicon, word: string): string | undefined {
  const sound = keyOf(word);
  const found = begun
    .get(sound.charAt(0))
    // No ending is longer than the stem.
    ?.find(([start]) => sound.startsWith(start) && sound.length <= 2 * start.length);
  return whole.get(sound) ?? found?.[1];
}

const small = lexiconOf(SMALL);
const lexicons = new WeakMap<Dossier, { readonly words: Lexicon; readonly names: Lexicon }>();

function lexiconsOf(dossier: Dossier): { readonly words: Lexicon; readonly names: Lexicon } {
  const done = lexicons.get(dossier);
  if (done) return done;
  // Translations are of the whole dossier: as of a day, what no source had told by then would give it away.
  const index = indexOf(dossier);
  const told = Object.entries(dossier.manifest.translations).filter(([english]) =>
    stems(english).every((form) => index.frequency(form) > 0),
  );
  // "Putina" is another person in English, and Putin in another case beside words of these languages.
  const surnames = dossier.all("person").flatMap(({ name }) => name.split(" ").slice(-1));
  const cases = surnames.map((name) => [name, `${name.replace(/[aeiouy]+$/, "")}-`] as const);
  const known = {
    words: lexiconOf(GENERAL, Object.fromEntries(told)),
    names: lexiconOf(Object.fromEntries(cases)),
  };
  lexicons.set(dossier, known);
  return known;
}

/** A text with its Ukrainian and Russian words as English ones, and how they were read: typed, then taken for. */
export function inEnglish(dossier: Dossier, text: string): { text: string; readings: readonly string[] } {
  const { words, names } = lexiconsOf(dossier);
  const index = indexOf(dossier);
  const found = new Map<string, string>();
  const stands = (plain: string) => STOP.has(plain) || index.frequency(stem(plain)) > 0;
  for (const word of new Set(text.match(WORD))) {
    const plain = fold(word);
    const cyrillic = CYRILLIC.test(word);
    // A word of the dossier or of English is meant as it stands; in Cyrillic letters the dossier has at most aliases.
    if (!cyrillic && (word.length < SHORTEST || stands(plain))) continue;
    const english = look(words, word);
    if (english !== undefined && (cyrillic || !isEnglish(plain))) found.set(word, english);
  }
  // Words with a capital may be names: alone they tell of no other language.
  if (![...found.keys()].some(isPlain)) return { text, readings: [] };
  const besides = (word: string): string | undefined => {
    const plain = fold(word);
    if (STOP.has(plain)) return undefined;
    return look(small, word) ?? (stands(plain) ? undefined : look(names, word));
  };
  return {
    text: text.replace(
      WORD,
      (word, at: number) =>
        found.get(word) ?? (AFTER_YEAR.test(text.slice(0, at)) ? undefined : besides(word)) ?? word,
    ),
    readings: [`“${[...found.keys()].join(" ")}” read as “${[...found.values()].join(" ")}”`],
  };
}

/** After its number the word "year" belongs to a date, which is read by itself. */
const AFTER_YEAR = /\d{4}[\s-]*$/;

/** Whether a word is none that may be a name: Cyrillic, or without a capital, or in capitals throughout. */
const isPlain = (word: string): boolean => CYRILLIC.test(word) || !/^\p{Lu}.*\p{Ll}/u.test(word);

/** A word in Latin letters that is shorter may be anything. */
const SHORTEST = 3;
const WORD = /[\p{L}\p{M}'’]+/gu;
const CYRILLIC = /\p{Script=Cyrillic}/u;
