/** The messages of deliveries in SQLite: composed once, sent one by one, each outcome recorded. */
import { createHash } from "node:crypto";
import type { DeliveryState, LedgerStore, NewPart } from "./briefings.ts";
import {
  type DeliveryRow,
  deliveryOf,
  millis,
  PART_COLUMNS,
  type PartRow,
  partOf,
} from "./briefings-rows.ts";
import { type Slots, WAITING } from "./ledger-sqlite.ts";
import type { Sql } from "./sql.ts";

export function messagesIn(sql: Sql): Omit<LedgerStore, keyof Slots> {
  return {
    // Nothing is sent before `sending`, which makes this last too.
    async compose(delivery, parts, revision) {
      sql.writeLightly(() => {
        // Composed already, ended meanwhile, or forgotten.
        const open = sql.value<number>(
          `SELECT 1 FROM delivery WHERE id = ? AND ${WAITING}
             AND NOT EXISTS (SELECT 1 FROM delivery_part WHERE delivery = delivery.id)`,
          delivery,
        );
        if (open === undefined) return;
        for (const [part, content] of parts.entries()) {
          sql.run(
            "INSERT INTO delivery_part (delivery, part, state, content) VALUES (?, ?, 'planned', ?)",
            ...[delivery, part, contentId(sql, content)],
          );
        }
        sql.run("UPDATE delivery SET revision = ? WHERE id = ?", revision, delivery);
      });
    },

    async parts(delivery) {
      return sql
        .all<PartRow>(
          `SELECT ${PART_COLUMNS} FROM delivery_part p JOIN content c ON c.id = p.content
           WHERE p.delivery = ? ORDER BY p.part`,
          delivery,
        )
        .map(partOf);
    },

    async sending(delivery, part, now) {
      return sql.write(() => {
        const { changes } = sql.run(
          `UPDATE delivery_part SET state = 'sending', sending_at = ? WHERE delivery = ? AND part = ? AND state = 'planned'
             AND EXISTS (SELECT 1 FROM delivery d WHERE d.id = delivery AND d.${WAITING})`,
          ...[millis(now), delivery, part],
        );
        if (changes === 0) return false;
        sql.run("UPDATE delivery SET state = 'sending' WHERE id = ?", delivery);
        return true;
      });
    },

    // Were this forgotten, the message would still be known to have been on its way: it would be looked for, or unknown.
    async sent(delivery, part, message, now) {
      sql.writeLightly(() => {
        const { changes } = sql.run(
          `UPDATE delivery_part SET state = 'sent', message = ?, reason = NULL
           WHERE delivery = ? AND part = ? AND state <> 'sent'`,
          ...[message, delivery, part],
        );
        if (changes === 0) return;
        sql.run(
          "UPDATE subscription SET refusals = 0 FROM delivery d WHERE d.id = ? AND subscription.id = d.subscription",
          delivery,
        );
        proceed(sql, delivery, now);
      });
    },

    async unknown(delivery, part, reason, now) {
      sql.write(() => {
        const { changes } = sql.run(
          `UPDATE delivery_part SET state = 'unknown', reason = ? WHERE delivery = ? AND part = ? AND ${WAITING}`,
          ...[reason, delivery, part],
        );
        if (changes > 0) proceed(sql, delivery, now);
      });
    },

    async retry(delivery, { notBefore, reason, part, taken }) {
      sql.write(() => {
        const { changes } = sql.run(
          `UPDATE delivery SET state = ?, reason = ?, not_before = ?, tries = tries + 1 WHERE id = ? AND ${WAITING}`,
          ...[taken ? "sending" : "planned", reason, millis(notBefore), delivery],
        );
        if (changes === 0 || taken) return;
        sql.run(
          `UPDATE delivery_part SET state = 'planned', sending_at = NULL
           WHERE delivery = ? AND part = ? AND state = 'sending'`,
          ...[delivery, part],
        );
      });
    },

    async messagesCiting(item) {
      return sql
        .all<DeliveryRow & { message: string }>(
          `SELECT d.*, p.message FROM content c JOIN delivery_part p ON p.content = c.id JOIN delivery d ON d.id = p.delivery
           WHERE p.message IS NOT NULL
             AND EXISTS (SELECT 1 FROM json_each(CASE WHEN json_valid(c.items) THEN c.items ELSE '[]' END) WHERE value = ?)
           ORDER BY d.slot, d.id, p.part`,
          item,
        )
        .map((row) => {
          const { channel, slot } = deliveryOf(row);
          return { channel, message: row.message, slot };
        });
    },
  };
}

/** The same message to many channels is kept once. */
function contentId(sql: Sql, { payload, items }: NewPart): number | undefined {
  const listed = JSON.stringify(items);
  const digest = createHash("sha256").update(payload).update("\0").update(listed).digest("base64");
  sql.run(
    "INSERT INTO content (digest, payload, items) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
    ...[digest, payload, listed],
  );
  return sql.value<number>("SELECT id FROM content WHERE digest = ?", digest);
}

/** Ends a delivery with its last message, or has it wait for the next. One that ended meanwhile stays as it ended. */
function proceed(sql: Sql, delivery: number, now: Temporal.Instant): void {
  const { open, unknown, reason } = sql.get<{ open: number; unknown: number; reason: string | null }>(
    `SELECT count(*) FILTER (WHERE ${WAITING}) AS open, count(*) FILTER (WHERE state = 'unknown') AS unknown,
       max(reason) FILTER (WHERE state = 'unknown') AS reason
     FROM delivery_part WHERE delivery = ?`,
    delivery,
  ) ?? { open: 0, unknown: 0, reason: null };
  const state: DeliveryState = open > 0 ? "planned" : unknown > 0 ? "unknown" : "sent";
  const { changes } = sql.run(
    `UPDATE delivery SET state = ?, reason = ?, ended_at = ?, tries = 0 WHERE id = ? AND ${WAITING}`,
    ...[state, reason, open > 0 ? null : millis(now), delivery],
  );
  if (changes === 0 || state !== "sent") return;
  // A late one never takes a channel back to a revision before its latest briefing's.
  sql.run(
    `UPDATE subscription SET briefed = max(coalesce(briefed, 0), d.revision)
     FROM delivery AS d WHERE d.id = ? AND d.test = 0 AND d.revision IS NOT NULL AND subscription.id = d.subscription`,
    delivery,
  );
}
