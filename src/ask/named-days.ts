/** The days that texts of the dossier name: each text is read once, for the same ones are asked about again and again. */
import type { Dossier } from "../dossier/dossier.ts";
import { findPeriod } from "../dossier/find-period.ts";
import type { Period } from "../dossier/period.ts";

const caches = new WeakMap<Dossier, Map<string, Period | null>>();

/** The days that a text of the dossier names, or null. @param today what "yesterday" in it goes by, YYYY-MM-DD */
export function namedDays(dossier: Dossier, text: string, today: string): Period | null {
  const cache = caches.get(dossier) ?? new Map<string, Period | null>();
  caches.set(dossier, cache);
  const key = `${today} ${text}`;
  let days = cache.get(key);
  if (days === undefined) {
    const calendar = { period: dossier.manifest.period, today: Temporal.PlainDate.from(today) };
    days = findPeriod(text.split(/\s+/), calendar)?.period ?? null;
    cache.set(key, days);
  }
  return days;
}
