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
  /** Every form with how well it is meant, 0–1. */
  readonly forms: ReadonlyMap<string, number>;
  /** The forms of each word, as a list: thousands of words are gone through for one question. */
  readonly lists: readonly (readonly (readonly [form: string, worth: number])[])[];
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
  return { words: all, total, forms: formsOf(all), lists: all.map(({ forms }) => [...forms]) };
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

/** How well a word is meant by some forms, 0–1. */
export function held({ forms }: Weighed, by: ReadonlyMap<string, number>): number {
  let best = 0;
  for (const [form, worth] of forms) {
    const there = by.get(form);
    if (there !== undefined && worth * there > best) best = worth * there;
  }
  return best;
}

/** One question beside many phrasings: which of its words hold a form, and how well, is looked up once for all. */
export class Comparison {
  readonly #asked: Profile;
  readonly #holding = new Map<string, { readonly at: number; readonly worth: number }[]>();
  readonly #parts: Float64Array;

  constructor(asked: Profile) {
    this.#asked = asked;
    this.#parts = new Float64Array(asked.words.length);
    for (const [at, { forms }] of asked.words.entries()) {
      for (const [form, worth] of forms) {
        const known = this.#holding.get(form);
        if (known) known.push({ at, worth });
        else this.#holding.set(form, [{ at, worth }]);
      }
    }
  }

  /** How much a phrasing asks the same and nothing else, 0–1: what each holds of the other. Asked of thousands of words a question. */
  same({ words, lists, total }: Profile): number {
    this.#parts.fill(0);
    let back = 0;
    for (let at = 0; at < words.length; at++) {
      let best = 0;
      for (const [form, worth] of lists[at] ?? []) {
        const part = this.#hold(form, worth);
        if (part > best) best = part;
      }
      back += best * (words[at]?.weight ?? 0);
    }
    if (back === 0) return 0;
    let forth = 0;
    for (let at = 0; at < this.#parts.length; at++)
      forth += (this.#parts[at] ?? 0) * (this.#asked.words[at]?.weight ?? 0);
    return Math.sqrt((forth / this.#asked.total) * (back / total));
  }

  /** Notes a form of a phrasing; how well the question means it. */
  #hold(form: string, worth: number): number {
    let best = 0;
    const holding = this.#holding.get(form);
    if (!holding) return 0;
    for (const { at, worth: own } of holding) {
      const part = own * worth;
      if (part > (this.#parts[at] ?? 0)) this.#parts[at] = part;
      if (part > best) best = part;
    }
    return best;
  }
}

/** Every form of some profiles with how well it is meant by any, 0–1. */
export function formsOf(profiles: readonly Pick<Profile, "forms">[]): Map<string, number> {
  const all = new Map<string, number>();
  for (const { forms } of profiles)
    for (const [form, worth] of forms) all.set(form, Math.max(worth, all.get(form) ?? 0));
  return all;
}
