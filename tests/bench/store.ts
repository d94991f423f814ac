/** What the ledger costs with many subscriptions, in a process of its own, printed as JSON: `store IDLE DUE`. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { planDue } from "../../src/schedule/plan.ts";
import { sqliteBriefings } from "../../src/storage/briefings-sqlite.ts";
import { MIGRATIONS } from "../../src/storage/migrations.ts";
import { Sql } from "../../src/storage/sql.ts";
import { openDatabase } from "../../src/storage/sqlite.ts";
import { addSubscriptions } from "./subscriptions.ts";

const CALLS = 1_000;
const CATCH_UP = Temporal.Duration.from({ hours: 3 });
const SLOT = Temporal.Instant.from("2026-02-06T06:00:00Z");

const [idle = 0, due = 0] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), "rapporteur-bench-"));
const db = openDatabase(join(folder, "state.db"), MIGRATIONS);

/** Subscriptions of a channel each, half of them on each platform. */
const add = (count: number, chats: string, nextDue: Temporal.Instant): void => {
  for (const platform of ["discord", "telegram"] as const)
    if (count > 0) addSubscriptions(db, { count: count / 2, platform, chats, nextDue });
};

const times: number[] = [];
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
const at = (share: number) => times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? 0;

try {
  const store = sqliteBriefings(new Sql(db));
  add(idle, "idle", SLOT.add({ hours: 24 }));
  for (let i = 0; i < CALLS; i++) times.push(await timed(() => store.due(SLOT, 250)));
  const looked = { median: at(0.5), p99: at(0.99), max: at(1) };
  add(due, "due", SLOT);
  // How long anything else has to wait for its turn while slots are planned.
  times.length = 0;
  let last = performance.now();
  let planning = true;
  const watch = (): void => {
    const now = performance.now();
    times.push(now - last);
    last = now;
    if (planning) setImmediate(watch);
  };
  setImmediate(watch);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const before = process.cpuUsage();
  const total = await timed(() => planDue(store, SLOT, CATCH_UP));
  planning = false;
  delay.disable();
  const { user, system } = process.cpuUsage(before);
  const planned = {
    total,
    cpu: (user + system) / 1_000,
    wait: at(0.99),
    longest: at(1),
    delay: delay.max / 1e6,
  };
  const ready = await timed(() => store.ready("discord", SLOT, 64));
  const counts = await timed(() => store.counts());
  console.log(JSON.stringify({ idle, due, looked, planned, ready, counts }));
} finally {
  db.close();
  rmSync(folder, { recursive: true });
}
