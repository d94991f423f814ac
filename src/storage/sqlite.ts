/** Opens the file of lasting state: SQLite in WAL mode, its migrations applied. */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";

/** Another writer is waited for so long, in milliseconds, before a write fails. */
const BUSY_MS = 5_000;

/**
 * Opens a database and brings it up to date. A migration is a script that runs once; the database's own
 * `user_version` says how many have. Migrations are only ever added at the end.
 * @param path of the file; ":memory:" for one that is forgotten
 * @throws Error when the file was written by a later version
 */
export function openDatabase(path: string, migrations: readonly string[]): Database.Database {
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
  const db = new Database(path, { timeout: BUSY_MS });
  db.pragma("journal_mode = WAL");
  // A power cut may not forget what was promised to be kept.
  db.pragma("synchronous = FULL");
  db.pragma("foreign_keys = ON");
  db.transaction(() => {
    const done = Number(db.pragma("user_version", { simple: true }));
    if (done > migrations.length) throw new Error(`${path} was written by a later version of this program`);
    for (const script of migrations.slice(done)) db.exec(script);
    db.pragma(`user_version = ${migrations.length}`);
  }).immediate();
  return db;
}
