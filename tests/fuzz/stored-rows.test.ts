/** Rows that anything was written into by hand: nothing throws, and what is whole beside them is briefed. */
import fc from "fast-check";
import { expect } from "vitest";
import { planDue, skipTooLate } from "../../src/schedule/plan.ts";
import type { BriefingStore } from "../../src/storage/briefings.ts";
import { sqliteBriefings } from "../../src/storage/briefings-sqlite.ts";
import { MIGRATIONS } from "../../src/storage/migrations.ts";
import { Sql } from "../../src/storage/sql.ts";
import { openDatabase } from "../../src/storage/sqlite.ts";
import { composed, days } from "../support/briefing-store-contract.ts";
import { channel, SLOT, subscription } from "../support/briefings.ts";
import { fuzz } from "./cases.ts";

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("", "null", "[]", "[null]", "{}", "1,2,", "00:00", "UTC", "full", "discord", "telegram"),
);
const number = fc.oneof(
  fc.integer(),
  fc.constantFrom(0n, 2n ** 63n - 1n, -(2n ** 63n), 8_640_000_000_000_001n),
);
const column = (table: string, names: readonly string[], value: fc.Arbitrary<unknown>) =>
  fc.record({ table: fc.constant(table), column: fc.constantFrom(...names), value });

const change = fc.oneof(
  column("subscription", ["platform", "chat", "thread", "time", "zone", "days", "topics", "length"], text),
  column("subscription", ["reason", "created_by"], text),
  column("subscription", ["quiet", "silent", "next_due", "created_at", "briefed"], number),
  column("delivery", ["platform", "chat", "thread", "reason"], text),
  column("delivery", ["slot", "test", "not_before", "revision", "ended_at"], number),
  column("delivery_part", ["message", "reason"], text),
  column("delivery_part", ["part", "sending_at"], number),
  column("content", ["payload", "items", "digest"], text),
  column("revision", ["revision"], text),
  column("revision", ["at"], number),
  column("item_history", ["item", "digest"], text),
);

/** All of a day's. */
const CATCH_UP = Temporal.Duration.from({ hours: 25 });

/** Everything that the service does with the ledger by itself. */
async function serve(store: BriefingStore): Promise<void> {
  await planDue(store, days(1), CATCH_UP);
  for (const platform of ["discord", "telegram"] as const)
    await skipTooLate(store, platform, days(1), CATCH_UP);
  for (const platform of ["discord", "telegram"] as const) {
    await store.nextTry(platform);
    for (const { id, subscription: of } of await store.ready(platform, days(99_999), 9)) {
      if (of !== null) await store.subscription(of);
      const [part] = await store.parts(id);
      if (!part) await store.compose(id, [{ payload: "{}", items: [] }], 4);
      if (await store.sending(id, 0, SLOT)) await store.sent(id, 0, "m", SLOT);
      else await store.end(id, "failed", "why", SLOT);
    }
  }
  await store.revise("r2", new Map([["item-0", "b"]]), SLOT);
  for (const { id } of [...(await store.disabled()), ...(await store.subscriptions(channel()))])
    await store.lastDelivery(id);
  await Promise.all([store.history(), store.revisions(), store.counts(), store.messagesCiting("item-0")]);
  await store.disableChat("discord", "100", "kicked", SLOT);
  await store.moveChat("discord", "100", "300");
  await store.prune(SLOT, 9);
  await store.forget("discord", "300");
}

fuzz(
  "stored rows",
  "no throw, and the whole one is briefed",
  fc.array(change, { minLength: 1, maxLength: 4 }),
  async (changes) => {
    const db = openDatabase(":memory:", MIGRATIONS);
    try {
      const store = sqliteBriefings(new Sql(db));
      await store.revise("r1", new Map([["item-0", "a"]]), SLOT);
      await composed(store, 2);
      for (const { table, column: name, value } of changes)
        db.prepare(`UPDATE OR IGNORE ${table} SET ${name} = ?`).run(value);
      const whole = await store.subscribe(subscription({ channel: channel("whole") }), SLOT);
      await serve(store);
      expect((await store.subscription(whole.id))?.briefed).toBe(4);
    } finally {
      db.close();
    }
  },
);
