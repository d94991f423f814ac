/** A particular that no statement holds is refused plainly; one that a statement holds is not. */
import { describe, expect, test } from "vitest";
import { ask, askText } from "../../support/engine.ts";

describe("a particular that is not there", () => {
  test.each([
    ["how big was the sample of the december poll", /^\(Not in the dossier/],
    ["verbatim wording of the practical steps", /^\(Not in the dossier|^\(Mentioned, but not stated/],
    ["how many people died in the first world war", /^\(Not in the dossier/],
    ["what did biden say about the talks", /^\(Not in the dossier: it has nothing on “biden”/],
    ["gaza ceasefire terms", /^\(Not in the dossier: it has nothing on “gaza”/],
    // Only a phrasing that corrects the place knows it: what was agreed there is another question.
    ["what was agreed in riyadh", /^\(Not in the dossier/],
    ["chancellor merz, his view of the anchorage formula", /^\(Not in the dossier/],
    // Plants, a number and an exact wording are particulars that the nearest answers do not hold.
    ["which power stations were hit in february", /^\(Not in the dossier|^\(Mentioned/],
    ["when does the state of emergency end", /^\(Not in the dossier|^\(Mentioned/],
    ["how many deserters does russia have", /^\(Not in the dossier/],
    ["how exactly did ukraine adjust its stance", /^\(Mentioned, but not stated/],
  ])("%s", (text, expected) => {
    expect(ask(text).reply.kind).toBe("not_found");
    expect(askText(text)).toMatch(expected);
  });
});

describe("a particular that is there", () => {
  test.each([
    "how far along is the paper on american guarantees",
    "who watches over a settlement",
    "exact words of witkoff on x",
    "how many people lost power in odesa",
    "when did trump announce the pause",
    "how many regions does russia want recognised",
    "which heads led, where did they meet and for how long",
    "were the talks in dubai",
    "did the ukrainian delegation's instructions change",
    "exact words zelensky on donbas before the talks",
  ])("%s", (text) => {
    expect(ask(text).reply.kind).toBe("answer");
    expect(askText(text)).not.toMatch(/^\((?:Not in the dossier|Mentioned)/);
  });
});

test("what somebody said whom no source quotes is refused by name", () => {
  const text = askText("what did driscoll say about the february talks");
  expect(text).toMatch(/^\(Not in the dossier: no source tells what Dan Driscoll said of this/);
  // A judgement about somebody is not what he said.
  expect(ask("what did budanov say about the february talks").reply.kind).toBe("not_found");
  expect(askText("what did rubio say about the second round")).not.toContain("Not in the dossier");
});

test.each(["what about", "thanks, that's all", "what would you do as zelensky", "does budanov have kids"])(
  "%s asks for nothing that is there",
  (text) => {
    expect(ask(text).reply.kind).toBe("not_found");
  },
);

test("how many took part is not told by who did", () => {
  expect(ask("how many people took part in the kremlin meeting").reply.kind).toBe("not_found");
});
