/** The schema of the lasting state, step by step: applied in order, each once, only ever added to. */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE telegram_update (
     bot INTEGER NOT NULL,
     id INTEGER NOT NULL,
     arrival INTEGER PRIMARY KEY AUTOINCREMENT,
     received_at INTEGER NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('received', 'answering', 'done')),
     payload TEXT,
     outcome TEXT,
     UNIQUE (bot, id)
   ) STRICT;
   CREATE INDEX telegram_update_open ON telegram_update (bot, arrival) WHERE state <> 'done';
   CREATE TABLE telegram_input (key TEXT PRIMARY KEY, input TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE telegram_chat (
     id INTEGER PRIMARY KEY,
     rich INTEGER NOT NULL DEFAULT 0,
     trouble TEXT
   ) STRICT;
   CREATE TABLE telegram_reply (
     chat INTEGER NOT NULL,
     message INTEGER NOT NULL,
     reply INTEGER NOT NULL,
     at INTEGER NOT NULL,
     PRIMARY KEY (chat, message)
   ) STRICT, WITHOUT ROWID;`,
  // Instants are milliseconds since 1970. A channel's thread is '' where it has none, so that UNIQUE holds.
  `CREATE TABLE subscription (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     platform TEXT NOT NULL,
     chat TEXT NOT NULL,
     thread TEXT NOT NULL,
     number INTEGER NOT NULL,
     time TEXT NOT NULL,
     zone TEXT NOT NULL,
     days TEXT NOT NULL,
     topics TEXT NOT NULL,
     length TEXT NOT NULL,
     quiet INTEGER NOT NULL,
     silent INTEGER NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'disabled')),
     reason TEXT,
     next_due INTEGER,
     refusals INTEGER NOT NULL DEFAULT 0,
     created_by TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     briefed INTEGER,
     UNIQUE (platform, chat, thread, number)
   ) STRICT;
   CREATE INDEX subscription_due ON subscription (next_due) WHERE state = 'active';
   CREATE INDEX subscription_disabled ON subscription (id) WHERE state = 'disabled';
   CREATE TABLE delivery (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     subscription INTEGER REFERENCES subscription (id) ON DELETE SET NULL,
     platform TEXT NOT NULL,
     chat TEXT NOT NULL,
     thread TEXT NOT NULL,
     slot INTEGER NOT NULL,
     test INTEGER NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('planned', 'sending', 'sent', 'unknown', 'failed', 'skipped')),
     reason TEXT,
     not_before INTEGER NOT NULL,
     tries INTEGER NOT NULL DEFAULT 0,
     revision INTEGER,
     ended_at INTEGER,
     UNIQUE (subscription, slot, test)
   ) STRICT;
   -- With all that counting what waits needs.
   CREATE INDEX delivery_open ON delivery (platform, not_before, id, state, slot)
     WHERE state IN ('planned', 'sending');
   CREATE INDEX delivery_chat ON delivery (platform, chat);
   CREATE INDEX delivery_ended_at ON delivery (ended_at) WHERE ended_at IS NOT NULL;
   -- How many deliveries ended how: counting a year of them at each look would hold everything up.
   CREATE TABLE delivery_tally (state TEXT PRIMARY KEY, deliveries INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   INSERT INTO delivery_tally VALUES ('sent', 0), ('unknown', 0), ('failed', 0), ('skipped', 0);
   CREATE TRIGGER delivery_skipped AFTER INSERT ON delivery WHEN NEW.ended_at IS NOT NULL BEGIN
     UPDATE delivery_tally SET deliveries = deliveries + 1 WHERE state = NEW.state;
   END;
   CREATE TRIGGER delivery_ended AFTER UPDATE OF state ON delivery WHEN NEW.ended_at IS NOT NULL BEGIN
     UPDATE delivery_tally SET deliveries = deliveries + 1 WHERE state = NEW.state;
   END;
   CREATE TRIGGER delivery_forgotten AFTER DELETE ON delivery WHEN OLD.ended_at IS NOT NULL BEGIN
     UPDATE delivery_tally SET deliveries = deliveries - 1 WHERE state = OLD.state;
   END;
   CREATE TABLE content (
     id INTEGER PRIMARY KEY,
     digest TEXT NOT NULL UNIQUE,
     payload TEXT NOT NULL,
     items TEXT NOT NULL
   ) STRICT;
   CREATE TABLE delivery_part (
     delivery INTEGER NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
     part INTEGER NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('planned', 'sending', 'sent', 'unknown')),
     content INTEGER NOT NULL REFERENCES content (id),
     message TEXT,
     reason TEXT,
     sending_at INTEGER,
     PRIMARY KEY (delivery, part)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX delivery_part_content ON delivery_part (content);
   CREATE TABLE revision (number INTEGER PRIMARY KEY, revision TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
   CREATE TABLE item_history (
     item TEXT PRIMARY KEY,
     digest TEXT NOT NULL,
     first INTEGER NOT NULL REFERENCES revision (number),
     changed INTEGER REFERENCES revision (number),
     gone INTEGER REFERENCES revision (number)
   ) STRICT, WITHOUT ROWID;`,
  // Inputs of before count from now on.
  `ALTER TABLE telegram_input ADD COLUMN at INTEGER NOT NULL DEFAULT 0;
   UPDATE telegram_input SET at = unixepoch() * 1000;
   CREATE INDEX telegram_input_at ON telegram_input (at);`,
  // Discord's buttons are kept there too.
  `ALTER TABLE telegram_input RENAME TO button;
   DROP INDEX telegram_input_at;
   CREATE INDEX button_at ON button (at);`,
  // Chats that nothing could be sent to for long are forgotten; those of before count from now on.
  `ALTER TABLE telegram_chat ADD COLUMN at INTEGER NOT NULL DEFAULT 0;
   UPDATE telegram_chat SET at = unixepoch() * 1000;
   DELETE FROM telegram_chat WHERE rich = 0 AND trouble IS NULL;`,
  // Subscriptions are forgotten some time after they were stopped; those of before count from now on.
  `ALTER TABLE subscription ADD COLUMN disabled_at INTEGER;
   UPDATE subscription SET disabled_at = unixepoch() * 1000 WHERE state = 'disabled';`,
];
