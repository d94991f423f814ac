/** Positions of one party, told by the stance that the question asks for. */
import { describe, expect, test } from "vitest";
import { readQuestion } from "../../../src/ask/question.ts";
import { untold, wanted } from "../../../src/ask/wanted.ts";
import { dossier } from "../../support/engine.ts";

const calendar = { period: dossier.manifest.period, today: Temporal.PlainDate.from("2026-02-06") };

const read = (text: string) => readQuestion(text, dossier, calendar);

/** The positions that a question is answered with; null when the form hands it on. */
function positionsFor(question: string) {
  const draft = wanted(dossier, read(question));
  if (!draft) return null;
  const shown = JSON.stringify(draft.blocks);
  return dossier.all("position").filter(({ text }) => shown.includes(JSON.stringify(text).slice(1, -1)));
}

describe("the stance asked for", () => {
  test.each([
    ["what does ukraine reject on territory", "rejects"],
    ["which offers has the us made on territory", "offers"],
    ["russia's threats on territory", "threatens"],
  ])("%s: %s", (question, stance) => {
    const positions = positionsFor(question);
    expect(positions?.length).toBeGreaterThan(0);
    expect(new Set(positions?.map((position) => position.stance))).toEqual(new Set([stance]));
  });

  test("a party that is told to have none of them is answered with what it holds", () => {
    const positions = positionsFor("what does europe oppose");
    expect(positions?.length).toBeGreaterThan(0);
    expect(new Set(positions?.map(({ party }) => party))).toEqual(new Set(["europe"]));
  });

  test("the opposition of a party is not what that party opposes", () => {
    expect(positionsFor("reaction of the ukrainian opposition to the talks")).toBeNull();
  });

  test("a question for something in particular is not answered by all that a party wants", () => {
    expect(positionsFor("does ukraine refuse to stop its strikes on refineries")).toBeNull();
  });
});

test.each([
  ["what does kushner want", true],
  ["kostyukov's stance on a ceasefire", true],
  ["did umerov set conditions", true],
  ["umerov's view of the talks", false],
  ["what does zelensky want", false],
  ["what position does budanov hold", false],
])("nothing is told of what they want: %s %s", (question, expected) => {
  expect(untold(dossier, read(question)) !== null).toBe(expected);
});
