/** How many random cases each surface is tried with: a share of RAPPORTEUR_FUZZ, or of what the suite has time for. */
import fc from "fast-check";
import { test } from "vitest";

/** Cases over all surfaces in the suite; `npm run fuzz` asks for 100,000. */
const IN_THE_SUITE = 5_000;
const TOTAL = Number(process.env.RAPPORTEUR_FUZZ ?? IN_THE_SUITE);
if (!Number.isSafeInteger(TOTAL) || TOTAL < 1) throw new Error("RAPPORTEUR_FUZZ is a number of cases");
/** A guard against a case that hangs, not a measure of speed. */
const PATIENCE_MS = 60 * 60_000;

/** Each surface's share in percent; together a hundred. What is most exposed, and cheap, is tried most. */
const SHARES = {
  "typed text": 26,
  "discord options": 20,
  "discord custom ids": 8,
  "telegram callback data": 8,
  "deep links": 6,
  "inline queries": 8,
  "webhook bodies": 5,
  yaml: 3,
  environment: 10,
  "stored rows": 6,
} as const;
const whole = Object.values(SHARES).reduce<number>((sum, share) => sum + share, 0);
if (whole !== 100) throw new Error(`the shares are ${whole} percent`);

/**
 * A property of one surface, tried with its share of the cases. A failure prints the seed and the case; no smaller one
 * is looked for, because a world that one case broke fails every other.
 */
export function fuzz<T>(
  surface: keyof typeof SHARES,
  promise: string,
  cases: fc.Arbitrary<T>,
  holds: (value: T) => void | Promise<void>,
): void {
  const numRuns = Math.ceil((TOTAL * SHARES[surface]) / 100);
  test(
    `${surface}: ${promise} (${numRuns} cases)`,
    () =>
      fc.assert(
        fc.asyncProperty(cases, async (value) => holds(value)),
        { numRuns, endOnFailure: true },
      ),
    PATIENCE_MS,
  );
}
