/** How free questions are read: what they name, what they want, what the dossier does not know. */
import { describe, expect, test } from "vitest";
import { readQuestion } from "../../../src/ask/question.ts";
import { dossier } from "../../support/engine.ts";

const calendar = { period: dossier.manifest.period, today: Temporal.PlainDate.from("2026-02-06") };
const read = (text: string) => readQuestion(text, dossier, calendar);
const named = (text: string) => read(text).entities.map(({ kind, id }) => `${kind}:${id}`);

describe("what a question names", () => {
  test.each([
    ["who leads the russian team", "party:russia"],
    ["kostiukov head of what?", "person:kostyukov"],
    ["Selenskyj about Europe", "person:zelensky"],
    ["what did the U.S. propose", "party:us"],
    ["agenda of the february round", "round:round-2"],
    ["what does the failure essay say", "source:s002"],
    ["what is the fortress belt", "term:term-fortress-belt"],
  ])("%s", (text, entity) => {
    expect(named(text)).toContain(entity);
  });

  test("“us” is a country only where it is one", () => {
    expect(named("tell us about the venue")).not.toContain("party:us");
    expect(named("what does the us want")).toContain("party:us");
  });

  test("a woman's form of a name is another person", () => {
    expect(named("what did zelenska say")).toEqual([]);
    expect(read("what did zelenska say").unknown.names).toEqual(["zelenska"]);
  });

  test("a misspelt name is taken for the name, and said so", () => {
    const { entities, readings } = read("where is kostyuokv in all this");
    expect(entities.map(({ id }) => id)).toContain("kostyukov");
    expect(readings.join()).toContain("Igor Kostyukov");
  });
});

describe("days", () => {
  test.each([
    ["what happened on 1 feb and did it", "1 Feb 2026"],
    ["news of 23.01.2026 please", "23 Jan 2026"],
    ["what went on between 25 january and 3 february", "25 Jan – 3 Feb 2026"],
    ["feburary 4th events", "4 Feb 2026"],
    ["morning or evening on the 4th?", "4 Feb 2026"],
    ["what was on the 22nd", "22 Jan 2026"],
    ["what was on the 22nd decided", "22 Jan 2026"],
    ["what had on the 4th andriy to say", "4 Feb 2026"],
    ["what was on the 4th today", "4 Feb 2026"],
    ["what was on the 22nd Feb.", "22 Feb 2026"],
  ])("%s", (text, label) => {
    expect(read(text).period?.label).toBe(label);
  });

  test.each([
    "2250 or 2550 square miles?",
    "the first meeting since 2022",
    "what was on the 4th day",
    "how much of the donbas does ukraine hold today",
    "who leads today's delegation",
    "what of the 2nd round",
    "sources of the 20th century",
    "agenda of the february round",
    "what does weaponization of winter consist of",
    "why did trump praise putin after the february attacks",
  ])("%s asks for no days", (text) => expect(read(text).period).toBeNull());
});

describe("what the dossier does not know", () => {
  test("a name that it lacks is a name, an English word that it lacks a word", () => {
    expect(read("what did lavrov say").unknown.names).toEqual(["lavrov"]);
    expect(read("is budanov married").unknown.words).toEqual(["married"]);
  });

  test("a plain word written as a name is a name", () => {
    expect(read("What is the position of Lever on the talks?").unknown.names).toEqual(["lever"]);
    expect(read("is a lever on the menu of the talks").unknown.names).toEqual([]);
    expect(read("WHAT DOES LEVER SAY").unknown.names).toEqual([]);
    expect(read("is turkey at the talks").unknown.names).toEqual(["turkey"]);
    expect(read("What has the OSCE reported?").unknown.names).toEqual(["osce"]);
  });

  test("a word derived from one that it has is known", () => {
    expect(read("the conditionality of guarantees").unknown.words).toEqual([]);
  });

  test("initials are somebody's", () => {
    const people = (text: string) =>
      read(text).entities.flatMap(({ kind, id }) => (kind === "person" ? [id] : []));
    expect(people("k. dmitriev and j.k. in moscow")).toEqual(["dmitriev", "kushner"]);
    expect(people("witkoff s., v.p.")).toEqual(["witkoff", "putin"]);
    expect(people("what r u on about")).toEqual([]);
    expect(people("what does the U.S. want")).toEqual([]);
  });

  test("a number in the place of a small word is that word", () => {
    expect(read("we must prepare 4 the worst").text).toBe("we must prepare for the worst");
    expect(read("what was supposed 2 happen").text).toBe("what was supposed to happen");
    expect(read("round 2 the agenda").text).toBe("round 2 the agenda");
  });

  test("words that only build an analyst's sentence are no subject", () => {
    const subjects = read("Which systemic failures are identified by the authors?").subjects;
    expect(subjects.map(({ word }) => word)).toEqual(["systemic", "failures"]);
  });

  test("an English word is never taken for a slip", () => {
    expect(read("how many tanks does russia have").readings).toEqual([]);
  });

  test("a misspelt word is mended", () => {
    const { readings, unknown } = read("how many balistic missils");
    expect(unknown).toEqual({ names: [], words: [] });
    expect(readings.join()).toContain("ballistic");
  });
});
