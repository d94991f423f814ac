/** Where the service is killed: at every step that a delivery takes, and at any instant. */

export interface CrashPoint {
  /** A pattern of the statement that makes the step. */
  readonly statement: string;
  /** At its how-manieth time since the start. */
  readonly nth: number;
  /** Before the statement, before its transaction is committed, or once it is. */
  readonly where: "before" | "uncommitted" | "committed";
  /** Milliseconds after the commit, in which a message may leave, arrive, or be answered. */
  readonly after: number;
}

/** The steps of a delivery, as the ledger writes them. */
export const STEPS = {
  planned: "INSERT INTO delivery \\(",
  "moved on": "UPDATE subscription SET next_due",
  composed: "INSERT INTO delivery_part",
  "composed of": "UPDATE delivery SET revision",
  sending: "SET state = 'sending', sending_at",
  "sending as a whole": "UPDATE delivery SET state = 'sending'",
  sent: "SET state = 'sent', message",
  unknown: "UPDATE delivery_part SET state = 'unknown', reason = \\? WHERE delivery = \\? AND part",
  ended: "UPDATE delivery SET state = \\?, reason = \\?, ended_at = \\?, tries = 0",
  briefed: "UPDATE subscription SET briefed",
} as const;

const WHERE = ["before", "uncommitted", "committed"] as const;

/** A kill: at a point of the ledger, or so many milliseconds after the start. */
export type Kill = CrashPoint | { readonly ms: number };

/**
 * So many kills: every step at every place in turn, every fourth at a random instant.
 * @param random 0 up to 1, seeded, so that a run can be had again
 */
export function kills(count: number, random: () => number): Kill[] {
  const steps = Object.values(STEPS);
  const points = steps.flatMap((statement) => WHERE.map((where) => ({ statement, where })));
  return Array.from({ length: count }, (_, i) => {
    if (i % 4 === 3) return { ms: 300 + Math.floor(random() * 2_500) };
    const point = points[(i - Math.floor(i / 4)) % points.length] ?? points[0];
    if (!point) throw new Error("no steps");
    // A step that seldom comes is met at its first time.
    const rare = point.statement === STEPS.unknown;
    return {
      ...point,
      nth: rare ? 1 : 1 + Math.floor(random() * 12),
      after: Math.floor(random() * 4) * 2,
    };
  });
}

/** A small random number generator (mulberry32), so that a seed gives the same kills again. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
