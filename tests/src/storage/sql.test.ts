/** Statements on a database: what waits for the disk and what does not. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
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

test("a light write does not wait for the disk; every other does, also after one that failed", () => {
  const { sql, add, words, waits } = open();
  expect(waits()).toBe(FULL);
  const light = (text: unknown) =>
    sql.writeLightly(() => {
      add(text);
      return waits();
    });
  expect(light("light")).toBe(NORMAL);
  expect(sql.write(waits)).toBe(FULL);
  expect(() => light(null)).toThrow("NOT NULL");
  expect([sql.write(waits), words()]).toEqual([FULL, [{ text: "light" }]]);
});

test("what is written soon is written at once after the turn, without waiting for the disk", async () => {
  const { sql, add, words, waits } = open();
  expect(waits()).toBe(FULL);
  const seen: unknown[] = [];
  const light = (text: string) =>
    sql.writeSoon(() => {
      add(text);
      seen.push(waits());
    });
  const both = [light("light"), light("lighter")];
  expect(words()).toEqual([]);
  await Promise.all(both);
  sql.write(() => {
    add("lasting");
    seen.push(waits());
  });
  expect(seen).toEqual([NORMAL, NORMAL, FULL]);
  expect(words()).toEqual([{ text: "light" }, { text: "lighter" }, { text: "lasting" }]);
});

test("of what is written soon only what fails is not written, and told; what follows waits for the disk", async () => {
  const { sql, add, words, waits } = open();
  const some = ["one", null, "two", null, "three"].map((text) => sql.writeSoon(() => void add(text)));
  const ends = await Promise.allSettled(some);
  expect(ends.map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    "fulfilled",
    "rejected",
    "fulfilled",
  ]);
  await expect(some[1]).rejects.toThrow("NOT NULL");
  expect([sql.write(waits), words()]).toEqual([FULL, ["one", "two", "three"].map((text) => ({ text }))]);
  await sql.writeSoon(() => void add("again"));
  expect(words()).toHaveLength(4);
});

test("what nobody is in a hurry for is written with what is, in the order of the calls; else by itself", async () => {
  const { sql, add, words } = open();
  const later = sql.writeLater(() => void add("later"));
  await sql.writeSoon(() => void add("soon"));
  expect(words()).toEqual([{ text: "later" }, { text: "soon" }]);
  await later;
  await sql.writeLater(() => void add("by itself"));
  expect(words()).toHaveLength(3);
});

test("what was written lightly lasts within a second: once however much it was, and not when something made it last", () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const { sql, add } = open();
  const write = vi.spyOn(sql, "write");
  const light = (text: string) => sql.writeLightly(() => void add(text));
  light("light");
  light("lighter");
  expect(write).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1_000);
  expect(write).toHaveBeenCalledTimes(3);
  vi.advanceTimersByTime(10_000);
  expect(write).toHaveBeenCalledTimes(3);
  light("lightest");
  sql.write(() => add("lasting"));
  vi.advanceTimersByTime(10_000);
  expect(write).toHaveBeenCalledTimes(5);
});
