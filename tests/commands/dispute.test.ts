/** /dispute on the real dossier: every account of it, none left out, none preferred. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Dispute } from "../../src/dossier/schema.ts";
import { ask, askText, dossier } from "../support/engine.ts";

const disputed = (input: string) => ask(input).reply.items.flatMap((id) => dossier.get("dispute", id) ?? []);
const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];

describe("/dispute", () => {
  test("a topic shows all its disputes", () => {
    for (const { id, name } of dossier.all("topic")) {
      const own = dossier.about("dispute", id);
      if (own.length === 0) continue;
      expect(unique(disputed(`/dispute ${name}`)).length).toBe(own.length);
    }
  });

  test("a question shows every account under its own sources", () => {
    for (const { question, accounts } of dossier.all("dispute")) {
      const text = askText(`/dispute ${question}`);
      expect(text).toContain(question);
      for (const account of accounts) expect(text).toContain(`• ${account.text} [`);
    }
  });

  test("accounts of the same sources stand together under one label", () => {
    for (const { question } of dossier.all("dispute")) {
      const { blocks } = ask(`/dispute ${question}`).reply;
      const labels = blocks.flatMap((block) =>
        block.type === "comparison" ? [block.sides.map(({ label }) => label)] : [],
      );
      expect([question, labels]).toEqual([question, labels.map(unique)]);
    }
  });

  test("words find the dispute that is meant, first", () => {
    expect(disputed("/dispute length of the kremlin meeting")[0]?.question).toMatch(/Kremlin/);
    expect(disputed("/dispute kostyukov post")[0]?.question).toBe("What is Kostyukov's post?");
  });

  test("a dispute has the days of what it bears on", () => {
    const found = disputed("/dispute february attack").map(({ id }) => id);
    expect(found).toContain("dis-february-strike-dates");
    expect(found).not.toContain("dis-kremlin-meeting-length");
  });

  test("alone, key disputes and a count by topic", () => {
    const shown = [...new Set(disputed("/dispute"))];
    const key = dossier.all("dispute").filter((item) => item.key);
    expect(shown.length).toBeGreaterThan(3);
    expect(shown.filter((item) => item.key)).toHaveLength(Math.min(key.length, shown.length));
    expect(askText("/dispute")).toContain(`${dossier.all("dispute").length} disputes in all.`);
  });

  test("when the sources do not differ, or not yet, that is said", () => {
    expect(ask("/dispute price of gold").reply.kind).toBe("not_found");
    const early = ask("/dispute energy pause as_of:2026-01-23").reply;
    expect(early.kind).toBe("not_found");
  });
});

describe("/dispute by kind", () => {
  const kinds = Dispute.shape.type.options;
  test.each<[string, string]>([
    ...kinds.map((kind): [string, string] => [kind, kind]),
    ...kinds.map((kind): [string, string] => [`${kind}s`, kind]),
    ["Figures", "number"],
    ["members", "membership"],
  ])("%s", (typed, type) => {
    const shown = ask(`/dispute ${typed}`).reply.items.flatMap((id) => dossier.get("dispute", id) ?? []);
    const expected = dossier.all("dispute").filter((item) => item.type === type);
    expect(expected.length).toBeGreaterThan(2);
    expect(new Set(shown)).toEqual(new Set(expected));
  });

  test("every kind is named in the help and the README", () => {
    const row = readFileSync("README.md", "utf8")
      .split("\n")
      .find((line) => line.includes("`/dispute [about]`"));
    for (const kind of kinds)
      expect([askText("/help dispute"), row]).toEqual([
        expect.stringContaining(kind),
        expect.stringContaining(kind),
      ]);
  });

  test("what any object has is no kind", () => {
    for (const word of ["constructor", "toString", "__proto__"])
      expect(ask(`/dispute ${word}`).reply.kind).toBe("not_found");
  });
});
