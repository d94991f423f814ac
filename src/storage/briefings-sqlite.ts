/** Subscriptions, the ledger of deliveries and the dossier's history in one SQLite database. */
import type { BriefingStore } from "./briefings.ts";
import { historyIn } from "./history-sqlite.ts";
import { slotsIn } from "./ledger-sqlite.ts";
import { messagesIn } from "./messages-sqlite.ts";
import type { Sql } from "./sql.ts";
import { subscriptionsIn } from "./subscriptions-sqlite.ts";

export function sqliteBriefings(sql: Sql): BriefingStore {
  return { ...subscriptionsIn(sql), ...slotsIn(sql), ...messagesIn(sql), ...historyIn(sql) };
}
