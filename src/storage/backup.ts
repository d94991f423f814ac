/** Copies of the state's file, and its file looked at from outside: all of it works while the service runs, but for restoring. */
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { resolve } from "node:path";
import Database from "better-sqlite3";
import { UserError } from "../errors.ts";
import type { BriefingStore } from "./briefings.ts";
import { sqliteBriefings } from "./briefings-sqlite.ts";
import { MIGRATIONS } from "./migrations.ts";
import { Sql } from "./sql.ts";
import { lock, openDatabase } from "./sqlite.ts";

/** What SQLite keeps beside a file while it is written. */
const BESIDE = ["-wal", "-shm", "-journal"];

/**
 * Copies the state as it is at this moment. The copy is one file, whole from the instant that it has its name.
 * @throws UserError when there is no sound state, or the file is there and not to be overwritten
 */
export async function backup(state: string, file: string, { force }: { force: boolean }): Promise<void> {
  if (resolve(file) === resolve(state)) throw new UserError(`${file} is the state itself.`);
  if (!force && existsSync(file)) throw new UserError(`${file} is there already; --force overwrites it.`);
  await copy(state, file, state);
}

/**
 * Puts a backup in the place of the state, which is kept beside it.
 * @param settle makes the restored ledger fit for going on; it is not in its place yet
 * @returns the name under which the state of before is kept; null when there was none
 * @throws UserError when a service runs on the state, or the backup cannot be used; nothing has changed then
 */
export async function restore(
  file: string,
  state: string,
  now: Temporal.Instant,
  settle: (store: BriefingStore) => Promise<void>,
): Promise<string | null> {
  if (resolve(file) === resolve(state)) throw new UserError(`${file} is the state itself.`);
  const held = lock(state);
  const fresh = `${state}.restoring`;
  try {
    await copy(file, fresh, existsSync(state) ? state : file);
    const db = openDatabase(fresh, MIGRATIONS);
    try {
      await settle(sqliteBriefings(new Sql(db)));
      db.pragma("journal_mode = DELETE");
    } finally {
      db.close();
    }
    const kept = existsSync(state) ? keep(state, now) : null;
    renameSync(fresh, state);
    return kept;
  } finally {
    remove(fresh);
    held.release();
  }
}

/** Copies a state that no service runs on to a name that says when. */
function keep(state: string, now: Temporal.Instant): string {
  const kept = `${state}.before-${now.round("second").toString().replaceAll(":", "")}`;
  if (existsSync(kept)) throw new UserError(`${kept} is there already; try again in a second.`);
  try {
    const db = new Database(state);
    db.pragma("wal_checkpoint(TRUNCATE)");
    db.close();
  } catch {
    // Whatever is wrong with it is kept as it is.
  }
  copyFileSync(state, kept);
  // What is left beside it belongs to it, and would be read into the restored one.
  for (const end of BESIDE) if (existsSync(state + end)) renameSync(state + end, kept + end);
  return kept;
}

/** @param like the file whose permissions the copy gets */
async function copy(from: string, to: string, like: string): Promise<void> {
  const part = `${to}.part`;
  const db = openExisting(from);
  try {
    // One state of things, however much is written meanwhile.
    db.exec("BEGIN; SELECT 1 FROM sqlite_schema");
    remove(part);
    await db.backup(part);
    const made = new Database(part);
    try {
      made.pragma("journal_mode = DELETE");
    } finally {
      made.close();
    }
    chmodSync(part, statSync(like).mode & 0o777);
    const written = openSync(part, "r");
    fsyncSync(written);
    closeSync(written);
    renameSync(part, to);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${to} cannot be written: ${(error as Error).message}`);
  } finally {
    db.close();
    remove(part);
  }
}

function remove(file: string): void {
  for (const end of ["", ...BESIDE]) rmSync(file + end, { force: true });
}

/**
 * Opens a state to be read, without making it or bringing it up to date.
 * @throws UserError when there is none, or it is damaged, of a later version or no state at all
 */
export function openExisting(path: string): Database.Database {
  if (!existsSync(path)) throw new UserError(`There is no state in ${path}.`);
  const db = new Database(path, { readonly: true });
  const problem = problemOf(db);
  if (problem === null) return db;
  db.close();
  throw new UserError(`${path} ${problem}.`);
}

/** What keeps a file from being used as the state; null when it is fine. */
function problemOf(db: Database.Database): string | null {
  try {
    const [found] = db.pragma("integrity_check(1)") as { integrity_check: string }[];
    if (found?.integrity_check !== "ok") return `is damaged (${found?.integrity_check})`;
    const [orphan] = db.pragma("foreign_key_check") as { table: string }[];
    if (orphan) return `is damaged (a row of ${orphan.table} refers to nothing)`;
    const ours = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'telegram_update'").get();
    if (!ours) return "is a database, but no state of this program";
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    return `is damaged (${error.message})`;
  }
  const version = versionOf(db);
  return version > MIGRATIONS.length ? `was written by a later version of this program (${version})` : null;
}

export const versionOf = (db: Database.Database): number =>
  Number(db.pragma("user_version", { simple: true }));

/** Whether a service runs on a state. */
export function isHeld(path: string): boolean {
  if (!existsSync(`${path}.lock`)) return false;
  try {
    lock(path).release();
    return false;
  } catch (error) {
    if (error instanceof UserError) return true;
    throw error;
  }
}
