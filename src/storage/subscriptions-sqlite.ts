/** Who is briefed when, and where, in SQLite. */
import type { Channel, Platform, Subscription, SubscriptionStore } from "./briefings.ts";
import {
  millis,
  type SubscriptionRow,
  scheduleOf,
  settingsOf,
  subscriptionOf,
  wishesOf,
} from "./briefings-rows.ts";
import { dropUnusedContent, endDelivery, WAITING } from "./ledger-sqlite.ts";
import type { Sql } from "./sql.ts";

/** A channel as the three columns that name it. */
const HERE = "platform = ? AND chat = ? AND thread = ?";
const placeOf = ({ platform, chat, thread }: Channel) => [platform, chat, thread ?? ""] as const;

export function subscriptionsIn(sql: Sql): SubscriptionStore {
  const byId = (id: number): Subscription | null => {
    const row = sql.get<SubscriptionRow>("SELECT * FROM subscription WHERE id = ?", id);
    return row ? subscriptionOf(row) : null;
  };

  const skipWaiting = (where: string, values: readonly unknown[], reason: string, now: Temporal.Instant) => {
    const waiting = sql.all<{ id: number }>(
      `SELECT id FROM delivery WHERE ${where} AND ${WAITING}`,
      ...values,
    );
    for (const { id } of waiting) endDelivery(sql, id, "skipped", reason, now);
  };

  return {
    async subscribe({ channel, schedule, wishes, createdBy, nextDue }, now) {
      const place = placeOf(channel);
      return sql.write(() => {
        const last = sql.value<number>(
          `SELECT coalesce(max(number), 0) FROM subscription WHERE ${HERE}`,
          ...place,
        );
        const row = sql.get<SubscriptionRow>(
          `INSERT INTO subscription (platform, chat, thread, number, time, zone, days, topics, length, quiet, silent,
             state, next_due, created_by, created_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'active', ?, ?, ?) RETURNING *`,
          ...[...place, (last ?? 0) + 1, ...scheduleOf(schedule), ...wishesOf(wishes)],
          ...[millis(nextDue), createdBy, millis(now)],
        );
        return subscriptionOf(row as SubscriptionRow);
      });
    },

    async subscriptions(channel) {
      return sql
        .all<SubscriptionRow>(`SELECT * FROM subscription WHERE ${HERE} ORDER BY number`, ...placeOf(channel))
        .map(subscriptionOf);
    },

    async find(channel, number) {
      const row = sql.get<SubscriptionRow>(
        `SELECT * FROM subscription WHERE ${HERE} AND number = ?`,
        ...placeOf(channel),
        number,
      );
      return row ? subscriptionOf(row) : null;
    },

    async subscription(id) {
      return byId(id);
    },

    async change(id, change) {
      sql.write(() => {
        const row = sql.get<SubscriptionRow>("SELECT * FROM subscription WHERE id = ?", id);
        if (!row) return;
        const known = subscriptionOf(row);
        // Nobody is briefed at a time, or on topics, that stand in for what was lost.
        if (settingsOf(row).damage !== null && !(change.schedule && change.wishes)) return;
        const { schedule, wishes, state, reason, nextDue } = { ...known, ...change };
        const active = state === "active";
        if (active && !nextDue) throw new RangeError("an active subscription needs its next slot");
        sql.run(
          `UPDATE subscription SET time = ?, zone = ?, days = ?, topics = ?, length = ?, quiet = ?, silent = ?,
             refusals = CASE WHEN ? AND state <> 'active' THEN 0 ELSE refusals END,
             state = ?, reason = ?, next_due = ?, disabled_at = CASE WHEN ? = 'disabled' THEN disabled_at END
           WHERE id = ?`,
          ...[...scheduleOf(schedule), ...wishesOf(wishes), active ? 1 : 0],
          ...[state, state === "disabled" ? reason : null, active && nextDue ? millis(nextDue) : null],
          ...[state, id],
        );
      });
    },

    async remove(id, now) {
      sql.write(() => {
        skipWaiting("subscription = ?", [id], "the subscription was ended", now);
        sql.run("DELETE FROM subscription WHERE id = ?", id);
      });
    },

    async disabled() {
      return sql
        .all<SubscriptionRow>("SELECT * FROM subscription WHERE state = 'disabled' ORDER BY id")
        .map(subscriptionOf);
    },

    async disabledIn(platform, chat) {
      const lost = "FROM subscription WHERE platform = ? AND chat = ? AND state = 'disabled'";
      // Asked at every command, and nearly always there are none: to be told that costs a fifth of reading none.
      if (sql.value(`SELECT 1 ${lost} LIMIT 1`, platform, chat) === undefined) return [];
      return sql
        .all<SubscriptionRow>(`SELECT * ${lost} ORDER BY id`, platform, chat)
        .filter((row) => settingsOf(row).damage === null)
        .map(subscriptionOf);
    },

    async refused(subscription, reason, limit, now) {
      return sql.write(() => {
        const refusals = sql.value<number>(
          "UPDATE subscription SET refusals = refusals + 1 WHERE id = ? RETURNING refusals",
          subscription,
        );
        if (refusals === undefined || refusals < limit) return false;
        const { changes } = sql.run(
          `UPDATE subscription SET state = 'disabled', reason = ?, next_due = NULL, disabled_at = ?
           WHERE id = ? AND state <> 'disabled'`,
          ...[reason, millis(now), subscription],
        );
        return changes > 0;
      });
    },

    async disableChat(platform, chat, reason, now) {
      return sql.write(() => {
        skipWaiting("platform = ? AND chat = ?", [platform, chat], reason, now);
        const { changes } = sql.run(
          `UPDATE subscription SET state = 'disabled', reason = ?, next_due = NULL, disabled_at = ?
           WHERE platform = ? AND chat = ? AND state = 'active'`,
          ...[reason, millis(now), platform, chat],
        );
        return changes;
      });
    },

    async moveChat(platform, from, to) {
      if (from === to) return;
      sql.write(() => {
        // Numbers count on after those that the new chat has already.
        const last = sql.value<number>(
          "SELECT coalesce(max(number), 0) FROM subscription WHERE platform = ? AND chat = ?",
          platform,
          to,
        );
        sql.run(
          "UPDATE subscription SET chat = ?, number = number + ? WHERE platform = ? AND chat = ?",
          ...[to, last ?? 0, platform, from],
        );
        sql.run("UPDATE delivery SET chat = ? WHERE platform = ? AND chat = ?", to, platform, from);
      });
    },

    async forget(platform, chat) {
      return sql.write(() => forgetBriefings(sql, platform, chat));
    },
  };
}

/** Deletes the subscriptions and the ledger of a chat, within a transaction. Returns how many of each. */
export function forgetBriefings(sql: Sql, platform: Platform, chat: string) {
  const here = [platform, chat];
  const deliveries = sql.run("DELETE FROM delivery WHERE platform = ? AND chat = ?", ...here);
  const subscriptions = sql.run("DELETE FROM subscription WHERE platform = ? AND chat = ?", ...here);
  dropUnusedContent(sql);
  return { subscriptions: subscriptions.changes, deliveries: deliveries.changes };
}
