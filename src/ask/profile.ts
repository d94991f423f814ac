/** The words of a question or a phrasing with what each weighs, and how much of one the other holds. */
import { MONTH } from "../dossier/period-words.ts";
import type { Term } from "../dossier/search.ts";
import { stem } from "../dossier/stem.ts";
import { type Intent, intentsOf } from "./intents.ts";
import { FUNCTION, SOFT, STOP } from "./words.ts";

/** A word, with all forms that mean it, and what it weighs. */
export interface Weighed {
  readonly forms: ReadonlyMap<string, number>;
  readonly weight: number;
  /** The term of the question that it is, by which items are known to hold it. */
  readonly term?: Term;
  /** It tells the kind of thing asked for, not what the question is about. */
  readonly intent?: true;
}

export interface Profile {
  readonly words: readonly Weighed[];
  /** What all its words weigh together. */
  readonly total: number;
}

/** A profile whose forms all mean their word wholly, in numbers: thousands of words are gone through for one question. */
export interface Numbered {
  /** Two a word: the numbers of its forms, 0 where it has only one. */
  readonly forms: readonly number[];
  readonly weights: readonly number[];
  readonly total: number;
}

/** Words that say how something is asked, and words that only go along, beside those that say what. */
const ASKING_FACTOR = 0.4;
const ALONG_FACTOR = 0.5;
const LIGHT_STEMS = new Set([...STOP].map(stem));
const SOFT_STEMS = new Set([...SOFT].map(stem));

/** What the kind of thing asked for weighs beside the words; a fairly rare word weighs 4. */
const INTENT_WEIGHTS: Readonly<Record<Intent, number>> = {
  who: 1.5,
  when: 2,
  where: 2,
  howMany: 1.5,
  howLong: 2,
  why: 1.5,
  reaction: 1.5,
  leads: 1,
  agenda: 1,
  next: 1,
  members: 0.7,
  said: 0.7,
  wants: 0.7,
  compare: 0.5,
  doubt: 0.3,
  define: 0.3,
  happened: 0,
};

/** A profile of words and of the kind of thing that a folded text asks for. */
export function profile(words: readonly Weighed[], folded: string): Profile {
  const intents = [...intentsOf(folded)].map(
    (intent): Weighed => ({
      forms: new Map([[`?${intent}`, 1]]),
      weight: INTENT_WEIGHTS[intent],
      intent: true,
    }),
  );
  const all = [...words, ...intents].filter(({ weight }) => weight > 0);
  const total = all.reduce((sum, { weight }) => sum + weight, 0);
  return { words: all, total };
}

/** Form → its number, from 1. */
export type Numbers = ReadonlyMap<string, number>;

/** Numbers of some forms, and of the kinds of things asked for. */
export function numbersOf(forms: Iterable<string>): Numbers {
  const all = new Set([...forms, ...Object.keys(INTENT_WEIGHTS).map((intent) => `?${intent}`)]);
  return new Map([...all].map((form, i) => [form, i + 1]));
}

/** A profile in numbers. @param profile of words with at most two forms each, which mean them wholly */
export function numbered({ words, total }: Profile, numbers: Numbers): Numbered {
  const forms = words.flatMap((word) => {
    const [one = "", other = ""] = word.forms.keys();
    return [numbers.get(one) ?? 0, numbers.get(other) ?? 0];
  });
  return { forms, weights: words.map(({ weight }) => weight), total };
}

/**
 * What a word counts beside the others, by its stem.
 * @param named it names a party, person or round @param common stems that go along with nearly every question of the dossier
 */
export function factorOf(form: string, named: boolean, common: ReadonlySet<string>): number {
  if (LIGHT_STEMS.has(form)) return ASKING_FACTOR;
  return (SOFT_STEMS.has(form) || common.has(form)) && !named ? ALONG_FACTOR : 1;
}

/** Names of months, long and short → the stem of the long one. */
const MONTHS = new Map(
  [...Map.groupBy(MONTH, ([, number]) => number).values()].flatMap((names) => {
    const long = names.map(([name]) => name).reduce((a, b) => (b.length > a.length ? b : a));
    return names.map(([name]) => [name, stem(long)] as const);
  }),
);

/**
 * The words of a folded question that its terms leave out: how it asks, and for when. As stems.
 * @param common stems that go along with nearly every question of the dossier, its months among them
 */
export function restOf(folded: string, common: ReadonlySet<string>): string[] {
  return folded.split(" ").flatMap((word) => {
    const month = MONTHS.get(word);
    if (month && common.has(month)) return [month];
    return /^\d+$/.test(word) || (STOP.has(word) && !FUNCTION.has(word)) ? [stem(word)] : [];
  });
}

/** What a curated question has of the one asked. */
export interface Likeness {
  /** How much one of its phrasings asks the same and nothing else, 0–1: what each holds of the other. */
  readonly same: number;
  /** How well each word of the question asked is meant by any phrasing, 0–1. Good until the next likeness is asked for. */
  readonly held: Float64Array;
}

/** A word of the question asked, by its place, and how well a form means it. */
interface Meant {
  readonly at: number;
  readonly worth: number;
}

/** One question beside many phrasings: which of its words mean a form, and how well, is looked up once for all. */
export class Comparison {
  readonly #numbers: Numbers;
  /** The number of a form → where the words of the question that mean it stand in the list, from 1. Kept from question to question. */
  readonly #places: Uint16Array;
  readonly #meant: Meant[][] = [];
  /** The forms of the question. */
  readonly #forms: number[] = [];
  #asked: Profile = { words: [], total: 0 };
  /** How well each word is meant by one phrasing, and by any. */
  #parts = new Float64Array();
  #held = new Float64Array();

  constructor(numbers: Numbers) {
    this.#numbers = numbers;
    this.#places = new Uint16Array(numbers.size + 1);
  }

  /** Puts a question in the place of the last one. */
  ask(asked: Profile): void {
    for (const form of this.#forms) this.#places[form] = 0;
    this.#forms.length = this.#meant.length = 0;
    this.#asked = asked;
    this.#parts = new Float64Array(asked.words.length);
    this.#held = new Float64Array(asked.words.length);
    for (const [at, { forms }] of asked.words.entries()) {
      for (const [form, worth] of forms) {
        const number = this.#numbers.get(form);
        if (number === undefined) continue;
        const place = this.#places[number] ?? 0;
        if (place > 0) this.#meant[place - 1]?.push({ at, worth });
        else {
          this.#forms.push(number);
          this.#places[number] = this.#meant.push([{ at, worth }]);
        }
      }
    }
  }

  /** How much a curated question with these phrasings is like the one asked. */
  likeness(phrasings: readonly Numbered[]): Likeness {
    this.#held.fill(0);
    let same = 0;
    for (const phrasing of phrasings) {
      const one = this.#same(phrasing);
      if (one === 0) continue;
      if (one > same) same = one;
      for (let at = 0; at < this.#held.length; at++) {
        const part = this.#parts[at] ?? 0;
        if (part > (this.#held[at] ?? 0)) this.#held[at] = part;
      }
    }
    return { same, held: this.#held };
  }

  /** How much a phrasing asks the same and nothing else, 0–1; 0 when it shares nothing. */
  #same({ forms, weights, total }: Numbered): number {
    this.#parts.fill(0);
    let back = 0;
    for (let at = 0; at < weights.length; at++) {
      const one = this.#hold(forms[2 * at] ?? 0);
      const other = this.#hold(forms[2 * at + 1] ?? 0);
      back += Math.max(one, other) * (weights[at] ?? 0);
    }
    if (back === 0) return 0;
    let forth = 0;
    for (let at = 0; at < this.#parts.length; at++)
      forth += (this.#parts[at] ?? 0) * (this.#asked.words[at]?.weight ?? 0);
    return Math.sqrt((forth / this.#asked.total) * (back / total));
  }

  /** Notes a form of a phrasing; how well the question means it. */
  #hold(form: number): number {
    const place = this.#places[form] ?? 0;
    if (place === 0) return 0;
    let best = 0;
    for (const { at, worth } of this.#meant[place - 1] ?? []) {
      if (worth > (this.#parts[at] ?? 0)) this.#parts[at] = worth;
      if (worth > best) best = worth;
    }
    return best;
  }
}
