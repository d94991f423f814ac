/** Statements on a database: what waits for the disk and what does not. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Sql } from "../../../src/storage/sql.ts";
import { openDatabase } from "../../../src/storage/sqlite.ts";

/** https://sqlite.org/pragma.html#pragma_synchronous */
const [NORMAL, FULL] = [1, 2];

function open() {
  const folder = mkdtempSync(join(tmpdir(), "rapporteur-"));
  const db = openDatabase(join(folder, "state.db"), ["CREATE TABLE word (text TEXT NOT NULL) STRICT"]);
  onTestFinished(() => {
    db.close();
    rmSync(folder, { recursive: true });
  });
  const sql = new Sql(db);
  const add = (text: unknown) => sql.run("INSERT INTO word VALUES (?)", text);
  return {
    sql,
    add,
    words: () => sql.all("SELECT text FROM word"),
    waits: () => sql.value("PRAGMA synchronous"),
  };
}

test("a light write does not wait for the disk; every other does", () => {
  const { sql, add, words, waits } = open();
  expect(waits()).toBe(FULL);
  expect(
    sql.writeLightly(() => {
      add("light");
      return waits();
    }),
  ).toBe(NORMAL);
  expect(
    sql.write(() => {
      add("lasting");
      return waits();
    }),
  ).toBe(FULL);
  expect(words()).toEqual([{ text: "light" }, { text: "lasting" }]);
});

test("a light write that fails leaves nothing, and what follows waits for the disk", () => {
  const { sql, add, words, waits } = open();
  expect(() =>
    sql.writeLightly(() => {
      add("half");
      add(null);
    }),
  ).toThrow("NOT NULL");
  expect([words(), waits()]).toEqual([[], FULL]);
});
