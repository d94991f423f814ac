/** Waiting that ends with the service. */
import { setTimeout as timer } from "node:timers/promises";

/** Waits so many milliseconds; being stopped by the signal ends the wait, it is no failure. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await timer(ms, undefined, { signal }).catch(() => undefined);
}
