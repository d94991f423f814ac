/** Subscriptions, the ledger and the history in SQLite keep the contract, over a real file with the real migrations. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Database from "better-sqlite3";
import { afterEach, beforeEach } from "vitest";
import type { BriefingStore } from "../../../src/storage/briefings.ts";
import { sqliteBriefings } from "../../../src/storage/briefings-sqlite.ts";
import { MIGRATIONS } from "../../../src/storage/migrations.ts";
import { Sql } from "../../../src/storage/sql.ts";
import { openDatabase } from "../../../src/storage/sqlite.ts";
import { briefingStoreContract } from "../../support/briefing-store-contract.ts";

let folder: string;
let connections: Database.Database[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rapporteur-"));
});
afterEach(() => {
  for (const db of connections) db.close();
  connections = [];
  rmSync(folder, { recursive: true });
});

/** A connection of its own, as another process would have. */
function open(path: string): BriefingStore {
  const db = openDatabase(path, MIGRATIONS);
  connections.push(db);
  return sqliteBriefings(new Sql(db));
}

briefingStoreContract(
  () => open(join(folder, "state.db")),
  () => open(":memory:"),
);
