/** A disk that is full or may not be written: writes fail, nothing is half-written, and later all goes on. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { BriefingStore } from "../../../src/storage/briefings.ts";
import { sqliteBriefings } from "../../../src/storage/briefings-sqlite.ts";
import { MIGRATIONS } from "../../../src/storage/migrations.ts";
import { Sql } from "../../../src/storage/sql.ts";
import { openDatabase } from "../../../src/storage/sqlite.ts";
import { composed, days, states, waiting } from "../../support/briefing-store-contract.ts";
import { SLOT, subscription } from "../../support/briefings.ts";

let folder: string;
let db: Database.Database;
let store: BriefingStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rapporteur-"));
  db = openDatabase(join(folder, "state.db"), MIGRATIONS);
  store = sqliteBriefings(new Sql(db));
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const everything = () =>
  ["subscription", "delivery", "delivery_part", "content", "delivery_tally", "revision", "item_history"].map(
    (table) => db.prepare(`SELECT * FROM ${table}`).all(),
  );

/** No page more than the file has now; free pages are used up first. */
function fillDisk(): void {
  db.exec("VACUUM");
  db.pragma(`max_page_count = ${db.pragma("page_count", { simple: true })}`);
}
const freeDisk = () => db.pragma("max_page_count = 1000000");
const readOnly = () => db.pragma("query_only = ON");
const writable = () => db.pragma("query_only = OFF");

/** Much more than what is left of the last pages. */
const LARGE = "x".repeat(100_000);
const many = Array.from({ length: 2_000 }, (_, i) => i);

/** Each writes more than fits, and first something that does. */
const WRITES: Readonly<Record<string, (delivery: number) => Promise<unknown>>> = {
  "a subscription": () => store.subscribe(subscription({ createdBy: LARGE }), SLOT),
  "a change": () => store.change(1, { wishes: { ...subscription().wishes, topics: [LARGE] } }),
  "a plan": () =>
    store.plan(
      [
        {
          ...{ subscription: 1, due: days(1), nextDue: days(9_999) },
          slots: many.map((i) => ({ slot: days(i + 1), skipped: "old" })),
        },
      ],
      SLOT,
    ),
  "a composition": (delivery) =>
    store.compose(
      delivery,
      [
        { payload: "a", items: [] },
        { payload: LARGE, items: [] },
      ],
      5,
    ),
  "a message sent": (delivery) => store.sent(delivery, 0, LARGE, SLOT),
  "an end": (delivery) => store.end(delivery, "failed", LARGE, SLOT),
  "a revision": () => store.revise("r2", new Map(many.map((i) => [`item-${i}`, "digest"])), SLOT),
};

describe.each<[string, RegExp, () => unknown, () => unknown]>([
  ["a full disk", /disk is full/, fillDisk, freeDisk],
  ["a read-only database", /readonly database/, readOnly, writable],
])("%s", (_, message, breaks, mends) => {
  test.each(Object.entries(WRITES))("%s fails whole, and works later", async (name, write) => {
    const { subscription: made, delivery } = await composed(store);
    await store.revise("r1", new Map([["item-1", "other"]]), SLOT);
    if (name === "a message sent") await store.sending(delivery, 0, SLOT);
    const id = name === "a composition" ? (await store.planTest(made.id, SLOT)).id : delivery;
    breaks();
    const before = everything();
    await expect(write(id)).rejects.toThrow(message);
    expect(everything()).toEqual(before);
    expect(db.inTransaction).toBe(false);
    mends();
    await write(id);
    expect(everything()).not.toEqual(before);
    expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
  });

  test("what was there can still be read", async () => {
    const { subscription: made, delivery } = await composed(store);
    breaks();
    expect(await waiting(store)).toHaveLength(1);
    expect(await states(store, delivery)).toEqual(["planned"]);
    expect(await store.due(days(9), 9)).toMatchObject([{ id: made.id }]);
  });
});
