/** Since when items are known, as a store would tell it. */
import type { Dossier } from "../../src/dossier/dossier.ts";
import type { ItemHistory } from "../../src/storage/briefings.ts";

/** When the first revision was served; each later one a day after the one before. */
const START = Temporal.Instant.from("2026-02-10T09:00:00Z");
const at = (revision: number): Temporal.Instant => START.add({ hours: 24 * (revision - 1) });

type Told = Partial<Pick<ItemHistory, "first" | "changed" | "gone">>;

/** The history of a dossier whose items are all of revision 1, but for those named. */
export function historyOf(
  dossier: Dossier,
  named: Readonly<Record<string, Told>> = {},
): ReadonlyMap<string, ItemHistory> {
  const ids = [...dossier.items.map(({ id }) => id), ...Object.keys(named)];
  return new Map(
    ids.map((item) => {
      const { first = 1, changed = null, gone = null } = named[item] ?? {};
      const changedAt = changed === null ? null : at(changed);
      return [item, { item, first, firstAt: at(first), changed, changedAt, gone }];
    }),
  );
}
