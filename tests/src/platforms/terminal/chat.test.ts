/** The chat: a line at a time when piped; greeting, completion and colour on a terminal. */
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { converse, run, STARTER } from "../../../support/process.ts";

const DATA = { RAPPORTEUR_DATA: resolve(STARTER) };

describe("piped", () => {
  test("it answers a line at a time, plainly, without a greeting, and ends", () => {
    const { status, stdout, stderr } = run("src/main.ts", [], {
      env: DATA,
      input: "/round 1\n\nperson berg\n",
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^First meeting/);
    expect(stdout).toContain("(Nothing was asked.");
    expect(stdout).toContain("Anna Berg · Northland");
    expect(stdout).not.toContain("\u001B");
  });

  test.each(["exit", "quit", " /exit "])("%j leaves", (word) => {
    const { status, stdout } = run("src/main.ts", [], { env: DATA, input: `/about\n${word}\n/round 1\n` });
    expect(status).toBe(0);
    expect(stdout).toContain("Rapporteur · The Lake Mira talks");
    expect(stdout).not.toContain("First meeting");
  });

  test("no input at all is no error", () => {
    expect(run("src/main.ts", [], { env: DATA })).toEqual({ status: 0, stdout: "", stderr: "" });
  });
});

describe("on a terminal", () => {
  const script = [
    ["› ", "/per"],
    ["/per", "\t"],
    ["son ", "berg\r"],
    ["Sources", "exit\r"],
  ] as const;

  test("it greets with three things to try, completes with Tab, and answers in colour", async () => {
    const { status, stdout, stderr } = await converse(script, DATA);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^Rapporteur · The Lake Mira talks\nTry \/\S+ [^,]+, \/[^,]+, \/[^,]+\./);
    expect(stdout).toContain("\u001B[1m\u001B[4mAnna Berg · Northland");
  });

  test.each([{ NO_COLOR: "1" }, { TERM: "dumb" }])("with %j its answers have no colour", async (env) => {
    const { stdout } = await converse(
      [
        ["› ", "/person berg\r"],
        ["Northland", "exit\r"],
      ],
      { ...DATA, ...env },
    );
    expect(stdout).toContain("Anna Berg · Northland\n");
    expect(stdout).not.toContain("\u001B[1m");
    expect(stdout).not.toContain("\u001B[2m");
  });
});

test("a dossier that does not load has status 2 and a reason", () => {
  const { status, stdout, stderr } = run("src/main.ts", [], { env: { RAPPORTEUR_DATA: "nowhere" } });
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("there is no such folder");
});
