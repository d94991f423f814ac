/** Which items of a dossier belong in a briefing: what is new, key and recent first; nothing is told twice. */
import type { Dossier } from "../dossier/dossier.ts";
import { citesOf } from "../dossier/dossier.ts";
import type { Item, ItemOf, Statement } from "../dossier/schema.ts";
import { stems } from "../dossier/search.ts";
import { spanOf, type When } from "../dossier/when.ts";
import { bearsOn, type Changes } from "./changes.ts";

/** Days before the last source's within which something is still news. Of what is older, briefings tell no events. */
const RECENT_DAYS = 14;
/** A stretch of more days says only roughly when something was; then its beginning counts. */
const ROUGH_DAYS = 4;
/** Two sentences that share this part of the shorter one's words say the same. */
const SAME = 0.7;

/** What the sections of a briefing choose from; remembers what is told already. */
export class Chooser {
  readonly dossier: Dossier;
  readonly topics: readonly string[];
  /** The day on which the briefing stands, as a number of days. */
  readonly today: number;
  /** The day of the latest source, as a number of days. */
  readonly latest: number;
  readonly #fresh: ReadonlySet<string>;
  readonly #told = new Set<string>();
  readonly #sentences: ReadonlySet<string>[] = [];

  constructor(
    dossier: Dossier,
    changes: Changes | null,
    topics: readonly string[],
    today: Temporal.PlainDate,
  ) {
    this.dossier = dossier;
    this.topics = topics;
    this.today = spanOf(today, today).start;
    this.latest = Math.max(...dossier.all("source").map(({ published }) => dayNumber(published.date)));
    this.#fresh = new Set([...(changes?.fresh ?? []), ...(changes?.changed ?? [])].map(({ id }) => id));
  }

  /** Whether an item is new, or says something new, to the reader. */
  isFresh({ id }: Item): boolean {
    return this.#fresh.has(id);
  }

  /** Items that the briefing is about, those that no longer hold left out. */
  among<T extends Item>(items: readonly T[]): T[] {
    return items.filter(
      (item) => bearsOn(item, this.topics) && !("status" in item && item.status === "superseded"),
    );
  }

  /** The first items that are not told yet, at most so many, which are told from now on. */
  take<T extends Item>(items: readonly T[], most: number): T[] {
    const taken: T[] = [];
    for (const item of items) {
      if (taken.length >= most) break;
      if (!this.#isTold(item)) {
        this.#tell(item);
        taken.push(item);
      }
    }
    return taken;
  }

  /** New items first, then key ones, then those that came to be known last, then the latest; equal ones as they are. */
  ranked<T extends Item>(items: readonly T[]): T[] {
    return this.#sorted(items, (item) => [
      Number(this.isFresh(item)),
      Number(isKey(item)),
      this.#entered(item),
      this.lastDay(item) ?? 0,
    ]);
  }

  /** The latest first; on one day key items, then new ones. */
  latestFirst<T extends Item>(items: readonly T[]): T[] {
    return this.#sorted(items, (item) => [
      this.lastDay(item) ?? 0,
      Number(isKey(item)),
      Number(this.isFresh(item)),
    ]);
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
    if (this.#told.has(item.id)) return true;
    const words = wordsOf(item);
    return this.#sentences.some((told) => {
      const shorter = Math.min(told.size, words.size);
      return shorter > 0 && told.intersection(words).size / shorter >= SAME;
    });
  }

  #tell(item: Item): void {
    this.#told.add(item.id);
    this.#sentences.push(wordsOf(item));
    // What a dispute lays side by side needs no line of its own.
    if (item.kind === "dispute") for (const id of item.items) this.#told.add(id);
  }
}

/** The date that an item carries: when it happened, was said, or holds. */
export function dateOf(item: Item): When | undefined {
  if (item.kind === "figure") return item.as_of;
  return "date" in item ? item.date : undefined;
}

export const isKey = (item: Item): boolean => "key" in item && item.key;

const dayNumber = (day: string): number => Date.parse(day) / 86_400_000;

const words = new WeakMap<Item, ReadonlySet<string>>();

function wordsOf(item: Item): ReadonlySet<string> {
  let set = words.get(item);
  if (!set) {
    set = new Set(stems(sentenceOf(item)));
    words.set(item, set);
  }
  return set;
}

function sentenceOf(item: Item): string {
  if (item.kind === "dispute") return item.question;
  return "text" in item ? item.text : "";
}

export type Dispute = ItemOf<"dispute">;
export type { Statement };
