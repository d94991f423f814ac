/**
 * Full text over all items: SQLite FTS5 in memory, stemmed, diacritics folded, with a way to mend slips over the
 * dossier's own vocabulary. Finds which items hold which words; what a question means is not decided here.
 */
import Database from "better-sqlite3";
import { stemmer } from "stemmer";
import type { Dossier } from "./dossier.ts";
import { namesOf } from "./dossier.ts";
import { isEnglish } from "./english.ts";
import { distance, fold, slips } from "./fuzzy.ts";
import type { Item } from "./schema.ts";

/** Terms in more items than this are too common to fetch whole; they only weigh items found by rarer ones. */
const COMMON = 2_000;
/** Words rarer than this all tell items apart equally well: that a light verb stands once is chance. */
const RARE = 5;
/** Rows fetched for a form at most. */
const MAX_ROWS = COMMON;
/** Rows that stay at hand, of whatever forms. */
const MAX_FETCHED = 1_000_000;
/** What a keyword is worth beside a word that stands in the item. */
const KEYWORD_WORTH = 0.79;
/** An item holds a term when the word or a synonym stands in it; that it shares the topic only lends weight. */
const HELD = 0.8;
/** Terms of a question that count; one bit each. */
const MAX_TERMS = 24;
/** Hits handed on at most; far more than any reply shows. */
const MOST_HITS = 150;

/** One thing asked for: words that all mean it (stems or id tokens), each with how well it means it, 0–1. */
export interface Term {
  readonly word: string;
  readonly forms: ReadonlyMap<string, number>;
  /** What it counts beside the others: 1 for what is asked about, less for words that only go along. */
  readonly factor: number;
}

/** An item with the part of the question's weight that it carries: 1 when it holds every term. */
export interface Hit {
  readonly item: Item;
  readonly coverage: number;
  /** The terms that the item holds. */
  readonly terms: ReadonlySet<Term>;
  /** How well the item means each term, 0–1: 1 for the very word, less for a synonym, keyword or shared topic. */
  readonly worth: ReadonlyMap<Term, number>;
}

/** The token under which an item is found by what it names. */
export const idToken = (id: string): string => `xid${id.replaceAll("-", "")}`;

/** The token of a keyword: a word by which people ask for an item, that does not stand in it. */
const keywordToken = (form: string): string => `xkw${form}`;

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

export class SearchIndex {
  readonly #items: readonly Item[];
  /** Stem → number of items that hold it. */
  readonly #frequency = new Map<string, number>();
  /** The words as written, by first letter and length, with the set of their letters as bits, for mending slips. */
  readonly #alike = new Map<string, { word: string; letters: number }[]>();
  readonly #words = new Set<string>();
  readonly #fetched = new Map<string, readonly number[]>();
  #atHand = 0;
  readonly #match: Database.Statement<[string, number], number>;

  constructor(dossier: Dossier) {
    // Questions lead to items; they are none that could be found.
    this.#items = dossier.items.filter(({ kind }) => kind !== "question");
    const db = new Database(":memory:");
    // Words come in folded and stemmed, so that the index and the questions agree to the letter.
    db.exec(`PRAGMA journal_mode = OFF;
      CREATE VIRTUAL TABLE words USING fts5(body, content='', detail='none', tokenize="unicode61 remove_diacritics 2");
      CREATE VIRTUAL TABLE vocabulary USING fts5vocab('words', 'row');`);
    const insert = db.prepare("INSERT INTO words(rowid, body) VALUES (?, ?)");
    db.transaction(() => {
      for (const [row, item] of this.#items.entries()) insert.run(row + 1, this.#indexed(dossier, item));
    }).immediate();
    for (const row of db
      .prepare<[], { term: string; doc: number }>("SELECT term, doc FROM vocabulary")
      .iterate()) {
      this.#frequency.set(row.term, row.doc);
    }
    this.#match = db
      .prepare<[string, number], number>("SELECT rowid FROM words WHERE words MATCH ? LIMIT ?")
      .pluck();
  }

  /** In how many items a stem or id token stands, or is a keyword. */
  frequency(form: string): number {
    return (this.#frequency.get(form) ?? 0) + (this.#frequency.get(keywordToken(form)) ?? 0);
  }

  /** How much a term tells items apart: rare words much, common ones little; unknown ones most. */
  weight(term: Term): number {
    const most = Math.max(0, ...[...term.forms.keys()].map((form) => this.frequency(form)));
    return term.factor * Math.log(1 + this.#items.length / (most + RARE));
  }

  /** The text under which an item is found: its words stemmed, its keywords marked, and the ids that it names. */
  #indexed(dossier: Dossier, item: Item): string {
    const words = this.#learn(itemWords(dossier, item));
    const keywords = this.#learn("keywords" in item ? item.keywords : []);
    const ids = [item.id, ...namesOf(item)].map(idToken);
    return [...new Set([...words, ...keywords.map(keywordToken), ...ids])].join(" ");
  }

  /** Stems of some texts, whose words are remembered for mending slips. */
  #learn(texts: readonly string[]): string[] {
    const words = new Set(fold(texts.join(" ")).split(" "));
    for (const word of words) {
      if (this.#words.has(word)) continue;
      this.#words.add(word);
      const key = `${word[0]}${word.length}`;
      const group = this.#alike.get(key);
      if (group) group.push({ word, letters: letters(word) });
      else this.#alike.set(key, [{ word, letters: letters(word) }]);
    }
    return [...words].map(stem);
  }

  /**
   * The word of the dossier that a misspelt one means, within the slips its length allows; null when there is
   * none. An English word is never misspelt: "tanks" is not "talks".
   */
  mend(unknown: string): string | null {
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
        const commoner = best === null || this.frequency(stem(word)) > this.frequency(stem(best));
        if (d > least || (d === least && !commoner)) continue;
        best = word;
        least = d;
      }
    }
    return best;
  }

  /**
   * The items that carry most of the terms' weight, heaviest first. Rare terms find items; a term that stands in
   * more items than can be fetched only weighs those that rarer ones found.
   */
  find(terms: readonly Term[]): Hit[] {
    const asked = terms.slice(0, MAX_TERMS).map((term) => ({ term, weight: this.weight(term) }));
    const total = asked.reduce((sum, { weight }) => sum + weight, 0);
    const rare = asked.filter(({ term }) =>
      this.#formsOf(term).every((form) => this.frequency(form) <= COMMON),
    );
    const seeds = rare.length > 0 ? rare : asked.toSorted((x, y) => y.weight - x.weight).slice(0, 1);
    const among = seeds
      .flatMap(({ term }) => this.#formsOf(term))
      .flatMap((form) => [form, keywordToken(form)]);
    const scores = new Map<number, { score: number; mask: number }>();
    const worths = asked.map(({ term }) =>
      this.#rowsOf(term, seeds.some((seed) => seed.term === term) ? [] : among),
    );
    for (const [bit, { weight }] of asked.entries()) {
      for (const [row, worth] of worths[bit] ?? []) {
        const held = worth >= HELD ? 1 << bit : 0;
        const entry = scores.get(row);
        if (entry) {
          entry.score += weight * worth;
          entry.mask |= held;
        } else scores.set(row, { score: weight * worth, mask: held });
      }
    }
    return heaviest(scores, MOST_HITS, ({ score }) => score).flatMap(([row, { score, mask }]) => {
      const item = this.#items[row - 1];
      const held = new Set(asked.flatMap(({ term }, bit) => ((mask & (1 << bit)) === 0 ? [] : [term])));
      const worth = new Map(asked.map(({ term }, bit) => [term, worths[bit]?.get(row) ?? 0]));
      return item ? [{ item, coverage: total > 0 ? score / total : 0, terms: held, worth }] : [];
    });
  }

  /** Forms of a term that stand in the dossier at all. */
  #formsOf(term: Term): string[] {
    return [...term.forms.keys()].filter((form) => this.frequency(form) > 0);
  }

  /** Rows that hold a term, each with how well the best form there means it. */
  #rowsOf(term: Term, among: readonly string[]): Map<number, number> {
    const rows = new Map<number, number>();
    for (const form of this.#formsOf(term)) {
      const worth = term.forms.get(form) ?? 0;
      for (const [token, part] of [
        [form, 1],
        [keywordToken(form), KEYWORD_WORTH],
      ] as const) {
        for (const row of this.#fetch(token, among)) {
          if (worth * part > (rows.get(row) ?? 0)) rows.set(row, worth * part);
        }
      }
    }
    return rows;
  }

  /** Rows that hold a form; with `among`, only rows that also hold one of those. */
  #fetch(form: string, among: readonly string[]): readonly number[] {
    if (among.length > 0)
      return this.#match.all(`${quote(form)} AND (${among.map(quote).join(" OR ")})`, MAX_ROWS);
    let rows = this.#fetched.get(form);
    if (!rows) {
      rows = this.#match.all(quote(form), MAX_ROWS);
      // The same words are asked for again and again; a bounded number of them stays at hand.
      this.#atHand += rows.length + 1;
      if (this.#atHand > MAX_FETCHED) {
        this.#fetched.clear();
        this.#atHand = rows.length + 1;
      }
      this.#fetched.set(form, rows);
    }
    return rows;
  }
}

/** The heaviest entries of a map, heaviest first; equals in the order of the map. Sorts no more than it must. */
export function heaviest<K, V>(map: ReadonlyMap<K, V>, most: number, weigh: (value: V) => number): [K, V][] {
  let entries = [...map];
  if (entries.length > most) {
    const least =
      Float64Array.from(entries, ([, value]) => weigh(value))
        .sort()
        .at(-most) ?? 0;
    entries = entries.filter(([, value]) => weigh(value) >= least);
  }
  return entries.sort(([, x], [, y]) => weigh(y) - weigh(x)).slice(0, most);
}

/** Forms consist of letters and digits only (see fold), so quoting them is enough to make them plain words. */
const quote = (form: string): string => `"${form}"`;

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

/** Units that are signs, as people say them. */
const UNIT_WORDS: ReadonlyMap<string, string> = new Map([
  ["%", "percent percentage share"],
  ["km²", "square km kilometres"],
  ["°C", "degrees celsius temperature"],
]);

/** Everything in an item by which people ask for it. */
function itemWords(dossier: Dossier, item: Item): string[] {
  switch (item.kind) {
    case "source":
      return [
        item.title,
        item.short,
        item.publisher ?? "",
        item.author ?? "",
        ...item.outlets,
        ...Object.values(item.descriptor),
      ];
    case "party":
    case "topic":
    case "round":
      return [item.name, ...item.aliases, "text" in item ? item.text : ""];
    case "person":
      return [item.name, ...item.aliases, ...item.posts.map((post) => post.text)];
    case "figure":
      return [item.text, item.measure, UNIT_WORDS.get(item.unit) ?? item.unit, item.qualifier ?? ""];
    case "quote":
      return [item.text, item.words];
    case "term":
      return [item.term, ...item.aliases, item.text];
    case "dispute":
      return [item.question, ...item.accounts.map((account) => account.text)];
    case "outlook":
      return [item.text, item.outcome?.text ?? ""];
    case "event":
      return [item.text, item.where ?? ""];
    case "judgement":
      return [item.text, dossier.item(item.by) ? "" : item.by];
    case "delegate":
      return [item.text, "delegation team", item.capacity === "head" ? "head lead leader chief" : "member"];
    case "fact":
    case "position":
    case "reaction":
      return [item.text];
    case "question":
      return [];
    default:
      return item satisfies never;
  }
}

const indexes = new WeakMap<Dossier, SearchIndex>();

/** The index of a dossier, built on first use and kept with it. */
export function indexOf(dossier: Dossier): SearchIndex {
  let index = indexes.get(dossier);
  if (!index) {
    index = new SearchIndex(dossier);
    indexes.set(dossier, index);
  }
  return index;
}
