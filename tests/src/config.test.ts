/** Settings: defaults, the environment, a file named .env. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { run, STARTER } from "../support/process.ts";

describe("loadConfig", () => {
  test("defaults, and an empty setting is none", () => {
    expect(loadConfig({})).toEqual(loadConfig({ RAPPORTEUR_DATA: "" }));
    expect(loadConfig({}).data).toBe("data/abu-dhabi-2026");
  });

  test("the environment", () => expect(loadConfig({ RAPPORTEUR_DATA: "elsewhere" }).data).toBe("elsewhere"));
});

test("a file named .env is read; the environment counts more", () => {
  const folder = mkdtempSync(join(tmpdir(), "rapporteur-"));
  try {
    writeFileSync(join(folder, ".env"), `RAPPORTEUR_DATA=${resolve(STARTER)}\n`);
    const read = run("src/main.ts", [], { cwd: folder, input: "/about" });
    expect(read.stdout).toContain("Rapporteur · The Lake Mira talks");
    const other = run("src/main.ts", [], { cwd: folder, env: { RAPPORTEUR_DATA: "nowhere" } });
    expect(other.stderr).toContain("nowhere");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
