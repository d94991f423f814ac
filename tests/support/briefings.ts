/** Subscriptions and a poster for tests of scheduled delivery; a test names only what matters to it. */
import type { Posted, Poster } from "../../src/schedule/poster.ts";
import type { Channel, NewSubscription } from "../../src/storage/briefings.ts";

/** The slot that everything here is about: 08:00 in Kyiv on a Friday. */
export const SLOT = Temporal.Instant.from("2026-02-06T06:00:00Z");

export const channel = (chat = "100", platform: Channel["platform"] = "discord"): Channel => ({
  platform,
  chat,
  thread: null,
});

export const subscription = (
  change: Partial<Omit<NewSubscription, "wishes">> & { wishes?: Partial<NewSubscription["wishes"]> } = {},
): NewSubscription => ({
  channel: channel(),
  schedule: { time: "08:00", zone: "Europe/Kyiv", days: [1, 2, 3, 4, 5] },
  createdBy: "7",
  nextDue: SLOT,
  ...change,
  wishes: { topics: [], length: "short", quiet: false, silent: false, ...change.wishes },
});

/** One attempt to post, as the platform would see it. */
export interface Attempt {
  readonly how: "post" | "recover";
  readonly chat: string;
  readonly payload: string;
  readonly key: string;
}

/** A platform that answers as it is told, and else takes every message. */
export class FakePoster implements Poster {
  readonly platform;
  readonly attempts: Attempt[] = [];
  readonly #answers: Posted[];
  readonly #pages: number;

  constructor(answers: readonly Posted[] = [], pages = 1, platform: Channel["platform"] = "discord") {
    this.#answers = [...answers];
    this.#pages = pages;
    this.platform = platform;
  }

  messages(): { payload: string; items: string[] }[] {
    return Array.from({ length: this.#pages }, (_, i) => ({ payload: `page ${i}`, items: [`item-${i}`] }));
  }

  async post({ chat }: Channel, payload: string, key: string): Promise<Posted> {
    return this.#answer({ how: "post", chat, payload, key });
  }

  async recover({ chat }: Channel, payload: string, key: string): Promise<Posted> {
    return this.#answer({ how: "recover", chat, payload, key });
  }

  #answer(attempt: Attempt): Posted {
    this.attempts.push(attempt);
    return this.#answers.shift() ?? { type: "sent", message: `m${this.attempts.length}` };
  }
}
