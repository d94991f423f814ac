/** /judgement on the real dossier: no view without the one who holds it. */
import { describe, expect, test } from "vitest";
import { ask, askText, dossier } from "../support/engine.ts";

const judgements = (input: string) =>
  ask(input).reply.items.flatMap((id) => dossier.get("judgement", id) ?? []);

describe("/judgement", () => {
  test("all of a topic, each under its author", () => {
    for (const { id, name } of dossier.all("topic")) {
      const own = dossier.about("judgement", id);
      if (own.length === 0) continue;
      expect(
        judgements(`/judgement ${name}`)
          .map((j) => j.id)
          .toSorted(),
      ).toEqual(own.map((j) => j.id).toSorted());
    }
    const lines = askText("/judgement peacekeepers")
      .split("\n")
      .filter((line) => line.startsWith("• "));
    expect(lines.filter((line) => !line.startsWith("• According to "))).toEqual([]);
  });

  test("of each source, all and only its own", () => {
    for (const { id, short } of dossier.all("source")) {
      const own = dossier.all("judgement").filter(({ by }) => by === id);
      expect(own).not.toEqual([]);
      expect(
        judgements(`/judgement ${short}`)
          .map((j) => j.id)
          .toSorted(),
      ).toEqual(own.map((j) => j.id).toSorted());
    }
  });

  test("of a group named in words, its own first", () => {
    expect(judgements("/judgement conflict resolution theory")[0]?.by).toBe("conflict resolution theory");
  });

  test("forecasts alone", () => {
    const all = dossier.all("judgement").filter(({ type }) => type === "forecast");
    expect(
      judgements("/judgement forecasts")
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(all.map(({ id }) => id).toSorted());
  });

  test("alone, key ones and the authors with how many they have", () => {
    for (const type of ["assessment", "forecast"]) {
      const shown = judgements("/judgement").filter((item) => item.type === type);
      const key = dossier.all("judgement").filter((item) => item.type === type && item.key);
      expect(shown.filter((item) => item.key)).toHaveLength(Math.min(key.length, shown.length));
    }
    const own = dossier.all("judgement").filter(({ by }) => by === "s002").length;
    expect(askText("/judgement")).toContain(`the Failure analysis ${own}`);
  });

  test("nobody's judgement is said to be nobody's", () => {
    expect(ask("/judgement bitcoin").reply.kind).toBe("not_found");
  });
});
