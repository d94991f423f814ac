/** Words typed short or wrong are taken for those of the dossier; other names are not. */
import { expect, test } from "vitest";
import { Spelling } from "../../../src/dossier/spelling.ts";

const spelling = new Spelling();
for (const word of ["market", "marker", "severe", "guarantee", "buildings", "kramatorsk", "luhansk"])
  spelling.learn(word);
const often = new Map([["market", 2]]);
const mend = (word: string) => spelling.mend(word, (known) => often.get(known) ?? 1);

test.each([
  ["garantee", "guarantee"],
  ["mkt", "market"],
  ["grnt", "guarantee"],
  ["bldngs", "buildings"],
  ["lhnsk", "luhansk"],
  ["kramat", "kramatorsk"],
])("%s is %s", (typed, word) => expect(mend(typed)).toBe(word));

test.each(["svr", "kra", "mkts9", "build", "mrk7", "gdp", "kursk"])("%s is none of them", (typed) =>
  expect(mend(typed)).toBeNull(),
);
