/** /delegation on the real dossier. */
import { describe, expect, test } from "vitest";
import { inputsOf } from "../support/actions.ts";
import { ask, askText, dossier } from "../support/engine.ts";
import { partsOf } from "../support/reading.ts";

const text = askText("/delegation russia");
const { sources, lines } = partsOf(text);

describe("/delegation russia", () => {
  test("Kostyukov heads it in both rounds, under every source that says so", () => {
    const rounds = text.split(/^(?=First Abu Dhabi round,|Second Abu Dhabi round,|Posts:)/m);
    const headsOf = (round: string) => rounds.find((part) => part.startsWith(round))?.split("\n\n")[0] ?? "";
    for (const round of ["First", "Second"])
      expect(headsOf(round)).toMatch(/Head of delegation:\n• .*Kostyukov/);
    const heads = dossier
      .all("delegate")
      .filter(({ person, capacity }) => person === "kostyukov" && capacity === "head");
    expect(heads.length).toBeGreaterThan(2);
    const { items } = ask("/delegation russia").reply;
    for (const { id } of heads) expect(items).toContain(id);
    expect(Object.keys(sources).toSorted()).toEqual(
      dossier
        .all("source")
        .map(({ short }) => short)
        .toSorted(),
    );
  });

  test("his post, the Defence Ministry's officials and Dmitriev's disputed part", () => {
    expect(lines.find((line) => line.startsWith("• Igor Kostyukov:"))).toMatch(
      /Main Intelligence Directorate/,
    );
    expect(text).toMatch(/Senior representatives of the Defence Ministry/);
    expect(
      lines.filter((line) => /^• .*Dmitriev.* \((?:disputed|claimed)\) \[/.test(line)).length,
    ).toBeGreaterThan(1);
    const differing = text.slice(text.indexOf("Sources differ:"));
    expect(differing).toContain("Dmitriev");
  });

  test("one round shows that round only", () => {
    const second = askText("/delegation russia 2");
    expect(second).toContain("Second Abu Dhabi round, 4–5 Feb 2026:");
    expect(second).not.toContain("First Abu Dhabi round, 23");
  });
});

test.each(["us", "ukraine"])("/delegation %s has a head in both rounds", (party) => {
  expect(askText(`/delegation ${party}`).match(/^Head of delegation:$/gm)).toHaveLength(2);
});

test("a party without a delegation is offered those that have one", () => {
  const { reply } = ask("/delegation switzerland");
  expect(reply.kind).toBe("not_found");
  const inputs = inputsOf(reply);
  expect(inputs).toEqual(["/delegation Ukraine", "/delegation Russia", "/delegation United States"]);
});
