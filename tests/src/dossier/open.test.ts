/** A dossier whose curated questions are read only when they are needed is the same dossier. */
import { expect, test } from "vitest";
import { loadDossier, openDossier } from "../../../src/dossier/load.ts";
import { DossierError } from "../../../src/errors.ts";
import { smallDossier } from "../../support/dossier.ts";
import { DATA } from "../../support/engine.ts";

test("it has all items, in the same order, under the same revision", () => {
  const [whole, opened] = [loadDossier(DATA), openDossier(DATA)];
  expect(opened.all("event")).toEqual(whole.all("event"));
  const [first] = whole.all("question");
  expect(opened.item(first?.id ?? "")).toEqual(first);
  expect(opened.all("question").length).toBe(whole.all("question").length);
  expect(opened.items.map(({ id }) => id)).toEqual(whole.items.map(({ id }) => id));
  expect(opened.revision).toBe(whole.revision);
});

test("what is wrong with the questions is told when they are needed, all else at once", () => {
  const files = { "questions.yaml": "- id: ask-a\n  asks: [who]\n  answers: [ev-nowhere]\n" };
  const opened = openDossier(smallDossier({ files }));
  expect(opened.all("source").length).toBeGreaterThan(0);
  expect(() => opened.all("question")).toThrow(DossierError);
  expect(() => opened.all("question")).toThrow("ev-nowhere");
  expect(() => openDossier(smallDossier({ files: { "events.yaml": "- id: ev-a\n" } }))).toThrow(DossierError);
});
