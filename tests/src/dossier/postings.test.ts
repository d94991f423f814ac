/** The lists of rows of words, short and long. */
import { expect, test } from "vitest";
import { Postings } from "../../../src/dossier/postings.ts";

test("a word is found in the rows that hold it, whatever its alphabet; an unknown one nowhere", () => {
  const postings = new Postings(["talk kyiv", "переговори talk", "kyiv2 or"]);
  expect([...postings.rows("talk")]).toEqual([0, 1]);
  expect([...postings.rows("переговори")]).toEqual([1]);
  expect([...postings.rows("or")]).toEqual([2]);
  expect([...postings.rows("kyi")]).toEqual([]);
  expect([...postings.rows("")]).toEqual([]);
  // A letter that SQLite does not know parts the word in two there.
  expect([...postings.rows("ab\u19b0cd")]).toEqual([]);
});

test("the lists of words in very many rows are whole", () => {
  const count = 5_000;
  const postings = new Postings(Array.from({ length: count }, (_, row) => (row % 2 ? "odd all" : "all")));
  expect([...postings.rows("all")]).toEqual(Array.from({ length: count }, (_, row) => row));
  expect(postings.rows("odd").length).toBe(count / 2);
});
