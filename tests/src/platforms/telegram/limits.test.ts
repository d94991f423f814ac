/** Whoever asks Telegram's bot too much: told once, then nothing is sent; a press is always answered. */
import { afterEach, expect, test, vi } from "vitest";
import { engineFor } from "../../../../src/engine.ts";
import { dossier, NOW, service } from "../../../support/engine.ts";
import { allowing, type Counted } from "../../../support/limits.ts";
import { type Running, startBot } from "../../../support/telegram-bot.ts";
import {
  CHANNEL,
  inChannel,
  inGroup,
  inlineQuery,
  PRIVATE,
  pressing,
  privately,
} from "../../../support/telegram-updates.ts";

let bot: Running;
afterEach(() => {
  expect(bot.peer.invalid).toEqual([]);
  expect(bot.bugs).toEqual([]);
  expect([...bot.peer.pressed]).toEqual([]);
});

async function start(limits: Counted): Promise<Running> {
  const { answer, read, admit } = engineFor({ ...service, dossier }, () => NOW, { limits });
  bot = await startBot({ answer, read, admit });
  return bot;
}

const REFUSAL = "That was a lot at once. Please ask again in 2 seconds.";

test("commands and /settings", async () => {
  const { say } = await start(allowing(1));
  expect(await say(privately("/about"))).toHaveLength(1);
  expect((await say(privately("/settings"))).map(({ text }) => text)).toEqual([REFUSAL]);
  expect(await say(privately("/about"), privately("/settings"))).toEqual([]);
});

test("presses leave the message as it is", async () => {
  const { peer, say } = await start(allowing(1));
  const [message] = await say(inGroup("/timeline@our_bot"));
  if (!message) throw new Error("no answer");
  const { text } = message;
  const label = message.buttons.at(0)?.text ?? "";
  await say(pressing(message, label), pressing(message, label));
  expect(peer.of("answerCallbackQuery")).toMatchObject([{ text: REFUSAL }, {}]);
  expect(peer.messages.map((each) => each.text)).toEqual([text]);
});

test("inline queries are left without results", async () => {
  const { peer, say } = await start(allowing(0));
  await say(inlineQuery("donbas"));
  expect(peer.of("answerInlineQuery")).toHaveLength(1);
  await say(inlineQuery("donbas"));
  expect(peer.of("answerInlineQuery")).toHaveLength(1);
});

test("what is written under a chat's name counts for that chat, wherever that account is used", async () => {
  const limits = allowing(9);
  const { say } = await start(limits);
  await say(inChannel("/about"));
  expect(limits.asked[0]?.guest).toMatchObject({
    person: `telegram ${CHANNEL}`,
    chat: `telegram ${CHANNEL}`,
  });
});

test("of whoever was told, and writes on in private, nothing is even noted; what they press is answered", async () => {
  let silent = false;
  const silences = vi.fn(() => silent);
  bot = await startBot({ silences });
  const [message] = await bot.say(privately("/timeline"));
  if (!message) throw new Error("no answer");
  silent = true;
  const vain = bot.peer.push(privately("/about"));
  await bot.say(pressing(message, message.buttons.at(0)?.text ?? ""), inGroup("/about@our_bot"));
  expect(await bot.store.outcome(vain)).toBeNull();
  expect(await bot.store.unfinished()).toEqual([]);
  expect(silences).toHaveBeenLastCalledWith(String(PRIVATE));
  silent = false;
  expect(await bot.say(privately("/about"))).toHaveLength(1);
});
