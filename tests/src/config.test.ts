/** Settings: defaults, the environment, a file named .env, secrets in files, and all that can be wrong at once. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { run, STARTER } from "../support/process.ts";

/** A folder with files, removed after the test. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "rapporteur-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

describe("loadConfig", () => {
  test("defaults, and an empty setting is none", () => {
    expect(loadConfig({})).toEqual(loadConfig({ RAPPORTEUR_DATA: "", DISCORD_TOKEN: "" }));
    expect(loadConfig({})).toMatchObject({
      data: "data/abu-dhabi-2026",
      discordToken: undefined,
      http: { host: "127.0.0.1", port: 8484 },
      logMessages: false,
    });
  });

  test("the environment", () => expect(loadConfig({ RAPPORTEUR_DATA: "elsewhere" }).data).toBe("elsewhere"));

  test.each([
    ["off", null],
    ["", null],
    ["0.0.0.0:80", { host: "0.0.0.0", port: 80 }],
    ["[::1]:65535", { host: "::1", port: 65_535 }],
  ])("RAPPORTEUR_HTTP=%s", (text, http) => expect(loadConfig({ RAPPORTEUR_HTTP: text }).http).toEqual(http));

  test("spans of time", () => {
    const { catchUp, retention } = loadConfig({ RAPPORTEUR_CATCHUP: "0", RAPPORTEUR_RETENTION: "7" });
    expect([String(catchUp), String(retention)]).toEqual(["PT0S", "P7D"]);
  });

  test("everything wrong is told at once, and no secret with it", () => {
    const wrong = {
      DISCORD_GUILD_ID: "my server",
      DISCORD_API_URL: "ftp://example.org",
      TELEGRAM_TOKEN: "oops 42:secret",
      TELEGRAM_WEBHOOK_URL: "https://example.org/metrics",
      TELEGRAM_WEBHOOK_SECRET: "s e c r e t",
      RAPPORTEUR_HTTP: "127.0.0.1:99999",
      RAPPORTEUR_LOG: "loud",
      RAPPORTEUR_LOG_MESSAGES: "maybe",
      RAPPORTEUR_LIMIT_PERSON: "0",
      RAPPORTEUR_CATCHUP: "3h",
      RAPPORTEUR_RETENTION: "-1",
    };
    const told = problemsOf(wrong);
    expect(told.split("\n").map((line) => line.split(":")[0])).toEqual([
      "Wrong settings",
      ...Object.keys(wrong),
    ]);
    expect(told).not.toMatch(/42:secret|s e c r e t/);
  });

  test("an address that is none is told like the rest", () => {
    expect(problemsOf({ TELEGRAM_WEBHOOK_URL: "nonsense" })).toContain(
      "TELEGRAM_WEBHOOK_URL: not an https address",
    );
  });

  test.each([
    [{ TELEGRAM_WEBHOOK_SECRET: undefined }, "TELEGRAM_WEBHOOK_URL: needs TELEGRAM_WEBHOOK_SECRET too"],
    [{ RAPPORTEUR_HTTP: "off" }, "TELEGRAM_WEBHOOK_URL: needs RAPPORTEUR_HTTP"],
  ])("half a webhook: %j", (env, problem) => {
    const whole = { TELEGRAM_WEBHOOK_URL: "https://example.org/hook", TELEGRAM_WEBHOOK_SECRET: "s" };
    expect(loadConfig(whole).telegramWebhookUrl).toBe(whole.TELEGRAM_WEBHOOK_URL);
    expect(problemsOf({ ...whole, ...env })).toContain(problem);
  });
});

function problemsOf(env: NodeJS.ProcessEnv): string {
  try {
    loadConfig(env);
  } catch (error) {
    return String(error instanceof Error ? error.message : error);
  }
  return "";
}

describe("a secret in a file", () => {
  test.each(["MTAw.a.token", "MTAw.a.token\n", "MTAw.a.token\r\n\n"])("%j", (text) => {
    const file = join(folderWith({ token: text }), "token");
    expect(loadConfig({ DISCORD_TOKEN_FILE: file }).discordToken).toBe("MTAw.a.token");
  });

  test("counts for what needs it", () => {
    const file = join(folderWith({ secret: "a-secret" }), "secret");
    const config = loadConfig({
      TELEGRAM_WEBHOOK_URL: "https://example.org/hook",
      TELEGRAM_WEBHOOK_SECRET_FILE: file,
    });
    expect(config.telegramWebhookSecret).toBe("a-secret");
  });

  test("and in the environment too is a problem", () => {
    const file = join(folderWith({ token: "1:a" }), "token");
    expect(problemsOf({ TELEGRAM_TOKEN_FILE: file, TELEGRAM_TOKEN: "1:b" })).toContain(
      "TELEGRAM_TOKEN_FILE: TELEGRAM_TOKEN is set too",
    );
  });

  test.each([
    ["nowhere", "cannot read", "ENOENT"],
    [".", "cannot read", "EISDIR"],
    ["empty", "is empty", ""],
    ["wrong", "TELEGRAM_TOKEN: not a token", ""],
  ])("%s: %s", (name, ...problem) => {
    const file = join(folderWith({ empty: "\n", wrong: "a wrong secret" }), name);
    const told = problemsOf({ TELEGRAM_TOKEN_FILE: file });
    for (const part of problem) expect(told).toContain(part);
    expect(told).not.toContain("a wrong secret");
  });

  test("is nothing that another setting can have", () => {
    const file = join(folderWith({ data: "elsewhere" }), "data");
    expect(loadConfig({ RAPPORTEUR_DATA_FILE: file }).data).toBe("data/abu-dhabi-2026");
  });
});

test("a file named .env is read; the environment counts more", () => {
  const folder = folderWith({ ".env": `RAPPORTEUR_DATA=${resolve(STARTER)}\n` });
  const read = run("src/main.ts", [], { cwd: folder, input: "/about" });
  expect(read.stdout).toContain("Rapporteur · The Lake Mira talks");
  const other = run("src/main.ts", [], { cwd: folder, env: { RAPPORTEUR_DATA: "nowhere" } });
  expect(other.stderr).toContain("nowhere");
});

test("wrong settings end the program with a list and no stack", () => {
  const { status, stderr } = run("src/main.ts", [], {
    env: { RAPPORTEUR_LOG: "loud", RAPPORTEUR_CATCHUP: "soon" },
  });
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr:
      "Wrong settings:\nRAPPORTEUR_LOG: write debug, info, warn or error\nRAPPORTEUR_CATCHUP: a whole number from 0 to 168\n",
  });
});
