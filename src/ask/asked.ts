/** Finds the curated questions that a question is nearest to: they know which items answer it. */
import type { Dossier } from "../dossier/dossier.ts";
import { fold } from "../dossier/fuzzy.ts";
import type { ItemOf } from "../dossier/kinds.ts";
import { idToken, indexOf, type SearchIndex, worthOf } from "../dossier/search.ts";
import { stem } from "../dossier/stem.ts";
import { type List, Tally } from "../dossier/tally.ts";
import {
  Comparison,
  factorOf,
  type Numbered,
  type Numbers,
  numbered,
  numbersOf,
  type Profile,
  profile,
  restOf,
  type Weighed,
} from "./profile.ts";
import type { Question } from "./question.ts";
import type { Ranked } from "./rank.ts";
import { SHORT } from "./short-forms.ts";
import { FUNCTION } from "./words.ts";

/** A curated question, and how near it is to the one asked. All parts 0–1. */
export interface Match {
  readonly asked: ItemOf<"question">;
  readonly nearness: number;
  /** The part of what is asked about that its phrasings or answers hold. */
  readonly known: number;
  /** How much one of its phrasings asks the same and nothing else. */
  readonly same: number;
}

/** Curated questions that are weighed in full; the others share too little with the question. */
const WEIGHED = 30;
/** Words rarer than this all tell curated questions apart equally well. */
const RARE = 3;
/** Items whose curated questions are looked at, the best first, and what an item counts beside all the words. */
const HITS = 40;
const HIT_WORTH = 0.5;
/**
 * What makes a curated question near: that its phrasings or answers hold what is asked, that one phrasing asks the same
 * and nothing else, and how well the answers are found by the words alone. Fitted on the curated phrasings, each left
 * out in turn: the weights that put most of them back with their own question.
 */
const SHARES = { known: 0.43, same: 0.32, covers: 0.1, ranks: 0.15 };
/** One that asks the very same with all the words is that near, however little its answers hold of them. */
const MUCH_ALIKE = 0.7;
const ALIKE = 0.97;
/** Only the very words of a phrasing are nearer than this: a few common words alone are no question of their own. */
const NEAREST = 0.99;
/** Words that tell the kind of thing asked for, as a first sieve. */
const QUESTION_WORD = /\b(?:why|who|when|where)\b/;

interface Phrasing {
  readonly folded: string;
  /** Stems; one that names a party, person or round is followed by its token. */
  readonly stems: readonly string[];
}

interface Entry {
  readonly asked: ItemOf<"question">;
  readonly phrasings: readonly Phrasing[];
  /** What they ask. Made on first use: most never come near. */
  weighed?: readonly Numbered[];
}

class AskedIndex {
  readonly #items: number;
  readonly #common: ReadonlySet<string>;
  readonly #index: SearchIndex;
  readonly #names: ReadonlyMap<string, readonly Name[]>;
  readonly #numbers: Numbers;
  readonly #entries: Entry[] = [];
  /** Stem or token → curated questions that hold it. */
  readonly #holding: ReadonlyMap<string, Uint32Array>;
  /** Item → curated questions that it answers. */
  readonly #answering: ReadonlyMap<string, Uint32Array>;
  /** Folded phrasing → its question. */
  readonly #exact = new Map<string, number>();
  readonly #tally: Tally;
  readonly #comparison: Comparison;

  constructor(dossier: Dossier) {
    this.#items = dossier.items.length;
    this.#common = new Set(dossier.manifest.common.map(stem));
    this.#index = indexOf(dossier);
    this.#names = namesOf(dossier);
    const holding = new Map<string, number[]>();
    const answering = new Map<string, number[]>();
    for (const [at, asked] of dossier.all("question").entries()) {
      const phrasings = asked.asks.map(fold).map((folded) => ({ folded, stems: this.#stemsOf(folded) }));
      this.#entries.push({ asked, phrasings });
      for (const { folded } of phrasings) this.#exact.set(folded, at);
      for (const form of findable(phrasings)) push(holding, form, at);
      for (const id of new Set(asked.answers)) push(answering, id, at);
    }
    this.#numbers = numbersOf(holding.keys());
    this.#holding = unpacked(holding);
    this.#answering = unpacked(answering);
    this.#tally = new Tally(this.#entries.length);
    this.#comparison = new Comparison(this.#numbers);
  }

  /** Curated questions near to a question, nearest first. @param hits items found by its words, best first */
  match(question: Question, hits: readonly Ranked[]): Match[] {
    const exact = this.#entries[this.#exact.get(fold(question.text)) ?? -1];
    if (exact) return [{ asked: exact.asked, nearness: 1, known: 1, same: 1 }];
    const asked = this.#profileOf(question);
    const byId = new Map<string, Ranked>();
    for (const hit of hits) byId.set(hit.item.id, hit);
    const top = hits[0]?.score ?? 1;
    this.#comparison.ask(asked);
    return this.#candidates(asked, hits)
      .flatMap((at) => {
        const entry = this.#entries[at];
        if (!entry) return [];
        return [this.#nearness(asked, entry, byId, top)];
      })
      .sort((a, b) => b.nearness - a.nearness);
  }

  /** The curated questions that share most with a question, whatever else they ask. */
  #candidates({ words }: Profile, hits: readonly Ranked[]): number[] {
    // Items hold the terms, not the words that say how it is asked.
    const total = words.reduce((sum, { weight, term }) => sum + (term ? weight : 0), 0);
    const byWords = words.map(({ forms, weight }) => ({ weight, lists: this.#listsOf(forms) }));
    const byHits = hits.slice(0, HITS).map(({ item, coverage }) => ({
      weight: HIT_WORTH * coverage * total,
      lists: [{ rows: this.#answering.get(item.id) ?? NONE, worth: 1 }],
    }));
    return this.#tally.heaviest([...byWords, ...byHits], WEIGHED);
  }

  #listsOf(forms: ReadonlyMap<string, number>): List[] {
    return [...forms]
      .flatMap(([form, worth]) => {
        const rows = this.#holding.get(form);
        return rows ? [{ rows, worth }] : [];
      })
      .sort((a, b) => b.worth - a.worth);
  }

  #nearness(asked: Profile, entry: Entry, hits: ReadonlyMap<string, Ranked>, top: number): Match {
    const { same, held } = this.#comparison.likeness(this.#weighedIn(entry));
    const answers = entry.asked.answers.flatMap((id) => hits.get(id) ?? []);
    const known = knownOf(asked, held, answers);
    const covers = Math.max(0, ...answers.map(({ coverage }) => coverage));
    const ranks = (hits.get(entry.asked.answers[0] ?? "")?.score ?? 0) / top;
    const asking = SHARES.known * known + SHARES.same * same;
    // "The gist, please" names nothing that an item could hold: only how it is asked counts.
    const nearness =
      hits.size === 0
        ? asking / (SHARES.known + SHARES.same)
        : asking + SHARES.covers * covers + SHARES.ranks * ranks;
    const both = Math.min(known, same);
    const alike = both >= MUCH_ALIKE ? ALIKE * both : 0;
    return { asked: entry.asked, nearness: Math.min(Math.max(nearness, alike), NEAREST), known, same };
  }

  #weighedIn(entry: Entry): readonly Numbered[] {
    entry.weighed ??= entry.phrasings.map(({ stems, folded }) =>
      numbered(profile(this.#weighed(stems), folded), this.#numbers),
    );
    return entry.weighed;
  }

  /** A question as it was read, with the words that say how and for when it asks. */
  #profileOf({ text, terms }: Question): Profile {
    const folded = fold(text);
    const words = terms.map(
      (term): Weighed => ({ forms: term.forms, weight: term.factor * this.#rarity(term.forms), term }),
    );
    const there = new Set(words.flatMap(({ forms }) => [...forms.keys()]));
    const rest = [...new Set(restOf(folded, this.#common))].filter((form) => !there.has(form));
    return profile([...words, ...this.#weighed(rest)], folded);
  }

  #weighed(stems: readonly string[]): Weighed[] {
    return stems.map((stem) => {
      const [word = "", name] = stem.split(" ");
      const forms = new Map((name ? [word, name] : [word]).map((form) => [form, 1]));
      return { forms, weight: factorOf(word, name !== undefined, this.#common) * this.#rarity(forms) };
    });
  }

  /** How much a word tells questions and items apart. */
  #rarity(forms: ReadonlyMap<string, number>): number {
    let most = 0;
    for (const [form, worth] of forms) {
      if (worth < 1) continue;
      most = Math.max(most, this.#index.frequency(form), this.#holding.get(form)?.length ?? 0);
    }
    return Math.log(1 + this.#items / (most + RARE));
  }

  /** The words of a folded phrasing that say what or how it asks. */
  #stemsOf(folded: string): string[] {
    const words: string[] = [];
    for (const word of folded.split(" ")) {
      const long = SHORT.get(word);
      if (long !== undefined) words.push(...long.split(" ").filter((part) => part));
      else if (word !== "") words.push(word);
    }
    const found = new Set<string>();
    for (let at = 0; at < words.length; ) {
      const word = words[at] ?? "";
      const name = this.#names
        .get(word)
        ?.find(({ words: own }) => own.every((part, i) => words[at + i] === part));
      if (name) found.add(`${name.words.map(stem).join("")} ${name.token}`);
      else if (!FUNCTION.has(word)) found.add(stem(word));
      at += name?.words.length ?? 1;
    }
    return [...found];
  }
}

/** The part of what is asked about that some phrasings or answers hold, 0–1. @param held how well phrasings mean each word */
function knownOf({ words }: Profile, held: Float64Array, answers: readonly Ranked[]): number {
  let sum = 0;
  let total = 0;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (!word || word.intent) continue;
    let best = held[at] ?? 0;
    if (word.term) for (const hit of answers) best = Math.max(best, worthOf(hit, word.term));
    sum += word.weight * best;
    total += word.weight;
  }
  return total > 0 ? sum / total : 0;
}

/** The forms under which the phrasings of a question are found. */
function findable(phrasings: readonly Phrasing[]): Set<string> {
  return new Set(
    phrasings.flatMap(({ folded, stems }) => [
      ...stems.flatMap((stem) => stem.split(" ")),
      ...(folded.match(QUESTION_WORD) ?? []).map((word) => `?${word}`),
    ]),
  );
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

const NONE = new Uint32Array();

const unpacked = (map: ReadonlyMap<string, readonly number[]>): Map<string, Uint32Array> =>
  new Map(map.entries().map(([key, list]) => [key, Uint32Array.from(list)]));

interface Name {
  readonly words: readonly string[];
  readonly token: string;
}

/** Names of parties, people and rounds by their first word, the longest first. */
function namesOf(dossier: Dossier): Map<string, Name[]> {
  const names = (["round", "person", "party"] as const).flatMap((kind) =>
    dossier
      .all(kind)
      .flatMap(({ id, name, aliases }) =>
        [name, ...aliases].map((text) => ({ words: fold(text).split(" "), token: idToken(id) })),
      ),
  );
  const longest = names.sort((a, b) => b.words.length - a.words.length);
  return Map.groupBy(longest, ({ words }) => words[0] ?? "");
}

const indexes = new WeakMap<Dossier, AskedIndex>();

/**
 * Curated questions near to one, nearest first. Their index is built on first use and kept with the dossier.
 * @param hits items found by the question's words, best first
 */
export function matchAsked(dossier: Dossier, question: Question, hits: readonly Ranked[]): Match[] {
  let index = indexes.get(dossier);
  if (!index) {
    index = new AskedIndex(dossier);
    indexes.set(dossier, index);
  }
  return index.match(question, hits);
}
