/** Whatever is sent to the webhook's address: only Telegram is heard, and what it may send breaks nothing. */
import fc from "fast-check";
import { expect, onTestFinished } from "vitest";
import { dispatch, read } from "../../src/dispatch.ts";
import { Http } from "../../src/ops/http.ts";
import { type Running, startBot } from "../support/telegram-bot.ts";
import { privately } from "../support/telegram-updates.ts";
import { fuzz } from "./cases.ts";
import { hostile, inertInTelegram, input, mangled, openWorld, type World } from "./world.ts";

const WEBHOOK = { url: "https://bot.example.org/telegram/hook", secret: "a-secret_1" };

interface Scene {
  readonly world: World;
  readonly bot: Running;
  readonly address: string;
}
let scene: Scene | null = null;

async function running(): Promise<Scene> {
  if (scene) return scene;
  onTestFinished(() => {
    scene = null;
  });
  const world = await openWorld();
  const http = await Http.open({ host: "127.0.0.1", port: 0 }, (error) => world.bugs.push(String(error)));
  onTestFinished(() => http.close());
  const bot = await startBot({
    webhook: { ...WEBHOOK, mount: (path, handle) => http.mount(path, handle) },
    answer: async (text, asker, now) => (await dispatch(world.service, { input: text, now, asker })).reply,
    read: async (text, _, now) => read(world.service, { input: text, now }).reply,
  });
  await bot.peer.until(() => bot.peer.webhook !== null);
  scene = { world, bot, address: `http://127.0.0.1:${http.port}/telegram/hook` };
  return scene;
}

let nextUpdate = 1;
const update = input.map((text) =>
  JSON.stringify({ ...privately(text.slice(0, 4_096)), update_id: nextUpdate++ }),
);
const body = fc.oneof(
  update,
  mangled(update),
  fc.json(),
  fc.json().map((value) => `{"update_id":${nextUpdate++},"message":${value}}`),
  fc.json().map((value) => `{"update_id":${nextUpdate++},"callback_query":${value}}`),
  hostile,
);
const secret = fc.oneof(fc.constant(WEBHOOK.secret), mangled(fc.constant(WEBHOOK.secret)));

fuzz(
  "webhook bodies",
  "a status, and nothing taken without the secret",
  fc.record({ body, secret: secret.map((text) => text.replace(/[^ -~]/g, "").trim()) }),
  async ({ body: sent, secret: given }) => {
    const { world, bot, address } = await running();
    const before = (await bot.store.unfinished()).length;
    const calls = bot.peer.calls.length;
    const headers = { "x-telegram-bot-api-secret-token": given };
    const response = await fetch(address, { method: "POST", headers, body: sent });
    expect([200, 400, 401]).toContain(response.status);
    if (given !== WEBHOOK.secret) {
      expect([response.status, (await bot.store.unfinished()).length]).toEqual([401, before]);
    }
    while ((await bot.store.unfinished()).length > 0) await new Promise((resolve) => setImmediate(resolve));
    const sentBack = bot.peer.calls.slice(calls).map(({ payload }) => payload);
    inertInTelegram(sentBack);
    await world.check(JSON.stringify(sentBack));
  },
);
