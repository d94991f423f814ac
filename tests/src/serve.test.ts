/** The service as its operator sees it: health, metrics, log, and its end on signals and crashes. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openState } from "../../src/storage/state.ts";
import { subscription } from "../support/briefings.ts";
import { DiscordPeer, TOKEN } from "../support/discord/peer.ts";
import { GUILD } from "../support/discord/world.ts";
import { readDossier } from "../support/engine.ts";
import { STARTER } from "../support/process.ts";
import { folder, type ServiceProcess, startProcess } from "../support/service-process.ts";
import { newPeer } from "../support/telegram-bot.ts";
import { TOKEN as TELEGRAM, type TelegramPeer } from "../support/telegram-peer.ts";
import { PRIVATE, privately } from "../support/telegram-updates.ts";

const ITEMS = readDossier(STARTER).items.length;

let discord: DiscordPeer;
let telegram: TelegramPeer;
beforeEach(async () => {
  discord = await DiscordPeer.start();
  telegram = await newPeer();
});
afterEach(() => discord.close());

const WEBHOOK_SECRET = "webhook-secret-of-this-test";
const SECRETS = new RegExp([TOKEN, TELEGRAM.split(":")[1], WEBHOOK_SECRET].join("|"));

/** Starts the service with both platforms. */
const start = (env: NodeJS.ProcessEnv = {}): ServiceProcess =>
  startProcess({
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_URL: discord.apiUrl,
    TELEGRAM_TOKEN: TELEGRAM,
    TELEGRAM_API_ROOT: telegram.root,
    ...env,
  });

const ready = async (service: ServiceProcess) => {
  const response = await service.get("/readyz");
  return { status: response.status, ...JSON.parse(await response.text()) };
};

/** Between two looks at a page: nothing tells when it changes. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 50));

/** Waits until the service says that it is ready, or that it is not. */
async function until(service: ServiceProcess, status: number) {
  for (;;) {
    const look = await ready(service);
    if (look.status === status) return look;
    await pause();
  }
}

const metric = async (service: ServiceProcess, line: string): Promise<string | undefined> => {
  const text = await (await service.get("/metrics")).text();
  return text
    .split("\n")
    .find((each) => each.startsWith(line))
    ?.slice(line.length + 1);
};

describe("health", () => {
  test("alive from the start; ready when both platforms are connected, and not while one is not", async () => {
    telegram.fault("getMe", { error: 500, description: "Internal Server Error" });
    const service = start();
    expect((await service.get("/healthz")).status).toBe(200);
    const look = await until(service, 200);
    expect(look).toMatchObject({
      troubles: [],
      parts: {
        state: { ok: true },
        dossier: { ok: true, items: ITEMS, edit: null },
        discord: { ok: true },
        telegram: { ok: true },
      },
    });
    // The peer refuses the bot's next polls.
    telegram.fault(
      "getUpdates",
      ...Array.from({ length: 3 }, () => ({ error: 401, description: "Unauthorized" })),
    );
    telegram.push(privately("/about"));
    const ill = await until(service, 503);
    expect(ill.troubles).toEqual([expect.stringContaining("telegram: the bot's token is refused (401)")]);
    expect((await service.get("/healthz")).status).toBe(200);
    expect(await metric(service, 'rapporteur_connected{platform="telegram"}')).toBe("0");
    expect(await metric(service, 'rapporteur_connected{platform="discord"}')).toBe("1");
  });

  test("one platform that cannot be reached at the start holds up no other, and is on once it can be", async () => {
    discord.refuse();
    const service = start();
    await service.said("Discord cannot be reached");
    telegram.push(privately("/about"));
    await telegram.until(() => telegram.messages.length > 0);
    const { troubles } = await until(service, 503);
    expect(troubles).toEqual([expect.stringMatching(/^discord: Discord cannot be reached: .*ECONNREFUSED/)]);
    await discord.accept();
    await until(service, 200);
    const interaction = discord.rest.interactions.slash("about");
    discord.interact(interaction);
    await discord.until(() => discord.rest.interactions.get(interaction.id).answered);
    service.kill("SIGTERM");
    expect((await service.ended).status).toBe(0);
  });

  test("a gateway that cannot be reached while the rest can: since when, and why", async () => {
    const nowhere = { url: "ws://127.0.0.1:1", shards: 1 };
    const limit = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 };
    discord.fail({
      ...{ line: /\/gateway\/bot$/, times: 1_000 },
      with: { status: 200, body: { ...nowhere, session_start_limit: limit } },
    });
    const service = start();
    telegram.push(privately("/about"));
    await telegram.until(() => telegram.messages.length > 0);
    for (;;) {
      const { troubles, parts } = await until(service, 503);
      const told =
        /^platforms: discord has been starting for \d+ s \(Discord's gateway cannot be reached.*\)$/;
      if (troubles.length === 1 && told.test(troubles[0]) && parts.telegram?.ok) break;
      await pause();
    }
    expect(await metric(service, 'rapporteur_connected{platform="telegram"}')).toBe("1");
    expect(await metric(service, 'rapporteur_connected{platform="discord"}')).toBe("0");
  });

  test("a gateway that is gone is trouble until it is back", async () => {
    const service = start({ TELEGRAM_TOKEN: "" });
    await until(service, 200);
    discord.gateway.drop(4000);
    await service.get("/readyz");
    await discord.until(() => discord.gateway.resumes > 0);
    await until(service, 200);
    expect(await metric(service, 'rapporteur_discord_events{event="reconnects"}')).toBe("1");
  });

  test("a broken edit is told, served is what was before", async () => {
    const data = join(folder(), "dossier");
    cpSync(resolve(STARTER), data, { recursive: true });
    const service = start({ RAPPORTEUR_DATA: data, TELEGRAM_TOKEN: "" });
    const { parts } = await until(service, 200);
    const file = join(data, "events.yaml");
    const before = readFileSync(file, "utf8");
    writeFileSync(file, "- [");
    await service.said("does not load");
    const broken = await ready(service);
    expect(broken).toMatchObject({ status: 200, parts: { dossier: { ...parts.dossier, edit: "broken" } } });
    expect(await metric(service, "rapporteur_dossier_loads")).toBe("0");
    writeFileSync(file, before);
    while ((await ready(service)).parts.dossier.edit !== null) await pause();
  });

  test("an address that is taken ends the start with a sentence", async () => {
    const port = new URL(discord.apiUrl).port;
    const { status, stderr } = await start({ RAPPORTEUR_HTTP: `127.0.0.1:${port}` }).ended;
    expect({ status, stderr: stderr.trim() }).toEqual({
      status: 2,
      stderr: `RAPPORTEUR_HTTP: cannot listen on 127.0.0.1:${port} (EADDRINUSE); set another address, or off.`,
    });
  });
});

test("answers are counted and logged, with nobody's words and no secret anywhere", async () => {
  const service = start({
    TELEGRAM_WEBHOOK_URL: "https://bot.example.org/telegram/hook",
    TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET,
  });
  await until(service, 200);
  const interaction = discord.rest.interactions.slash("person", { person: "Somebody Whoever" });
  discord.interact(interaction);
  await discord.until(() => discord.rest.interactions.get(interaction.id).answered);
  const port = Number(new URL((await service.get("/healthz")).url).port);
  expect(await telegram.post(port, privately("/about"))).toBe(200);
  expect(await telegram.post(port, privately("/about"), "wrong")).toBe(401);
  await telegram.until(() => telegram.messages.length > 0);
  const pages = await Promise.all(
    ["/healthz", "/readyz", "/metrics"].map(async (path) => (await service.get(path)).text()),
  );
  const named = [...readFileSync("README.md", "utf8").matchAll(/`(rapporteur_[a-z_]+)/g)].map(
    ([, name = ""]) => name,
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !pages[2]?.includes(`# TYPE ${name} `))).toEqual([]);
  expect(pages.join("")).not.toMatch(/Whoever/);
  expect(pages.join("")).not.toMatch(SECRETS);
  expect(pages[2]).toMatch(
    /rapporteur_commands_total\{command="person",platform="discord",outcome="not_found"\} 1/,
  );
  expect(pages[2]).toMatch(
    /rapporteur_commands_total\{command="about",platform="telegram",outcome="answer"\} 1/,
  );
  expect(pages[2]).toContain(`\nrapporteur_dossier_items ${ITEMS}\n`);
  expect(pages[2]).toMatch(/^rapporteur_deliveries\{state="sent"\} 0$/m);
  expect(pages[2]).toMatch(/^rapporteur_due_lag_seconds 0$/m);
  service.kill("SIGTERM");
  const { status, stdout, stderr } = await service.ended;
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const answered = service.records().filter(({ msg }) => msg === "answered");
  expect(answered.map(({ platform, command, outcome }) => [platform, command, outcome])).toEqual([
    ["discord", "person", "not_found"],
    ["telegram", "about", "answer"],
  ]);
  for (const record of answered)
    expect(Object.keys(record)).toEqual([
      "level",
      "time",
      "id",
      "command",
      "platform",
      "outcome",
      "ms",
      "msg",
    ]);
  expect(stdout.trim().split("\n")).toHaveLength(service.records().length);
  expect(stdout).not.toMatch(/Whoever/);
  expect(stdout).not.toMatch(SECRETS);
});

test("people's words are logged when that is asked for", async () => {
  const service = start({ RAPPORTEUR_LOG_MESSAGES: "yes", DISCORD_TOKEN: "" });
  telegram.push(privately("/person Somebody Whoever"));
  await service.said('"msg":"answered"');
  expect(service.records().find(({ msg }) => msg === "answered")).toMatchObject({
    input: "/person Somebody Whoever",
    person: String(PRIVATE),
    chat: String(PRIVATE),
  });
});

test("what waits for a platform that is off is kept, and not late", async () => {
  const path = join(folder(), "state.db");
  const state = openState(path);
  const now = Temporal.Now.instant();
  await state.briefings.subscribe(subscription({ nextDue: now.subtract({ minutes: 5 }) }), now);
  state.close();
  const service = start({ DISCORD_TOKEN: "", RAPPORTEUR_STATE: path });
  while ((await metric(service, 'rapporteur_deliveries{state="planned"}')) !== "1") await pause();
  expect(await metric(service, "rapporteur_due_lag_seconds")).toBe("0");
});

test("whoever floods it is refused, and others are answered", async () => {
  const service = start({ RAPPORTEUR_LIMIT_PERSON: "2", DISCORD_TOKEN: "" });
  telegram.push(...Array.from({ length: 20 }, () => privately("/about")));
  const another = 88;
  const from = { id: another, is_bot: false, first_name: "Petro" };
  const chat = { id: another, type: "private" };
  telegram.push({ message: { message_id: 999, date: 1_770_000_000, text: "/about", chat, from } });
  await telegram.until(() => telegram.messages.some((message) => message.chat === another));
  const limited = 'rapporteur_limited_total{platform="telegram",of="person"}';
  while ((await metric(service, limited)) !== "18") await pause();
  const texts = telegram.messages.filter((message) => message.chat === PRIVATE).map(({ text }) => text);
  expect(texts.map((text) => (text.includes("a lot at once") ? "refused" : "answered"))).toEqual([
    "answered",
    "answered",
    "refused",
  ]);
});

describe("the end", () => {
  test("a signal: what is under way is finished, on both platforms, then everything is closed", async () => {
    const service = start();
    await until(service, 200);
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    // The peer asks what to wait for when it has the answer.
    const arrived = new Promise<void>((resolve) => {
      const held = {
        get until() {
          resolve();
          return gate;
        },
      };
      discord.fail({ line: /callback$/, with: held });
    });
    telegram.fault("sendMessage", "held");
    const interaction = discord.rest.interactions.slash("about");
    discord.interact(interaction);
    telegram.push(privately("/about"));
    await arrived;
    await telegram.until(() => telegram.of("sendMessage").length > 0);
    service.kill("SIGTERM");
    await service.said('"msg":"stopping"');
    letGo();
    telegram.release();
    const { status, stderr } = await service.ended;
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(service.records().filter(({ level }) => level !== "info")).toEqual([]);
    expect(telegram.messages).toHaveLength(1);
  });

  test("a second signal ends it at once", async () => {
    const service = start({ DISCORD_TOKEN: "" });
    await until(service, 200);
    telegram.fault("sendMessage", "held");
    telegram.push(privately("/about"));
    await telegram.until(() => telegram.of("sendMessage").length > 0);
    service.kill("SIGTERM");
    await service.said('"msg":"stopping"');
    service.kill("SIGINT");
    expect((await service.ended).status).toBe(130);
  });

  test.each([
    ["an error that nobody caught", "throw error"],
    ["a promise that nobody caught", "Promise.reject(error)"],
  ])("%s is logged without secrets; the state is sound after it", async (_, crash) => {
    // Breaks the process from inside, when it is told to.
    const bomb = join(folder(), "bomb.mjs");
    const secrets = "process.env.TELEGRAM_TOKEN + ' ' + encodeURIComponent(process.env.DISCORD_TOKEN)";
    writeFileSync(
      bomb,
      `process.on("SIGUSR2", () => { const error = new Error("crash with " + ${secrets}); ${crash}; });`,
    );
    const state = join(folder(), "state.db");
    const service = start({ NODE_OPTIONS: `--import ${bomb}`, RAPPORTEUR_STATE: state });
    await until(service, 200);
    service.kill("SIGUSR2");
    const { status, stdout, stderr } = await service.ended;
    expect(status).toBe(1);
    expect(stdout + stderr).not.toMatch(SECRETS);
    expect(service.records().at(-1)).toMatchObject({
      level: "fatal",
      msg: "crashed",
      err: { message: "crash with [redacted] [redacted]" },
    });
    const again = start({ RAPPORTEUR_STATE: state });
    await until(again, 200);
    again.kill("SIGTERM");
    expect((await again.ended).status).toBe(0);
  });

  test("a start that fails closes what it had opened", async () => {
    const state = join(folder(), "state.db");
    discord.fail({ line: new RegExp(`guilds/${GUILD}/commands`), with: { status: 403 } });
    const failed = await start({ RAPPORTEUR_STATE: state, DISCORD_TOKEN: "MTAw.of.somebody" }).ended;
    expect(failed).toMatchObject({ status: 2, stderr: expect.stringContaining("DISCORD_TOKEN") });
    const again = start({ RAPPORTEUR_STATE: state });
    await until(again, 200);
  });

  test("a start that fails says why without secrets", async () => {
    const { status, stderr } = await start({ RAPPORTEUR_STATE: `${resolve("package.json")}/${TELEGRAM}` })
      .ended;
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining("package.json/[redacted]"),
    });
  });
});
