/** `npm start -- --check`: a line on each part, the exit status, no secret, nothing left behind. */
import { readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openState } from "../../src/storage/state.ts";
import { DiscordPeer, TOKEN } from "../support/discord/peer.ts";
import { readDossier } from "../support/engine.ts";
import { STARTER } from "../support/process.ts";
import { type Ended, folder, startProcess } from "../support/service-process.ts";
import { newPeer } from "../support/telegram-bot.ts";
import { TOKEN as TELEGRAM, type TelegramPeer } from "../support/telegram-peer.ts";

const ITEMS = readDossier(STARTER).items.length;

let discord: DiscordPeer;
let telegram: TelegramPeer;
beforeEach(async () => {
  discord = await DiscordPeer.start();
  telegram = await newPeer();
});
afterEach(() => discord.close());

const check = (env: NodeJS.ProcessEnv = {}): Promise<Ended> =>
  startProcess(
    {
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: discord.apiUrl,
      TELEGRAM_TOKEN: TELEGRAM,
      TELEGRAM_API_ROOT: telegram.root,
      ...env,
    },
    ["--check"],
  ).ended;

/** The lines, each without what comes behind its colon. */
const marks = ({ stdout }: Ended) =>
  stdout
    .trim()
    .split("\n")
    .map((line) => line.split(":")[0]);

test("all is well: one call to each platform, and nothing else", async () => {
  const state = join(folder(), "state.db");
  const ended = await check({ RAPPORTEUR_STATE: state });
  expect(ended).toMatchObject({ status: 0, stderr: "" });
  expect(ended.stdout.replace(/revision \w+/, "revision …")).toBe(
    [
      "ok     settings",
      `ok     dossier: The Lake Mira talks, ${ITEMS} items, revision …`,
      `ok     state: ${state} is sound and can be written`,
      "ok     Discord: the token is that of rapporteur",
      "ok     Telegram: the token is that of @our_bot",
      "",
    ].join("\n"),
  );
  expect(discord.seen.map(({ line }) => line)).toEqual(["GET /users/@me"]);
  expect(telegram.calls.map(({ method }) => method)).toEqual(["getMe"]);
  // Closed as it should be: nothing waits to be written into the file.
  expect(readdirSync(dirname(state)).filter((name) => /-wal$|-shm$/.test(name))).toEqual([]);
});

test("what is off is said to be", async () => {
  const ended = await check({ DISCORD_TOKEN: "", TELEGRAM_TOKEN: "" });
  expect([ended.status, marks(ended).slice(3)]).toEqual([0, ["off    Discord", "off    Telegram"]]);
});

describe("what is wrong is told, and the rest is tried all the same", () => {
  const well = ["ok     settings", "ok     dossier", "ok     state", "ok     Discord", "ok     Telegram"];
  const wrong = (part: string) => well.map((mark) => (mark.endsWith(part) ? `wrong  ${part}` : mark));

  test.each([
    ["Discord", { DISCORD_TOKEN: "MTAw.secret.of-somebody" }, "Discord does not accept the token."],
    ["Discord", { DISCORD_API_URL: "http://127.0.0.1:1/api" }, "Discord cannot be asked"],
    ["Telegram", { TELEGRAM_TOKEN: "42:secret" }, "Telegram does not accept the token."],
    ["Telegram", { TELEGRAM_API_ROOT: "http://127.0.0.1:1" }, "Telegram cannot be asked"],
    ["dossier", { RAPPORTEUR_DATA: "nowhere" }, "nowhere"],
    ["state", { RAPPORTEUR_STATE: `${resolve("package.json")}/state.db` }, "cannot be opened (E"],
  ])("%s", async (part, env, told) => {
    const ended = await check(env);
    expect([ended.status, marks(ended).slice(0, 5).toSorted()]).toEqual([1, wrong(part).toSorted()]);
    expect(ended.stdout).toContain(told);
    expect(ended.stdout + ended.stderr).not.toMatch(/secret|AAE|never-a-real-one/);
  });

  test("a state that is damaged, or in use", async () => {
    const path = join(folder(), "state.db");
    const held = openState(path);
    const inUse = await check({ RAPPORTEUR_STATE: path });
    held.close();
    writeFileSync(path, "this is no database, however long it may be made".repeat(100));
    const damaged = await check({ RAPPORTEUR_STATE: path });
    expect([inUse.status, damaged.status]).toEqual([1, 1]);
    expect(inUse.stdout).toContain("wrong  state: Another service is running");
    expect(damaged.stdout).toContain("is damaged");
  });
});

test("settings that are wrong, and arguments that are none, end it with status 2", async () => {
  const settings = await check({ RAPPORTEUR_LOG: "loud" });
  expect(settings).toMatchObject({
    status: 2,
    stdout: "",
    stderr: expect.stringContaining("RAPPORTEUR_LOG"),
  });
  const { status, stderr } = await startProcess({ RAPPORTEUR_DATA: resolve(STARTER) }, ["--chekc"]).ended;
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("--check") });
});
