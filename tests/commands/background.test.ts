/** /background on the real dossier: every fact can be read somewhere, whole topics at a time. */
import { describe, expect, test } from "vitest";
import { ask, askText, dossier } from "../support/engine.ts";

const facts = (input: string) => ask(input).reply.items.flatMap((id) => dossier.get("fact", id) ?? []);

describe("/background", () => {
  test("every fact of a topic is there, whatever it is about", () => {
    for (const { id, name } of dossier.all("topic")) {
      const own = dossier.about("fact", id);
      if (own.length === 0) continue;
      const found = facts(`/background ${name}`);
      expect(own.filter((fact) => !found.includes(fact)).map((fact) => fact.id)).toEqual([]);
    }
  });

  test("between them the topics and the overview show every fact", () => {
    const inputs = ["/background", ...dossier.all("topic").map(({ name }) => `/background ${name}`)];
    const shown = new Set(inputs.flatMap((input) => facts(input)));
    expect(
      dossier
        .all("fact")
        .filter((fact) => !shown.has(fact))
        .map(({ id }) => id),
    ).toEqual([]);
  });

  test("the overview is short and says how much more there is", () => {
    expect(facts("/background").length).toBeLessThan(dossier.all("fact").length / 4);
    expect(askText("/background")).toMatch(/\d+ more, by topic: /);
  });

  test("no background is said to be none", () => {
    expect(ask("/background football").reply.kind).toBe("not_found");
  });
});
