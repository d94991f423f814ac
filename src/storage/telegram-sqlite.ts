/** The Telegram adapter's state in SQLite. */
import type Database from "better-sqlite3";
import type { ChatRecord, TelegramStore, Unfinished } from "./telegram.ts";

interface ChatRow {
  rich: number;
  trouble: string | null;
}

/** One bot's state, in a database that whoever opened it closes. */
export class SqliteTelegramStore implements TelegramStore {
  readonly #db: Database.Database;
  readonly #bot: number;

  constructor(db: Database.Database, bot: number) {
    this.#db = db;
    this.#bot = bot;
  }

  async receive(
    updates: readonly { id: number; payload: string }[],
    now: Temporal.Instant,
  ): Promise<number[]> {
    const insert = this.#db.prepare(
      `INSERT INTO telegram_update (bot, id, received_at, state, payload) VALUES (?, ?, ?, 'received', ?)
       ON CONFLICT DO NOTHING`,
    );
    return this.#write(() =>
      updates.flatMap(({ id, payload }) => {
        const { changes } = insert.run(this.#bot, id, now.epochMilliseconds, payload);
        return changes > 0 ? [id] : [];
      }),
    );
  }

  async unfinished(): Promise<Unfinished[]> {
    return this.#db
      .prepare<[number], { id: number; payload: string; state: string }>(
        "SELECT id, payload, state FROM telegram_update WHERE bot = ? AND state <> 'done' ORDER BY arrival",
      )
      .all(this.#bot)
      .map(({ id, payload, state }) => ({ id, payload, answering: state === "answering" }));
  }

  async answering(update: number): Promise<void> {
    this.#run(
      "UPDATE telegram_update SET state = 'answering' WHERE bot = ? AND id = ? AND state = 'received'",
      this.#bot,
      update,
    );
  }

  async unanswered(update: number): Promise<void> {
    this.#run(
      "UPDATE telegram_update SET state = 'received' WHERE bot = ? AND id = ? AND state = 'answering'",
      this.#bot,
      update,
    );
  }

  async finish(update: number, outcome: string): Promise<void> {
    this.#run(
      "UPDATE telegram_update SET state = 'done', payload = NULL, outcome = ? WHERE bot = ? AND id = ?",
      outcome,
      this.#bot,
      update,
    );
  }

  async outcome(update: number): Promise<string | null> {
    const row = this.#db
      .prepare<[number, number], { outcome: string | null }>(
        "SELECT outcome FROM telegram_update WHERE bot = ? AND id = ?",
      )
      .get(this.#bot, update);
    return row?.outcome ?? null;
  }

  async prune(before: Temporal.Instant): Promise<void> {
    const at = before.epochMilliseconds;
    this.#write(() => {
      this.#db.prepare("DELETE FROM telegram_update WHERE state = 'done' AND received_at < ?").run(at);
      this.#db.prepare("DELETE FROM telegram_reply WHERE at < ?").run(at);
    });
  }

  async chat(id: number): Promise<ChatRecord> {
    return this.#readChat(id);
  }

  async saveChat(id: number, change: Partial<ChatRecord>): Promise<void> {
    this.#write(() => this.#putChat(id, { ...this.#readChat(id), ...change }));
  }

  async migrateChat(from: number, to: number): Promise<void> {
    this.#write(() => {
      if (this.#chatRow(from)) this.#putChat(to, this.#readChat(from));
      this.#db.prepare("DELETE FROM telegram_chat WHERE id = ?").run(from);
      // Messages of the old group cannot be edited under the new one.
      this.#db.prepare("DELETE FROM telegram_reply WHERE chat = ?").run(from);
    });
  }

  async troubled(): Promise<{ id: number; trouble: string }[]> {
    return this.#db
      .prepare<[], { id: number; trouble: string }>(
        "SELECT id, trouble FROM telegram_chat WHERE trouble IS NOT NULL ORDER BY id",
      )
      .all();
  }

  async keepReply(chat: number, message: number, reply: number, now: Temporal.Instant): Promise<void> {
    this.#run(
      `INSERT INTO telegram_reply (chat, message, reply, at) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET reply = excluded.reply, at = excluded.at`,
      chat,
      message,
      reply,
      now.epochMilliseconds,
    );
  }

  async reply(chat: number, message: number): Promise<number | null> {
    const row = this.#db
      .prepare<[number, number], { reply: number }>(
        "SELECT reply FROM telegram_reply WHERE chat = ? AND message = ?",
      )
      .get(chat, message);
    return row?.reply ?? null;
  }

  /** Reading before writing in a deferred transaction fails under a second writer; an immediate one waits. */
  #write<T>(work: () => T): T {
    return this.#db.transaction(work).immediate();
  }

  #run(sql: string, ...values: (string | number)[]): void {
    this.#write(() => this.#db.prepare(sql).run(...values));
  }

  #chatRow(id: number): ChatRow | undefined {
    return this.#db
      .prepare<[number], ChatRow>("SELECT rich, trouble FROM telegram_chat WHERE id = ?")
      .get(id);
  }

  #readChat(id: number): ChatRecord {
    const row = this.#chatRow(id);
    return { rich: row?.rich === 1, trouble: row?.trouble ?? null };
  }

  #putChat(id: number, { rich, trouble }: ChatRecord): void {
    this.#db
      .prepare(
        `INSERT INTO telegram_chat (id, rich, trouble) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET rich = excluded.rich, trouble = excluded.trouble`,
      )
      .run(id, rich ? 1 : 0, trouble);
  }
}
