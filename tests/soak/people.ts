/** What people on both platforms have in common: what they type, how they choose, what is right for them. */
import { setTimeout as timer } from "node:timers/promises";
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
const PAUSE_MS = 150;

export const pick = <T>(list: readonly T[], { random }: Words): T | undefined =>
  list[Math.floor(random() * list.length)];

/** Does something, and counts whether it was right at any revision that could be served from before until it was done. */
export const attempt = (
  { served, tally }: Around,
  what: string,
  input: string,
  act: () => Promise<unknown>,
  right: (by: Expected) => boolean,
  shown: () => unknown,
): Promise<void> =>
  tally.count(
    what,
    input,
    async () => {
      const before = served.possible;
      await act();
      const possible = new Set([...before, ...served.possible]);
      return [...possible].some(right);
    },
    shown,
  );

/** Does one thing after another until the time is over. @param acts each with its share in percent, together a hundred */
export async function live(
  { lasts, may, words }: Around,
  acts: readonly (readonly [share: number, act: () => Promise<void>])[],
): Promise<void> {
  while (lasts()) {
    await may();
    let dice = words.random() * 100;
    for (const [share, act] of acts) {
      if (dice < share) {
        await act();
        break;
      }
      dice -= share;
    }
    await timer(PAUSE_MS);
  }
}
