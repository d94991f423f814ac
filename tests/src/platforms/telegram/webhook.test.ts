/** The webhook, end to end: only Telegram is heard, each update once, polling and back. */
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { Http } from "../../../../src/ops/http.ts";
import { newPeer, type Running, startBot } from "../../../support/telegram-bot.ts";
import type { TelegramPeer } from "../../../support/telegram-peer.ts";
import { PRIVATE, privately } from "../../../support/telegram-updates.ts";

const WEBHOOK = { url: "https://bot.example.org/telegram/hook", secret: "a-secret_1" };

let bot: Running;
afterEach(() => {
  expect(bot.peer.invalid).toEqual([]);
  expect(bot.bugs).toEqual([]);
});

async function start(): Promise<{ peer: TelegramPeer; port: number }> {
  const http = await Http.open({ host: "127.0.0.1", port: 0 }, (error) => bot.bugs.push(String(error)));
  onTestFinished(() => http.close());
  bot = await startBot({ webhook: { ...WEBHOOK, mount: (path, handle) => http.mount(path, handle) } });
  await bot.peer.until(() => bot.peer.webhook !== null);
  return { peer: bot.peer, port: http.port };
}

test("is set with its secret, and an update is answered", async () => {
  const { peer, port } = await start();
  expect(peer.webhook).toEqual(WEBHOOK);
  expect(await peer.post(port, privately("/help"))).toBe(200);
  await peer.until(() => peer.messages.length === 1);
  expect(peer.messages[0]).toMatchObject({ chat: PRIVATE });
  expect(peer.of("getUpdates")).toEqual([]);
});

test("an update that comes again is taken and not answered again", async () => {
  const { peer, port } = await start();
  const update = { ...privately("/help"), update_id: 4711 };
  expect([await peer.post(port, update), await peer.post(port, update)]).toEqual([200, 200]);
  expect(await peer.post(port, privately("/about"))).toBe(200);
  await peer.until(() => peer.messages.some(({ text }) => text.includes("Dossier")));
  expect(peer.messages).toHaveLength(2);
});

describe("refused", () => {
  test.each([
    ["a wrong secret", 401, { "x-telegram-bot-api-secret-token": "wrong" }, "{}", "POST", "/telegram/hook"],
    ["no secret", 401, {}, "{}", "POST", "/telegram/hook"],
    ["what is no update", 400, null, '{"update_id":"1"}', "POST", "/telegram/hook"],
    ["what is no JSON", 400, null, "{", "POST", "/telegram/hook"],
    ["too much", 413, null, `"${"x".repeat(1_000_001)}"`, "POST", "/telegram/hook"],
    ["another method", 405, null, undefined, "GET", "/telegram/hook"],
    ["another path", 404, null, "{}", "POST", "/"],
  ] as const)("%s: %i", async (_, status, headers, body, method, path) => {
    const { peer, port } = await start();
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: headers ?? { "x-telegram-bot-api-secret-token": WEBHOOK.secret },
      ...(body !== undefined && { body }),
    });
    expect(response.status).toBe(status);
    expect(await response.text()).toBe("");
    expect(peer.messages).toEqual([]);
    expect(await bot.store.unfinished()).toEqual([]);
  });
});

test("an update that cannot be kept is not confirmed, so that Telegram repeats it", async () => {
  const { peer, port } = await start();
  bot.store.receive = () => ({ fresh: [], kept: Promise.reject(new Error("database or disk is full")) });
  expect(await peer.post(port, privately("/help"))).toBe(500);
  expect(bot.bugs.splice(0)).toHaveLength(1);
});

test("back to polling, the webhook is taken away", async () => {
  const peer = await newPeer();
  peer.webhook = WEBHOOK;
  bot = await startBot({ peer });
  expect(await bot.say(privately("/help"))).toHaveLength(1);
  expect(peer.webhook).toBeNull();
});
