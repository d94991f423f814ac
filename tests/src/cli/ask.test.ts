/** `ask` as a process: its output, its JSON, its exit status, and input that is nobody's idea of a question. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run, runAsk, STARTER } from "../../support/process.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rapporteur-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("one question", () => {
  test("is answered with status 0, the slash optional", () => {
    const { status, stdout, stderr } = runAsk(["/delegation northland"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("• Anna Berg headed the delegation of Northland in Elmsford. [1]");
    expect(stdout).toContain("Lake Courier, 3 Mar 2030: [1] ¶3");
    expect(runAsk(["delegation", "northland"])).toEqual({ status, stdout, stderr });
  });

  test("without an answer has status 1 and says why on standard output", () => {
    const { status, stdout, stderr } = runAsk(["/delegation atlantis"]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect(stdout).toContain("No party “atlantis” is in the dossier.");
  });

  test("as one line of JSON", () => {
    const { stdout } = runAsk(["--format", "json", "--now", "2030-03-12T08:00:00Z", "/delegation northland"]);
    expect(stdout.trimEnd()).not.toContain("\n");
    const { elapsedMs, text, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({
      input: "/delegation northland",
      command: "delegation",
      kind: "answer",
      citations: [{ n: 1, source: "s001", paragraphs: [3] }],
      pages: 1,
    });
    expect(`${text}\n`).toBe(runAsk(["/delegation northland"]).stdout);
    expect(elapsedMs).toBeGreaterThanOrEqual(0);
  });

  test("as of a day", () => {
    const { status, stdout } = runAsk(["--as-of", "2030-03-04", "--format", "json", "/sources"]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).citations.map(({ source }: { source: string }) => source)).toEqual(["s001"]);
  });
});

describe("many questions from standard input", () => {
  test("are answered a line each; the status is that of the worst", () => {
    const input = "/delegation northland\n\n/bananas\n/round 1";
    const { status, stdout } = runAsk(["--stdin", "--format", "json"], { input });
    const lines = stdout.trimEnd().split("\n");
    const kinds = lines.map((line) => JSON.parse(line).kind);
    expect(kinds).toEqual(["answer", "error", "error", "answer"]);
    expect(status).toBe(1);
    expect(runAsk(["--stdin"], { input: "/round 1\n" }).status).toBe(0);
  });

  test("broken UTF-8, control characters and 100,000 characters get an answer in whole characters", () => {
    const input = Buffer.concat([
      Buffer.from([0x2f, 0x70, 0xc3, 0x28, 0xff, 0xfe, 0x0a]),
      Buffer.from("/person \u0000\u001B[2Jberg\u0007\n"),
      Buffer.from(`${"x".repeat(100_000)}\n`),
      Buffer.from("/person berg\n"),
    ]);
    const { status, stdout, stderr } = runAsk(["--stdin", "--format", "json"], { input });
    const answers = stdout.trimEnd().split("\n");
    expect(answers.map((line) => JSON.parse(line).kind).at(-1)).toBe("answer");
    expect(answers).toHaveLength(4);
    for (const line of answers) {
      const { text } = JSON.parse(line);
      expect(text.isWellFormed()).toBe(true);
      expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
    }
    expect(JSON.parse(answers[2] ?? "").text).toContain("100,000 characters long");
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  });
});

describe("wrong usage has status 2 and explains itself on standard error", () => {
  test.each([
    ["nothing asked", [], "give an input"],
    ["a question and --stdin", ["--stdin", "/about"], "give an input"],
    ["an unknown option", ["--bananas", "/about"], "unknown option"],
    ["an unknown format", ["--format", "xml", "/about"], "text, json"],
    ["a day that is none", ["--as-of", "2030-02-30", "/about"], "2026-01-24"],
    ["a time that is none", ["--now", "noon", "/about"], "2026-02-04T08:00:00Z"],
  ])("%s", (_, args, message) => {
    const { status, stdout, stderr } = runAsk(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("    at ");
  });
});

describe("a dossier that does not load has status 2", () => {
  test("a missing folder is named", () => {
    const { status, stdout, stderr } = run("src/cli.ts", [
      "ask",
      "--data",
      join(folder, "nowhere"),
      "/about",
    ]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(join(folder, "nowhere"));
    expect(stderr).toContain("there is no such folder");
  });

  test("all its errors are listed, each with file, line and column", () => {
    const broken = join(folder, "broken");
    cpSync(STARTER, broken, { recursive: true });
    writeFileSync(join(broken, "events.yaml"), "- id: ev-a\n  date: sometime\n  text: no\n");
    writeFileSync(join(broken, "terms.yaml"), "- id: term-a\n\tterm: x\n");
    writeFileSync(join(broken, "quotes.yaml"), Buffer.from([0x2d, 0x20, 0xff]));
    const { status, stdout, stderr } = run("src/cli.ts", ["ask", "--data", broken, "/about"]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    for (const place of ["events.yaml:2:9: ", "events.yaml:1:", "terms.yaml:2:", "quotes.yaml:1:1: "]) {
      expect(stderr).toContain(place);
    }
    expect(stderr).not.toContain("    at ");
  });
});
