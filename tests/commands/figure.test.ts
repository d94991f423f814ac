/** /figure on the real dossier: every value of a measure by source, with who differs; never one number alone. */
import { describe, expect, test } from "vitest";
import { ask, askText, dossier } from "../support/engine.ts";
import { partsOf } from "../support/reading.ts";

const measures = [...new Set(dossier.all("figure").map(({ measure }) => measure))];

describe("/figure", () => {
  test("all values of a measure stand together under their sources", () => {
    for (const measure of measures) {
      const { items } = ask(`/figure ${measure}`).reply;
      const own = dossier.all("figure").filter((figure) => figure.measure === measure);
      expect(own.filter(({ id }) => !items.includes(id)).map(({ id }) => id)).toEqual([]);
    }
  });

  test("words find the measure that is meant, first", () => {
    expect(partsOf(askText("/figure size of ukrainian-held donetsk")).lines[0]).toBe(
      "Area of Donetsk region held by Ukraine:",
    );
    expect(partsOf(askText("/figure deserters")).lines[0]).toBe(
      "Number of deserters from the Ukrainian forces:",
    );
    expect(partsOf(askText("/figure how long was the kremlin meeting")).lines[0]).toBe(
      "Length of the Kremlin meeting of 22–23 January:",
    );
  });

  test("number, unit and qualifier as the source has them, each under that source", () => {
    const { lines } = partsOf(askText("/figure kremlin meeting"));
    const below = (source: string) => lines[lines.indexOf(`${source}:`) + 1];
    expect(below("Anchorage analysis")).toMatch(
      /^• nearly 4 hours — .*nearly 4 hours\.(?: \(disputed\))? \[\d\]/,
    );
    expect(below("Final-mile digest")).toMatch(/^• over 3 hours — .*over 3 hours\.(?: \(disputed\))? \[\d\]/);
  });

  test("where sources differ on it, the dispute stands below", () => {
    expect(askText("/figure area of donetsk held by ukraine")).toMatch(/Sources differ:\n.*\?/);
  });

  test("a number that no source gives is shown as not given", () => {
    const unstated = dossier.all("figure").filter(({ value }) => value === "unstated");
    expect(unstated).not.toEqual([]);
    for (const figure of unstated)
      expect(askText(`/figure ${figure.measure}`)).toContain(`• number not given — ${figure.text}`);
  });

  test("a topic named in full shows all its figures", () => {
    const { items } = ask("/figure Territory and Donbas").reply;
    const own = dossier.about("figure", "territory");
    expect(own.filter(({ id }) => !items.includes(id))).toEqual([]);
  });

  test("alone, lists every measure and states no number", () => {
    const { reply } = ask("/figure");
    const text = askText("/figure");
    for (const measure of measures) expect(text).toContain(measure);
    expect(reply.citations).toEqual([]);
  });

  test("no figure is said to be none", () => {
    const { reply } = ask("/figure price of bread in lisbon");
    expect(reply.kind).toBe("not_found");
    expect(reply.citations).toEqual([]);
  });
});
