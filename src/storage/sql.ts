/** The statements of a store on one database, each prepared once. */
import { setImmediate as afterThisTurn } from "node:timers/promises";
import type Database from "better-sqlite3";

export class Sql {
  readonly #db: Database.Database;
  readonly #statements = new Map<string, Database.Statement<unknown[]>>();
  readonly #transaction: Database.Transaction<(work: () => unknown) => unknown>;
  /** What is to be written after this turn, and when it is. */
  #soon: (() => void)[] = [];
  #writing: Promise<void> | null = null;

  /** @param db a database with the migrations applied, closed by whoever opened it */
  constructor(db: Database.Database) {
    this.#db = db;
    this.#transaction = db.transaction((work: () => unknown) => work());
  }

  /** All or nothing. Reading before writing in a deferred transaction fails under a second writer; an immediate one waits. */
  write<T>(work: () => T): T {
    return this.#transaction.immediate(work) as T;
  }

  /**
   * Writes without waiting for the disk: it outlives this process however that ends, but a power cut may take it back,
   * with nothing that was written before it. The next `write` makes it last too.
   */
  writeLightly<T>(work: () => T): T {
    this.#db.exec("PRAGMA synchronous = NORMAL");
    try {
      return this.write(work);
    } finally {
      this.#db.exec("PRAGMA synchronous = FULL");
    }
  }

  /** Writes lightly, together with whatever else is written so in this turn. */
  writeSoon(work: () => void): Promise<void> {
    this.#soon.push(work);
    this.#writing ??= this.#writeAll();
    return this.#writing;
  }

  async #writeAll(): Promise<void> {
    await afterThisTurn();
    const works = this.#soon;
    this.#soon = [];
    this.#writing = null;
    this.writeLightly(() => {
      for (const work of works) work();
    });
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
