/** Since when each item of the dossier is known, in SQLite. */
import type { HistoryStore } from "./briefings.ts";
import { historyOf, instant, millis } from "./briefings-rows.ts";
import type { Sql } from "./sql.ts";

export function historyIn(sql: Sql): HistoryStore {
  return {
    async revise(revision, items, now) {
      return sql.write(() => {
        const last = sql.get<{ number: number; revision: string }>(
          "SELECT number, revision FROM revision ORDER BY number DESC LIMIT 1",
        );
        if (last?.revision === revision) return last.number;
        const number = (last?.number ?? 0) + 1;
        sql.run(
          "INSERT INTO revision (number, revision, at) VALUES (?, ?, ?)",
          ...[number, revision, millis(now)],
        );
        for (const [item, digest] of items) {
          // An item that comes back is new again.
          sql.run(
            `INSERT INTO item_history (item, digest, first) VALUES (?, ?, ?)
             ON CONFLICT DO UPDATE SET digest = excluded.digest, gone = NULL,
               first = CASE WHEN gone IS NULL THEN first ELSE excluded.first END,
               changed = CASE WHEN gone IS NULL THEN excluded.first ELSE NULL END
             WHERE digest <> excluded.digest OR gone IS NOT NULL`,
            ...[item, digest, number],
          );
        }
        for (const { item } of sql.all<{ item: string }>(
          "SELECT item FROM item_history WHERE gone IS NULL",
        )) {
          if (!items.has(item)) sql.run("UPDATE item_history SET gone = ? WHERE item = ?", number, item);
        }
        return number;
      });
    },

    async history() {
      return sql
        .all<Parameters<typeof historyOf>[0]>(
          `SELECT h.*, f.at AS first_at, c.at AS changed_at FROM item_history h
           JOIN revision f ON f.number = h.first LEFT JOIN revision c ON c.number = h.changed ORDER BY h.item`,
        )
        .map(historyOf);
    },

    async revisions() {
      return sql
        .all<{ number: number; revision: string; at: number }>("SELECT * FROM revision ORDER BY number")
        .map(({ at, ...row }) => ({ ...row, at: instant(at) }));
    },
  };
}
