/**
 * The Telegram adapter's state in SQLite. What is noted of updates does not wait for the disk: it outlives the process
 * however that ends; after a power cut the questions of the last second may be answered once more, or not at all.
 */
import type { Sql } from "./sql.ts";
import type { ChatRecord, Received, TelegramStore, Unfinished } from "./telegram.ts";

interface ChatRow {
  rich: number;
  trouble: string | null;
  /** When it was changed last. */
  at: number;
}

/** One bot's state, in a database that whoever opened it closes. */
export class SqliteTelegramStore implements TelegramStore {
  readonly #sql: Sql;
  readonly #bot: number;
  /** Updates that arrived and are not recorded yet. */
  readonly #arriving = new Set<number>();

  constructor(sql: Sql, bot: number) {
    this.#sql = sql;
    this.#bot = bot;
  }

  receive(updates: readonly { id: number; payload: string }[], now: Temporal.Instant): Received {
    const unknown = updates.filter(({ id }) => !this.#arriving.has(id) && this.#stateOf(id) === undefined);
    const fresh = new Map(unknown.map((update) => [update.id, update]));
    for (const id of fresh.keys()) this.#arriving.add(id);
    // What is begun with at once is often about to be answered within this turn: that is written along with it.
    const written = this.#sql.writeSoon(() => {
      for (const { id, payload } of fresh.values())
        this.#sql.run(
          "INSERT INTO telegram_update (bot, id, received_at, state, payload) VALUES (?, ?, ?, 'received', ?)",
          ...[this.#bot, id, now.epochMilliseconds, payload],
        );
    });
    const kept = written.finally(() => {
      for (const id of fresh.keys()) this.#arriving.delete(id);
    });
    return { fresh: [...fresh.keys()], kept };
  }

  async unfinished(): Promise<Unfinished[]> {
    return this.#sql
      .all<{ id: number; payload: string; state: string }>(
        "SELECT id, payload, state FROM telegram_update WHERE bot = ? AND state <> 'done' ORDER BY arrival",
        this.#bot,
      )
      .map(({ id, payload, state }) => ({ id, payload, answering: state === "answering" }));
  }

  answering(update: number): Promise<void> {
    return this.#sql.writeSoon(() => {
      const { changes } = this.#sql.run(
        "UPDATE telegram_update SET state = 'answering' WHERE bot = ? AND id = ? AND state = 'received'",
        this.#bot,
        update,
      );
      // Telegram brings it again: answered now, it would be answered twice.
      if (changes === 0 && this.#stateOf(update) === undefined)
        throw new Error(`update ${update} is to be answered and was not recorded`);
    });
  }

  unanswered(update: number): Promise<void> {
    return this.#sql.writeSoon(() => {
      this.#sql.run(
        "UPDATE telegram_update SET state = 'received' WHERE bot = ? AND id = ? AND state = 'answering'",
        this.#bot,
        update,
      );
    });
  }

  finish(update: number, outcome: string): Promise<void> {
    return this.#sql.writeLater(() => {
      this.#sql.run(
        "UPDATE telegram_update SET state = 'done', payload = NULL, outcome = ? WHERE bot = ? AND id = ?",
        outcome,
        this.#bot,
        update,
      );
    });
  }

  async outcome(update: number): Promise<string | null> {
    return (
      this.#sql.value<string | null>(
        "SELECT outcome FROM telegram_update WHERE bot = ? AND id = ?",
        this.#bot,
        update,
      ) ?? null
    );
  }

  async prune(before: Temporal.Instant): Promise<void> {
    const at = before.epochMilliseconds;
    this.#sql.write(() => {
      this.#sql.run("DELETE FROM telegram_update WHERE state = 'done' AND received_at < ?", at);
      this.#sql.run("DELETE FROM telegram_reply WHERE at < ?", at);
    });
  }

  async chat(id: number): Promise<ChatRecord> {
    return this.#readChat(id);
  }

  async saveChat(id: number, change: Partial<ChatRecord>, now: Temporal.Instant): Promise<void> {
    this.#sql.write(() => this.#putChat(id, { ...this.#readChat(id), ...change, at: now.epochMilliseconds }));
  }

  async migrateChat(from: number, to: number): Promise<void> {
    this.#sql.write(() => {
      const known = this.#chatRow(from);
      if (known) this.#putChat(to, { ...this.#readChat(from), at: known.at });
      this.#sql.run("DELETE FROM telegram_chat WHERE id = ?", from);
      // Messages of the old group cannot be edited under the new one.
      this.#sql.run("DELETE FROM telegram_reply WHERE chat = ?", from);
    });
  }

  async troubled(): Promise<{ id: number; trouble: string }[]> {
    return this.#sql.all("SELECT id, trouble FROM telegram_chat WHERE trouble IS NOT NULL ORDER BY id");
  }

  keepReply(chat: number, message: number, reply: number, now: Temporal.Instant): Promise<void> {
    return this.#sql.writeLater(() => {
      this.#sql.run(
        `INSERT INTO telegram_reply (chat, message, reply, at) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET reply = excluded.reply, at = excluded.at`,
        chat,
        message,
        reply,
        now.epochMilliseconds,
      );
    });
  }

  async reply(chat: number, message: number): Promise<number | null> {
    // It may be about to be written.
    await this.#sql.writeSoon(() => undefined);
    return (
      this.#sql.value<number>(
        "SELECT reply FROM telegram_reply WHERE chat = ? AND message = ?",
        chat,
        message,
      ) ?? null
    );
  }

  #stateOf(update: number): string | undefined {
    return this.#sql.value<string>(
      "SELECT state FROM telegram_update WHERE bot = ? AND id = ?",
      this.#bot,
      update,
    );
  }

  #chatRow(id: number): ChatRow | undefined {
    return this.#sql.get<ChatRow>("SELECT rich, trouble, at FROM telegram_chat WHERE id = ?", id);
  }

  #readChat(id: number): ChatRecord {
    const row = this.#chatRow(id);
    return { rich: row?.rich === 1, trouble: row?.trouble ?? null };
  }

  /** A chat of which there is nothing to say has no row. */
  #putChat(id: number, { rich, trouble, at }: ChatRecord & Pick<ChatRow, "at">): void {
    if (!rich && trouble === null) this.#sql.run("DELETE FROM telegram_chat WHERE id = ?", id);
    else
      this.#sql.run(
        `INSERT INTO telegram_chat (id, rich, trouble, at) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET rich = excluded.rich, trouble = excluded.trouble, at = excluded.at`,
        ...[id, rich ? 1 : 0, trouble, at],
      );
  }
}
