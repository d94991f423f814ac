/** The Telegram adapter's state in SQLite keeps the contract, over a real file with the real migrations. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { TelegramStore } from "../../../src/storage/telegram.ts";
import { openTelegramStore } from "../../../src/storage/telegram-sqlite.ts";
import { telegramStoreContract } from "../../support/telegram-store-contract.ts";

let folder: string;
const opened: TelegramStore[] = [];
const path = () => join(folder, "deeper", "state.db");
const open = (bot: number): TelegramStore => {
  const store = openTelegramStore(path(), bot);
  opened.push(store);
  return store;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rapporteur-"));
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  rmSync(folder, { recursive: true });
});

telegramStoreContract(open);

test("a file of a later version is refused, not overwritten", async () => {
  open(1);
  const db = new Database(path());
  db.pragma("user_version = 99");
  db.close();
  expect(() => openTelegramStore(path(), 1)).toThrow("later version");
});
