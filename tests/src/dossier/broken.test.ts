/** Broken dossiers, one a rule: each yields its own message at its own place, and no other problem. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { summarise } from "../../../src/cli/data-check.ts";
import { loadDossier, parseDossier } from "../../../src/dossier/load.ts";
import { formatProblem } from "../../../src/errors.ts";
import { smallDossier, textsOf } from "../../support/dossier.ts";
import { MARK } from "./broken/case.ts";
import { NAMES, PARAGRAPHS } from "./broken/citing.ts";
import { REFERENCES } from "./broken/references.ts";
import { SHAPE } from "./broken/shape.ts";
import { AGAINST_TEXTS } from "./broken/texts.ts";
import { WORDING } from "./broken/wording.ts";
import { YAML } from "./broken/yaml.ts";

/** Takes the mark out of the dossier's files. @returns "file:line:column" of where it stood */
function takeMark(dir: string): string {
  const places: string[] = [];
  for (const file of readdirSync(dir).filter((name) => name.endsWith(".yaml"))) {
    const text = readFileSync(join(dir, file), "utf8");
    const at = text.indexOf(MARK);
    if (at < 0) continue;
    const before = text.slice(0, at).split("\n");
    places.push(`${file}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`);
    writeFileSync(join(dir, file), text.replace(MARK, ""));
  }
  expect(places, "a case marks one place").toHaveLength(1);
  return places[0] ?? "";
}

const problemsOf = (dir: string, texts?: string): string[] =>
  summarise(parseDossier(dir), texts).problems.map(formatProblem);

test("the dossier that all of these break is whole", () => {
  const dir = smallDossier();
  expect(problemsOf(dir, textsOf(dir))).toEqual([]);
});

describe.each(Object.entries({ YAML, SHAPE, REFERENCES, PARAGRAPHS, WORDING, NAMES }))("%s", (_, cases) => {
  test.each(cases)("%s", (_, edits, message) => {
    const dir = smallDossier({ edits });
    const expected = `${takeMark(dir)}: ${message}`;
    expect(problemsOf(dir)).toEqual([expected]);
    expect(() => loadDossier(dir)).toThrow(expected);
  });
});

describe("against the texts", () => {
  test.each(AGAINST_TEXTS)("%s", (_, edits, message) => {
    const dir = smallDossier({ edits });
    const expected = `${takeMark(dir)}: ${message}`;
    expect(problemsOf(dir)).toEqual([]);
    expect(problemsOf(dir, textsOf(dir))).toEqual([expected]);
  });
});

describe("files", () => {
  test("dossier.yaml is missing", () => {
    const dir = smallDossier({ files: { "dossier.yaml": null } });
    expect(problemsOf(dir)).toEqual([
      "dossier.yaml:1:1: is missing; it holds the dossier's id, title, subject and period",
    ]);
  });

  test("a dossier.yaml that is a list", () => {
    const dir = smallDossier({ files: { "dossier.yaml": "- id: lake-mira\n" } });
    expect(problemsOf(dir)).toEqual(['dossier.yaml:1:1: must be keys with values, such as "id: …"']);
  });

  test("a file that is not a list", () => {
    const dir = smallDossier({ files: { "events/more.yaml": "id: ev-more\ndate: 2030-03-04\n" } });
    expect(problemsOf(dir)).toEqual(['events/more.yaml:1:1: must be a list: begin each item with "- id: …"']);
  });

  test("a file that belongs to no kind", () => {
    const dir = smallDossier({ files: { "evens.yaml": "- id: ev-1" } });
    expect(problemsOf(dir)).toEqual([
      "evens.yaml:1:1: is not a file of a dossier; did you mean events.yaml?",
    ]);
  });

  test("a file that is not UTF-8", () => {
    // "Präsident" as Windows writes it by default.
    const bytes = Buffer.from("# Pr\u00e4sident\n", "latin1");
    const dir = smallDossier({ files: { "events/january.yaml": bytes } });
    expect(problemsOf(dir)).toEqual(["events/january.yaml:1:1: is not valid UTF-8; save it as UTF-8 text"]);
  });

  test("a folder named like a file", () => {
    const dir = smallDossier();
    mkdirSync(join(dir, "events.yaml.d"));
    mkdirSync(join(dir, "events", "old.yaml"), { recursive: true });
    expect(problemsOf(dir)).toEqual([
      "events/old.yaml:1:1: is a folder named like a file; leave the .yaml out of its name",
    ]);
  });

  test("references that unfold without end", () => {
    const bomb = `- &a [x, x, x, x, x, x, x, x, x, x]\n${"bcdefgh".replace(/./g, (c) => {
      const before = String.fromCharCode(c.charCodeAt(0) - 1);
      return `- &${c} [${Array(10).fill(`*${before}`).join(", ")}]\n`;
    })}`;
    expect(problemsOf(smallDossier({ files: { "events/bomb.yaml": bomb } }))).toEqual([
      'events/bomb.yaml:1:1: its references ("&" and "*") unfold to too much',
    ]);
  });
});

test("all problems of all files come together, in the order of the files", () => {
  const dir = smallDossier({
    edits: [
      ["terms.yaml", "at: [6]", "at: [6, 9]"],
      ["events.yaml", "where: Elmsford", "were: Elmsford"],
      ["rounds.yaml", "number: 1", "number: first"],
      ["dossier.yaml", "id: lake-mira", "id: Lake"],
    ],
  });
  expect(problemsOf(dir).map((problem) => problem.split(":")[0])).toEqual([
    "dossier.yaml",
    "events.yaml",
    "rounds.yaml",
    "terms.yaml",
  ]);
});
