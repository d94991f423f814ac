/**
 * Full text over all items: their words stemmed and folded, their keywords, the ids that they name. Finds which items
 * hold which words; what a question means is not decided here.
 */
import type { Dossier } from "./dossier.ts";
import { namesOf } from "./dossier.ts";
import { fold } from "./fuzzy.ts";
import { itemWords } from "./item-words.ts";
import type { Item } from "./kinds.ts";
import { Postings } from "./postings.ts";
import { Spelling } from "./spelling.ts";
import { stem } from "./stem.ts";
import { type List, Tally, type WeighedLists, worthIn } from "./tally.ts";

/** Words rarer than this all tell items apart equally well: that a light verb stands once is chance. */
const RARE = 5;
/** What a keyword is worth beside a word that stands in the item. */
const KEYWORD_WORTH = 0.79;
/** An item holds a term when the word or a synonym stands in it; that it shares the topic only lends weight. */
const HELD = 0.8;
/** Terms of a question that count. */
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
  /** The terms of the question that count, the same for all items, … */
  readonly terms: readonly Term[];
  /** … and how well the item means each, up to 1: less for a synonym, keyword or shared topic, 0 for what it lacks. */
  readonly worths: readonly number[];
}

/** How well an item means a term of the question, 0–1. */
export const worthOf = ({ terms, worths }: Hit, term: Term): number => worths[terms.indexOf(term)] ?? 0;

/** Whether the word of a term or a synonym stands in an item. */
export const holds = (hit: Hit, term: Term): boolean => worthOf(hit, term) >= HELD;

/** The token under which an item is found by what it names. */
export const idToken = (id: string): string => `xid${id.replaceAll("-", "")}`;

/** The token of a keyword: a word by which people ask for an item, that does not stand in it. */
const keywordToken = (form: string): string => `xkw${form}`;

export class SearchIndex {
  readonly #items: readonly Item[];
  readonly #spelling = new Spelling();
  readonly #postings: Postings;
  readonly #tally: Tally;

  constructor(dossier: Dossier) {
    // Questions lead to items; they are none that could be found.
    this.#items = dossier.items.filter(({ kind }) => kind !== "question");
    this.#postings = new Postings(this.#items.values().map((item) => this.#indexed(dossier, item)));
    this.#tally = new Tally(this.#items.length);
  }

  /** In how many items a stem or id token stands, or is a keyword. */
  frequency(form: string): number {
    return this.#postings.rows(form).length + this.#postings.rows(keywordToken(form)).length;
  }

  /** How much a term tells items apart: rare words much, common ones little; unknown ones most. */
  weight(term: Term): number {
    let most = 0;
    for (const form of term.forms.keys()) most = Math.max(most, this.frequency(form));
    return this.#weightOf(term, most);
  }

  /** @param most in how many items the commonest form of the term stands */
  #weightOf({ factor }: Term, most: number): number {
    return factor * Math.log(1 + this.#items.length / (most + RARE));
  }

  /** The word of the dossier that a misspelt one means; null when there is none. */
  mend(unknown: string): string | null {
    return this.#spelling.mend(unknown, (word) => this.frequency(stem(word)));
  }

  /** The items that carry most of the terms' weight, heaviest first. */
  find(terms: readonly Term[]): Hit[] {
    const counting = terms.slice(0, MAX_TERMS);
    const asked = counting.map((term) => this.#weighed(term));
    const total = asked.reduce((sum, { weight }) => sum + weight, 0);
    const hits: Hit[] = [];
    for (const row of this.#tally.heaviest(asked, MOST_HITS)) {
      const item = this.#items[row];
      if (item) hits.push(hitOf(item, row, counting, asked, total));
    }
    return hits;
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
    const words = [...new Set(fold(texts.join(" ")).split(" "))].filter((word) => word !== "");
    for (const word of words) this.#spelling.learn(word);
    return words.map(stem);
  }

  /** A term with its weight and the rows of each of its forms, as a word and as a keyword, the form that means it best first. */
  #weighed(term: Term): WeighedLists {
    const lists: List[] = [];
    let most = 0;
    for (const [form, worth] of term.forms) {
      const rows = this.#postings.rows(form);
      const marked = this.#postings.rows(keywordToken(form));
      most = Math.max(most, rows.length + marked.length);
      if (rows.length > 0) lists.push({ rows, worth });
      if (marked.length > 0) lists.push({ rows: marked, worth: worth * KEYWORD_WORTH });
    }
    return { weight: this.#weightOf(term, most), lists: lists.sort((a, b) => b.worth - a.worth) };
  }
}

function hitOf(
  item: Item,
  row: number,
  terms: readonly Term[],
  asked: readonly WeighedLists[],
  total: number,
): Hit {
  const worths = asked.map(({ lists }) => worthIn(lists, row));
  let score = 0;
  for (let at = 0; at < asked.length; at++) score += (asked[at]?.weight ?? 0) * (worths[at] ?? 0);
  return { item, coverage: total > 0 ? score / total : 0, terms, worths };
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
