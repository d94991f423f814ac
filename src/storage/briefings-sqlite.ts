/** Subscriptions, the ledger of deliveries and the dossier's history in one SQLite database. */
import type Database from "better-sqlite3";
import type { BriefingStore } from "./briefings.ts";
import { historyIn } from "./history-sqlite.ts";
import { slotsIn } from "./ledger-sqlite.ts";
import { messagesIn } from "./messages-sqlite.ts";
import { Sql } from "./sql.ts";
import { subscriptionsIn } from "./subscriptions-sqlite.ts";

/** @param db a database with the migrations applied, closed by whoever opened it */
export function sqliteBriefings(db: Database.Database): BriefingStore {
  const sql = new Sql(db);
  return { ...subscriptionsIn(sql), ...slotsIn(sql), ...messagesIn(sql), ...historyIn(sql) };
}
