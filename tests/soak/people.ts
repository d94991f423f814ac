/** What people on both platforms have in common: what they type, how they choose, what is right for them. */
import type { Expected, Served } from "./expected.ts";
import type { Tally } from "./tally.ts";
import type { Words } from "./words.ts";

export interface Around {
  readonly words: Words;
  readonly served: Served;
  readonly tally: Tally;
  /** Whether to go on. */
  readonly lasts: () => boolean;
  /** Resolves when somebody may begin something: now, unless the platform is about to forget all that is under way. */
  readonly may: () => Promise<void>;
}

/** Between two things that one person does, in milliseconds. */
export const PAUSE_MS = 150;

export const pick = <T>(list: readonly T[], { random }: Words): T | undefined =>
  list[Math.floor(random() * list.length)];

/** What was right at any revision that could be served from before until now. */
export async function anyOf(
  served: Served,
  done: () => Promise<unknown>,
  right: (by: Expected) => boolean,
): Promise<boolean> {
  const before = served.possible;
  await done();
  const possible = new Set([...before, ...served.possible]);
  return [...possible].some(right);
}
