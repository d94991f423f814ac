/** Discord's rate limits: 50 requests a second in all, five messages in five seconds to a channel. */
import { Rate } from "../rates.ts";

/** https://docs.discord.com/developers/topics/rate-limits#global-rate-limit */
const GLOBAL = 50;
/** Not documented, but told with each answer; this is what channels are seen to have. */
const CHANNEL = 5;
const CHANNEL_MS = 5_000;

interface Told {
  readonly status: number;
  readonly body?: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

export class Limits {
  readonly #global = new Rate(1_000 / GLOBAL, GLOBAL);
  readonly #channels = new Map<string, { start: number; count: number }>();
  /** Whether they are kept; most tests are about something else. */
  on = false;
  /** Requests refused for being too many. */
  floods = 0;

  /** Counts a request. What an answer's headers say of it, or the refusal itself; null when nothing is to be said. */
  take(line: string, now = performance.now()): Told | null {
    if (!this.on) return null;
    const wait = this.#global.take(now);
    if (wait > 0) return this.#flood(wait, { "x-ratelimit-global": "true", "x-ratelimit-scope": "global" });
    const channel = /^POST \/channels\/(\d+)\/messages$/.exec(line)?.[1];
    if (channel === undefined) return null;
    let window = this.#channels.get(channel);
    if (!window || now - window.start >= CHANNEL_MS) window = { start: now, count: 0 };
    this.#channels.set(channel, window);
    const reset = CHANNEL_MS - (now - window.start);
    const headers = (remaining: number) => ({
      "x-ratelimit-bucket": "channel-messages",
      "x-ratelimit-limit": String(CHANNEL),
      "x-ratelimit-remaining": String(remaining),
      "x-ratelimit-reset-after": (reset / 1_000).toFixed(3),
    });
    if (window.count >= CHANNEL) return this.#flood(reset, { ...headers(0), "x-ratelimit-scope": "user" });
    window.count++;
    return { status: 200, headers: headers(CHANNEL - window.count) };
  }

  #flood(wait: number, headers: Readonly<Record<string, string>>): Told {
    this.floods++;
    const seconds = Math.ceil(wait) / 1_000;
    const body = { message: "You are being rate limited.", retry_after: seconds, global: false };
    return { status: 429, body, headers: { ...headers, "retry-after": String(seconds) } };
  }
}
