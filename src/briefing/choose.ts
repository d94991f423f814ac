/** Which items of a dossier belong in a briefing: what is new, key and recent first; nothing is told twice. */
import type { Dossier } from "../dossier/dossier.ts";
import { citesOf } from "../dossier/dossier.ts";
import type { Item, ItemOf } from "../dossier/kinds.ts";
import { stems } from "../dossier/stem.ts";
import { spanOf, type When } from "../dossier/when.ts";
import { bearsOn, type Changes, isTold } from "./changes.ts";

/** Days before the last source's within which something is still news. Of what is older, briefings tell no events. */
const RECENT_DAYS = 14;
/** A stretch of more days says only roughly when something was; then its beginning counts. */
const ROUGH_DAYS = 4;
/** Two sentences that share this part of the shorter one's words say the same. */
const SAME = 0.7;

/** What the sections of a briefing choose from; remembers what is told already. */
export class Chooser {
  readonly dossier: Dossier;
  /** What is new to the reader on these topics. */
  readonly changes: Changes | null;
  readonly topics: readonly string[];
  /** The day on which the briefing stands, as a number of days. */
  readonly today: number;
  /** The day of the latest source, as a number of days. */
  readonly latest: number;
  readonly #fresh: ReadonlySet<string>;
  readonly #changed: ReadonlySet<string>;
  readonly #ranks = new Map<Item, readonly number[]>();
  readonly #told = new Set<string>();
  /** Other versions of something told that is disputed. */
  readonly #versions = new Set<string>();
  readonly #sentences: Sentence[] = [];
  readonly #expected: ItemOf<"outlook">[] = [];
  /** Whether only some of what could be told is new; if all is, it is not worth a mark. */
  readonly #marks: boolean;

  constructor(
    dossier: Dossier,
    changes: Changes | null,
    topics: readonly string[],
    today: Temporal.PlainDate,
  ) {
    this.dossier = dossier;
    this.changes = changes;
    this.topics = topics;
    this.latest = Math.max(...dossier.all("source").map(({ published }) => dayNumber(published.date)));
    // Where a source stands before the reader, its day has come.
    this.today = Math.max(spanOf(today, today).start, this.latest);
    this.#fresh = new Set(changes?.fresh.map(({ id }) => id));
    this.#changed = new Set(changes?.changed.map(({ id }) => id));
    this.#marks = dossier.items.some((item) => isTold(item) && !this.isFresh(item));
  }

  /** Forgets what is told, to begin again with other limits. */
  begin(): void {
    this.#told.clear();
    this.#versions.clear();
    this.#sentences.length = 0;
    this.#expected.length = 0;
  }

  /** Whether an item is new, or says something new, to the reader. */
  isFresh({ id }: Item): boolean {
    return this.#fresh.has(id) || this.#changed.has(id);
  }

  /** What marks an item as news where others stand beside it; empty for one that is none. */
  mark({ id }: Item): "New" | "Changed" | "" {
    if (!this.#marks) return "";
    return this.#fresh.has(id) ? "New" : this.#changed.has(id) ? "Changed" : "";
  }

  /** Items that the briefing is about, those that no longer hold left out. */
  among<T extends Item>(items: readonly T[]): T[] {
    return items.filter(
      (item) => bearsOn(item, this.topics) && !("status" in item && item.status === "superseded"),
    );
  }

  /** Items that are not told yet. */
  untold<T extends Item>(items: readonly T[]): T[] {
    return items.filter((item) => !this.#isTold(item));
  }

  /** The first items that are not told yet, at most so many, which are told from now on. */
  take<T extends Item>(items: readonly T[], most: number): T[] {
    return this.#takeUnless((item) => this.#isTold(item), items, most);
  }

  /** The same, but something else that says much the same is no reason to leave one out. */
  takeEach<T extends Item>(items: readonly T[], most: number): T[] {
    return this.#takeUnless(({ id }) => this.#told.has(id), items, most);
  }

  #takeUnless<T extends Item>(isOut: (item: T) => boolean, items: readonly T[], most: number): T[] {
    const taken: T[] = [];
    for (const item of items) {
      if (taken.length >= most) break;
      if (isOut(item)) continue;
      this.#tell(item);
      taken.push(item);
    }
    return taken;
  }

  /** New items first, then key ones, then those that came to be known last, then the latest; equal ones as they are. */
  ranked<T extends Item>(items: readonly T[]): T[] {
    return this.#sorted(items, (item) => {
      let rank = this.#ranks.get(item);
      if (!rank) {
        rank = [
          Number(this.isFresh(item)),
          Number(isKey(item)),
          this.#entered(item),
          this.lastDay(item) ?? 0,
        ];
        this.#ranks.set(item, rank);
      }
      return rank;
    });
  }

  /** The latest first, of what took several days the middle counting; then key items, the more exact, the new. */
  latestFirst<T extends Item>(items: readonly T[]): T[] {
    return this.#sorted(items, (item) => {
      const last = this.lastDay(item) ?? 0;
      const first = Math.min(dateOf(item)?.start ?? 0, last);
      return [(first + last) / 2, Number(isKey(item)), first - last, Number(this.isFresh(item))];
    });
  }

  /** Those that bear on something told already before the others; equal ones as they are. */
  bearingFirst(disputes: readonly ItemOf<"dispute">[]): ItemOf<"dispute">[] {
    return this.#sorted(disputes, ({ items }) => [Number(items.some((id) => this.#told.has(id)))]);
  }

  /** Quotations that rest on no paragraph from which a position or reaction is told already: they would repeat it. */
  notRepeating(quotes: readonly ItemOf<"quote">[]): ItemOf<"quote">[] {
    const views = [...this.#told].flatMap((id) => this.dossier.item(id) ?? []).filter(isView);
    const places = new Set(views.flatMap(placesOf));
    return quotes.filter((quote) => !placesOf(quote).some((place) => places.has(place)));
  }

  #sorted<T extends Item>(items: readonly T[], values: (item: T) => readonly number[]): T[] {
    const keyed = items.map((item) => ({ item, by: values(item) }));
    const compare = (a: readonly number[], b: readonly number[]): number => {
      const at = a.findIndex((value, i) => value !== b[i]);
      return at < 0 ? 0 : (b[at] ?? 0) - (a[at] ?? 0);
    };
    return keyed.sort((a, b) => compare(a.by, b.by)).map(({ item }) => item);
  }

  /** Whether something happened so shortly before the latest source that it is news. */
  isRecent(item: Item): boolean {
    const day = this.lastDay(item);
    return day !== null && day > this.latest - RECENT_DAYS;
  }

  /** The last day of what an item tells, as a number, not after today; null when it has no date. */
  lastDay(item: Item): number | null {
    const date = dateOf(item);
    if (!date) return null;
    return Math.min(date.end - date.start < ROUGH_DAYS ? date.end : date.start, this.today);
  }

  /** The day since when sources carry an item; a dispute is there once a second account is. */
  #entered(item: Item): number {
    const days = citesOf(item)
      .map(({ source }) => dayNumber(this.dossier.get("source", source)?.published.date ?? ""))
      .toSorted((a, b) => a - b);
    return (item.kind === "dispute" ? days[1] : days[0]) ?? 0;
  }

  #isTold(item: Item): boolean {
    if (this.#told.has(item.id) || this.#versions.has(item.id)) return true;
    if (item.kind === "outlook" && this.#expected.some((told) => sameExpectation(told, item))) return true;
    const [own] = sentencesOf(item);
    return own !== undefined && this.#sentences.some((told) => alike(told, own));
  }

  #tell(item: Item): void {
    this.#told.add(item.id);
    this.#sentences.push(...sentencesOf(item));
    if (item.kind === "outlook") this.#expected.push(item);
    // What is disputed is told in one version; the dispute lays the others beside it.
    if (item.kind === "dispute") for (const id of item.items) this.#versions.add(id);
    for (const { items } of this.dossier.about("dispute", item.id))
      for (const id of items) if (isVersion(item, this.dossier.item(id))) this.#versions.add(id);
  }
}

/** The date that an item carries: when it happened, was said, or holds. */
export function dateOf(item: Item): When | undefined {
  if (item.kind === "figure") return item.as_of;
  return "date" in item ? item.date : undefined;
}

export const isKey = (item: Item): boolean => "key" in item && item.key;

const dayNumber = (day: string): number => Date.parse(day) / 86_400_000;

/** The paragraphs that an item rests on. */
function placesOf(item: Item): string[] {
  return citesOf(item).flatMap(({ source, at }) => at.map((n) => `${source} ${n}`));
}

const isView = ({ kind }: Item): boolean => kind === "position" || kind === "reaction";

/** Whether two items of one dispute are versions of one thing, and not the views of two parties on it. */
function isVersion(a: Item, b: Item | undefined): boolean {
  if (a.kind === "position") return b?.kind === "position" && a.party === b.party;
  return a.kind === b?.kind;
}

/** Whether two items expect something of one matter for the same day. */
function sameExpectation(a: ItemOf<"outlook">, b: ItemOf<"outlook">): boolean {
  return a.date !== undefined && a.date.text === b.date?.text && a.topics[0] === b.topics[0];
}

interface Sentence {
  readonly words: ReadonlySet<string>;
  /** Sentences with other numbers say other things, however alike they read; only those of figures are looked at. */
  readonly numbers: string;
}

/** Whether two sentences say the same in other words. */
function alike(a: Sentence, b: Sentence): boolean {
  if (a.numbers !== b.numbers) return false;
  const [shorter, longer] = a.words.size < b.words.size ? [a.words, b.words] : [b.words, a.words];
  let shared = 0;
  for (const word of shorter) if (longer.has(word)) shared += 1;
  return shorter.size > 0 && shared / shorter.size >= SAME;
}

const known = new WeakMap<Item, readonly Sentence[]>();

/** The sentences that an item is told by, its own first. */
function sentencesOf(item: Item): readonly Sentence[] {
  let found = known.get(item);
  if (!found) {
    const texts = item.kind === "dispute" ? [item.question] : "text" in item ? [item.text] : [];
    const outcome = item.kind === "outlook" && item.outcome ? [item.outcome.text] : [];
    found = [...texts, ...outcome].map((text) => ({
      words: new Set(stems(text)),
      numbers: item.kind === "figure" ? (text.match(/\d+/g)?.join() ?? "") : "",
    }));
    known.set(item, found);
  }
  return found;
}
