/** Sums of lists of rows: the same as adding up everything, and bounded where that would be too much. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Tally, type WeighedLists, worthIn } from "../../../src/dossier/tally.ts";

const ROWS = 40;

const list = fc.record({
  rows: fc.uniqueArray(fc.nat(ROWS - 1)).map((rows) => Uint32Array.from(rows.toSorted((a, b) => a - b))),
  worth: fc.constantFrom(1, 0.85, 0.5, 0.25),
});
const term: fc.Arbitrary<WeighedLists> = fc.record({
  weight: fc.integer({ min: 1, max: 64 }),
  lists: fc.array(list, { maxLength: 4 }).map((lists) => lists.sort((a, b) => b.worth - a.worth)),
});

const scoreOf = (terms: readonly WeighedLists[], row: number): number =>
  terms.reduce((sum, { weight, lists }) => sum + weight * worthIn(lists, row), 0);

describe("Tally", () => {
  test("finds the rows of the highest sums, each term counted once by its best form", () => {
    const tally = new Tally(ROWS);
    fc.assert(
      fc.property(fc.array(term, { maxLength: 6 }), fc.integer({ min: 1, max: 10 }), (terms, most) => {
        const scores = Array.from({ length: ROWS }, (_, row) => scoreOf(terms, row));
        const expected = scores.filter((score) => score > 0).sort((a, b) => b - a);
        const found = tally.heaviest(terms, most).map((row) => scores[row] ?? 0);
        expect(found).toEqual(expected.slice(0, most));
      }),
    );
  });

  test("a list too long to walk still weighs the rows that others found", () => {
    const rows = 1_000_000;
    const all = Uint32Array.from({ length: rows }, (_, row) => row);
    const even = all.filter((row) => row % 2 === 0);
    const tally = new Tally(rows);
    const found = tally.heaviest(
      [
        { weight: 1, lists: [{ rows: even, worth: 1 }] },
        { weight: 2, lists: [{ rows: Uint32Array.of(7, 8, 9), worth: 1 }] },
      ],
      2,
    );
    expect(found[0]).toBe(8);
    expect([7, 9]).toContain(found[1]);
  });

  test("a term in nearly every row finds rows when there is nothing rarer", () => {
    const rows = 1_000_000;
    const all = Uint32Array.from({ length: rows }, (_, row) => row);
    expect(new Tally(rows).heaviest([{ weight: 1, lists: [{ rows: all, worth: 1 }] }], 3)).toHaveLength(3);
  });
});
