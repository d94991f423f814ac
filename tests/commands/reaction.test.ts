/** /reaction on the real dossier: who responded how, under the party they respond for. */
import { describe, expect, test } from "vitest";
import { ask, askText, dossier } from "../support/engine.ts";

const reactions = (input: string) =>
  ask(input).reply.items.flatMap((id) => dossier.get("reaction", id) ?? []);

describe("/reaction", () => {
  test("alone, all of them", () => {
    expect(reactions("/reaction").length).toBe(dossier.all("reaction").length);
  });

  test("a party with its people, and nobody else", () => {
    const found = reactions("/reaction russia");
    const expected = dossier
      .all("reaction")
      .filter(({ by }) => by === "russia" || dossier.get("person", by)?.party === "russia");
    expect(expected.map(({ by }) => by)).toContain("ushakov");
    expect(found.map(({ id }) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
  });

  test("a party with the parties that are part of it: Europe with France", () => {
    expect(new Set(reactions("/reaction europe").map(({ by }) => by))).toEqual(new Set(["europe", "france"]));
    expect(new Set(reactions("/reaction france").map(({ by }) => by))).toEqual(new Set(["france"]));
  });

  test("a person alone", () => {
    expect(new Set(reactions("/reaction rubio").map(({ by }) => by))).toEqual(new Set(["rubio"]));
  });

  test("a party on a topic", () => {
    const found = reactions("/reaction ukraine energy ceasefire");
    expect(found).not.toEqual([]);
    for (const { topics } of found) expect(topics).toContain("energy-ceasefire");
  });

  test("none on record is said, with who did respond", () => {
    expect(ask("/reaction switzerland").reply.kind).toBe("not_found");
    expect(askText("/reaction switzerland")).toContain("/reaction Russia");
  });
});

test("what is asked of Europe is asked of its countries too", () => {
  const labels = ask("/reaction europe").reply.blocks.flatMap((block) =>
    block.type === "comparison" ? block.sides.map(({ label }) => label) : [],
  );
  expect(labels).toContain("France");
});
