/** Ukrainian and Russian words of a question, in either alphabet, are read as English ones; English and names are left alone. */
import { describe, expect, test } from "vitest";
import { inEnglish } from "../../../src/ask/slavic.ts";
import { ask, dossier } from "../../support/engine.ts";

describe("Ukrainian and Russian words", () => {
  test.each([
    ["kto takoy ushakov", "who is ushakov"],
    ["хто очолює українську делегацію", "who leads ukrainian delegation"],
    ["сколько ракет 3 февраля", "how many missiles 3 февраля"],
    ["pochemu perenesli vtoroy raund", "why postponed second round"],
    ["chomu perenesly druhyi raund", "why postponed second round"],
    ["шо було 4 лютого 2026 року", "what was 4 лютого 2026 року"],
    ["de prokhodyly perehovory", "where held talks"],
  ])("%s", (typed, english) => {
    const { text, readings } = inEnglish(dossier, typed);
    expect(text).toBe(english);
    expect(readings).toHaveLength(1);
  });

  test.each([
    "vienna, geneva, bern: why not there",
    "did qatar take part",
    "russia v ukraine on the donbas",
    "''' who led the ukrainian delegation",
    "is he in Rome or at home",
    "what happened in Vyborg",
    "who is Sveta",
    "what did Lutnick say on the public sentiment",
    ...dossier.all("person").map(({ name }) => name),
    ...dossier.items.flatMap((item) => ("text" in item ? [item.text] : [])),
  ])("%s is left alone", (text) => expect(inEnglish(dossier, text)).toEqual({ text, readings: [] }));

  test("as of a day, no word is read as one that no source had told by then", () => {
    const told = dossier.asOf(Temporal.PlainDate.from("2026-01-24"));
    expect(inEnglish(dossier, "что такое день сурка").text).toContain("groundhog");
    expect(inEnglish(told, "что такое день сурка").text).not.toContain("groundhog");
  });

  test.each([
    ["кто такой Буданов", "budanov"],
    ["zyat trampa", "fact-kushner-informal-adviser"],
    ["skolko raket zapustili 3 fevralya", "fig-february-attack-missiles"],
    ["скільки загинуло на ринку в Дружківці", "fig-druzhkivka-market-dead"],
  ])("%s is answered, and the reply says how it was read", (text, id) => {
    const { reply } = ask(text);
    expect(reply.kind).toBe("answer");
    expect(reply.items[0]).toBe(id);
    expect(JSON.stringify(reply.blocks)).toContain("read as");
  });
});
