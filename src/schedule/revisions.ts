/** The dossier served, the number of its revision, and since when each item is known; one look at all three. */
import { createHash } from "node:crypto";
import type { Dossier } from "../dossier/dossier.ts";
import type { Item } from "../dossier/kinds.ts";
import type { BriefingStore, ItemHistory } from "../storage/briefings.ts";

export interface Served {
  readonly dossier: Dossier;
  /** Counts up from 1 with every revision that this service has seen. */
  readonly number: number;
  readonly history: ReadonlyMap<string, ItemHistory>;
}

/** What only helps to find an item, or sorts it: when it changes, nobody has anything new to read. */
const UNSEEN: ReadonlySet<string> = new Set(["keywords", "key", "topics", "parties", "people", "rounds"]);

/** Records a dossier as the one served from now on. */
export async function serve(store: BriefingStore, dossier: Dossier, now: Temporal.Instant): Promise<Served> {
  const digests = new Map(dossier.items.map((item) => [item.id, digest(item)]));
  const number = await store.revise(dossier.revision, digests, now);
  const history = new Map((await store.history()).map((entry) => [entry.item, entry]));
  return { dossier, number, history };
}

/** The same for the same sentence, citations and status; the order of keys in a file does not matter. */
function digest(item: Item): string {
  const seen = Object.entries(item)
    .filter(([key, value]) => !UNSEEN.has(key) && value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(seen)).digest("base64url").slice(0, 22);
}
