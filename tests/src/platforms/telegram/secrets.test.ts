/** The token reaches no sink: each kind of failure is provoked, and everything that is written anywhere is read. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { createBot, failureOf, describe as tell } from "../../../../src/platforms/telegram/api.ts";
import { newPeer, startBot } from "../../../support/telegram-bot.ts";
import { type Fault, TOKEN } from "../../../support/telegram-peer.ts";
import { startService } from "../../../support/telegram-process.ts";
import { privately } from "../../../support/telegram-updates.ts";

const PATIENCE_MS = 60_000;
const SECRET = TOKEN.split(":")[1] ?? "";
const WEBHOOK_SECRET = "webhook-secret-of-this-test";

const refusal = (error: number, description: string): Fault => ({ error, description });
const FAILURES: [string, Fault][] = [
  ["a broken connection", "reset"],
  ["a lost answer", "lost"],
  ["a server error", refusal(500, "Internal Server Error")],
  ["a refusal that quotes the address", refusal(400, `Bad Request: bad path /bot${TOKEN}/sendMessage`)],
  ["a bad token", refusal(401, "Unauthorized")],
  ["an answer that is no JSON", "garbage"],
];

/** A folder for state, removed after the test. */
function folderOf(): string {
  const folder = mkdtempSync(join(tmpdir(), "rapporteur-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe("errors of the Bot API client", () => {
  test("that the client's own carry the token is why this is tested", async () => {
    const { Bot } = await import("grammy");
    const bot = new Bot(TOKEN, { client: { apiRoot: "http://127.0.0.1:1" } });
    const error: unknown = await bot.api.getMe().catch((thrown: unknown) => thrown);
    expect(inspect(error, { depth: 9 })).toContain(SECRET);
  });

  test("ours do not, however they are looked at, and still say what happened", async () => {
    const bot = createBot(TOKEN, "http://127.0.0.1:1");
    const error: unknown = await bot.api.getMe().catch((thrown: unknown) => thrown);
    const shown = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error) + tell(error);
    expect(shown).not.toContain(SECRET);
    expect(shown).toContain("ECONNREFUSED");
    expect(failureOf(error)).toBe("unreached");
  });
});

describe("what the bot reports", () => {
  test.each(FAILURES)("%s: on sending and on polling", async (_, fault) => {
    const peer = await newPeer();
    peer.fault("getMe", fault);
    peer.fault("getMyCommands", fault);
    peer.fault("getUpdates", fault);
    peer.fault("sendMessage", fault);
    const bot = await startBot({ peer });
    await bot.say(privately("/help"));
    const told = [...bot.lines, ...bot.bugs, bot.telegram.health.trouble, inspect(bot.telegram.health)].join(
      "\n",
    );
    expect(told).not.toBe("");
    expect(told).not.toContain(SECRET);
  });
});

describe("what the process writes", () => {
  test.each(FAILURES)("%s", { timeout: PATIENCE_MS }, async (_, fault) => {
    const peer = await newPeer();
    peer.fault("getMyCommands", fault);
    peer.fault("sendMessage", fault);
    peer.push(privately("/help"));
    const folder = folderOf();
    const service = startService(peer, join(folder, "state.db"));
    await peer.until(() => peer.of("sendMessage").length > 0);
    peer.push(privately("/about"));
    await peer.until(() => peer.messages.some(({ text }) => text.includes("Dossier")));
    await service.end("SIGTERM");
    expect(service.output()).toContain("Telegram:");
    expect(service.output()).not.toContain(SECRET);
    for (const file of readdirSync(folder)) {
      expect(readFileSync(join(folder, file)).includes(SECRET)).toBe(false);
    }
  });

  test("a crash", { timeout: PATIENCE_MS }, async () => {
    const peer = await newPeer();
    // Breaks the process from inside, when it is told to, with an error that holds both secrets.
    const bomb = join(folderOf(), "bomb.mjs");
    const secrets = "process.env.TELEGRAM_TOKEN + ' ' + process.env.TELEGRAM_WEBHOOK_SECRET";
    writeFileSync(bomb, `process.on("SIGUSR2", () => { throw new Error("crash with " + ${secrets}); });`);
    const service = startService(peer, join(folderOf(), "state.db"), {
      NODE_OPTIONS: `--import ${bomb}`,
      TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET,
    });
    await peer.until(() => peer.of("getUpdates").length > 0);
    void service.end("SIGUSR2");
    expect(await service.ended).toBe(1);
    expect(service.output()).toContain("crash with [redacted] [redacted]");
    expect(service.output()).not.toContain(SECRET);
    expect(service.output()).not.toContain(WEBHOOK_SECRET);
  });

  test("half of the webhook's settings", { timeout: PATIENCE_MS }, async () => {
    const service = startService(await newPeer(), join(folderOf(), "state.db"), {
      TELEGRAM_WEBHOOK_URL: "https://bot.example.org/hook",
    });
    expect(await service.ended).toBe(2);
    expect(service.output()).toContain("TELEGRAM_WEBHOOK_SECRET");
    expect(service.output()).not.toContain(SECRET);
  });

  test("a setting that is no token", { timeout: PATIENCE_MS }, async () => {
    const service = startService(await newPeer(), join(folderOf(), "state.db"), {
      TELEGRAM_TOKEN: `oops ${TOKEN}`,
      TELEGRAM_API_ROOT: "http://127.0.0.1:1",
    });
    expect(await service.ended).toBe(2);
    expect(service.output()).toContain("TELEGRAM_TOKEN");
    expect(service.output()).not.toContain(SECRET);
  });
});
