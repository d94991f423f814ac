/** Many subscriptions at once in a file of state, a channel each; faster than people could make them. */
import type Database from "better-sqlite3";

interface Many {
  readonly count: number;
  readonly platform: "discord" | "telegram";
  /** What their channels' ids begin with; a number of eight digits follows. */
  readonly chats: string;
  readonly nextDue: Temporal.Instant;
}

/** Adds daily subscriptions that fall due at an instant and at its time of day, UTC, thereafter. */
export function addSubscriptions(db: Database.Database, { count, platform, chats, nextDue }: Many): void {
  const time = nextDue.toZonedDateTimeISO("UTC").toPlainTime().toString({ smallestUnit: "minute" });
  db.prepare(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
     INSERT INTO subscription (platform, chat, thread, number, time, zone, days, topics, length, quiet, silent, state,
       next_due, created_by, created_at)
     SELECT ?, ? || (10000000 + i), '', 1, ?, 'UTC', '1,2,3,4,5,6,7', '[]', 'short', 0, 0, 'active', ?, '7', 0 FROM n`,
  ).run(count, platform, chats, time, nextDue.epochMilliseconds);
}

/** The id of a channel that `addSubscriptions` gave one. @param i from 1 */
export const chatOf = (chats: string, i: number): string => `${chats}${10_000_000 + i}`;
