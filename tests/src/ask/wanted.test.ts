/** Positions of one party, told by the stance that the question asks for. */
import { describe, expect, test } from "vitest";
import { ask, dossier } from "../../support/engine.ts";

const stancesOf = (question: string) =>
  new Set((ask(question).reply.items ?? []).map((id) => dossier.get("position", id)?.stance));

const partiesOf = (question: string) =>
  new Set((ask(question).reply.items ?? []).map((id) => dossier.get("position", id)?.party));

describe("the stance asked for", () => {
  test.each([
    ["what does ukraine reject on territory", "rejects"],
    ["which offers has the us made on territory", "offers"],
    ["russia's threats on territory", "threatens"],
  ])("%s: %s", (question, stance) => {
    expect(stancesOf(question)).toEqual(new Set([stance]));
  });

  test("a party that is told to have none of them is answered with what it holds", () => {
    expect(partiesOf("what does europe oppose")).toEqual(new Set(["europe"]));
  });

  test("a question for something in particular is not answered by all that a party wants", () => {
    const { items = [] } = ask("does ukraine refuse to stop its strikes on refineries").reply;
    expect(items).not.toContain("pos-ukraine-no-withdrawal-donetsk");
  });
});
