/** /quote on the real dossier: exact words under the one who spoke them. */
import { describe, expect, test } from "vitest";
import { ask, askText, dossier } from "../support/engine.ts";

const quoted = (input: string) => ask(input).reply.items.flatMap((id) => dossier.get("quote", id) ?? []);

describe("/quote", () => {
  test("all words of a speaker, and nobody else's", () => {
    for (const speaker of new Set(dossier.all("quote").map((quote) => quote.speaker))) {
      const name = dossier.get("person", speaker)?.name;
      const own = dossier.all("quote").filter((quote) => quote.speaker === speaker);
      expect(
        quoted(`/quote ${name}`)
          .map(({ id }) => id)
          .toSorted(),
      ).toEqual(own.map(({ id }) => id).toSorted());
    }
  });

  test("words are verbatim, in quotation marks, the speaker behind them", () => {
    for (const { words } of dossier.all("quote").filter(({ speaker }) => speaker === "trump"))
      expect(askText("/quote trump")).toContain(`“${words}” — Donald Trump`);
  });

  test("speaker and topic together", () => {
    const found = quoted("/quote zelensky donbas");
    expect(found.length).toBeGreaterThan(1);
    for (const quote of found)
      expect([quote.speaker, quote.topics.includes("territory")]).toEqual(["zelensky", true]);
  });

  test("a topic alone, and other words", () => {
    expect(new Set(quoted("/quote energy ceasefire").map(({ speaker }) => speaker)).size).toBeGreaterThan(1);
    expect(quoted("/quote zelensky stockpile missiles")[0]?.words).toMatch(/stockpile missiles/);
  });

  test("a misspelt speaker is found and said", () => {
    const text = askText("/quote zelensyk stockpile");
    expect(text).toContain("“zelensyk” read as Volodymyr Zelensky");
  });

  test("alone, key words and who else is quoted", () => {
    const shown = [...new Set(quoted("/quote"))];
    const key = dossier.all("quote").filter((item) => item.key);
    expect(shown.length).toBeGreaterThan(3);
    expect(shown.filter((item) => item.key)).toHaveLength(Math.min(key.length, shown.length));
    expect(askText("/quote")).toMatch(/\d+ more, by speaker: .*Donald Trump/);
  });

  test("nobody's words are said to be nobody's", () => {
    expect(ask("/quote lavrov").reply.kind).toBe("not_found");
    expect(ask("/quote kostyukov").reply.kind).toBe("not_found");
  });
});
