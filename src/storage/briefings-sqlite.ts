/** Subscriptions and the ledger of deliveries in SQLite. */
import { createHash } from "node:crypto";
import type Database from "better-sqlite3";
import type {
  BriefingStore,
  Channel,
  Delivery,
  DeliveryState,
  ItemHistory,
  LedgerCounts,
  NewPart,
  NewSubscription,
  Part,
  Plan,
  Platform,
  RevisionRecord,
  Subscription,
  SubscriptionChange,
} from "./briefings.ts";
import {
  type DeliveryRow,
  deliveryOf,
  historyOf,
  instant,
  millis,
  PART_COLUMNS,
  type PartRow,
  partOf,
  type SubscriptionRow,
  scheduleOf,
  subscriptionOf,
  wishesOf,
} from "./briefings-rows.ts";

const WAITING = "state IN ('planned', 'sending')";
/** A channel as the three columns that name it. */
const HERE = "platform = ? AND chat = ? AND thread = ?";
const placeOf = ({ platform, chat, thread }: Channel) => [platform, chat, thread ?? ""] as const;

export class SqliteBriefingStore implements BriefingStore {
  readonly #db: Database.Database;
  readonly #statements = new Map<string, Database.Statement<unknown[]>>();

  /** @param db a database with the migrations applied, closed by whoever opened it */
  constructor(db: Database.Database) {
    this.#db = db;
  }

  async subscribe(subscription: NewSubscription, now: Temporal.Instant): Promise<Subscription> {
    const { channel, schedule, wishes, createdBy, nextDue } = subscription;
    const place = placeOf(channel);
    return this.#write(() => {
      const number = this.#value<number>(
        `SELECT coalesce(max(number), 0) + 1 FROM subscription WHERE ${HERE}`,
        ...place,
      );
      const { lastInsertRowid } = this.#run(
        `INSERT INTO subscription (platform, chat, thread, number, time, zone, days, topics, length, quiet, silent,
           state, next_due, created_by, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'active', ?, ?, ?)`,
        ...[...place, number, ...scheduleOf(schedule), ...wishesOf(wishes)],
        ...[millis(nextDue), createdBy, millis(now)],
      );
      return this.#subscription(Number(lastInsertRowid)) as Subscription;
    });
  }

  async subscriptions(channel: Channel): Promise<Subscription[]> {
    return this.#all<SubscriptionRow>(
      `SELECT * FROM subscription WHERE ${HERE} ORDER BY number`,
      ...placeOf(channel),
    ).map(subscriptionOf);
  }

  async find(channel: Channel, number: number): Promise<Subscription | null> {
    const row = this.#get<SubscriptionRow>(
      `SELECT * FROM subscription WHERE ${HERE} AND number = ?`,
      ...placeOf(channel),
      number,
    );
    return row ? subscriptionOf(row) : null;
  }

  async subscription(id: number): Promise<Subscription | null> {
    return this.#subscription(id);
  }

  async change(id: number, change: SubscriptionChange): Promise<void> {
    this.#write(() => {
      const known = this.#subscription(id);
      if (!known) return;
      const { schedule, wishes, state, reason, nextDue } = { ...known, ...change };
      this.#run(
        `UPDATE subscription SET time = ?, zone = ?, days = ?, topics = ?, length = ?, quiet = ?, silent = ?,
           state = ?, reason = ?, next_due = ?, refusals = CASE WHEN ? = 'active' AND state <> 'active' THEN 0 ELSE refusals END
         WHERE id = ?`,
        ...[...scheduleOf(schedule), ...wishesOf(wishes), state, reason],
        ...[state === "active" && nextDue ? millis(nextDue) : null, state, id],
      );
    });
  }

  async remove(id: number, now: Temporal.Instant): Promise<void> {
    this.#write(() => {
      this.#skipWaiting("subscription = ?", [id], "the subscription was ended", now);
      this.#run("DELETE FROM subscription WHERE id = ?", id);
    });
  }

  async disabled(): Promise<Subscription[]> {
    return this.#all<SubscriptionRow>("SELECT * FROM subscription WHERE state = 'disabled' ORDER BY id").map(
      subscriptionOf,
    );
  }

  async lastDelivery(subscription: number): Promise<Delivery | null> {
    const row = this.#get<DeliveryRow>(
      `SELECT * FROM delivery WHERE subscription = ? AND test = 0 AND ended_at IS NOT NULL
       ORDER BY slot DESC LIMIT 1`,
      subscription,
    );
    return row ? deliveryOf(row) : null;
  }

  async due(
    now: Temporal.Instant,
    limit: number,
  ): Promise<Pick<Subscription, "id" | "schedule" | "nextDue">[]> {
    return this.#all<SubscriptionRow>(
      "SELECT * FROM subscription WHERE state = 'active' AND next_due <= ? ORDER BY next_due LIMIT ?",
      millis(now),
      limit,
    ).map(subscriptionOf);
  }

  async plan(plans: readonly Plan[], now: Temporal.Instant): Promise<void> {
    this.#write(() => {
      for (const { subscription, due, slots, nextDue } of plans) {
        const { changes } = this.#run(
          "UPDATE subscription SET next_due = ? WHERE id = ? AND state = 'active' AND next_due = ?",
          millis(nextDue),
          subscription,
          millis(due),
        );
        if (changes === 0) continue;
        for (const { slot, skipped } of slots) this.#addSlot(subscription, slot, skipped, now);
      }
    });
  }

  #addSlot(subscription: number, slot: Temporal.Instant, skipped: string | null, now: Temporal.Instant) {
    this.#run(
      `INSERT INTO delivery (subscription, platform, chat, thread, slot, test, state, reason, not_before, ended_at)
       SELECT id, platform, chat, thread, ?, 0, ?, ?, ?, ? FROM subscription WHERE id = ?
       ON CONFLICT DO NOTHING`,
      ...[millis(slot), skipped === null ? "planned" : "skipped", skipped, millis(slot)],
      ...[skipped === null ? null : millis(now), subscription],
    );
  }

  async planTest(subscription: number, now: Temporal.Instant): Promise<Delivery> {
    return this.#write(() => {
      const { lastInsertRowid } = this.#run(
        `INSERT INTO delivery (subscription, platform, chat, thread, slot, test, state, not_before)
         SELECT id, platform, chat, thread, ?, 1, 'planned', ? FROM subscription WHERE id = ?`,
        millis(now),
        millis(now),
        subscription,
      );
      return this.#delivery(Number(lastInsertRowid));
    });
  }

  async ready(platform: Platform, now: Temporal.Instant, limit: number): Promise<Delivery[]> {
    return this.#all<DeliveryRow>(
      `SELECT * FROM delivery WHERE platform = ? AND ${WAITING} AND not_before <= ? ORDER BY not_before, id LIMIT ?`,
      platform,
      millis(now),
      limit,
    ).map(deliveryOf);
  }

  async nextTry(platform: Platform): Promise<Temporal.Instant | null> {
    const at = this.#value<number | null>(
      `SELECT min(not_before) FROM delivery WHERE platform = ? AND ${WAITING}`,
      platform,
    );
    return at === null ? null : instant(at);
  }

  async compose(delivery: number, parts: readonly NewPart[], revision: number): Promise<void> {
    this.#write(() => {
      const composed = this.#value<number>("SELECT count(*) FROM delivery_part WHERE delivery = ?", delivery);
      if (composed > 0) return;
      for (const [part, content] of parts.entries()) {
        this.#run(
          "INSERT INTO delivery_part (delivery, part, state, content) VALUES (?, ?, 'planned', ?)",
          delivery,
          part,
          this.#contentId(content),
        );
      }
      this.#run("UPDATE delivery SET revision = ? WHERE id = ?", revision, delivery);
    });
  }

  /** The same message to many channels is kept once. */
  #contentId({ payload, items }: NewPart): number {
    const listed = JSON.stringify(items);
    const digest = createHash("sha256").update(payload).update("\0").update(listed).digest("base64");
    this.#run(
      "INSERT INTO content (digest, payload, items) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      digest,
      payload,
      listed,
    );
    return this.#value<number>("SELECT id FROM content WHERE digest = ?", digest);
  }

  async parts(delivery: number): Promise<Part[]> {
    return this.#all<PartRow>(
      `SELECT ${PART_COLUMNS} FROM delivery_part p JOIN content c ON c.id = p.content
       WHERE p.delivery = ? ORDER BY p.part`,
      delivery,
    ).map(partOf);
  }

  async sending(delivery: number, part: number, now: Temporal.Instant): Promise<boolean> {
    return this.#write(() => {
      const { changes } = this.#run(
        "UPDATE delivery_part SET state = 'sending', sending_at = ? WHERE delivery = ? AND part = ? AND state = 'planned'",
        millis(now),
        delivery,
        part,
      );
      if (changes === 0) return false;
      this.#run(`UPDATE delivery SET state = 'sending' WHERE id = ? AND ${WAITING}`, delivery);
      return true;
    });
  }

  async sent(delivery: number, part: number, message: string, now: Temporal.Instant): Promise<void> {
    this.#write(() => {
      this.#run(
        "UPDATE delivery_part SET state = 'sent', message = ? WHERE delivery = ? AND part = ?",
        message,
        delivery,
        part,
      );
      this.#proceed(delivery, null, now);
    });
  }

  async unknown(delivery: number, part: number, reason: string, now: Temporal.Instant): Promise<void> {
    this.#write(() => {
      this.#run(
        "UPDATE delivery_part SET state = 'unknown' WHERE delivery = ? AND part = ? AND state <> 'sent'",
        delivery,
        part,
      );
      this.#proceed(delivery, reason, now);
    });
  }

  /** Ends a delivery with its last part, or has it wait for the next. */
  #proceed(delivery: number, reason: string | null, now: Temporal.Instant): void {
    const { open, unknown } = this.#get<{ open: number; unknown: number }>(
      `SELECT count(*) FILTER (WHERE ${WAITING}) AS open, count(*) FILTER (WHERE state = 'unknown') AS unknown
       FROM delivery_part WHERE delivery = ?`,
      delivery,
    ) ?? { open: 0, unknown: 0 };
    const state: DeliveryState = open > 0 ? "planned" : unknown > 0 ? "unknown" : "sent";
    this.#run(
      `UPDATE delivery SET state = ?, reason = coalesce(?, CASE WHEN ? = 'sent' THEN NULL ELSE reason END), ended_at = ?, tries = 0
       WHERE id = ?`,
      ...[state, reason, state, open > 0 ? null : millis(now), delivery],
    );
    if (state !== "sent") return;
    this.#run(
      `UPDATE subscription SET refusals = 0, briefed = CASE WHEN d.test THEN briefed ELSE d.revision END
       FROM delivery AS d WHERE d.id = ? AND subscription.id = d.subscription`,
      delivery,
    );
  }

  async retry(
    delivery: number,
    wait: {
      readonly notBefore: Temporal.Instant;
      readonly reason: string;
      readonly part: number;
      readonly taken: boolean;
    },
  ): Promise<void> {
    const { notBefore, reason, part, taken } = wait;
    this.#write(() => {
      if (!taken)
        this.#run(
          `UPDATE delivery_part SET state = 'planned', sending_at = NULL
           WHERE delivery = ? AND part = ? AND state = 'sending'`,
          delivery,
          part,
        );
      this.#run(
        `UPDATE delivery SET state = ?, reason = ?, not_before = ?, tries = tries + 1 WHERE id = ? AND ${WAITING}`,
        taken ? "sending" : "planned",
        reason,
        millis(notBefore),
        delivery,
      );
    });
  }

  async end(
    delivery: number,
    state: "failed" | "skipped",
    reason: string,
    now: Temporal.Instant,
  ): Promise<void> {
    this.#write(() => this.#end(delivery, state, reason, now));
  }

  #end(delivery: number, state: DeliveryState, reason: string, now: Temporal.Instant): void {
    this.#run(
      "UPDATE delivery_part SET state = 'unknown' WHERE delivery = ? AND state = 'sending'",
      delivery,
    );
    this.#run(
      `UPDATE delivery SET state = ?, reason = ?, ended_at = ? WHERE id = ? AND ${WAITING}`,
      state,
      reason,
      millis(now),
      delivery,
    );
  }

  #skipWaiting(where: string, values: readonly unknown[], reason: string, now: Temporal.Instant): void {
    const waiting = this.#all<{ id: number }>(
      `SELECT id FROM delivery WHERE ${where} AND ${WAITING}`,
      ...values,
    );
    for (const { id } of waiting) this.#end(id, "skipped", reason, now);
  }

  async refused(subscription: number, reason: string, limit: number): Promise<boolean> {
    return this.#write(() => {
      const refusals = this.#value<number>(
        "UPDATE subscription SET refusals = refusals + 1 WHERE id = ? RETURNING refusals",
        subscription,
      );
      if (refusals === undefined || refusals < limit) return false;
      this.#run(
        "UPDATE subscription SET state = 'disabled', reason = ?, next_due = NULL WHERE id = ?",
        reason,
        subscription,
      );
      return true;
    });
  }

  async disableChat(
    platform: Platform,
    chat: string,
    reason: string,
    now: Temporal.Instant,
  ): Promise<number> {
    return this.#write(() => {
      this.#skipWaiting("platform = ? AND chat = ?", [platform, chat], reason, now);
      const { changes } = this.#run(
        `UPDATE subscription SET state = 'disabled', reason = ?, next_due = NULL
         WHERE platform = ? AND chat = ? AND state = 'active'`,
        reason,
        platform,
        chat,
      );
      return changes;
    });
  }

  async moveChat(platform: Platform, from: string, to: string): Promise<void> {
    this.#write(() => {
      // Numbers count on after those that the new chat has already.
      this.#run(
        `UPDATE subscription SET chat = ?, number = number + (SELECT coalesce(max(number), 0) FROM subscription
           AS other WHERE other.platform = ? AND other.chat = ?)
         WHERE platform = ? AND chat = ?`,
        ...[to, platform, to, platform, from],
      );
      this.#run("UPDATE delivery SET chat = ? WHERE platform = ? AND chat = ?", to, platform, from);
    });
  }

  async counts(): Promise<LedgerCounts> {
    const states: Record<DeliveryState, number> = {
      ...{ planned: 0, sending: 0, sent: 0, unknown: 0, failed: 0, skipped: 0 },
    };
    for (const { state, n } of this.#all<{ state: DeliveryState; n: number }>(
      "SELECT state, count(*) AS n FROM delivery GROUP BY state",
    ))
      states[state] = n;
    const oldest = this.#value<number | null>(`SELECT min(slot) FROM delivery WHERE ${WAITING}`);
    return { states, oldestWaiting: oldest === null ? null : instant(oldest) };
  }

  async messagesCiting(
    item: string,
  ): Promise<{ channel: Channel; message: string; slot: Temporal.Instant }[]> {
    return this.#all<DeliveryRow & { message: string }>(
      `SELECT d.*, p.message FROM content c JOIN delivery_part p ON p.content = c.id JOIN delivery d ON d.id = p.delivery
       WHERE p.message IS NOT NULL AND EXISTS (SELECT 1 FROM json_each(c.items) WHERE value = ?)
       ORDER BY d.slot, d.id, p.part`,
      item,
    ).map((row) => {
      const { channel, slot } = deliveryOf(row);
      return { channel, message: row.message, slot };
    });
  }

  async prune(before: Temporal.Instant): Promise<number> {
    return this.#write(() => {
      const { changes } = this.#run("DELETE FROM delivery WHERE ended_at < ?", millis(before));
      this.#dropUnusedContent();
      return changes;
    });
  }

  async forget(platform: Platform, chat: string): Promise<{ subscriptions: number; deliveries: number }> {
    return this.#write(() => {
      const deliveries = this.#run("DELETE FROM delivery WHERE platform = ? AND chat = ?", platform, chat);
      const subscriptions = this.#run(
        "DELETE FROM subscription WHERE platform = ? AND chat = ?",
        platform,
        chat,
      );
      this.#dropUnusedContent();
      return { subscriptions: subscriptions.changes, deliveries: deliveries.changes };
    });
  }

  #dropUnusedContent(): void {
    this.#run(
      "DELETE FROM content WHERE NOT EXISTS (SELECT 1 FROM delivery_part WHERE content = content.id)",
    );
  }

  async revise(revision: string, items: ReadonlyMap<string, string>, now: Temporal.Instant): Promise<number> {
    return this.#write(() => {
      const last = this.#get<{ number: number; revision: string }>(
        "SELECT number, revision FROM revision ORDER BY number DESC LIMIT 1",
      );
      if (last?.revision === revision) return last.number;
      const number = (last?.number ?? 0) + 1;
      this.#run(
        "INSERT INTO revision (number, revision, at) VALUES (?, ?, ?)",
        number,
        revision,
        millis(now),
      );
      for (const [item, digest] of items) {
        // An item that comes back is new again.
        this.#run(
          `INSERT INTO item_history (item, digest, first) VALUES (?, ?, ?)
           ON CONFLICT DO UPDATE SET digest = excluded.digest, gone = NULL,
             first = CASE WHEN gone IS NULL THEN first ELSE excluded.first END,
             changed = CASE WHEN gone IS NULL THEN excluded.first ELSE NULL END
           WHERE digest <> excluded.digest OR gone IS NOT NULL`,
          ...[item, digest, number],
        );
      }
      for (const { item } of this.#all<{ item: string }>(
        "SELECT item FROM item_history WHERE gone IS NULL",
      )) {
        if (!items.has(item)) this.#run("UPDATE item_history SET gone = ? WHERE item = ?", number, item);
      }
      return number;
    });
  }

  async history(): Promise<ItemHistory[]> {
    return this.#all<Parameters<typeof historyOf>[0]>(
      `SELECT h.*, f.at AS first_at, c.at AS changed_at FROM item_history h
       JOIN revision f ON f.number = h.first LEFT JOIN revision c ON c.number = h.changed ORDER BY h.item`,
    ).map(historyOf);
  }

  async revisions(): Promise<RevisionRecord[]> {
    return this.#all<{ number: number; revision: string; at: number }>(
      "SELECT * FROM revision ORDER BY number",
    ).map(({ at, ...row }) => ({ ...row, at: instant(at) }));
  }

  #subscription(id: number): Subscription | null {
    const row = this.#get<SubscriptionRow>("SELECT * FROM subscription WHERE id = ?", id);
    return row ? subscriptionOf(row) : null;
  }

  #delivery(id: number): Delivery {
    return deliveryOf(this.#get<DeliveryRow>("SELECT * FROM delivery WHERE id = ?", id) as DeliveryRow);
  }

  /** Reading before writing in a deferred transaction fails under a second writer; an immediate one waits. */
  #write<T>(work: () => T): T {
    return this.#db.transaction(work).immediate();
  }

  /** Each statement is prepared once: preparing costs more than most of them. */
  #prepared(sql: string): Database.Statement<unknown[]> {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare<unknown[]>(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #run(sql: string, ...values: unknown[]): Database.RunResult {
    return this.#prepared(sql).run(...values);
  }

  #get<Row>(sql: string, ...values: unknown[]): Row | undefined {
    return this.#prepared(sql).get(...values) as Row | undefined;
  }

  #all<Row>(sql: string, ...values: unknown[]): Row[] {
    return this.#prepared(sql).all(...values) as Row[];
  }

  /** The first column of the first row. */
  #value<T>(sql: string, ...values: unknown[]): T {
    const row = this.#get<Record<string, T>>(sql, ...values);
    return (row && Object.values(row)[0]) as T;
  }
}
