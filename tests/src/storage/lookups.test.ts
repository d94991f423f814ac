/** What is asked at every tick and for every message is looked up in an index, however many rows there are. */
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import type { BriefingStore } from "../../../src/storage/briefings.ts";
import { sqliteBriefings } from "../../../src/storage/briefings-sqlite.ts";
import { MIGRATIONS } from "../../../src/storage/migrations.ts";
import { Sql } from "../../../src/storage/sql.ts";
import { composed, planSlot, waiting } from "../../support/briefing-store-contract.ts";
import { channel, SLOT, subscription } from "../../support/briefings.ts";

/** How SQLite would carry out every statement of some work. */
async function plans(work: (store: BriefingStore) => Promise<unknown>): Promise<string[]> {
  const said: string[] = [];
  const db = new Database(":memory:", { verbose: (sql) => said.push(String(sql)) });
  for (const script of MIGRATIONS) db.exec(script);
  const store = sqliteBriefings(new Sql(db));
  await composed(store);
  said.length = 0;
  await work(store);
  const statements = said.filter((sql) => /^\s*(?:SELECT|INSERT|UPDATE|DELETE)/.test(sql));
  expect(statements).not.toEqual([]);
  return statements.flatMap((sql) =>
    db
      .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => detail),
  );
}

test.each<[string, (store: BriefingStore) => Promise<unknown>]>([
  ["due", (store) => store.due(SLOT, 9)],
  ["plan", async (store) => planSlot(store, await store.subscribe(subscription(), SLOT))],
  ["planTest", (store) => store.planTest(1, SLOT)],
  ["ready", (store) => waiting(store)],
  ["nextTry", (store) => store.nextTry("discord")],
  ["lastDelivery", (store) => store.lastDelivery(1)],
  ["compose", (store) => store.compose(1, [{ payload: "other", items: [] }], 1)],
  ["parts", (store) => store.parts(1)],
  ["sending", (store) => store.sending(1, 0, SLOT)],
  ["sent", (store) => store.sending(1, 0, SLOT).then(() => store.sent(1, 0, "m", SLOT))],
  ["unknown", (store) => store.unknown(1, 0, "lost", SLOT)],
  ["retry", (store) => store.retry(1, { notBefore: SLOT, reason: "429", part: 0, taken: false })],
  ["end", (store) => store.end(1, "failed", "why", SLOT)],
  ["refused", (store) => store.refused(1, "why", 1, SLOT)],
  ["subscriptions", (store) => store.subscriptions(channel())],
  ["find", (store) => store.find(channel(), 1)],
  ["change", (store) => store.change(1, { state: "paused" })],
  ["remove", (store) => store.remove(1, SLOT)],
  ["disableChat", (store) => store.disableChat("discord", "100", "kicked", SLOT)],
  ["moveChat", (store) => store.moveChat("discord", "100", "200")],
])("%s", async (_, work) => {
  const found = await plans(work);
  expect(found.filter((line) => /SCAN (?!\d|json)|TEMP B-TREE/.test(line))).toEqual([]);
});

test("counts reads four rows and an index of what waits, never what ended", async () => {
  const [tally, open, ...sorting] = await plans((store) => store.counts());
  expect([tally, open]).toEqual(["SCAN delivery_tally", "SCAN delivery USING COVERING INDEX delivery_open"]);
  expect(sorting).toEqual(["USE TEMP B-TREE FOR GROUP BY"]);
});

test("and a statement without an index would be found", async () => {
  expect(await plans((store) => store.history())).toContainEqual(expect.stringMatching(/^SCAN/));
});
