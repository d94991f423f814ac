/** Finds a party, person, topic, round or source by what people call it: exact names first, then typing slips. */
import type { Dossier } from "./dossier.ts";
import { distance, fold, slips } from "./fuzzy.ts";

export type NamedKind = "party" | "person" | "topic" | "round" | "source";

/** What a text was taken for. `slips` is 0 for a known name, else how many letters were mended. */
export interface Match {
  readonly id: string;
  readonly name: string;
  readonly slips: number;
}

interface Name {
  readonly folded: string;
  readonly id: string;
  readonly name: string;
}

const caches = new WeakMap<Dossier, Map<NamedKind, Name[]>>();

/** All folded names of a kind, the canonical first. */
function namesOf(dossier: Dossier, kind: NamedKind): Name[] {
  const cache = caches.get(dossier) ?? new Map<NamedKind, Name[]>();
  caches.set(dossier, cache);
  let names = cache.get(kind);
  if (!names) {
    names =
      kind === "source"
        ? dossier.all("source").flatMap((s, i) =>
            [
              s.id,
              s.short,
              s.title,
              String(i + 1),
              s.file,
              s.file.split("_")[0] ?? "",
              s.publisher ?? "",
            ].map((name) => ({
              folded: fold(name),
              id: s.id,
              name: s.short,
            })),
          )
        : dossier.all(kind).flatMap((item) =>
            [item.name, ...item.aliases, item.id].map((name) => ({
              folded: fold(name),
              id: item.id,
              name: item.name,
            })),
          );
    names = names.filter(({ folded }) => folded !== "");
    cache.set(kind, names);
  }
  return names;
}

/** The one thing of a kind with exactly this name, or null. */
export function exact(dossier: Dossier, kind: NamedKind, text: string): Match | null {
  const folded = fold(text);
  const found = folded && namesOf(dossier, kind).find((name) => name.folded === folded);
  return found ? { id: found.id, name: found.name, slips: 0 } : null;
}

/**
 * What a text may mean, best first: a known name alone, else every name within the slips that its length
 * allows. Several with equally few slips are all returned first; the caller decides whether to ask.
 */
export function candidates(dossier: Dossier, kind: NamedKind, text: string): Match[] {
  const known = exact(dossier, kind, text);
  if (known) return [known];
  const folded = fold(text);
  const limit = slips(folded.length);
  const best = new Map<string, Match>();
  for (const { folded: name, id, name: shown } of namesOf(dossier, kind)) {
    const d = distance(folded, name, limit);
    if (d > limit || d >= (best.get(id)?.slips ?? Number.POSITIVE_INFINITY)) continue;
    best.set(id, { id, name: shown, slips: d });
  }
  return [...best.values()].sort((a, b) => a.slips - b.slips);
}

/** Names to offer when nothing matched: those that begin alike, then those nearest in spelling. */
export function similar(dossier: Dossier, kind: NamedKind, text: string, count = 5): Match[] {
  const folded = fold(text);
  const scored = new Map<string, Match>();
  for (const { folded: name, id, name: shown } of namesOf(dossier, kind)) {
    const begins =
      folded.length > 1 &&
      (name.startsWith(folded) || name.split(" ").some((word) => word.startsWith(folded)));
    const score = begins ? 0 : distance(folded, name, 4);
    if (score > Math.min(4, Math.ceil(folded.length / 2))) continue;
    if (score < (scored.get(id)?.slips ?? Number.POSITIVE_INFINITY))
      scored.set(id, { id, name: shown, slips: score });
  }
  return [...scored.values()].sort((a, b) => a.slips - b.slips).slice(0, count);
}
