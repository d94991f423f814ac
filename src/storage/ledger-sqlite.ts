/** The ledger of deliveries in SQLite: what is due, planned, waiting, and how it ended. */
import type { DeliveryState, LedgerStore, Platform } from "./briefings.ts";
import {
  type DeliveryRow,
  deliveryOf,
  instant,
  millis,
  type SettingsRow,
  settingsOf,
} from "./briefings-rows.ts";
import type { Sql } from "./sql.ts";

/** A delivery or a message that has not ended. */
export const WAITING = "state IN ('planned', 'sending')";

/** Ends a delivery that has not ended; nobody knows any more whether a message arrived that was on its way. */
export function endDelivery(
  sql: Sql,
  delivery: number,
  state: DeliveryState,
  reason: string,
  now: Temporal.Instant,
): void {
  const { changes } = sql.run(
    `UPDATE delivery SET state = ?, reason = ?, ended_at = ? WHERE id = ? AND ${WAITING}`,
    ...[state, reason, millis(now), delivery],
  );
  if (changes === 0) return;
  sql.run(
    "UPDATE delivery_part SET state = 'unknown', reason = ? WHERE delivery = ? AND state = 'sending'",
    reason,
    delivery,
  );
}

/** The same message to many channels is kept once, for as long as one of them has it. */
export function dropUnusedContent(sql: Sql): void {
  sql.run("DELETE FROM content WHERE NOT EXISTS (SELECT 1 FROM delivery_part WHERE content = content.id)");
}

/** The part of the ledger that knows deliveries and not their messages. */
export type Slots = Pick<
  LedgerStore,
  "lastDelivery" | "due" | "plan" | "planTest" | "ready" | "nextTry" | "end" | "counts" | "prune"
>;

export function slotsIn(sql: Sql): Slots {
  const addSlot = (
    subscription: number,
    slot: Temporal.Instant,
    skipped: string | null,
    now: Temporal.Instant,
  ): void => {
    sql.run(
      `INSERT INTO delivery (subscription, platform, chat, thread, slot, test, state, reason, not_before, ended_at)
       SELECT id, platform, chat, thread, ?, 0, ?, ?, ?, ? FROM subscription WHERE id = ?
       ON CONFLICT DO NOTHING`,
      ...[millis(slot), skipped === null ? "planned" : "skipped", skipped, millis(slot)],
      ...[skipped === null ? null : millis(now), subscription],
    );
  };

  return {
    async lastDelivery(subscription) {
      const row = sql.get<DeliveryRow>(
        `SELECT * FROM delivery WHERE subscription = ? AND test = 0 AND ended_at IS NOT NULL
         ORDER BY slot DESC LIMIT 1`,
        subscription,
      );
      return row ? deliveryOf(row) : null;
    },

    async due(now, limit) {
      for (;;) {
        const due = sql
          .all<SettingsRow & { id: number; next_due: number }>(
            `SELECT id, next_due, platform, time, zone, days, topics, length FROM subscription
             WHERE state = 'active' AND next_due <= ? ORDER BY next_due LIMIT ?`,
            millis(now),
            limit,
          )
          .map(({ id, next_due, ...row }) => {
            const settings = settingsOf(row);
            const nextDue = instant(next_due);
            // What is no instant is not found again when the subscription is to move on.
            const damage =
              settings.damage ?? (millis(nextDue) === next_due ? null : "its stored next slot is damaged");
            return { id, ...settings, nextDue, damage };
          });
        const damaged = due.filter(({ damage }) => damage !== null);
        if (damaged.length === 0) return due;
        // Left active they would stand at the head of the queue for ever.
        sql.write(() => {
          for (const { id, damage } of damaged)
            sql.run(
              "UPDATE subscription SET state = 'disabled', reason = ?, next_due = NULL WHERE id = ?",
              ...[damage, id],
            );
        });
      }
    },

    async plan(plans, now) {
      sql.write(() => {
        for (const { subscription, due, slots, nextDue } of plans) {
          const { changes } = sql.run(
            "UPDATE subscription SET next_due = ? WHERE id = ? AND state = 'active' AND next_due = ?",
            millis(nextDue),
            subscription,
            millis(due),
          );
          if (changes === 0) continue;
          for (const { slot, skipped } of slots) addSlot(subscription, slot, skipped, now);
        }
      });
    },

    async planTest(subscription, now) {
      const at = millis(now);
      return sql.write(() => {
        sql.run(
          `INSERT INTO delivery (subscription, platform, chat, thread, slot, test, state, not_before)
           SELECT id, platform, chat, thread, ?, 1, 'planned', ? FROM subscription WHERE id = ?
           ON CONFLICT DO NOTHING`,
          ...[at, at, subscription],
        );
        const row = sql.get<DeliveryRow>(
          "SELECT * FROM delivery WHERE subscription = ? AND slot = ? AND test = 1",
          subscription,
          at,
        );
        if (!row) throw new RangeError(`there is no subscription ${subscription} to test`);
        return deliveryOf(row);
      });
    },

    async ready(platform, now, limit) {
      return sql
        .all<DeliveryRow>(
          `SELECT * FROM delivery WHERE platform = ? AND ${WAITING} AND not_before <= ?
           ORDER BY not_before, id LIMIT ?`,
          ...[platform, millis(now), limit],
        )
        .map(deliveryOf);
    },

    async nextTry(platform) {
      const at = sql.value<number>(
        `SELECT not_before FROM delivery WHERE platform = ? AND ${WAITING} ORDER BY not_before LIMIT 1`,
        platform,
      );
      return at === undefined ? null : instant(at);
    },

    async end(delivery, state, reason, now) {
      sql.write(() => endDelivery(sql, delivery, state, reason, now));
    },

    async counts() {
      const states: Record<DeliveryState, number> = {
        ...{ planned: 0, sending: 0, sent: 0, unknown: 0, failed: 0, skipped: 0 },
      };
      for (const { state, deliveries } of sql.all<{ state: DeliveryState; deliveries: number }>(
        "SELECT state, deliveries FROM delivery_tally",
      ))
        states[state] = deliveries;
      const oldest: Partial<Record<Platform, Temporal.Instant>> = {};
      for (const { platform, state, n, slot } of sql.all<{
        platform: Platform;
        state: DeliveryState;
        n: number;
        slot: number;
      }>(
        `SELECT platform, state, count(*) AS n, min(slot) AS slot FROM delivery
         WHERE ${WAITING} GROUP BY platform, state`,
      )) {
        states[state] += n;
        const known = oldest[platform];
        if (!known || slot < known.epochMilliseconds) oldest[platform] = instant(slot);
      }
      return { states, oldestWaiting: oldest };
    },

    async prune(before, limit) {
      return sql.write(() => {
        const { changes } = sql.run(
          `DELETE FROM delivery WHERE id IN (SELECT id FROM delivery WHERE ended_at < ? ORDER BY ended_at LIMIT ?)`,
          millis(before),
          limit,
        );
        if (changes < limit) dropUnusedContent(sql);
        return changes;
      });
    },
  };
}
