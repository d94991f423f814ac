/** People, parties and topics by whatever name and spelling somebody uses. */
import { describe, expect, test } from "vitest";
import { candidates, exact, type NamedKind, similar } from "../../../src/dossier/lookup.ts";
import { dossier } from "../../support/engine.ts";

describe("a name leads to who is meant", () => {
  test.each<[NamedKind, string, string]>([
    ["party", "rusia", "russia"],
    ["party", "Россия", "russia"],
    ["party", "Росія", "russia"],
    ["party", "moscow", "russia"],
    ["party", "the states", "us"],
    ["party", "сша", "us"],
    ["party", "Україна", "ukraine"],
    ["party", "ukrain", "ukraine"],
    ["person", "vitkov", "witkoff"],
    ["person", "Віткофф", "witkoff"],
    ["person", "zelenskyy", "zelensky"],
    ["person", "Zelenskiy", "zelensky"],
    ["person", "kostiukov", "kostyukov"],
    ["person", "igor kostyukov", "kostyukov"],
    ["person", "kirilo budanov", "budanov"],
    ["person", "grinkevich", "grynkewich"],
    ["topic", "donbass", "territory"],
    ["topic", "TERRITORY", "territory"],
    ["topic", "guarantees", "security-guarantees"],
    ["source", "4", "s003"],
    ["source", "s003", "s003"],
    ["source", "kyiv independent", "s004"],
    ["round", "second round", "round-2"],
  ])("%s %s", (kind, typed, id) => {
    expect(candidates(dossier, kind, typed)[0]?.id).toBe(id);
  });
});

test("every name and alias of the dossier is known, and leads to its owner", () => {
  for (const kind of ["party", "person", "topic", "round"] as const) {
    for (const item of dossier.all(kind)) {
      for (const name of [item.name, ...item.aliases, item.id]) {
        expect([name, exact(dossier, kind, name)?.id]).toEqual([name, item.id]);
      }
    }
  }
});

test("an exact name is no slip, a slip is counted", () => {
  expect(candidates(dossier, "party", "russia")).toEqual([{ id: "russia", name: "Russia", slips: 0 }]);
  expect(candidates(dossier, "party", "rusia")[0]).toEqual({ id: "russia", name: "Russia", slips: 1 });
});

test("what is nobody's name has no candidate, but the nearest are offered", () => {
  expect(candidates(dossier, "person", "napoleon")).toEqual([]);
  expect(candidates(dossier, "person", "")).toEqual([]);
  expect(similar(dossier, "person", "kosty").map(({ id }) => id)).toContain("kostyukov");
});

test("a view knows only the names of its day", () => {
  const view = dossier.asOf(Temporal.PlainDate.from("2026-01-22"));
  expect(exact(view, "person", "witkoff")).toBeNull();
});
