/** Long polling that backs off and never gives up: Telegram is asked again until the process stops. */
import type { Api, Bot } from "grammy";
import { describe, failureOf, isApiError } from "./api.ts";
import type { Health } from "./health.ts";
import type { Intake } from "./intake.ts";
import { UPDATES } from "./updates.ts";

/** How long Telegram holds a request open, in seconds. */
const POLL_SECONDS = 30;
/** Waits between failures, in milliseconds: doubling from the first to the last. */
const FIRST_WAIT_MS = 1_000;
const LAST_WAIT_MS = 60_000;
/** A token does not become right by itself, but may be restored: asked about every five minutes. */
const BAD_TOKEN_WAIT_MS = 5 * 60_000;

export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** Does something until it works or the process stops; reports each kind of trouble. Null when stopped. */
export async function persist<T>(
  work: () => Promise<T>,
  { health, sleep, signal }: { health: Health; sleep: Sleep; signal: AbortSignal },
): Promise<T | null> {
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) break;
      const { trouble, wait } = troubleOf(error, failures);
      health.ill(trouble);
      await sleep(wait, signal);
    }
  }
  return null;
}

/** What a failure of the connection is called, and how long to wait before the next try. */
function troubleOf(error: unknown, failures: number): { trouble: string; wait: number } {
  const wait = Math.min(FIRST_WAIT_MS * 2 ** failures, LAST_WAIT_MS);
  if (!isApiError(error)) return { trouble: `updates cannot be kept: ${describe(error)}`, wait };
  switch (failureOf(error)) {
    case "unauthorized":
      return {
        trouble: "the bot's token is refused (401); check TELEGRAM_TOKEN with @BotFather",
        wait: BAD_TOKEN_WAIT_MS,
      };
    case "conflict":
      return {
        trouble: "another process receives this bot's updates (409); only one may run",
        wait: Math.max(wait, 15_000),
      };
    case "unreached":
    case "unknown":
      return { trouble: `no connection (${describe(error)})`, wait };
    default:
      return { trouble: describe(error), wait };
  }
}

/** grammY's types name the signal of a package that stands in for Node's own; at run time they are the same. */
type GrammySignal = NonNullable<Parameters<Api["getUpdates"]>[1]>;
const isSignal = (signal: unknown): signal is GrammySignal => signal instanceof AbortSignal;

/** Polls until the signal. Updates are confirmed only by the next request, when they are on disk. */
export async function poll(
  bot: Bot,
  intake: Intake,
  around: { health: Health; sleep: Sleep; signal: AbortSignal },
): Promise<void> {
  const { health, signal } = around;
  let offset = 0;
  while (!signal.aborted) {
    await intake.room();
    const updates = await persist(async () => {
      const batch = await bot.api.getUpdates(
        // Held open, a request says only at its end that the connection is well: after trouble one is not held.
        { offset, limit: 100, timeout: health.trouble ? 0 : POLL_SECONDS, allowed_updates: UPDATES },
        isSignal(signal) ? signal : undefined,
      );
      await intake.accept(batch);
      return batch;
    }, around);
    if (updates === null) return;
    health.well();
    const last = updates.at(-1);
    if (last) offset = last.update_id + 1;
  }
}
