/** Writes down what became of an attempt to post, and what follows from it for the delivery. */
import type { BriefingStore, Delivery, Part } from "../storage/briefings.ts";
import type { Pacer } from "./pace.ts";
import type { Posted, Poster } from "./poster.ts";

export interface SettlingParts {
  readonly store: BriefingStore;
  readonly poster: Pick<Poster, "platform">;
  readonly pacer: Pacer;
  readonly now: () => Temporal.Instant;
  /** Milliseconds of a clock that never goes back. */
  readonly monotonic: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Told what whoever runs the service should know. */
  readonly report: (line: string) => void;
  readonly onBug: (error: unknown) => void;
}

/** Refusals in a row after which a subscription is disabled. */
const MAX_REFUSALS = 3;
/** What has begun and can be neither finished nor found out for so long ends all the same. */
const GIVEN_UP = { hours: 24 } as const;
/** After a failed write, in milliseconds. */
export const STORE_PAUSE_MS = 2_000;
/** Writes tried before an outcome is given up, an hour's worth; the ledger then says "sending", and the next look finds out. */
const MAX_WRITES = 1_800;
/** The same once the service is being stopped. */
const MAX_LAST_WRITES = 2;
const MAX_BACKOFF_SECONDS = 60;

/** 1, 2, 4 … seconds, in milliseconds. */
export const backoff = (tries: number): number => Math.min(2 ** tries, MAX_BACKOFF_SECONDS) * 1_000;

/**
 * Records an outcome.
 * @param signal that the service is being stopped
 * @returns whether the delivery goes on with its next message
 */
export async function settle(
  parts: SettlingParts,
  delivery: Delivery,
  { part, state }: Pick<Part, "part" | "state">,
  posted: Posted,
  signal: AbortSignal,
): Promise<boolean> {
  const { store, poster, pacer, now, monotonic, report, onBug } = parts;
  const { id, slot, channel, subscription } = delivery;
  const persist = <T>(write: () => Promise<T>): Promise<T> => persisted(parts, write, signal);

  const unknown = async (reason: string): Promise<boolean> => {
    report(`${poster.platform}: unknown whether a briefing reached ${channel.chat}: ${reason}`);
    await persist(() => store.unknown(id, part, reason, now()));
    return true;
  };
  // A message that was being sent before may be there, whatever this attempt met with.
  const retry = async (reason: string, { taken = state === "sending", waitMs = 0 } = {}) => {
    if (Temporal.Instant.compare(slot.add(GIVEN_UP), now()) < 0) {
      if (taken) return await unknown(reason);
      await persist(() => store.end(id, "failed", reason, now()));
      return false;
    }
    const notBefore = now().add({ milliseconds: Math.ceil(waitMs) });
    await persist(() => store.retry(id, { part, reason, taken, notBefore }));
    return false;
  };
  const pause = backoff(delivery.tries);

  switch (posted.type) {
    case "sent":
      await persist(() => store.sent(id, part, posted.message, now()));
      return true;
    case "unknown":
      return await unknown(posted.reason);
    case "not_sent":
      return await retry(posted.reason, { waitMs: Math.max(posted.waitMs ?? 0, pause) });
    case "repeatable":
      return await retry(posted.reason, { taken: true, waitMs: pause });
    case "moved": {
      await persist(() => store.moveChat(poster.platform, channel.chat, posted.chat));
      // The first time at once; chats that move in a circle are not followed round and round.
      const waitMs = delivery.tries === 0 ? 0 : pause;
      return await retry(`moved to ${posted.chat}`, { taken: false, waitMs });
    }
    case "gone": {
      pacer.refused(monotonic());
      await persist(() => store.end(id, "failed", posted.reason, now()));
      const disabled =
        subscription !== null &&
        (await persist(() => store.refused(subscription, posted.reason, MAX_REFUSALS, now())));
      const what = disabled ? "its subscription is disabled" : "not posted";
      report(`${poster.platform}: ${channel.chat}: ${posted.reason}; ${what}`);
      return false;
    }
    case "refused":
      onBug(new Error(`${poster.platform} refuses a briefing: ${posted.reason}`));
      await persist(() => store.end(id, "failed", posted.reason, now()));
      return false;
    case "unauthorized":
      report(`${poster.platform}: nothing can be posted: ${posted.reason}`);
      return await retry(posted.reason, { waitMs: pause });
    default:
      return posted satisfies never;
  }
}

/** Writes down what happened out there, until it is written: on a full disk the platform still has the message. */
async function persisted<T>(
  { sleep, onBug }: SettlingParts,
  write: () => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  for (let [tries, last] = [1, 0]; ; tries++) {
    try {
      return await write();
    } catch (error) {
      if (tries === 1) onBug(error);
      if (signal.aborted) last++;
      if (tries >= MAX_WRITES || last > MAX_LAST_WRITES) throw error;
      await sleep(STORE_PAUSE_MS, signal);
    }
  }
}
