/** The curators' tools, as a shell calls them. */
import { spawnSync } from "node:child_process";
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { parse } from "yaml";
import { askCommand } from "../../../src/cli/ask.ts";
import { toCsv } from "../../../src/cli/csv.ts";
import { dataCommand } from "../../../src/cli/data.ts";
import { KINDS, type Kind } from "../../../src/dossier/kinds.ts";
import { loadDossier } from "../../../src/dossier/load.ts";
import { smallDossier, temporaryFolder, textsOf } from "../../support/dossier.ts";

const kinds = Object.keys(KINDS) as Kind[];

afterEach(() => {
  process.exitCode = undefined;
});

/** Runs `data …` in this process. */
function data(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const spies = [
    vi.spyOn(console, "log").mockImplementation((text) => void out.push(String(text))),
    vi.spyOn(console, "error").mockImplementation((text) => void err.push(String(text))),
  ];
  process.exitCode = 0;
  try {
    dataCommand().parse(args, { from: "user" });
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return { status: process.exitCode, out: out.join("\n"), err: err.join("\n") };
}

/** Reads CSV as RFC 4180 defines it. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "\r\n") rows.push([]);
    if (end === "") break;
  }
  return rows.slice(0, -1);
}

describe("check", () => {
  test("a whole dossier passes; the counts by kind, then by source, come last", () => {
    const dir = smallDossier();
    const { status, out } = data("check", "--data", dir, "--sources", textsOf(dir));
    expect(status).toBe(0);
    const lines = out.split("\n");
    expect(lines.slice(0, 3)).toEqual([
      "No problems.",
      "Compared with the texts: 1 quotation, 4 numbers, 9 names",
      "19 items, 1 question and 6 sources, parties and people:",
    ]);
    expect(lines.slice(3, 3 + kinds.length).map((line) => line.trim().split(/\s+/)[0])).toEqual(kinds);
    expect(lines.slice(3 + kinds.length)).toEqual([
      "Paragraphs accounted for:",
      "  s001        100 %  (5 cited, 1 skipped of 6; 17 items)",
      "  s002        100 %  (6 cited, 1 skipped of 7; 12 items)",
    ]);
  });

  test("a broken one does not, and says where", () => {
    const dir = smallDossier({ edits: [["quotes.yaml", "speaker: berg", "speaker: borg"]] });
    const { status, out } = data("check", "--data", dir);
    expect(status).toBe(1);
    expect(out).toMatch(/^quotes\.yaml:2:12: q-berg-two-fleets: there is no person "borg".*\n\n1 problem\n/);
  });

  test("as JSON, for an editor or a pipeline", () => {
    const dir = smallDossier({ edits: [["quotes.yaml", "speaker: berg", "speaker: borg"]] });
    const { out } = data("check", "--data", dir, "--format", "json");
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      problems: [{ file: "quotes.yaml", line: 2, column: 12 }],
      items: { quote: 1, dispute: 1 },
      sources: { s002: { paragraphs: 7, cited: 6, skipped: 1, items: 12 } },
      verified: null,
    });
  });

  test.each([
    ["a folder that is missing", "nowhere", "there is no such folder"],
    ["a file for a folder", "package.json", "it is not a folder"],
  ])("%s is told in one line", (_, dir, why) => {
    const told = data("check", "--data", dir);
    expect(told).toMatchObject({ status: 1, out: "" });
    expect(told.err).toMatch(new RegExp(`^${dir}: the dossier cannot be read: ${why};[^\n]*$`));
  });

  test("a missing folder of sources is told in one line", () => {
    const { status, err } = data("check", "--data", smallDossier(), "--sources", "nowhere");
    expect(status).toBe(1);
    expect(err).toBe("nowhere: there is no such folder; --sources names the folder with the sources' texts");
  });

  test("control characters in the data do not reach the terminal", () => {
    const dir = smallDossier({ edits: [["quotes.yaml", "speaker: berg", 'speaker: "b\\e[2Jorg"']] });
    const { out } = data("check", "--data", dir);
    expect(out).toContain("quotes.yaml:2:12");
    expect(out).not.toContain("\u001b");
  });
});

describe("export", () => {
  test("JSON is the whole dossier as one document", () => {
    const dir = smallDossier();
    const dossier = loadDossier(dir);
    const exported = JSON.parse(data("export", "--data", dir).out);
    expect(exported.dossier).toEqual(dossier.manifest);
    expect(exported.revision).toBe(dossier.revision);
    for (const kind of kinds) {
      expect(exported[KINDS[kind].file], kind).toEqual(JSON.parse(JSON.stringify(dossier.all(kind))));
    }
  });

  test("CSV is a file a kind, with a header and a row an item", () => {
    const dir = smallDossier({
      items: {
        figure: [{ value: { from: 1, to: 2 } }, { value: -20 }],
        event: [{ where: "=1+1", text: 'He said "no", then left.', keywords: ["@home", "b"] }],
        term: [
          {
            cites: [
              { source: "s001", at: [2, 3] },
              { source: "s002", at: [6] },
            ],
          },
        ],
      },
    });
    const out = join(temporaryFolder(), "sheets");
    expect(data("export", "--data", dir, "--format", "csv", "--out", out).status).toBe(0);
    expect(readdirSync(out).sort()).toEqual(kinds.map((kind) => `${KINDS[kind].file}.csv`).sort());
    const table = (file: string) => {
      const [head = [], ...rows] = readCsv(readFileSync(join(out, `${file}.csv`), "utf8"));
      return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]])));
    };
    const dossier = loadDossier(dir);
    for (const kind of kinds) {
      expect(table(KINDS[kind].file).map((row) => row.id)).toEqual(dossier.all(kind).map(({ id }) => id));
    }
    expect(table("terms").at(-1)?.cites).toBe("s001 ¶2, 3; s002 ¶6");
    expect(
      table("figures")
        .slice(-2)
        .map((row) => row.value),
    ).toEqual(["1–2", "-20"]);
    expect(table("events").at(-1)).toMatchObject({
      where: "'=1+1",
      text: 'He said "no", then left.',
      keywords: "'@home; b",
      date: "2030-03-03",
      status: "reported",
      superseded_by: "",
    });
    expect(table("outlook")[0]).toMatchObject({
      "outcome.result": "did not happen",
      "outcome.cites": "s002 ¶3",
    });
    expect(table("sources")[0]).toMatchObject({ "published.date": "2030-03-03", skipped: "¶1 title" });
    expect(table("people")[0]?.posts).toBe("Fisheries minister of Northland [s001 ¶3]");
  });

  test("any text comes back from CSV as it was, but never as a formula", () => {
    const cell = fc.oneof(fc.string({ unit: "grapheme" }), fc.stringMatching(/^[=+\-@\t\r",\n;a]{1,5}$/));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
        const read = readCsv(toCsv(rows));
        expect(read.map((row) => row.map((text) => text.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, "")))).toEqual(
          rows.map((row) => row.map((text) => text.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, ""))),
        );
        for (const text of read.flat()) expect(text).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
      }),
    );
  });

  test("the mark for Excel is written on demand only", () => {
    const dir = smallDossier();
    const out = temporaryFolder();
    data("export", "--data", dir, "--format", "csv", "--out", out);
    expect(readFileSync(join(out, "terms.csv"), "utf8").startsWith("id,")).toBe(true);
    data("export", "--data", dir, "--format", "csv", "--out", out, "--bom");
    expect(readFileSync(join(out, "terms.csv"), "utf8").startsWith("\uFEFFid,")).toBe(true);
  });

  test("what cannot be done is refused, and nothing is written", () => {
    const out = temporaryFolder();
    expect(data("export", "--data", smallDossier(), "--format", "csv")).toMatchObject({ status: 1, out: "" });
    expect(data("export", "--data", smallDossier(), "--out", out)).toMatchObject({ status: 1, out: "" });
    const broken = smallDossier({ edits: [["quotes.yaml", "speaker: berg", "speaker: borg"]] });
    const told = data("export", "--data", broken, "--format", "csv", "--out", out);
    expect(told).toMatchObject({ status: 1, out: "", err: expect.stringContaining("quotes.yaml:2:12") });
    expect(readdirSync(out)).toEqual([]);
  });
});

describe("new", () => {
  /** The optional lines as if a curator had taken the "# " away. */
  const withOptional = (template: string) => template.replace(/^ {2}# (?=[a-z_]+:)/gm, "  ");

  test.each(kinds)("the template of a %s can be pasted as it is", (kind) => {
    const dir = smallDossier();
    const { status, out } = data("new", kind, "a new thing", "--data", dir);
    expect(status).toBe(0);
    appendFileSync(join(dir, `${KINDS[kind].file}.yaml`), `${out}\n`);
    const before = loadDossier(smallDossier()).all(kind).length;
    expect(loadDossier(dir).all(kind)).toHaveLength(before + 1);
  });

  test.each(kinds)("the template of a %s shows every key, optional ones with values that fit", (kind) => {
    const { out } = data("new", kind, "--data", smallDossier());
    const [item] = parse(withOptional(out));
    expect(Object.keys(item).sort()).toEqual(Object.keys(KINDS[kind].schema.shape).sort());
    expect(KINDS[kind].schema.safeParse(item).error?.issues).toBeUndefined();
  });

  test.each([
    [["event", "The", "Kremlin", "meeting: 22/23 Jan"], "ev-the-kremlin-meeting-22-23-jan"],
    [["event", "ev-first", "meeting"], "ev-first-meeting-2"],
    [["event"], "ev-1"],
    [["person", "Žofie", "Nová"], "zofie-nova"],
    [["person", "Дональд"], "person-1"],
    [["source", "Lake Gazette"], "s003"],
    [["round"], "round-2"],
    [["topic", "berg"], "berg-2"],
  ])("%j gets the next free id", (args, id) => {
    const [item] = parse(data("new", ...args, "--data", smallDossier()).out);
    expect(item.id).toBe(id);
  });

  test("numbers go on after the highest, in the width in use", () => {
    const dir = smallDossier({
      items: { source: [{ id: "s0099" }, { id: "s0100" }], event: [{ id: "ev-7" }] },
    });
    expect(parse(data("new", "source", "--data", dir).out)[0].id).toBe("s0101");
    expect(parse(data("new", "event", "--data", dir).out)[0].id).toBe("ev-8");
  });

  test("typed words are the name, whatever is in them", () => {
    const words = 'Fish: "red" # {herring}';
    const dir = smallDossier();
    expect(parse(data("new", "topic", words, "--data", dir).out)[0].name).toBe(words);
    expect(parse(data("new", "term", words, "--data", dir).out)[0].term).toBe(words);
  });

  test("in a dossier without items, placeholders say what belongs there", () => {
    const dir = temporaryFolder();
    const { err, out } = data("new", "quote", "--data", dir);
    expect(err).toContain("cannot be read");
    expect(parse(out)[0]).toMatchObject({ id: "q-1", speaker: "id-of-a-person", topics: ["id-of-a-topic"] });
  });
});

test("stats shows where the dossier is thick and what lacks a topic", () => {
  const dir = smallDossier({
    items: { quote: [{ speaker: "vale", status: "claimed" }, { speaker: "vale" }], topic: [{ id: "empty" }] },
  });
  const stats = JSON.parse(data("stats", "--data", dir, "--format", "json").out);
  expect(stats).toMatchObject({
    kinds: { quote: 3, dispute: 1 },
    speakers: { vale: 2, berg: 1 },
    statuses: { claimed: 1, disputed: 2 },
    topics: { catch: 12, counts: 1, empty: 0 },
  });
  expect(stats.withoutTopic).toEqual(
    expect.arrayContaining(["del-berg", "fact-customs-house", "q-added-1", "q-added-2"]),
  );
  expect(Object.entries(stats.mostCited)[0]).toEqual(["s001 ¶2", 9]);
  const { out } = data("stats", "--data", dir);
  expect(out).toMatch(/Quotes by speaker:\n {2}vale +2\n {2}berg +1\n/);
});

describe("init", () => {
  const cli = (...args: string[]) =>
    spawnSync(process.execPath, ["src/cli.ts", ...args], { encoding: "utf8" });

  test("yields a dossier that passes its check and that the engine serves", () => {
    const dir = join(temporaryFolder(), "lake");
    expect(cli("data", "init", dir).status).toBe(0);
    expect(cli("data", "check", "--data", dir, "--sources", join(dir, "texts")).status).toBe(0);
    const answer = cli("ask", "--data", dir, "/delegation northland");
    expect(answer.status).toBe(0);
    expect(answer.stdout).toContain("Anna Berg headed the delegation of Northland in Elmsford. [1]");
  });

  test("leaves a folder alone that is not empty", () => {
    const dir = temporaryFolder();
    writeFileSync(join(dir, "notes.txt"), "mine");
    expect(data("init", dir)).toMatchObject({
      status: 1,
      out: "",
      err: expect.stringContaining("is not empty"),
    });
    expect(readdirSync(dir)).toEqual(["notes.txt"]);
  });

  test("has an item of every kind", () => {
    const dossier = loadDossier(smallDossier());
    expect(kinds.filter((kind) => dossier.all(kind).length === 0)).toEqual([]);
  });
});

test("every command that data/README.md shows exists, with its options", () => {
  const readme = readFileSync("data/README.md", "utf8");
  const shown = [...readme.matchAll(/npm run --silent (data|ask) -- ([^`\n]*)/g)];
  const tools = dataCommand().commands;
  expect(new Set(shown.flatMap(([, tool, rest]) => (tool === "data" ? [rest?.split(" ")[0]] : [])))).toEqual(
    new Set(tools.map((tool) => tool.name())),
  );
  for (const [line, tool, rest = ""] of shown) {
    const command = tool === "ask" ? askCommand() : tools.find((c) => c.name() === rest.split(" ")[0]);
    const known = command?.options.map((option) => option.long) ?? [];
    for (const [option] of rest.matchAll(/--[a-z-]+/g)) expect(known, line).toContain(option);
  }
});

test("an unknown kind is refused by name", () => {
  const exit = vi.spyOn(process, "exit").mockImplementation(() => {
    throw new Error("exit");
  });
  const told = vi.spyOn(process.stderr, "write").mockImplementation(() => true);
  onTestFinished(() => {
    exit.mockRestore();
    told.mockRestore();
  });
  expect(() => dataCommand().parse(["new", "evnt"], { from: "user" })).toThrow("exit");
  expect(String(told.mock.calls[0]?.[0])).toContain("Allowed choices are source, party");
});
