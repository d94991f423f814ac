/** A start while Discord cannot be reached: tried again until it can, or until Discord refuses, or until the end. */
import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { engineFor } from "../../../../src/engine.ts";
import { connectDiscord } from "../../../../src/platforms/discord/connect.ts";
import { openState } from "../../../../src/storage/state.ts";
import { DiscordPeer, TOKEN } from "../../../support/discord/peer.ts";
import { NOW, service } from "../../../support/engine.ts";

/** A peer that does not answer yet; `wait` is called in place of each wait. */
async function scene(wait: (peer: DiscordPeer) => void | Promise<void>, token = TOKEN) {
  const peer = await DiscordPeer.start();
  peer.refuse();
  const told = { on: [] as string[], log: [] as string[], fatal: [] as string[], waits: [] as number[] };
  const { buttons, close } = openState(":memory:");
  const connection = await connectDiscord({
    ...{ token, apiUrl: peer.apiUrl, buttons },
    engine: engineFor(service, () => NOW),
    now: () => NOW,
    onConnected: ({ name }) => {
      told.on.push(name);
      peer.changed();
    },
    log: (line) => void told.log.push(line),
    onFatal: (sentence) => {
      told.fatal.push(sentence);
      peer.changed();
    },
    sleep: async (ms, signal) => {
      told.waits.push(ms);
      await Promise.race([wait(peer), once(signal, "abort")]);
      peer.changed();
    },
  });
  onTestFinished(async () => {
    await connection.close();
    await peer.close();
    close();
  });
  return { peer, connection, told };
}

/** Resolves never: the wait after which nothing more is to happen. */
const forever = () => new Promise<void>(() => {});

test("it is tried again, ever more seldom, told once, until the bot is on", async () => {
  let waits = 0;
  const { peer, connection, told } = await scene(async (of) => {
    if (++waits === 3) await of.accept();
  });
  expect([connection.bot, connection.trouble]).toEqual([null, expect.stringContaining("cannot be reached")]);
  await peer.until(() => connection.bot !== null && connection.trouble === null);
  expect(told).toMatchObject({
    ...{ on: ["rapporteur"], fatal: [], log: [expect.stringMatching(/ECONNREFUSED.*tried again/)] },
    waits: [1_000, 2_000, 4_000],
  });
});

test("a refusal later is fatal, and is the last try", async () => {
  const { peer, connection, told } = await scene((of) => of.accept(), "MTAw.wrong.token-of-somebody");
  await peer.until(() => connection.bot === null && told.fatal.length > 0);
  expect(told).toMatchObject({ on: [], fatal: [expect.stringContaining("DISCORD_TOKEN")], waits: [1_000] });
});

test("closed meanwhile, it is not tried any more", async () => {
  const { peer, connection, told } = await scene(forever);
  await connection.close();
  await peer.accept();
  expect([connection.bot, told.on, peer.gateway.identifies]).toEqual([null, [], 0]);
});

test("closed during a try, it is not done before the try is, and what that opened is closed", async () => {
  const held = Promise.withResolvers<void>();
  const { peer, connection, told } = await scene((of) => {
    of.fail({ line: /^GET \/applications\/\d+\/commands$/, with: { until: held.promise } });
    return of.accept();
  });
  await peer.until(() => peer.gateway.connected);
  let closed = false;
  const closing = connection.close().then(() => {
    closed = true;
  });
  await setImmediate();
  expect(closed).toBe(false);
  held.resolve();
  await closing;
  await peer.until(() => !peer.gateway.connected);
  expect([connection.bot, told.on, told.fatal]).toEqual([null, [], []]);
});
