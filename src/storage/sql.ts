/** The statements of a store on one database, each prepared once; writes that wait for the disk, and light ones. */
import { setImmediate as afterThisTurn } from "node:timers/promises";
import type Database from "better-sqlite3";

/** A power cut takes back at most this much of light writes, in milliseconds. */
const SETTLE_MS = 1_000;
/** What need not be written soon waits so long for company, in milliseconds. */
const LATER_MS = 20;

interface Waiting {
  readonly work: () => void;
  readonly done: PromiseWithResolvers<void>;
}

export class Sql {
  readonly #db: Database.Database;
  readonly #statements = new Map<string, Database.Statement<unknown[]>>();
  readonly #transaction: Database.Transaction<(work: () => unknown) => unknown>;
  /** Whether what is being written need not wait for the disk. */
  #light = false;
  /** Whether the database waits for the disk now, as it does when it is opened. */
  #waits = true;
  /** Whether a power cut would take nothing back. */
  #lasting = true;
  #waiting: Waiting[] = [];
  /** Whether all that waits is written after this turn. */
  #soon = false;
  #later: NodeJS.Timeout | null = null;
  /** Runs out when light writes are to be made lasting. */
  #settling: NodeJS.Timeout | null = null;

  /** @param db a database with the migrations applied, closed by whoever opened it */
  constructor(db: Database.Database) {
    this.#db = db;
    this.#transaction = db.transaction((work: () => unknown) => work());
  }

  /** All or nothing. Reading before writing in a deferred transaction fails under a second writer; an immediate one waits. */
  write<T>(work: () => T): T {
    if (this.#waits === this.#light) {
      this.#db.exec(`PRAGMA synchronous = ${this.#light ? "NORMAL" : "FULL"}`);
      this.#waits = !this.#light;
    }
    const result = this.#transaction.immediate(work) as T;
    if (!this.#light) this.#lasting = true;
    return result;
  }

  /**
   * Writes without waiting for the disk: it outlives this process however that ends, but a power cut may take it back,
   * with nothing that was written before it. The next `write` makes it last too, and one comes within a second.
   */
  writeLightly<T>(work: () => T): T {
    this.#light = true;
    try {
      return this.write(work);
    } finally {
      this.#light = false;
      this.#lasting = false;
      this.#settling ??= setTimeout(() => this.#settle(), SETTLE_MS).unref();
    }
  }

  /** Writes lightly after this turn, together with whatever else waits to be written; what fails fails alone. */
  writeSoon(work: () => void): Promise<void> {
    if (!this.#soon) void afterThisTurn().then(() => this.#writeAll());
    this.#soon = true;
    return this.#wait(work);
  }

  /** The same, and nobody is in a hurry: it is written with what comes next, in a few milliseconds at the latest. */
  writeLater(work: () => void): Promise<void> {
    this.#later ??= setTimeout(() => this.#writeAll(), LATER_MS);
    return this.#wait(work);
  }

  #wait(work: () => void): Promise<void> {
    const done = Promise.withResolvers<void>();
    this.#waiting.push({ work, done });
    return done.promise;
  }

  #writeAll(): void {
    const all = this.#waiting;
    this.#waiting = [];
    this.#soon = false;
    if (this.#later) clearTimeout(this.#later);
    this.#later = null;
    if (all.length === 0) return;
    try {
      this.writeLightly(() => {
        for (const { work } of all) work();
      });
      for (const { done } of all) done.resolve();
    } catch {
      for (const { work, done } of all) {
        try {
          this.writeLightly(work);
          done.resolve();
        } catch (error) {
          done.reject(error);
        }
      }
    }
  }

  /** Sets what is set already, which all the same is a write, and waits for the disk. */
  #settle(): void {
    this.#settling = null;
    // Closing the database makes everything last too.
    if (this.#lasting || !this.#db.open) return;
    try {
      const version = this.#db.pragma("user_version", { simple: true });
      this.write(() => this.#db.pragma(`user_version = ${Number(version)}`));
    } catch {
      // A full disk fails whoever has something to write, who tells of it.
    }
  }

  run(sql: string, ...values: unknown[]): Database.RunResult {
    return this.#prepared(sql).run(...values);
  }

  get<Row>(sql: string, ...values: unknown[]): Row | undefined {
    return this.#prepared(sql).get(...values) as Row | undefined;
  }

  all<Row>(sql: string, ...values: unknown[]): Row[] {
    return this.#prepared(sql).all(...values) as Row[];
  }

  /** The first column of the first row; undefined without a row. */
  value<T>(sql: string, ...values: unknown[]): T | undefined {
    const row = this.get<Record<string, T>>(sql, ...values);
    return row && Object.values(row)[0];
  }

  /** Preparing costs more than most statements do. */
  #prepared(sql: string): Database.Statement<unknown[]> {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare<unknown[]>(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
