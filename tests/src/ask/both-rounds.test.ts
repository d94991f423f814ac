/** Rounds set against each other, by the months and numbers that the rounds of a dossier have. */
import { describe, expect, test } from "vitest";
import { hintsAtRounds, namesBothRounds, namesEachRound } from "../../../src/ask/both-rounds.ts";
import { smallDossier } from "../../support/dossier.ts";
import { dossier, readDossier } from "../../support/engine.ts";

/** The starter's round is of March. */
const withRound = (date: string) => readDossier(smallDossier({ items: { round: [{ date }] } }));

describe("rounds of this dossier", () => {
  test.each(["agenda january / february", "jan vs. feb venue", "who came in jan or in feb"])("%s", (text) =>
    expect(namesEachRound(dossier, text)).toBe(true),
  );
  test.each(["the march vs april agenda", "january", "february or january"])("%s are none", (text) =>
    expect(namesEachRound(dossier, text)).toBe(false),
  );
  test.each(["what changed from january to the second", "first against second", "compare the rounds"])(
    "%s",
    (text) => expect(namesBothRounds(dossier, text)).toBe(true),
  );
});

describe("rounds of another", () => {
  test("are told apart by its months", () => {
    const other = withRound("2030-06-20");
    expect(namesEachRound(other, "march vs june")).toBe(true);
    expect(namesEachRound(other, "january vs february")).toBe(false);
    expect(namesBothRounds(other, "from march on to june")).toBe(true);
    expect(hintsAtRounds(other, "what of june")).toBe(true);
    expect(hintsAtRounds(other, "what of february")).toBe(false);
  });

  test("in one month by their numbers alone", () => {
    const same = withRound("2030-03-20");
    expect(namesEachRound(same, "march vs march")).toBe(false);
    expect(namesBothRounds(same, "from march on to march")).toBe(false);
    expect(namesBothRounds(same, "the first and the second")).toBe(true);
  });

  test("one alone is set against nothing", () => {
    const single = readDossier(smallDossier());
    expect(namesEachRound(single, "march vs june")).toBe(false);
    expect(namesBothRounds(single, "the first and the second")).toBe(false);
  });
});
