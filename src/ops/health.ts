/** Whether the service can do its work: what each part of it says, put together. */
import type { Answer } from "./http.ts";
import type { Redact } from "./redact.ts";

/** How a part is. */
export interface Condition {
  /** Why it does not work; null when it does. */
  readonly trouble: string | null;
  /** What else is worth knowing. */
  readonly details?: Readonly<Record<string, string | number | null>>;
}

/** Looks at a part. What it throws is its trouble. */
export type Look = () => Condition | Promise<Condition>;

export class Health {
  readonly #redact: Redact;
  readonly #parts = new Map<string, Look>();

  constructor(redact: Redact) {
    this.#redact = redact;
  }

  add(part: string, look: Look): void {
    this.#parts.set(part, look);
  }

  /** 200 when every part works, else 503; which do not, and why. */
  async ready(): Promise<Answer> {
    const parts = await Promise.all([...this.#parts].map(([part, look]) => lookAt(part, look)));
    const troubles = parts.flatMap(({ part, trouble }) => (trouble === null ? [] : [`${part}: ${trouble}`]));
    const ready = troubles.length === 0;
    const told = parts.map(({ part, trouble, details }) => [part, { ok: trouble === null, ...details }]);
    const body = JSON.stringify({ ready, troubles, parts: Object.fromEntries(told) });
    return json(ready ? 200 : 503, this.#redact(body));
  }
}

/** That the process answers at all. */
export const alive = (): Answer => json(200, JSON.stringify({ alive: true }));

const json = (status: number, body: string): Answer => ({
  status,
  type: "application/json",
  body: `${body}\n`,
});

async function lookAt(part: string, look: Look): Promise<Condition & { part: string }> {
  try {
    return { part, ...(await look()) };
  } catch (error) {
    return { part, trouble: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * A connection that must show signs of life.
 * @param trouble that the connection itself knows of
 * @param lastSign when it last did; null when it has not yet
 * @param limit after which silence is trouble
 */
export function connection(
  trouble: string | null,
  lastSign: Temporal.Instant | null,
  { now, limit }: { readonly now: Temporal.Instant; readonly limit: Temporal.Duration },
): Condition {
  const age = lastSign && Math.round(now.since(lastSign).total("seconds"));
  const silent = age !== null && age > limit.total("seconds") ? `no sign of life for ${age} s` : null;
  return { trouble: trouble ?? silent, details: { lastSignSeconds: age } };
}
