/** What is deleted over all stores: what is old, and what is held on one chat. */
import { setImmediate } from "node:timers/promises";
import type { BriefingStore, Forgotten, Platform } from "./briefings.ts";
import type { Sql } from "./sql.ts";
import { forgetBriefings } from "./subscriptions-sqlite.ts";

/** Deliveries deleted at once; replies are answered in between. */
const BATCH = 500;

/**
 * Deletes deliveries that ended before, with their messages, inputs of buttons not shown since, Telegram's chats that
 * nothing could be sent to since, and subscriptions that were stopped before and are in no delivery any more: where a
 * channel is gone nobody can end them. The Telegram adapter's updates and replies have their own, shorter time.
 * @returns how many deliveries
 */
export async function prune(sql: Sql, briefings: BriefingStore, before: Temporal.Instant): Promise<number> {
  sql.write(() => {
    sql.run("DELETE FROM button WHERE at < ?", before.epochMilliseconds);
    sql.run("DELETE FROM telegram_chat WHERE trouble IS NOT NULL AND at < ?", before.epochMilliseconds);
  });
  let pruned = 0;
  for (;;) {
    const some = await briefings.prune(before, BATCH);
    pruned += some;
    if (some < BATCH) break;
    await setImmediate();
  }
  sql.write(() =>
    sql.run(
      `DELETE FROM subscription WHERE state = 'disabled' AND disabled_at < ?
         AND NOT EXISTS (SELECT 1 FROM delivery WHERE subscription = subscription.id)`,
      before.epochMilliseconds,
    ),
  );
  return pruned;
}

/** Deletes all that is held on a chat, with all its threads: all of it or, when that fails, nothing. */
export function forget(sql: Sql, platform: Platform, chat: string): Forgotten {
  return sql.write(() => {
    if (platform === "telegram") {
      sql.run("DELETE FROM telegram_chat WHERE id = CAST(? AS INTEGER)", chat);
      sql.run("DELETE FROM telegram_reply WHERE chat = CAST(? AS INTEGER)", chat);
    }
    return forgetBriefings(sql, platform, chat);
  });
}
