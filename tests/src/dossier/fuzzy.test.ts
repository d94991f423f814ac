/** Folding and distances of words. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { distance, fold, nearest, slips } from "../../../src/dossier/fuzzy.ts";

describe("fold", () => {
  test.each([
    ["Zelenskyy’s", "zelenskyy"],
    ["  Über-Größe ", "uber große"],
    ["U.S.", "u s"],
    ["Зеленський", "зеленськии"],
    ["O'Brien", "obrien"],
    ["***", ""],
    ["50k people", "50000 people"],
    ["$1bn", "1 billion"],
    ["50km, 4hrs", "50 km 4 hrs"],
    ["the 3rd round of G7", "the 3rd round of g7"],
  ])("%j", (text, expected) => expect(fold(text)).toBe(expected));

  test("folding twice changes nothing", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => fold(fold(text)) === fold(text)));
  });
});

describe("distance", () => {
  test.each([
    ["russia", "russia", 0],
    ["rusia", "russia", 1],
    ["russai", "russia", 1],
    ["vitkov", "witkoff", 3],
    ["", "abc", 3],
    ["kostiukov", "kostyukov", 1],
  ])("%s – %s", (a, b, expected) => expect(distance(a, b, 9)).toBe(expected));

  const word = fc.stringMatching(/^[abc]{0,7}$/);
  test("is symmetrical, zero only for equals, and stops just past its limit", () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 7 }), (a, b, limit) => {
        const d = distance(a, b, 99);
        expect(distance(b, a, 99)).toBe(d);
        expect(d === 0).toBe(a === b);
        expect(distance(a, b, limit)).toBe(Math.min(d, limit + 1));
      }),
      { numRuns: 500 },
    );
  });
});

test("short words allow no slip, long ones two", () => {
  expect([3, 4, 7, 8].map(slips)).toEqual([0, 1, 1, 2]);
});

test("the nearest word within the slips, the first of equals, or none", () => {
  expect(nearest("sorces", ["events", "sources"])).toBe("sources");
  expect(nearest("abcd", ["abce", "abcf"])).toBe("abce");
  expect(nearest("parties", ["events", "sources"])).toBeNull();
});
