/**
 * Which rows hold which word: SQLite FTS5 in memory. To step through a long list in SQLite takes longer than an answer
 * may, so the lists of common words are unpacked once, when the index is built; all others when they are asked for.
 */
import { createRequire } from "node:module";
import type Database from "better-sqlite3";

/** Words in more rows than this are unpacked ahead; to fetch fewer takes less than a millisecond. */
const COMMON = 2_000;
/** What may be held of the lists of all other words, counted in rows. */
const MOST_HELD = 1_000_000;
/** What a list takes by itself, however short, as rows. */
const OVERHEAD = 32;

export class Postings {
  /** Every word that stands in a row. */
  readonly #known: ReadonlySet<string>;
  readonly #common = new Map<string, Uint32Array>();
  readonly #held = new Map<string, Uint32Array>();
  #atHand = 0;
  readonly #match: Database.Statement<[string], number>;

  /** @param texts the words of each row, the first of which is row 0: folded, so that no tokenizer changes them */
  constructor(texts: Iterable<string>) {
    // Loaded here: a command that searches nothing has no need of it, and a shell starts a process an answer.
    const Sqlite: typeof Database = createRequire(import.meta.url)("better-sqlite3");
    const db = new Sqlite(":memory:");
    db.exec(`PRAGMA journal_mode = OFF;
      CREATE VIRTUAL TABLE words USING fts5(body, content='', detail='none', tokenize="unicode61 remove_diacritics 2");
      CREATE VIRTUAL TABLE vocabulary USING fts5vocab('words', 'row');`);
    const insert = db.prepare("INSERT INTO words(rowid, body) VALUES (?, ?)");
    db.transaction(() => {
      let row = 0;
      for (const text of texts) insert.run(row++, text);
    }).immediate();
    this.#match = db.prepare<[string], number>("SELECT rowid FROM words WHERE words MATCH ?").pluck();
    this.#known = new Set(db.prepare<[], string>("SELECT term FROM vocabulary").pluck().all());
    const common = db.prepare<[number], string>("SELECT term FROM vocabulary WHERE doc > ?").pluck();
    for (const word of common.all(COMMON)) this.#common.set(word, this.#fetch(word));
  }

  /** The rows that hold a folded word, ascending; empty when none does. */
  rows(word: string): Uint32Array {
    let rows = this.#common.get(word) ?? this.#held.get(word);
    if (!rows) {
      rows = this.#fetch(word);
      // The same words are asked for again and again; a bounded number of them stays at hand.
      this.#atHand += rows.length + OVERHEAD;
      if (this.#atHand > MOST_HELD) {
        this.#held.clear();
        this.#atHand = rows.length + OVERHEAD;
      }
      this.#held.set(word, rows);
    }
    return rows;
  }

  /** Words that stand in a row are letters and digits to SQLite too, so quoting them is enough to make them plain words. */
  #fetch(word: string): Uint32Array {
    // What is a letter to us may part words by the older Unicode of SQLite, and parts are a phrase, which it refuses.
    if (!this.#known.has(word)) return new Uint32Array();
    return Uint32Array.from(this.#match.all(`"${word}"`));
  }
}
