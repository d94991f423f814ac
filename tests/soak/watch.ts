/** Samples of what a process uses, and how fast that grows. */
import { setTimeout as timer } from "node:timers/promises";
import type { Child, Usage } from "../support/child.ts";

export interface Sample extends Usage {
  /** An instant of `performance.now`. */
  readonly at: number;
  /** Megabytes of the JavaScript heap. */
  readonly heap: number;
  /** Whether garbage was collected just before. */
  readonly collected: boolean;
}

/** A full collection takes less, in milliseconds. */
const COLLECTION_MS = 1_000;

export class Watch {
  readonly #child: Child;
  readonly #metrics: string;
  readonly samples: Sample[] = [];

  /** @param metrics where the process tells its metrics */
  constructor(child: Child, metrics: string) {
    this.#child = child;
    this.#metrics = metrics;
  }

  async sample(collected = false): Promise<void> {
    const page = await (await fetch(this.#metrics)).text();
    const heap = Number(/^nodejs_heap_size_used_bytes (\S+)$/m.exec(page)?.[1]) / 2 ** 20;
    this.samples.push({ ...this.#child.usage(), at: performance.now(), heap, collected });
  }

  /** Samples after a full collection. */
  async collected(): Promise<void> {
    this.#child.kill("SIGUSR2");
    await timer(COLLECTION_MS);
    await this.sample(true);
  }

  /** The last sample in a line. */
  get line(): string {
    const { memory = 0, heap = 0, descriptors = 0 } = this.samples.at(-1) ?? {};
    return `${memory.toFixed(0)} MB resident, ${heap.toFixed(1)} MB heap in use, ${descriptors} descriptors`;
  }
}

/** By how much something grows in an hour: the slope of the straight line that fits best. */
export function growth(samples: readonly Sample[], of: (sample: Sample) => number): number {
  const count = samples.length;
  if (count < 2) return 0;
  const mean = (read: (sample: Sample) => number) => samples.reduce((sum, s) => sum + read(s), 0) / count;
  const [at, value] = [mean((s) => s.at), mean(of)];
  const covariance = samples.reduce((sum, s) => sum + (s.at - at) * (of(s) - value), 0);
  const variance = samples.reduce((sum, s) => sum + (s.at - at) ** 2, 0);
  return (covariance / variance) * 3_600_000;
}
