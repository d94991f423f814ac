/** The Telegram adapter's state in SQLite keeps the contract, over a real file with the real migrations. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { openState, type State } from "../../../src/storage/state.ts";
import { telegramStoreContract } from "../../support/telegram-store-contract.ts";

let folder: string;
let state: State | undefined;
const path = () => join(folder, "deeper", "state.db");
const open = (bot: number) => {
  state ??= openState(path());
  return state.telegram(bot);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rapporteur-"));
});
afterEach(() => {
  state?.close();
  state = undefined;
  rmSync(folder, { recursive: true });
});

telegramStoreContract(open);
