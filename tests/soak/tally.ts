/** What became of everything that people did: counts, latencies, and what was wrong. */
import { at } from "../bench/table.ts";

/** Nobody waits longer for an answer: it counts as lost. In milliseconds. */
const PATIENCE_MS = 60_000;
/** So many examples of what is wrong are kept. */
const MOST_EXAMPLES = 20;
/** A fault is felt so long, in milliseconds; latencies meanwhile are counted apart. */
const FELT_MS = 8_000;

export interface Third {
  readonly median: number;
  readonly p99: number;
  readonly slowest: number;
  readonly answers: number;
}

export class Tally {
  readonly counts = new Map<string, number>();
  readonly wrong: string[] = [];
  readonly lost: string[] = [];
  readonly #times: { at: number; ms: number; troubled: boolean }[] = [];
  readonly #log: (line: string) => void;
  #troubledUntil = 0;

  /** @param log told at once what is wrong */
  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  /** Something goes wrong on purpose. */
  trouble(): void {
    this.#troubledUntil = performance.now() + FELT_MS;
  }

  /**
   * Somebody does something and waits for what comes of it.
   * @param what kind of thing
   * @param wait resolves with whether what came was right
   * @param got what came, for a report of what was wrong
   */
  async count(what: string, input: string, wait: () => Promise<boolean>, got: () => unknown): Promise<void> {
    const start = performance.now();
    const begun = start < this.#troubledUntil;
    const late = Promise.withResolvers<"lost">();
    const timer = setTimeout(() => late.resolve("lost"), PATIENCE_MS);
    const right = await Promise.race([wait(), late.promise]);
    clearTimeout(timer);
    const now = performance.now();
    if (right === "lost") this.#note(this.lost, `no answer: ${what}: ${input}: got ${JSON.stringify(got())}`);
    else {
      if (!right) this.#note(this.wrong, `wrong answer: ${what}: ${input}: got ${JSON.stringify(got())}`);
      this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
      this.#times.push({ at: now, ms: now - start, troubled: begun || now < this.#troubledUntil });
    }
  }

  /** Latency between two instants of `performance.now`, where no fault was felt. */
  between(from: number, to: number): Third {
    const within = this.#times.filter((time) => time.at >= from && time.at < to);
    const ms = within.filter(({ troubled }) => !troubled).map((time) => time.ms);
    return { median: at(ms, 0.5), p99: at(ms, 0.99), slowest: at(ms, 1), answers: within.length };
  }

  /** The longest that anybody waited while something was wrong on purpose. */
  get slowestInTrouble(): number {
    return this.#times.reduce((most, { ms, troubled }) => (troubled ? Math.max(most, ms) : most), 0);
  }

  #note(list: string[], text: string): void {
    this.#log(text.slice(0, 600));
    if (list.length < MOST_EXAMPLES) list.push(text.slice(0, 300));
    else list[MOST_EXAMPLES] = `… and ${Number(/\d+/.exec(list[MOST_EXAMPLES] ?? "")?.[0] ?? 0) + 1} more`;
  }
}
