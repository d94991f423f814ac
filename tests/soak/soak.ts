/** A run of the service with all that happens to it, from its start to its end; and what came of it. */
import { openPlatforms } from "../support/product.ts";
import { Scene, type SceneReport } from "./scene.ts";
import type { Sample } from "./watch.ts";

interface Options {
  readonly minutes: number;
  /** Briefings that fall due each minute, on each platform. */
  readonly briefings: number;
  readonly seed: number;
  readonly log: (line: string) => void;
}

export interface SoakReport extends SceneReport {
  readonly samples: readonly Sample[];
  /** Instants of `performance.now` at which the time was begun and over. */
  readonly span: readonly [from: number, to: number];
}

export async function soak(options: Options): Promise<SoakReport> {
  const { minutes, briefings } = options;
  const begun = performance.now();
  const log = (line: string): void =>
    options.log(`${String(Math.round((performance.now() - begun) / 1_000)).padStart(4)} s: ${line}`);
  await using platforms = await openPlatforms();
  const { discord, telegram, folder } = platforms;
  const scene = new Scene(folder, discord, telegram, { ...options, log });
  try {
    const slots = scene.subscribe(minutes, briefings);
    await scene.start();
    log(
      `The service is up, process ${scene.child.pid}; ${slots} minutes with ${2 * briefings} briefings each.`,
    );
    const { watch, span } = await scene.run(minutes);
    await scene.finish();
    return { ...scene.report(slots * briefings), samples: watch.samples, span };
  } finally {
    await scene.close();
  }
}
