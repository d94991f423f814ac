/** The time to plan by. A computer's clock that leaps ahead and back must not use up the days in between. Pure. */

/** The clock is read every minute and oftener; one that is further ahead than this has leapt, in milliseconds. */
const LEAP_MS = 120_000;
/** A leap ahead is believed when the clock still says so after this time: it was set, or the machine slept. */
const DOUBT_MS = 300_000;

interface Parts {
  readonly now: () => Temporal.Instant;
  /** Milliseconds of a clock that never goes back. */
  readonly monotonic: () => number;
  readonly report: (line: string) => void;
}

/**
 * Reads a clock so that a leap ahead counts only once it has lasted. A leap back counts at once: slots that were
 * delivered are in the ledger, and those to come wait for their time.
 */
export function steady({ now, monotonic, report }: Parts): () => Temporal.Instant {
  let last: { readonly wall: Temporal.Instant; readonly at: number } | null = null;
  let leaptAt: number | null = null;
  return () => {
    const [wall, at] = [now(), monotonic()];
    const expected = last?.wall.add({ milliseconds: Math.round(at - last.at) }) ?? wall;
    const ahead = wall.epochMilliseconds - expected.epochMilliseconds;
    if (ahead > LEAP_MS) {
      if (leaptAt === null) report(`the clock is ${Math.round(ahead / 60_000)} minutes ahead all at once`);
      leaptAt ??= at;
      if (at - leaptAt < DOUBT_MS) return expected;
    }
    leaptAt = null;
    last = { wall, at };
    return wall;
  };
}
