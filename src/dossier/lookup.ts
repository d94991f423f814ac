/** Finds a party, person, topic, round, source or term by what people call it: exact names first, then typing slips. */
import type { Dossier } from "./dossier.ts";
import { distance, fold, slips } from "./fuzzy.ts";

export type NamedKind = "party" | "person" | "topic" | "round" | "source" | "term";

/** What a text was taken for. `slips` is 0 for a known name, else how many letters were mended. */
export interface NameMatch {
  readonly id: string;
  readonly name: string;
  readonly slips: number;
}

interface Name {
  readonly folded: string;
  readonly id: string;
  readonly name: string;
}

/** Names of a kind, and the same by their folded form for the exact look-up. */
interface Names {
  readonly list: readonly Name[];
  readonly byFolded: ReadonlyMap<string, Name>;
  /** The first word of each. */
  readonly beginnings: ReadonlySet<string>;
}

const caches = new WeakMap<Dossier, Map<NamedKind, Names>>();

/** All folded names of a kind, the canonical first. */
function namesOf(dossier: Dossier, kind: NamedKind): Names {
  const cache = caches.get(dossier) ?? new Map<NamedKind, Names>();
  caches.set(dossier, cache);
  let names = cache.get(kind);
  if (!names) {
    const list = listNames(dossier, kind).filter(({ folded }) => folded !== "");
    names = {
      list,
      byFolded: new Map(list.toReversed().map((name) => [name.folded, name])),
      beginnings: new Set(list.map(({ folded }) => firstWord(folded))),
    };
    cache.set(kind, names);
  }
  return names;
}

function listNames(dossier: Dossier, kind: NamedKind): Name[] {
  if (kind === "source") return sourceNames(dossier);
  return kind === "term" ? termNames(dossier) : itemNames(dossier, kind);
}

/** A term that several items define is one name: that of the first. */
function termNames(dossier: Dossier): Name[] {
  return [...Map.groupBy(dossier.all("term"), ({ term }) => fold(term)).values()].flatMap((defined) => {
    const [first] = defined;
    if (!first) return [];
    const names = [first.term, ...defined.flatMap(({ aliases, id }) => [...aliases, id])];
    return [...new Set(names.map(fold))].map((folded) => ({ folded, id: first.id, name: first.term }));
  });
}

function itemNames(dossier: Dossier, kind: Exclude<NamedKind, "source" | "term">): Name[] {
  return dossier.all(kind).flatMap((item) =>
    [item.name, ...item.aliases, item.id, ...(kind === "person" ? withInitials(item.name) : [])].map(
      (name) => ({
        folded: fold(name),
        id: item.id,
        name: item.name,
      }),
    ),
  );
}

/** "J. Doe", "Doe J.", "Jane D.", "J.D."; what reads "are you" is nobody's. */
function withInitials(name: string): string[] {
  const [first, last, ...more] = name.split(" ");
  if (!first || !last || more.length > 0) return [];
  const both = `${first[0]} ${last[0]}`;
  const names = [`${first[0]} ${last}`, `${last} ${first[0]}`, `${first} ${last[0]}`];
  return fold(both) === "r u" ? names : [...names, both];
}

/** A source is called by its id, short name, title, publisher, place in the list or the number of its file. */
function sourceNames(dossier: Dossier): Name[] {
  return dossier.all("source").flatMap((source, i) => {
    const { id, short, title, publisher, file, aliases } = source;
    const names = [
      id,
      short,
      ...aliases,
      title,
      publisher ?? "",
      String(i + 1),
      file,
      file.split("_")[0] ?? "",
    ];
    return names.map((name) => ({ folded: fold(name), id, name: short }));
  });
}

const firstWord = (folded: string): string => folded.split(" ", 1)[0] ?? "";

/** Whether a name of a kind may begin with a text: most words of a question begin none, and need not be looked up with those after them. */
export function mayBegin(dossier: Dossier, kind: NamedKind, text: string): boolean {
  const first = firstWord(fold(text));
  return first === "" || namesOf(dossier, kind).beginnings.has(first);
}

/** The one thing of a kind with exactly this name, or null. */
export function exact(dossier: Dossier, kind: NamedKind, text: string): NameMatch | null {
  const folded = fold(text);
  const found = namesOf(dossier, kind).byFolded.get(folded);
  return found ? { id: found.id, name: found.name, slips: 0 } : null;
}

/**
 * What a text may mean, best first: a known name alone, else every name within the slips that its length
 * allows. Several with equally few slips are all returned first; the caller decides whether to ask.
 */
export function candidates(dossier: Dossier, kind: NamedKind, text: string): NameMatch[] {
  const known = exact(dossier, kind, text);
  if (known) return [known];
  const folded = fold(text);
  const limit = slips(folded.length);
  const best = new Map<string, NameMatch>();
  for (const { folded: name, id, name: shown } of namesOf(dossier, kind).list) {
    const d = distance(folded, name, limit);
    if (d > limit || d >= (best.get(id)?.slips ?? Number.POSITIVE_INFINITY)) continue;
    best.set(id, { id, name: shown, slips: d });
  }
  return [...best.values()].sort((a, b) => a.slips - b.slips);
}

/** Shorter words stand in too many names to mean one of them. */
const TELLING = 4;

/** Whatever has all these words in one of its names: "civilian toll", "zaporizhzhia". In the order of the dossier. */
export function containing(dossier: Dossier, kind: NamedKind, text: string): NameMatch[] {
  const words = fold(text).split(" ");
  if (words.some((word) => word.length < TELLING)) return [];
  const found = new Map<string, NameMatch>();
  for (const { folded, id, name } of namesOf(dossier, kind).list) {
    const own = folded.split(" ");
    if (words.every((word) => own.includes(word))) found.set(id, { id, name, slips: 0 });
  }
  return [...found.values()];
}

/** Names to offer when nothing matched: those that begin alike, then those nearest in spelling. */
export function similar(dossier: Dossier, kind: NamedKind, text: string, count = 5): NameMatch[] {
  const folded = fold(text);
  const scored = new Map<string, NameMatch>();
  for (const { folded: name, id, name: shown } of namesOf(dossier, kind).list) {
    const begins = folded.length > 1 && (name.startsWith(folded) || name.includes(` ${folded}`));
    const score = begins ? 0 : distance(folded, name, 4);
    // Nearly as many slips as a name has letters make it no likeness: “putin” is not “UN”.
    if (score > Math.min(4, Math.ceil(folded.length / 2), Math.floor(name.length / 3))) continue;
    if (score < (scored.get(id)?.slips ?? Number.POSITIVE_INFINITY))
      scored.set(id, { id, name: shown, slips: score });
  }
  return [...scored.values()].sort((a, b) => a.slips - b.slips).slice(0, count);
}
