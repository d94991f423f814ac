/** Rows that somebody changed by hand: the one is disabled or passed over and says so, all others go on. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { planDue } from "../../../src/schedule/plan.ts";
import type { BriefingStore } from "../../../src/storage/briefings.ts";
import { sqliteBriefings } from "../../../src/storage/briefings-sqlite.ts";
import { MIGRATIONS } from "../../../src/storage/migrations.ts";
import { Sql } from "../../../src/storage/sql.ts";
import { openDatabase } from "../../../src/storage/sqlite.ts";
import { openState } from "../../../src/storage/state.ts";
import { composed, days, hours } from "../../support/briefing-store-contract.ts";
import { SLOT, subscription } from "../../support/briefings.ts";

const CATCH_UP = Temporal.Duration.from({ hours: 3 });

let folder: string;
let db: Database.Database;
let store: BriefingStore;
const path = () => join(folder, "state.db");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rapporteur-"));
  db = openDatabase(path(), MIGRATIONS);
  store = sqliteBriefings(new Sql(db));
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

describe("a subscription", () => {
  test.each([
    ["topics", "not json"],
    ["topics", '{"a":1}'],
    ["topics", "[1]"],
    ["days", ""],
    ["days", "1,8"],
    ["time", "25:00"],
    ["time", "8 o'clock"],
    ["zone", "Mars/Phobos"],
    ["zone", ""],
    ["length", "medium"],
    ["platform", "slack"],
  ])("whose %s says %j is disabled with the reason; the others are due", async (column, value) => {
    const broken = await store.subscribe(subscription(), SLOT);
    const whole = await store.subscribe(subscription({ nextDue: hours(1) }), SLOT);
    db.prepare(`UPDATE subscription SET ${column} = ? WHERE id = ?`).run(value, broken.id);
    const reason = `its stored settings are damaged: ${column}`;
    expect(await store.subscription(broken.id)).toMatchObject({ state: "disabled", reason, nextDue: null });
    expect((await store.due(days(1), 1)).map(({ id }) => id)).toEqual([whole.id]);
    expect(await store.disabled()).toMatchObject([{ id: broken.id, reason }]);
  });

  test.each([-9_000_000_000_000_000, -300_000_000_000_000])(
    "due at %d, which is no time, is disabled with the reason; the others are planned",
    async (at) => {
      const broken = await store.subscribe(subscription(), SLOT);
      const whole = await store.subscribe(subscription(), SLOT);
      db.prepare("UPDATE subscription SET next_due = ? WHERE id = ?").run(at, broken.id);
      expect(await planDue(store, SLOT, CATCH_UP)).toBe(1);
      expect(await store.disabled()).toMatchObject([
        { id: broken.id, reason: "its stored next slot is damaged" },
      ]);
      expect(await store.ready("discord", SLOT, 9)).toMatchObject([{ subscription: whole.id }]);
    },
  );

  test("is whole again once its settings are chosen anew, and not by resuming it", async () => {
    const { id, schedule, wishes } = await store.subscribe(subscription(), SLOT);
    db.prepare("UPDATE subscription SET topics = 'x' WHERE id = ?").run(id);
    await store.change(id, { state: "active", nextDue: days(1) });
    expect(await store.subscription(id)).toMatchObject({ state: "disabled", nextDue: null });
    await store.change(id, { schedule, wishes, state: "active", nextDue: days(1) });
    expect(await store.subscription(id)).toMatchObject({ state: "active", reason: null, nextDue: days(1) });
  });
});

describe("SQLite itself", () => {
  test.each([
    "UPDATE subscription SET state = 'asleep'",
    "UPDATE delivery SET state = 'lost'",
    "UPDATE subscription SET topics = NULL",
    "UPDATE subscription SET next_due = 'tomorrow'",
    "UPDATE delivery_part SET content = NULL",
    "INSERT INTO delivery SELECT 99, subscription, platform, chat, thread, slot, test, state, reason, not_before, tries, revision, ended_at FROM delivery",
  ])("refuses %s", async (sql) => {
    await composed(store);
    expect(() => db.exec(sql)).toThrow(/constraint failed|cannot store TEXT/);
  });

  test("told to look away, it says at the next start what is wrong", async () => {
    await composed(store);
    db.pragma("ignore_check_constraints = ON");
    db.exec("UPDATE delivery SET state = 'lost'");
    db.close();
    expect(() => openState(path())).toThrow(/is damaged \(CHECK constraint failed in delivery\)/);
    db = new Database(path());
  });
});
