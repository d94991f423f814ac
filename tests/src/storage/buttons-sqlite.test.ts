/** Inputs of buttons in SQLite keep the contract and outlive the process. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openState, type State } from "../../../src/storage/state.ts";
import { buttonStoreContract } from "../../support/button-store-contract.ts";
import { NOW } from "../../support/engine.ts";

let folder: string;
let state: State;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rapporteur-"));
  state = openState(join(folder, "state.db"));
});
afterEach(() => {
  state.close();
  rmSync(folder, { recursive: true });
});

buttonStoreContract(() => state.buttons);

test("they outlive the process", async () => {
  await state.buttons.keep([{ key: "k", input: "/timeline feb" }], NOW);
  state.close();
  state = openState(join(folder, "state.db"));
  expect(await state.buttons.find("k")).toBe("/timeline feb");
});
