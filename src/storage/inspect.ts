/** What is in a state: counted, or line by line for other programs. */
import { statSync } from "node:fs";
import type Database from "better-sqlite3";
import { isHeld, openExisting, versionOf } from "./backup.ts";
import type { Delivery, Subscription } from "./briefings.ts";
import {
  type DeliveryRow,
  deliveryOf,
  instant,
  type PartRow,
  partOf,
  type SubscriptionRow,
  settingsOf,
  subscriptionOf,
} from "./briefings-rows.ts";
import { MIGRATIONS } from "./migrations.ts";

export interface Inspection {
  readonly bytes: number;
  readonly version: number;
  /** The version that this program would bring it to. */
  readonly latest: number;
  readonly held: boolean;
  readonly subscriptions: Readonly<Record<string, number>>;
  readonly deliveries: Readonly<Record<string, number>>;
  /** Subscriptions with settings that cannot be read, by id, and what is wrong. */
  readonly damaged: readonly string[];
  /** The latest subscriptions that were stopped. */
  readonly stopped: readonly Subscription[];
  /** The latest deliveries of which nobody knows whether they arrived. */
  readonly unknown: readonly Delivery[];
}

/** So many stopped subscriptions and unknown deliveries are listed; the export has all. */
const LISTED = 20;

/** Looks a state over, while the service runs or not. @throws UserError when it cannot be used */
export function inspect(path: string): Inspection {
  const db = openExisting(path);
  try {
    const version = versionOf(db);
    const counted = (table: string) => {
      const rows = hasTable(db, table)
        ? db
            .prepare<[], { state: string; n: number }>(
              `SELECT state, count(*) AS n FROM ${table} GROUP BY state ORDER BY n DESC, state`,
            )
            .all()
        : [];
      return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
    };
    const damaged: string[] = [];
    if (hasTable(db, "subscription"))
      for (const row of db.prepare<[], SubscriptionRow>("SELECT * FROM subscription ORDER BY id").iterate()) {
        const { damage } = settingsOf(row);
        if (damage !== null) damaged.push(`subscription ${row.id}: ${damage}`);
      }
    const latest = <Row>(table: string, state: string): Row[] =>
      hasTable(db, table)
        ? db
            .prepare<[string, number], Row>(`SELECT * FROM ${table} WHERE state = ? ORDER BY id DESC LIMIT ?`)
            .all(state, LISTED)
        : [];
    return {
      ...{ bytes: statSync(path).size, version, latest: MIGRATIONS.length, held: isHeld(path), damaged },
      subscriptions: counted("subscription"),
      deliveries: counted("delivery"),
      stopped: latest<SubscriptionRow>("subscription", "disabled").map(subscriptionOf),
      unknown: latest<DeliveryRow>("delivery", "unknown").map(deliveryOf),
    };
  } finally {
    db.close();
  }
}

/**
 * Everything that says something about people, chats and briefings, as plain objects: instants are ISO 8601. Inputs
 * that buttons stand for and messages not answered yet are left out.
 */
export function* rows(path: string): Generator<object> {
  const db = openExisting(path);
  try {
    // One state of things, however much is written meanwhile.
    db.exec("BEGIN");
    for (const subscription of subscriptionsOf(db)) yield { kind: "subscription", ...subscription };
    if (hasTable(db, "delivery")) {
      const parts = db.prepare<[number], PartRow>(
        `SELECT p.part, p.state, '' AS payload, c.items, p.message, p.sending_at FROM delivery_part p
         JOIN content c ON c.id = p.content WHERE p.delivery = ? ORDER BY p.part`,
      );
      for (const row of db.prepare<[], DeliveryRow>("SELECT * FROM delivery ORDER BY id").iterate()) {
        const messages = parts.all(row.id).map((part) => {
          const { payload: _, ...message } = partOf(part);
          return message;
        });
        yield { kind: "delivery", ...deliveryOf(row), messages };
      }
      for (const { at, ...row } of db
        .prepare<[], { number: number; revision: string; at: number }>(
          "SELECT * FROM revision ORDER BY number",
        )
        .all())
        yield { kind: "revision", ...row, at: instant(at) };
    }
    for (const { id, rich, trouble } of db
      .prepare<[], { id: number; rich: number; trouble: string | null }>(
        "SELECT * FROM telegram_chat ORDER BY id",
      )
      .all())
      yield { kind: "chat", platform: "telegram", chat: String(id), rich: rich === 1, trouble };
  } finally {
    db.close();
  }
}

/** A state of an earlier version has not all of the tables. */
const hasTable = (db: Database.Database, name: string): boolean =>
  db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined;

function* subscriptionsOf(db: Database.Database): Generator<Subscription> {
  if (!hasTable(db, "subscription")) return;
  for (const row of db.prepare<[], SubscriptionRow>("SELECT * FROM subscription ORDER BY id").iterate())
    yield subscriptionOf(row);
}
