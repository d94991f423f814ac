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
  /** The terms that the item holds. */
  readonly terms: ReadonlySet<Term>;
  /** How well the item means the terms that it means at all, up to 1: less for a synonym, keyword or shared topic. */
  readonly worth: ReadonlyMap<Term, number>;
}

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
    return term.factor * Math.log(1 + this.#items.length / (most + RARE));
  }

  /** The word of the dossier that a misspelt one means; null when there is none. */
  mend(unknown: string): string | null {
    return this.#spelling.mend(unknown, (word) => this.frequency(stem(word)));
  }

  /** The items that carry most of the terms' weight, heaviest first. */
  find(terms: readonly Term[]): Hit[] {
    const asked = terms
      .slice(0, MAX_TERMS)
      .map((term) => ({ term, weight: this.weight(term), lists: this.#listsOf(term) }));
    const total = asked.reduce((sum, { weight }) => sum + weight, 0);
    return this.#tally.heaviest(asked, MOST_HITS).flatMap((row) => {
      const item = this.#items[row];
      return item ? [hitOf(item, row, asked, total)] : [];
    });
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

  /** The rows of each form of a term, as a word and as a keyword, the form that means it best first. */
  #listsOf({ forms }: Term): List[] {
    return [...forms]
      .flatMap(([form, worth]) => [
        { rows: this.#postings.rows(form), worth },
        { rows: this.#postings.rows(keywordToken(form)), worth: worth * KEYWORD_WORTH },
      ])
      .filter(({ rows }) => rows.length > 0)
      .sort((a, b) => b.worth - a.worth);
  }
}

function hitOf(
  item: Item,
  row: number,
  asked: readonly (WeighedLists & { readonly term: Term })[],
  total: number,
): Hit {
  const terms = new Set<Term>();
  const worth = new Map<Term, number>();
  let score = 0;
  for (const { term, weight, lists } of asked) {
    const own = worthIn(lists, row);
    if (own === 0) continue;
    worth.set(term, own);
    if (own >= HELD) terms.add(term);
    score += weight * own;
  }
  return { item, coverage: total > 0 ? score / total : 0, terms, worth };
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
