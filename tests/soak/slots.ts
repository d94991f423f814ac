/** Briefings that fall due during a run. */
import { join } from "node:path";
import Database from "better-sqlite3";
import { openState } from "../../src/storage/state.ts";
import { addSubscriptions, chatOf } from "../bench/subscriptions.ts";
import type { DiscordPeer } from "../support/discord/peer.ts";

/** The first chats of the first minute; each minute has its own. */
const CHATS = { discord: 3_000_000_000, telegram: 500 } as const;
/** The service is up by then. */
const LEAD = { seconds: 20 } as const;

/**
 * Sets so many briefings on each platform for each full minute that is well within the time.
 * @returns how many minutes that are, and the last
 */
export function subscribeEachMinute(
  folder: string,
  discord: DiscordPeer,
  minutes: number,
  briefings: number,
): { readonly slots: number; readonly last: Temporal.Instant } {
  const path = join(folder, "state.db");
  openState(path).close();
  const db = new Database(path);
  const first = Temporal.Now.instant().add(LEAD).round({ smallestUnit: "minute", roundingMode: "ceil" });
  const slots = Math.max(1, minutes - 1);
  for (let minute = 0; minute < slots; minute++) {
    for (const platform of ["discord", "telegram"] as const) {
      const chats = String(CHATS[platform] + minute);
      addSubscriptions(db, { count: briefings, platform, chats, nextDue: first.add({ minutes: minute }) });
      if (platform === "discord")
        for (let i = 1; i <= briefings; i++) discord.rest.messages.channels.add(chatOf(chats, i));
    }
  }
  db.close();
  return { slots, last: first.add({ minutes: slots - 1 }) };
}
