/** What a set of sources carries: the items as they could have been written from these sources alone. */
import { type Item, type ItemOf, KINDS } from "./kinds.ts";
import type { Cite } from "./schema.ts";

/**
 * Keeps what rests on the known sources. An item stays when one of its citations does; its later citations,
 * posts, accounts, outcome and note go. A status that only later sources justify falls back to "reported".
 */
export function visible(items: readonly Item[], known: ReadonlySet<string>): Item[] {
  const restricted = items.map((item) => restrict(item, known)).filter((item) => item !== null);
  const ids = new Set(restricted.map((item) => item.id));
  const kept = restricted.filter((item) => item.kind !== "question" || isAnswered(item, ids));
  const disputed = new Set(kept.flatMap((item) => (item.kind === "dispute" ? item.items : [])));
  return kept.map((item) => {
    if (item.kind === "dispute") return { ...item, items: item.items.filter((id) => ids.has(id)) };
    if (item.kind === "question") return { ...item, answers: item.answers.filter((id) => ids.has(id)) };
    if (!("status" in item)) return item;
    const corrected = item.status === "superseded" && !(item.superseded_by && ids.has(item.superseded_by));
    const contested = item.status === "disputed" && !disputed.has(item.id);
    if (!corrected && !contested) return item;
    const { superseded_by: _, ...rest } = item;
    return { ...rest, status: "reported" } as Item;
  });
}

/** So many of a question's statements, the best first, must be known. */
const BEST = 2;

/**
 * Whether a question can be answered by what is known. Its phrasings were written for all its answers and may ask for
 * just the one that is not known yet; of the disputes any will do when there is nothing else.
 */
function isAnswered({ answers, absent }: ItemOf<"question">, known: ReadonlySet<string>): boolean {
  if (absent) return answers.some((id) => known.has(id));
  const statements = answers.filter((id) => !id.startsWith(KINDS.dispute.prefix));
  if (statements.length === 0) return answers.some((id) => known.has(id));
  return statements.slice(0, BEST).every((id) => known.has(id));
}

function restrict(item: Item, known: ReadonlySet<string>): Item | null {
  if (item.kind === "source") return known.has(item.id) ? item : null;
  if (item.kind === "question") return item;
  if (item.kind === "dispute") {
    const accounts = parts(item.accounts, known);
    if (accounts.length < 2) return null;
    return dropNote({ ...item, accounts }, sameCites(item.accounts, accounts));
  }
  const cites = only(item.cites, known);
  if (cites.length === 0) return null;
  const whole = cites.length === item.cites.length;
  switch (item.kind) {
    case "person":
      return { ...item, cites, posts: parts(item.posts, known) };
    case "outlook": {
      const { outcome, ...rest } = item;
      const [seen] = outcome ? parts([outcome], known) : [];
      return dropNote({ ...rest, cites, ...(seen && { outcome: seen }) }, whole);
    }
    default:
      return whole ? item : dropNote({ ...item, cites }, false);
  }
}

const only = (cites: readonly Cite[], known: ReadonlySet<string>): Cite[] =>
  cites.filter((cite) => known.has(cite.source));

/** Parts of an item with citations of their own: those that still have one. */
function parts<T extends { cites: Cite[] }>(all: readonly T[], known: ReadonlySet<string>): T[] {
  return all
    .map((part) => ({ ...part, cites: only(part.cites, known) }))
    .filter((part) => part.cites.length > 0);
}

const sameCites = (a: readonly { cites: Cite[] }[], b: readonly { cites: Cite[] }[]): boolean =>
  a.flatMap((x) => x.cites).length === b.flatMap((x) => x.cites).length;

/** A curator's note may speak of any citation of its item, so it shows only with all of them. */
function dropNote<T extends Item>(item: T, keep: boolean): T {
  if (keep || !("note" in item)) return item;
  const { note: _, ...rest } = item;
  return rest as T;
}
