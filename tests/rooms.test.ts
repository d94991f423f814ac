/** The table of rooms: which part of the code may import what. Anything unlisted is forbidden. */
import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { importsOf, type Room, violations } from "./support/imports.ts";

const PRESENT = ["src/present/", "src/reply/", "src/dossier/"];

/** All may import src/errors.ts, Node's own modules and their own room. */
const ROOMS: Readonly<Record<string, Room>> = {
  "src/errors.ts": { imports: [] },
  "src/config.ts": { imports: ["zod"] },
  "src/reply/": { imports: [] },
  "src/dossier/": { imports: ["zod", "yaml", "js-yaml", "better-sqlite3", "stemmer"] },
  "src/args.ts": { imports: ["zod"], types: ["src/dossier/"] },
  "src/command.ts": {
    imports: ["zod", "src/args.ts"],
    types: ["src/dossier/", "src/reply/", "src/storage/"],
  },
  "src/arguments/": { imports: ["src/dossier/"], types: ["src/args.ts", "src/command.ts"] },
  "src/complete.ts": {
    imports: ["src/arguments/", "src/dossier/"],
    types: ["src/args.ts", "src/command.ts"],
  },
  "src/dispatch.ts": {
    // How days and sources are called is said in one place, for answers and for briefings.
    imports: ["src/arguments/", "src/dossier/", "src/present/", "src/reply/"],
    types: ["src/command.ts", "src/storage/"],
  },
  "src/present/": { imports: ["src/dossier/", "src/reply/"] },
  "src/ask/": { imports: PRESENT },
  // Since when an item is known is history, which only storage has.
  "src/briefing/": { imports: PRESENT, types: ["src/storage/"] },
  "commands/": {
    imports: [
      "src/args.ts",
      "src/command.ts",
      "src/arguments/",
      "src/ask/",
      "src/briefing/",
      "src/schedule/",
      "zod",
      ...PRESENT,
    ],
    types: ["src/storage/"],
    closed: true,
  },
  "commands/index.ts": { imports: ["commands/"], types: ["src/command.ts"] },
  "src/render/": {
    imports: ["src/reply/", "wrap-ansi"],
    types: ["discord-api-types/v10"],
  },
  "src/platforms/discord/": {
    // zod reads stored posts back.
    imports: ["discord.js", "src/render/", "src/reply/", "zod"],
    types: ["src/args.ts", "src/dispatch.ts", "src/command.ts", "src/schedule/", "src/storage/"],
  },
  "src/remembered.ts": { imports: [], types: ["src/dispatch.ts", "src/dossier/"] },
  "src/engine.ts": {
    imports: [
      "src/complete.ts",
      "src/dispatch.ts",
      "src/ops/",
      "src/present/",
      "src/remembered.ts",
      "src/reply/",
    ],
    types: ["src/command.ts", "src/platforms/discord/"],
  },
  "src/platforms/terminal/": {
    imports: ["src/render/", "src/reply/"],
    types: ["src/dispatch.ts", "src/command.ts"],
  },
  // What whoever runs the service sees: logs, metrics, health; limits on what it is asked.
  "src/ops/": { imports: ["pino", "prom-client", "limiter", "src/reply/"] },
  "src/schedule/": {
    // What people type as a time, day or zone is read with the same slips as everything else.
    imports: ["src/briefing/", "src/reply/", "src/dossier/fuzzy.ts", "node-cron", "@vvo/tzdb"],
    types: ["src/storage/", "src/platforms/", "src/dossier/"],
  },
  "src/storage/": { imports: ["better-sqlite3", "zod"] },
  "src/platforms/telegram/": {
    imports: ["src/render/", "src/reply/", "zod", "grammy", "@grammyjs/runner", "@grammyjs/auto-retry"],
    types: ["src/command.ts", "src/schedule/", "src/storage/", "grammy/types"],
  },
  "src/service.ts": {
    imports: ["commands/index.ts", "src/dossier/", "src/reply/"],
    types: ["src/dispatch.ts"],
  },
  "src/cli/": {
    imports: [
      "commander",
      "yaml",
      "zod",
      "src/config.ts",
      "src/dispatch.ts",
      "src/dossier/",
      "src/reply/",
      "src/render/",
      "src/schedule/due.ts",
      "src/service.ts",
      "src/storage/",
    ],
  },
  "src/cli.ts": { imports: ["commander", "src/cli/"] },
  // Tries what the service needs.
  "src/check.ts": {
    imports: [
      "src/ops/",
      "src/platforms/discord/",
      "src/platforms/telegram/",
      "src/service.ts",
      "src/storage/",
    ],
    types: ["src/config.ts"],
  },
  // The platforms, started.
  "src/running.ts": {
    imports: ["src/ops/", "src/platforms/discord/", "src/platforms/telegram/", "src/schedule/"],
    types: ["src/config.ts", "src/engine.ts", "src/service.ts", "src/storage/"],
  },
  // Scheduled briefings, put together.
  "src/desk.ts": {
    imports: ["src/ops/", "src/schedule/"],
    types: ["src/config.ts", "src/dispatch.ts", "src/service.ts", "src/storage/"],
  },
  // The service, put together.
  "src/serve.ts": {
    imports: ["src/desk.ts", "src/engine.ts", "src/ops/", "src/running.ts", "src/service.ts", "src/storage/"],
    types: ["src/config.ts"],
  },
  "src/main.ts": {
    imports: [
      "src/check.ts",
      "src/complete.ts",
      "src/config.ts",
      "src/dispatch.ts",
      "src/platforms/terminal/",
      "src/serve.ts",
      "src/service.ts",
    ],
  },
};

const files = globSync(["src/**/*.ts", "commands/**/*.ts"]).map((file) => file.replaceAll("\\", "/"));

describe("rooms", () => {
  test.each(files)("%s imports only what its room may", (file) => {
    expect(violations(file, readFileSync(file, "utf8"), ROOMS)).toEqual([]);
  });

  test("the table names no room that is gone", () => {
    const gone = Object.keys(ROOMS).filter((room) => !files.some((file) => file.startsWith(room)));
    expect(gone).toEqual([]);
  });
});

describe("a planted violation is found", () => {
  test.each([
    [
      "a renderer that reads the dossier",
      "src/render/x.ts",
      'import { Dossier } from "../dossier/dossier.ts";',
    ],
    ["types beyond the table", "src/reply/x.ts", 'import type { Dossier } from "../dossier/dossier.ts";'],
    ["a value where only types may be", "src/command.ts", 'import { finish } from "./reply/finish.ts";'],
    ["one command importing another", "commands/x.ts", 'import help from "./help.ts";'],
    ["a package of another room", "src/reply/x.ts", 'import { z } from "zod";'],
    ["a package nobody listed", "src/cli/x.ts", 'import chalk from "chalk";'],
    ["an import over several lines", "src/reply/x.ts", 'import {\n  a,\n  b,\n} from "../dispatch.ts";'],
    ["an import after the call", "src/reply/x.ts", 'const x = await import("../dispatch.ts");'],
    ["a re-export", "src/reply/x.ts", 'export * from "../dispatch.ts";'],
    ["an import for its effect", "src/reply/x.ts", 'import "zod";'],
    ["a file in no room", "src/nowhere.ts", ""],
  ])("%s", (_, file, text) => {
    expect(violations(file, text, ROOMS)).toHaveLength(1);
  });

  test("and what is allowed is not", () => {
    const text =
      'import type { Dossier } from "./dossier/dossier.ts";\nimport { readFileSync } from "node:fs";';
    expect(violations("src/command.ts", text, ROOMS)).toEqual([]);
    expect(violations("commands/x.ts", 'import { UserError } from "../src/errors.ts";', ROOMS)).toEqual([]);
  });
});

test("imports of types are told from imports of values", () => {
  const text = 'import type { A } from "a";\nimport { type B, c } from "b";\nexport type { D } from "d";';
  expect(importsOf(text)).toEqual([
    { from: "a", typeOnly: true },
    { from: "b", typeOnly: false },
    { from: "d", typeOnly: true },
  ]);
});
