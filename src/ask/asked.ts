/** Finds the curated ways of asking that a question is nearest to: they know which items answer it. */
import type { Dossier } from "../dossier/dossier.ts";
import { fold } from "../dossier/fuzzy.ts";
import { type Calendar, findPeriod, type Period } from "../dossier/period.ts";
import type { ItemOf } from "../dossier/schema.ts";
import { idToken, indexOf, type SearchIndex, stem, type Term } from "../dossier/search.ts";
import { type Intent, intentsOf } from "./intents.ts";
import type { Question } from "./question.ts";
import type { Ranked } from "./rank.ts";
import { FUNCTION, SHORT, SOFT, STOP } from "./words.ts";

/** A curated question that is asked for, the phrasing of it that comes nearest, and how near. */
export interface Match {
  readonly asked: ItemOf<"question">;
  readonly phrasing: string;
  readonly nearness: number;
  /** The part of what is asked that the phrasings or the answers hold, 0–1. */
  readonly known: number;
  readonly parts: readonly number[];
}

/** Curated questions that are weighed in full; the others share too little with the question. */
const WEIGHED = 20;
/** Words in more phrasings than this find none: bounded work, however many there are. */
const COMMON = 2_000;
/** Words rarer than this all tell curated questions apart equally well. */
const RARE = 3;
/** Items whose curated questions are looked at, the best first. */
const HITS = 40;
/** Words that say how something is asked, and words that only go along, beside those that say what. */
const LIGHT_FACTOR = 0.4;
const SOFT_FACTOR = 0.5;
/** What the kind of thing asked for weighs beside the words; a fairly rare word weighs 4. */
const INTENTS: Partial<Record<Intent, number>> = {
  who: 1.5,
  when: 2,
  where: 2,
  howMany: 1.5,
  howLong: 2,
  why: 1.5,
  leads: 1,
  members: 0.7,
  said: 0.7,
  agenda: 1,
  next: 1,
  reaction: 1.5,
  wants: 0.7,
  doubt: 0.3,
  define: 0.3,
  compare: 0.5,
};
/**
 * What makes a phrasing near: that it holds what is asked, that its siblings or answers do, that it asks for nothing
 * else; and how well the answers are found by the words alone. Fitted on the curated phrasings, each left out in turn.
 */
const SHARES = { there: 0.04, known: 0.48, back: 0.17, covers: 0.14, ranks: 0.17 };

/** A word, with all forms that mean it, and what it weighs. */
interface Weighed {
  readonly forms: ReadonlyMap<string, number>;
  readonly weight: number;
  readonly term?: Term;
}

interface Profile {
  readonly words: readonly Weighed[];
  readonly forms: ReadonlyMap<string, number>;
}

interface Phrasing {
  readonly text: string;
  /** Stems, with the token of the party, person or round that a word names. */
  readonly stems: readonly string[];
  profile?: Profile;
}

interface Entry {
  readonly asked: ItemOf<"question">;
  readonly phrasings: readonly Phrasing[];
}

class AskedIndex {
  readonly #dossier: Dossier;
  readonly #index: SearchIndex;
  readonly #entries: Entry[] = [];
  /** Form → curated questions that hold it. */
  readonly #holding = new Map<string, number[]>();
  readonly #answering = new Map<string, number[]>();
  readonly #exact = new Map<string, number>();
  readonly #names: Map<string, { words: string[]; token: string }[]>;
  readonly #calendar: Calendar;

  constructor(dossier: Dossier) {
    this.#dossier = dossier;
    this.#index = indexOf(dossier);
    this.#names = namesOf(dossier);
    const { period } = dossier.manifest;
    this.#calendar = { period, today: Temporal.PlainDate.from(period.to) };
    for (const [at, asked] of dossier.all("question").entries()) {
      const phrasings = asked.asks.map((text) => {
        const folded = fold(text);
        this.#exact.set(folded, at);
        return { text, stems: this.#stemsOf(folded) };
      });
      this.#entries.push({ asked, phrasings });
      for (const form of new Set(phrasings.flatMap(({ stems }) => stems))) push(this.#holding, form, at);
      for (const id of asked.answers) push(this.#answering, id, at);
    }
  }

  /** Curated questions near to a question, nearest first. @param hits items found by its words, best first */
  match(question: Question, hits: readonly Ranked[]): Match[] {
    const exact = this.#exact.get(fold(question.text));
    const asked = this.#profile(question.text, question.terms, question.period);
    const found = new Map(hits.map((hit) => [hit.item.id, hit]));
    const top = hits[0]?.score ?? 1;
    return this.#candidates(asked, hits)
      .map(({ entry, at }) => {
        const match = this.#nearest(asked, entry, found, top);
        return at === exact ? { ...match, nearness: 1 } : match;
      })
      .sort((a, b) => b.nearness - a.nearness);
  }

  #candidates({ words }: Profile, hits: readonly Ranked[]): { entry: Entry; at: number }[] {
    const scores = new Map<number, number>();
    for (const { forms, weight } of words) {
      const found = new Map<number, number>();
      for (const [form, worth] of forms) {
        const holding = this.#holding.get(form) ?? [];
        if (holding.length > COMMON) continue;
        for (const at of holding) if (worth > (found.get(at) ?? 0)) found.set(at, worth);
      }
      for (const [at, worth] of found) scores.set(at, (scores.get(at) ?? 0) + worth * weight);
    }
    const total = words.reduce((sum, { weight }) => sum + weight, 0);
    for (const { item, coverage } of hits.slice(0, HITS)) {
      for (const at of this.#answering.get(item.id) ?? [])
        scores.set(at, (scores.get(at) ?? 0) + 0.5 * coverage * total);
    }
    return [...scores]
      .sort(([, x], [, y]) => y - x)
      .slice(0, WEIGHED)
      .flatMap(([at]) => {
        const entry = this.#entries[at];
        return entry ? [{ entry, at }] : [];
      });
  }

  /** The words of a text with their weights; those of a question come read. */
  #profile(
    text: string,
    terms: readonly Term[] | null,
    period: Period | null,
    stems: readonly string[] = [],
  ): Profile {
    const folded = fold(text);
    const words: Weighed[] = [];
    for (const term of terms ?? [])
      words.push({ forms: term.forms, weight: term.factor * this.#rarity(term.forms), term });
    const seen = new Set(words.flatMap(({ forms }) => [...forms.keys()]));
    const plain = terms ? lightWords(folded) : stems;
    for (const form of plain) {
      if (seen.has(form)) continue;
      seen.add(form);
      const [word = "", token] = form.split(" ");
      const forms = new Map([[word, 1]]);
      if (token) forms.set(token, 1);
      const factor = LIGHT.has(word) ? LIGHT_FACTOR : SOFT_STEMS.has(word) && !token ? SOFT_FACTOR : 1;
      words.push({ forms, weight: factor * this.#rarity(forms) });
    }
    for (const intent of intentsOf(folded)) {
      const weight = INTENTS[intent];
      if (weight) words.push({ forms: new Map([[`?${intent}`, 1]]), weight });
    }
    const forms = new Map<string, number>();
    for (const word of words) {
      for (const [form, worth] of word.forms) forms.set(form, Math.max(worth, forms.get(form) ?? 0));
    }
    return { words, forms };
  }

  #rarity(forms: Term["forms"]): number {
    let most = 0;
    for (const [form, worth] of forms) {
      if (worth < 1) continue;
      most = Math.max(most, this.#index.frequency(form), this.#holding.get(form)?.length ?? 0);
    }
    return Math.log(1 + this.#dossier.items.length / (most + RARE));
  }

  #nearest(
    asked: Profile,
    { asked: entry, phrasings }: Entry,
    hits: ReadonlyMap<string, Ranked>,
    top: number,
  ): Match {
    const profiles = phrasings.map((phrasing) => {
      phrasing.profile ??= this.#profile(phrasing.text, null, null, phrasing.stems);
      return phrasing.profile;
    });
    const heldBy = (word: Weighed, profile: Profile) => held(word, profile.forms);
    const answers = entry.answers.flatMap((id) => hits.get(id) ?? []);
    const inAnswers = ({ term }: Weighed) =>
      term ? Math.max(0, ...answers.map(({ worth }) => worth.get(term) ?? 0)) : 0;
    const known = share(asked, (word) =>
      Math.max(inAnswers(word), ...profiles.map((profile) => heldBy(word, profile))),
    );
    const covers = Math.max(0, ...answers.map(({ coverage }) => coverage));
    const ranks = (hits.get(entry.answers[0] ?? "")?.score ?? 0) / top;
    let best: Match | null = null;
    for (const [i, profile] of profiles.entries()) {
      const there = share(asked, (word) => heldBy(word, profile));
      const back = share(profile, (word) => held(word, asked.forms));
      const nearness =
        SHARES.there * there +
        SHARES.known * known +
        SHARES.back * back +
        SHARES.covers * covers +
        SHARES.ranks * ranks;
      if (!best || nearness > best.nearness)
        best = {
          asked: entry,
          phrasing: phrasings[i]?.text ?? "",
          nearness,
          known,
          parts: [there, 0, known, back],
        };
    }
    return best as Match;
  }

  #stemsOf(folded: string): string[] {
    const words = folded.split(" ").flatMap((word) => (SHORT.get(word) ?? word).split(" ").filter((p) => p));
    const found: string[] = [];
    for (let at = 0; at < words.length; ) {
      const name = this.#names
        .get(words[at] ?? "")
        ?.find(({ words: own }) => own.every((word, i) => words[at + i] === word));
      const word = words[at] ?? "";
      if (name) {
        found.push(name.words.length === 1 ? `${stem(word)}` : name.words.map(stem).join(""), name.token);
        at += name.words.length;
        continue;
      }
      if (!FUNCTION.has(word)) found.push(stem(word));
      at++;
    }
    return [...new Set(found)];
  }
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Names of parties, people and rounds by their first word, the longest first. */
function namesOf(dossier: Dossier): Map<string, { words: string[]; token: string }[]> {
  const names = (["round", "person", "party"] as const).flatMap((kind) =>
    dossier
      .all(kind)
      .flatMap(({ id, name, aliases }) =>
        [name, ...aliases].map((text) => ({ words: fold(text).split(" "), token: idToken(id) })),
      ),
  );
  return Map.groupBy(
    names.sort((a, b) => b.words.length - a.words.length),
    ({ words }) => words[0] ?? "",
  );
}

/** The part of a question's weight that is carried. */
function share({ words }: Profile, part: (word: Weighed) => number): number {
  let sum = 0;
  let total = 0;
  for (const word of words) {
    sum += word.weight * part(word);
    total += word.weight;
  }
  return total > 0 ? sum / total : 0;
}

function held({ forms }: Weighed, by: ReadonlyMap<string, number>): number {
  let best = 0;
  for (const [form, worth] of forms) best = Math.max(best, worth * (by.get(form) ?? 0));
  return best;
}

const LIGHT = new Set([...STOP].map(stem));
const SOFT_STEMS = new Set([...SOFT].map(stem));

/** Words of a folded text that say how something is asked. */
const lightWords = (folded: string): Set<string> =>
  new Set(folded.split(" ").flatMap((word) => (STOP.has(word) && !FUNCTION.has(word) ? [stem(word)] : [])));

const indexes = new WeakMap<Dossier, AskedIndex>();

/** Curated questions near to one, nearest first. Their index is built on first use and kept with the dossier. */
export function matchAsked(dossier: Dossier, question: Question, hits: readonly Ranked[]): Match[] {
  let index = indexes.get(dossier);
  if (!index) {
    index = new AskedIndex(dossier);
    indexes.set(dossier, index);
  }
  return index.match(question, hits);
}
