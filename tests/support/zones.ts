/** Time zones as another reading of the IANA database has them, to hold the runtime's against. */
import moment from "moment-timezone";

/** Minutes that a zone's clocks are ahead of UTC up to an instant (milliseconds); the last one holds for ever. */
interface Stretch {
  readonly until: number;
  readonly offset: number;
}

export const FROM = Date.UTC(2026, 0, 1);
export const TO = Date.UTC(2036, 0, 1);
/** Clocks differ by a day at most, so no local day of the years under test reaches further. */
const MARGIN = 2 * 24 * 3_600_000;

/** Every name that the runtime offers and every other one, links included, that the database knows. */
export const NAMES = [...new Set([...Intl.supportedValuesOf("timeZone"), ...moment.tz.names()])];

/** The database's stretches of a zone in the years under test. @throws Error when it does not know the zone */
export function stretchesOf(name: string): Stretch[] {
  const zone = moment.tz.zone(name);
  if (!zone) throw new Error(`the database lacks ${name}`);
  const all = zone.untils.map((until, i) => ({
    until: until ?? Number.POSITIVE_INFINITY,
    // The package counts minutes behind UTC.
    offset: 0 - (zone.offsets[i] ?? 0),
  }));
  const near = all.filter(({ until }, i) => until > FROM - MARGIN && (all[i - 1]?.until ?? 0) < TO + MARGIN);
  // A change of the name alone is none of the clocks.
  return near.filter(({ offset }, i) => offset !== near[i + 1]?.offset);
}

/** The same as the runtime has it. */
export function runtimeStretchesOf(name: string): Stretch[] {
  const stretches: Stretch[] = [];
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(
    FROM - MARGIN,
  ).toZonedDateTimeISO(name);
  while (at && at.epochMilliseconds < TO + MARGIN) {
    const next: Temporal.ZonedDateTime | null = at.getTimeZoneTransition("next");
    stretches.push({
      until: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
      offset: at.offsetNanoseconds / 6e10,
    });
    at = next;
  }
  return stretches;
}

/** Stretches as text: what makes two zones one for these years. */
export const keyOf = (stretches: readonly Stretch[]): string =>
  stretches.map(({ until, offset }) => `${until < TO + MARGIN ? until : ""}:${offset}`).join(" ");

/**
 * When clocks first show a time, in milliseconds; where they skip it, as much later as they skip.
 * @param local the date and time shown, as if it were UTC
 */
export function firstShown(stretches: readonly Stretch[], local: number): number {
  let from = Number.NEGATIVE_INFINITY;
  for (const [i, { until, offset }] of stretches.entries()) {
    const instant = local - offset * 60_000;
    if (instant >= from && instant < until) return instant;
    // Past the end of this stretch, but before the start of the next: nobody's clock shows it.
    const after = stretches[i + 1];
    if (after && instant >= until && local - after.offset * 60_000 < until) return instant;
    from = until;
  }
  throw new Error("a time beyond the years under test");
}
