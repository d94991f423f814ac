/** The file of lasting state: checked when it is opened, and held by one service at a time. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { UserError } from "../../../src/errors.ts";
import { openState } from "../../../src/storage/state.ts";

let folder: string;
const path = () => join(folder, "state.db");
const open = () => openState(path());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rapporteur-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const refused = (sentence: RegExp) => {
  expect(open).toThrow(UserError);
  expect(open).toThrow(sentence);
};

test("a file of a later version is refused, not overwritten", () => {
  open().close();
  const db = new Database(path());
  db.pragma("user_version = 99");
  refused(/written by a later version/);
  expect(db.pragma("user_version", { simple: true })).toBe(99);
  db.close();
});

test("a damaged file is refused with what to do", () => {
  writeFileSync(path(), "this is no database at all, and long enough to be looked at as one".repeat(50));
  refused(/is damaged .* Restore a backup/);
});

test("a state serves one process at a time", () => {
  const first = open();
  refused(/Another service is running on the state/);
  first.close();
  open().close();
});
