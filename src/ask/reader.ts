/** Reads the words of a question one by one: names, terms with all that means them, words that the dossier lacks. */
import type { Dossier } from "../dossier/dossier.ts";
import { isEnglish } from "../dossier/english.ts";
import { fold, nearest } from "../dossier/fuzzy.ts";
import { candidates, exact, mayBegin, type NamedKind } from "../dossier/lookup.ts";
import { idToken, indexOf, type SearchIndex, type Term } from "../dossier/search.ts";
import { stem, stems } from "../dossier/stem.ts";
import { nameSounding, soundingLike } from "./sound.ts";
import { ELSEWHERE, SOFT, STOP, VAGUE } from "./words.ts";

/** Something of the dossier that a question names. */
export interface Entity {
  readonly kind: "party" | "person" | "round" | "topic" | "source" | "term";
  readonly id: string;
  readonly name: string;
}

/** A surname in the form that women bear it. */
const WOMANS_NAME = /(?:sk|[oe]v|tin)a(?:ya|ja|ia)?$/;
/** So many unknown words of a question are mended: more is no question, and takes time. */
const MOST_MENDED = 8;
/** Items that define one term: so many of them are taken for what the question names. */
const MOST_DEFINED = 8;
/** Longest name of a party, person, topic or round, in words. */
export const LONGEST_NAME = 5;
const ENTITY_KINDS = ["round", "person", "party", "source"] as const satisfies NamedKind[];
/** A name long enough to be told from a plural. */
const POSSESSIVE = /^\S{4,}s$/;
/** After these "us" is a pronoun, not the United States. */
const BEFORE_PRONOUN = new Set([
  "tell",
  "give",
  "show",
  "let",
  "remind",
  "inform",
  "help",
  "for",
  "to",
  "with",
  "among",
]);

/** What a term that shares a topic, and one that is a synonym, is worth beside the very word. */
const TOPIC_WORTH = 0.4;
const SYNONYM_WORTH = 0.85;
const ALIAS_WORTH = 0.85;
/** Words without a subject that are long enough to be told when misspelt ("happend"), by first letter. */
const MISTYPED = Map.groupBy(
  [...STOP, ...SOFT].filter((word) => word.length > 5),
  (word) => word[0],
);
const VAGUE_STEMS = new Set([...VAGUE].map(stem));
const DURATION = ["long", "length", "duration", "last", "hour", "day", "week", "month", "year"];
const SOFT_FACTOR = 0.25;
/** An English word that the dossier lacks may be a paraphrase; a name that it lacks is not. */
const UNKNOWN_FACTOR = 0.6;

/** Whether the next word is the thing counted or done: after "how many", "number of", or "who" with a verb. */
function asksFor(words: readonly string[], at: number, soft: ReadonlySet<string>): boolean {
  const two = `${words[at]} ${words[at + 1]}`;
  if (/^(?:how (?:many|much)|(?:number|amount|count|text|names?) of)$/.test(two)) return true;
  const next = words[at + 1] ?? "";
  return words[at] === "who" && !STOP.has(next) && !soft.has(next);
}

/** "US" is read as "usa", so that it is no pronoun; it stands in either way. */
const spellingsOf = (word: string): string[] => (word === "us" || word === "usa" ? ["us", "usa"] : [word]);

/** Collects what the words of one question mean. */
export class Reader {
  readonly #dossier: Dossier;
  readonly #index: SearchIndex;
  /** Words that only go along with a subject. */
  readonly #soft: ReadonlySet<string>;
  readonly #synonyms: ReadonlyMap<string, readonly string[]>;
  readonly #names: ReadonlySet<string>;
  readonly entities: Entity[] = [];
  readonly terms: Term[] = [];
  readonly unknown = { names: [] as string[], words: [] as string[] };
  readonly required: Term[] = [];
  readonly subjects: Term[] = [];
  #tried = 0;
  /** The next subject word is what is counted or done. */
  #asked = false;
  readonly readings: string[] = [];

  /** @param names folded words that are written as names, though they may be plain words too */
  constructor(dossier: Dossier, names: ReadonlySet<string> = new Set()) {
    this.#dossier = dossier;
    this.#names = names;
    this.#index = indexOf(dossier);
    this.#soft = softIn(dossier);
    this.#synonyms = synonymsOf(dossier);
  }

  read(words: readonly string[]): void {
    const others = this.#withoutSources(words);
    const topics = this.#topicsOf(others);
    this.#findTerms(others);
    for (let at = 0; at < words.length; ) {
      const entity = this.#entityAt(words, at);
      if (entity) {
        this.#addEntity(entity.entity, words.slice(at, at + entity.length));
        at += entity.length;
        continue;
      }
      const word = words[at] ?? "";
      if (asksFor(words, at, this.#soft)) this.#asked = true;
      else if (word !== "|" && !STOP.has(word)) this.#addWord(word, topics.get(at) ?? []);
      at++;
    }
  }

  /** "How long" is answered where a length of time stands. */
  addDuration(): void {
    const forms = new Map(DURATION.map((word) => [stem(word), 1]));
    this.terms.push({ word: "how long", forms, factor: 0.5 });
  }

  /** The words with names of sources blotted out: what else such a name may mean is not asked about. */
  #withoutSources(words: readonly string[]): string[] {
    const others = [...words];
    for (let at = 0; at < others.length; at++) {
      if (!mayBegin(this.#dossier, "source", others[at] ?? "")) continue;
      const named = this.#entityAt(others, at);
      if (named?.entity.kind === "source") others.fill("|", at, at + named.length);
    }
    return others;
  }

  /** The longest name of a round, person or party that begins here. */
  #entityAt(words: readonly string[], at: number): { entity: Entity; length: number } | null {
    const kinds = ENTITY_KINDS.filter((kind) => mayBegin(this.#dossier, kind, words[at] ?? ""));
    if (kinds.length === 0) return null;
    for (let length = Math.min(LONGEST_NAME, words.length - at); length > 0; length--) {
      const phrase = words.slice(at, at + length).join(" ");
      if (phrase.includes("|")) continue;
      if (phrase === "us" && BEFORE_PRONOUN.has(words[at - 1] ?? "")) return null;
      for (const kind of kinds) {
        // A bare number is no source.
        if (kind === "source" && /^\d*$/.test(phrase)) continue;
        const found =
          exact(this.#dossier, kind, phrase) ??
          // "Trumps pause": an apostrophe is left out in a hurry.
          (POSSESSIVE.test(phrase) ? exact(this.#dossier, kind, phrase.slice(0, -1)) : undefined);
        if (found) return { entity: { kind, id: found.id, name: found.name }, length };
      }
    }
    return null;
  }

  #addEntity(entity: Entity, words: readonly string[]): void {
    if (this.entities.some(({ id }) => id === entity.id)) return;
    this.entities.push(entity);
    // A source is where to look, not what to look for.
    if (entity.kind === "source") return;
    // "The Kremlin" says more than Russia: where another word is typed, that word counts most.
    const byName = words.length > 1 || fold(entity.name) === words[0];
    const forms = new Map([[idToken(entity.id), byName || entity.kind !== "party" ? 1 : ALIAS_WORTH]]);
    // "Kyiv" is a city as well as a party: the word itself counts too.
    for (const word of words.length === 1 ? spellingsOf(words[0] ?? "") : []) forms.set(stem(word), 1);
    const term = { word: words.join(" "), forms, factor: entity.kind === "round" ? 0.6 : 1 };
    this.terms.push(term);
    this.subjects.push(term);
  }

  #addWord(word: string, topics: readonly string[]): void {
    const known = this.#formOf(word);
    // An adverb colours a question; it is not its subject.
    const soft = this.#soft.has(word) || (word.endsWith("ly") && isEnglish(word));
    let form = known;
    if (this.#index.frequency(known) === 0 && !this.#synonyms.has(known)) {
      if (soft || VAGUE_STEMS.has(known)) return;
      const mended = this.#mend(word);
      if (mended === "entity" || mended === "nothing") return;
      if (mended === null && topics.length === 0) {
        const english = isEnglish(word) && !this.#names.has(word) && !ELSEWHERE.has(word);
        this.unknown[english ? "words" : "names"].push(word);
        this.#addTerm({ word, forms: new Map([[known, 1]]), factor: english ? UNKNOWN_FACTOR : 1 });
        return;
      }
      form = mended === null ? known : stem(mended);
    }
    const forms = new Map([[form, 1]]);
    for (const synonym of this.#synonyms.get(form) ?? []) forms.set(synonym, SYNONYM_WORTH);
    for (const topic of topics) forms.set(idToken(topic), TOPIC_WORTH);
    const term = { word, forms, factor: soft ? SOFT_FACTOR : 1 };
    if (this.#addTerm(term) && !soft) this.subjects.push(term);
  }

  /** The stem of a word; of a derived word that the dossier lacks, the stem of what it derives from ("conditionality"). */
  #formOf(word: string): string {
    const plain = stem(word);
    const deeper = stem(plain);
    return this.#index.frequency(plain) === 0 && this.#index.frequency(deeper) > 0 ? deeper : plain;
  }

  /** Adds a term unless the same word stands already. */
  #addTerm(term: Term): boolean {
    const [form = ""] = term.forms.keys();
    if (this.terms.some((other) => other.forms.get(form) === 1)) return false;
    this.terms.push(term);
    // "How many lost power": a verb in the past is not what is counted.
    if (this.#asked && term.factor !== SOFT_FACTOR && !/(?:ed|ost|eft|ied)$/.test(term.word)) {
      this.required.push(term);
      this.#asked = false;
    }
    return true;
  }

  /** An unknown word as a misspelt name, else as a misspelt word of the dossier. */
  #mend(word: string): string | "entity" | "nothing" | null {
    if (ELSEWHERE.has(word) || ++this.#tried > MOST_MENDED) return null;
    const foreign = !isEnglish(word);
    // Zelenska and Putina are other people than Zelensky and Putin.
    if (foreign && WOMANS_NAME.test(word)) return null;
    const heard = foreign ? soundingLike(this.#dossier, word) : undefined;
    if (heard) {
      this.readings.push(`“${word}” read as ${heard.name}`);
      this.#addEntity({ kind: "person", id: heard.id, name: heard.name }, [word]);
      return "entity";
    }
    for (const kind of ["person", "party"] as const) {
      const [best, rival] = candidates(this.#dossier, kind, word);
      if (!best || best.slips === rival?.slips) continue;
      this.readings.push(`“${word}” read as ${best.name}`);
      this.#addEntity({ kind, id: best.id, name: best.name }, [word]);
      return "entity";
    }
    if (foreign && nearest(word, MISTYPED.get(word[0]) ?? []) !== null) return "nothing";
    const mended = (foreign ? nameSounding(this.#dossier, word) : undefined) ?? this.#index.mend(word);
    // A name is no slip of a plain word: "OSCE" is not "once".
    if (mended === null || (this.#names.has(word) && isEnglish(mended))) return null;
    for (const kind of ["person", "party"] as const) {
      const found = exact(this.#dossier, kind, mended);
      if (!found) continue;
      this.readings.push(`“${word}” read as ${found.name}`);
      this.#addEntity({ kind, id: found.id, name: found.name }, [word]);
      return "entity";
    }
    this.readings.push(`“${word}” read as “${mended}”`);
    return mended;
  }

  /** Terms of the glossary that the question names; their words count as words all the same. */
  #findTerms(words: readonly string[]): void {
    const forms = words.map(stem);
    const { names, beginnings } = termNames(this.#dossier);
    for (let at = 0; at < forms.length; at++) {
      if (!beginnings.has(forms[at] ?? "")) continue;
      for (let length = 1; length <= LONGEST_NAME && at + length <= forms.length; length++) {
        const defined = names.get(forms.slice(at, at + length).join(" ")) ?? [];
        for (const term of defined.slice(0, MOST_DEFINED)) {
          if (!this.entities.some(({ id }) => id === term.id)) this.entities.push(term);
        }
      }
    }
  }

  /** For each word that belongs to a name of a topic, the topics. */
  #topicsOf(words: readonly string[]): Map<number, string[]> {
    const topics = new Map<number, string[]>();
    for (let at = 0; at < words.length; at++) {
      if (!mayBegin(this.#dossier, "topic", words[at] ?? "")) continue;
      for (let length = Math.min(LONGEST_NAME, words.length - at); length > 0; length--) {
        const found = exact(this.#dossier, "topic", words.slice(at, at + length).join(" "));
        if (!found) continue;
        if (!this.entities.some(({ id }) => id === found.id))
          this.entities.push({ kind: "topic", id: found.id, name: found.name });
        for (let i = at; i < at + length; i++) topics.set(i, [...(topics.get(i) ?? []), found.id]);
        break;
      }
    }
    return topics;
  }
}

const softCache = new WeakMap<Dossier, ReadonlySet<string>>();

/** Words that only go along with a subject, those of the dossier's own subject among them. */
function softIn(dossier: Dossier): ReadonlySet<string> {
  let soft = softCache.get(dossier);
  if (!soft) {
    soft = SOFT.union(new Set(dossier.manifest.common));
    softCache.set(dossier, soft);
  }
  return soft;
}

const synonymCache = new WeakMap<Dossier, Map<string, string[]>>();

/** Stem → stems that mean the same in this dossier. */
function synonymsOf(dossier: Dossier): Map<string, string[]> {
  let map = synonymCache.get(dossier);
  if (!map) {
    map = new Map();
    for (const group of dossier.manifest.synonyms) {
      const forms = group.map((word) => stem(fold(word)));
      for (const form of forms)
        map.set(form, [...(map.get(form) ?? []), ...forms.filter((other) => other !== form)]);
    }
    synonymCache.set(dossier, map);
  }
  return map;
}

/** Terms by each of their names, as stems, and the first stem of each name. */
interface TermNames {
  readonly names: ReadonlyMap<string, readonly Entity[]>;
  readonly beginnings: ReadonlySet<string>;
}

const termCache = new WeakMap<Dossier, TermNames>();

function termNames(dossier: Dossier): TermNames {
  let known = termCache.get(dossier);
  if (!known) {
    const names = new Map<string, Entity[]>();
    for (const { id, term, aliases } of dossier.all("term")) {
      for (const name of new Set([term, ...aliases].map((text) => stems(text).join(" ")))) {
        const defined = names.get(name) ?? [];
        defined.push({ kind: "term", id, name: term });
        names.set(name, defined);
      }
    }
    known = { names, beginnings: new Set(names.keys().map((name) => name.split(" ", 1)[0] ?? "")) };
    termCache.set(dossier, known);
  }
  return known;
}
