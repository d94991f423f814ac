/** What an operator's files and settings can hold: a broken one is told in words, and tells no secret. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect } from "vitest";
import { loadConfig, settings } from "../../src/config.ts";
import { loadDossier } from "../../src/dossier/load.ts";
import { DossierError, UserError } from "../../src/errors.ts";
import { STARTER } from "../support/process.ts";
import { fuzz } from "./cases.ts";

const folder = mkdtempSync(join(tmpdir(), "rapporteur-"));
afterAll(() => rmSync(folder, { recursive: true }));
cpSync(STARTER, folder, { recursive: true });
const files = readdirSync(STARTER).filter((name) => name.endsWith(".yaml"));
const whole = new Map(files.map((name) => [name, readFileSync(join(STARTER, name), "utf8")]));

const piece = fc.oneof(
  fc.constantFrom(
    ...[
      "\n",
      "\t",
      ": ",
      "- ",
      "&a ",
      "*a",
      "!!js/function ",
      "<<: *a",
      "{",
      "}",
      "[",
      "]",
      "|",
      ">",
      "'",
      '"',
      "#",
    ],
    ...[
      "null",
      "~",
      "1e999",
      "0x1F",
      "2026-13-45",
      "true",
      "---\n",
      "...\n",
      "%YAML 9.9\n",
      "\u0000",
      "\uFEFF",
    ],
    ...["__proto__: {}\n", "- id: constructor\n", "id: ../../x\n", "x".repeat(9_999), "[".repeat(2_000)],
  ),
  fc.string({ unit: "binary", maxLength: 20 }),
);
const edit = fc.record({
  name: fc.constantFrom(...files),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat({ max: 60 }),
  piece,
});

fuzz("yaml", "a dossier that loads, or every problem in words", edit, ({ name, at, cut, piece: put }) => {
  const text = whole.get(name) ?? "";
  const from = Math.floor(at * text.length);
  writeFileSync(join(folder, name), text.slice(0, from) + put + text.slice(from + cut));
  try {
    expect(loadDossier(folder).items.length).toBeGreaterThan(0);
  } catch (error) {
    if (!(error instanceof DossierError || error instanceof UserError)) throw error;
    expect(error.message.trim()).not.toBe("");
  } finally {
    writeFileSync(join(folder, name), text);
  }
});

/** What an environment can hold: anything without a NUL. */
const value = fc
  .oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.constantFrom(
      "",
      " ",
      "0",
      "-1",
      "1e9",
      "yes",
      "127.0.0.1:0",
      "http://x",
      "https://x/y",
      "1:a",
      "off",
      "debug",
    ),
  )
  .map((text) => text.replaceAll("\u0000", ""));
/** Longer than any word of a message, so that it shows when it is told. */
const secret = fc.stringMatching(/^[ !-~]{24,40}$/);
const SECRETS = ["DISCORD_TOKEN", "TELEGRAM_TOKEN", "TELEGRAM_WEBHOOK_SECRET"];

const environment = fc.record({
  plain: fc.dictionary(fc.constantFrom(...settings.map(({ name }) => name)), value),
  secrets: fc.dictionary(fc.constantFrom(...SECRETS), secret),
});

fuzz(
  "environment",
  "settings, or every wrong one in words and no secret",
  environment,
  ({ plain, secrets }) => {
    try {
      expect(loadConfig({ ...plain, ...secrets })).toBeTypeOf("object");
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      expect(error.message).toMatch(/^Wrong settings:\n/);
      for (const kept of Object.values(secrets)) expect(error.message).not.toContain(kept);
    }
  },
);
