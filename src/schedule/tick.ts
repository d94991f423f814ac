/** The clock: once at the start and then every minute. node-cron only ticks; what is due is the ledger's. */
import { schedule } from "node-cron";

/** A tick that comes late still counts until the next one; node-cron by itself drops it after a second. */
const TOLERANCE_MS = 59_000;

/** Runs `work` now and at every full minute, never twice at once. Stops when closed. */
export function everyMinute(work: () => Promise<void>): { close(): Promise<void> } {
  let running: Promise<void> | null = null;
  const tick = async (): Promise<void> => {
    running ??= work().finally(() => {
      running = null;
    });
    await running;
  };
  const task = schedule("* * * * *", tick, {
    noOverlap: true,
    timezone: "UTC",
    missedExecutionTolerance: TOLERANCE_MS,
    suppressMissedWarning: true,
  });
  void tick();
  return {
    close: async () => {
      await task.destroy();
      await running;
    },
  };
}
