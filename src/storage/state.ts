/** The lasting state of the service, opened once: one SQLite file behind all stores. */
import type Database from "better-sqlite3";
import { UserError } from "../errors.ts";
import type { BriefingStore, Forgotten, Platform } from "./briefings.ts";
import { sqliteBriefings } from "./briefings-sqlite.ts";
import type { ButtonStore } from "./buttons.ts";
import { sqliteButtons } from "./buttons-sqlite.ts";
import { MIGRATIONS } from "./migrations.ts";
import { forget, prune } from "./retention.ts";
import { Sql } from "./sql.ts";
import { lock, openDatabase } from "./sqlite.ts";
import type { TelegramStore } from "./telegram.ts";
import { SqliteTelegramStore } from "./telegram-sqlite.ts";

export interface State {
  readonly briefings: BriefingStore;
  /** What the buttons of every platform stand for. */
  readonly buttons: ButtonStore;
  /** The Telegram adapter's state. @param bot the bot's user id: updates of different bots have nothing to do with each other */
  telegram(bot: number): TelegramStore;
  /** Deletes what is older, a little at a time. Returns how many deliveries. */
  prune(before: Temporal.Instant): Promise<number>;
  /** Deletes all that is held on a chat, with all its threads. Returns how much of the briefings it was. */
  forget(platform: Platform, chat: string): Promise<Forgotten>;
  /** Proves that the state can be written. @throws what stands in the way */
  probe(): void;
  close(): void;
}

/**
 * Opens the state, makes it sound and up to date.
 * @param path of the file; ":memory:" for one that is forgotten
 * @throws UserError when it cannot be opened or written, is damaged, was written by a later version, or serves another process
 */
export function openState(path: string): State {
  try {
    return open(path);
  } catch (error) {
    throw asSentence(error, path);
  }
}

function open(path: string): State {
  const held = lock(path);
  let db: Database.Database;
  try {
    db = openDatabase(path, MIGRATIONS);
  } catch (error) {
    held.release();
    throw error;
  }
  const sql = new Sql(db);
  const forgetChat: State["forget"] = async (platform, chat) => forget(sql, platform, chat);
  // Whoever asks to be forgotten means all of it, whichever store keeps it.
  const briefings = { ...sqliteBriefings(sql), forget: forgetChat };
  return {
    briefings,
    buttons: sqliteButtons(sql),
    telegram: (bot) => new SqliteTelegramStore(sql, bot),
    prune: (before) => prune(sql, briefings, before),
    forget: forgetChat,
    // Sets what is set already, which all the same writes a page.
    probe: () => void db.pragma(`user_version = ${MIGRATIONS.length}`),
    close: () => {
      db.close();
      held.release();
    },
  };
}

/** What the system or SQLite will not do with a file is for whoever runs this to mend; anything else is a bug. */
function asSentence(error: unknown, path: string): unknown {
  if (!(error instanceof Error && "code" in error && typeof error.code === "string")) return error;
  const denied = /^E[A-Z]+$|^SQLITE_(?:CANTOPEN|READONLY|PERM|IOERR|FULL)/.test(error.code);
  if (!denied) return error;
  return new UserError(
    `The state in ${path} cannot be opened (${error.code}). Set RAPPORTEUR_STATE, or mend that.`,
  );
}
