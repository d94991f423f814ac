/** Opens the file of lasting state: SQLite in WAL mode, checked, its migrations applied. */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { UserError } from "../errors.ts";

/** Another writer is waited for so long, in milliseconds, before a write fails. */
const BUSY_MS = 5_000;
const MEMORY = ":memory:";

/**
 * Opens a database and brings it up to date. A migration is a script that runs once; the database's own
 * `user_version` says how many have.
 * @param path of the file; ":memory:" for one that is forgotten
 * @throws UserError when the file is no sound database, or was written by a later version
 */
export function openDatabase(path: string, migrations: readonly string[]): Database.Database {
  if (path !== MEMORY) mkdirSync(dirname(path), { recursive: true });
  const db = new Database(path, { timeout: BUSY_MS });
  try {
    check(db, path);
    db.pragma("journal_mode = WAL");
    // A power cut may not forget what was promised to be kept.
    db.pragma("synchronous = FULL");
    db.pragma("foreign_keys = ON");
    db.transaction(() => migrate(db, path, migrations)).immediate();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function check(db: Database.Database, path: string): void {
  let found: unknown;
  try {
    found = db.pragma("quick_check(1)", { simple: true });
  } catch (error) {
    if (!(error instanceof Database.SqliteError && /NOTADB|CORRUPT/.test(error.code))) throw error;
    found = error.message;
  }
  if (found !== "ok") throw new UserError(`The state in ${path} is damaged (${found}). Restore a backup.`);
}

function migrate(db: Database.Database, path: string, migrations: readonly string[]): void {
  const done = Number(db.pragma("user_version", { simple: true }));
  if (done > migrations.length)
    throw new UserError(
      `The state in ${path} was written by a later version of this program; this one would damage it.`,
    );
  for (const script of migrations.slice(done)) db.exec(script);
  db.pragma(`user_version = ${migrations.length}`);
}

/**
 * Holds a state for this process alone, until released or until the process ends in whatever way: two services on
 * one state would post twice.
 * @throws UserError when another process holds it
 */
export function lock(path: string): { release(): void } {
  if (path === MEMORY) return { release: () => undefined };
  mkdirSync(dirname(path), { recursive: true });
  // The operating system ends a dead process's lock on a file; SQLite knows how to take one everywhere.
  const db = new Database(`${path}.lock`, { timeout: 0 });
  try {
    db.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    db.close();
    if (!(error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY"))) throw error;
    throw new UserError(
      `Another service is running on the state in ${path}. Stop it, or set RAPPORTEUR_STATE.`,
    );
  }
  return { release: () => db.close() };
}
