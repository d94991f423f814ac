/** The service as a process: what it says when it starts, and how it ends. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { DiscordPeer, TOKEN } from "../support/discord/peer.ts";
import { APPLICATION, GUILD } from "../support/discord/world.ts";
import { startProcess } from "../support/service-process.ts";
import { newPeer } from "../support/telegram-bot.ts";
import { TOKEN as TELEGRAM } from "../support/telegram-peer.ts";
import { privately } from "../support/telegram-updates.ts";

let peer: DiscordPeer;
beforeEach(async () => {
  peer = await DiscordPeer.start();
});
afterEach(() => peer.close());

/** Starts the service in front of the peer. */
const start = (env: NodeJS.ProcessEnv = {}) =>
  startProcess({ DISCORD_TOKEN: TOKEN, DISCORD_API_URL: peer.apiUrl, ...env });

test("it says what is on and how to invite it, answers, and ends on a signal", async () => {
  const { kill, ended, said } = start();
  await said("Add it to your own account");
  const interaction = peer.rest.interactions.slash("about");
  peer.interact(interaction);
  await peer.until(() => peer.rest.interactions.get(interaction.id).answered);
  kill("SIGTERM");
  const { status, stdout, stderr } = await ended;
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toContain("Discord is on as rapporteur");
  expect(stdout).toContain(
    `https://discord.com/oauth2/authorize?client_id=${APPLICATION}&scope=bot+applications.commands`,
  );
  expect(peer.refusals).toEqual([]);
});

test("in one server, with a second start writing nothing", async () => {
  for (const line of ["0 as they were", "0 new, 0 changed, 0 removed"]) {
    const { kill, ended, said } = start({ DISCORD_GUILD_ID: GUILD });
    await said(line);
    kill("SIGINT");
    expect(await ended).toMatchObject({
      status: 0,
      stdout: expect.stringContaining(`in the server ${GUILD}`),
    });
  }
});

test("a wrong token ends it with a sentence that does not hold the token", async () => {
  const { status, stdout, stderr } = await start({ DISCORD_TOKEN: "MTAw.secret.of-somebody" }).ended;
  expect(status).toBe(2);
  expect(stderr.trim()).toBe(
    "Discord does not accept the token. Set DISCORD_TOKEN to the one shown under “Bot” in the developer portal.",
  );
  expect(stdout).not.toContain("secret");
});

test("forbidden intents end it too", async () => {
  peer.gateway.refuseIdentify.push(4014);
  const { status, stderr } = await start().ended;
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("intents") });
  expect(stderr).not.toContain(TOKEN);
});

test("shut out later, it says why and ends for its supervisor", async () => {
  const { ended, said } = start();
  await said("Discord is on");
  peer.gateway.drop(4004);
  const { status, stdout } = await ended;
  expect({ status, stdout }).toEqual({ status: 1, stdout: expect.stringContaining("DISCORD_TOKEN") });
});

test("a setting that is wrong is named", async () => {
  const { status, stderr } = await start({ DISCORD_GUILD_ID: "my server" }).ended;
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("DISCORD_GUILD_ID") });
});

test("both platforms run in one process, and end together", async () => {
  const telegram = await newPeer();
  const { kill, ended, said } = start({
    TELEGRAM_TOKEN: TELEGRAM,
    TELEGRAM_API_ROOT: telegram.root,
  });
  await Promise.all([said("Discord is on"), said("Telegram is being connected by long polling")]);
  telegram.push(privately("/about"));
  const interaction = peer.rest.interactions.slash("about");
  peer.interact(interaction);
  await peer.until(() => peer.rest.interactions.get(interaction.id).answered);
  await telegram.until(() => telegram.messages.some(({ text }) => text.includes("Dossier")));
  kill("SIGTERM");
  const { status, stdout } = await ended;
  expect(status).toBe(0);
  expect(stdout).toContain("Discord is on as rapporteur");
  expect(peer.refusals).toEqual([]);
});

test("with one platform it says how to add the other", async () => {
  const { kill, ended, said } = start();
  await said("TELEGRAM_TOKEN turns it on");
  kill("SIGTERM");
  expect((await ended).status).toBe(0);
});
