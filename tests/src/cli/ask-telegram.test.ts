/** `ask --format telegram` prints the calls that the bot makes, to the letter. */
import { expect, test } from "vitest";
import { firstCall } from "../../../src/render/telegram/calls.ts";
import { ask, NOW } from "../../support/engine.ts";
import { runAsk } from "../../support/process.ts";
import { startBot } from "../../support/telegram-bot.ts";
import { METHODS } from "../../support/telegram-methods.ts";
import { privately } from "../../support/telegram-updates.ts";

test("one call a line, which Telegram takes", () => {
  const { stdout, status } = runAsk(["--format", "telegram", "--now", String(NOW), "--stdin"], {
    input: "/about\n/sources\n",
  });
  expect(status).toBe(0);
  const calls = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(calls.map(({ method }) => method)).toEqual(["sendMessage", "sendMessage"]);
  for (const { payload } of calls) METHODS.sendMessage.parse(payload);
});

test("the same call as the bot makes, but for the chat", async () => {
  const { peer, say } = await startBot();
  await say(privately("/timeline"));
  const printed = firstCall(ask("/timeline").reply, "/timeline", NOW);
  const { chat_id: _, ...made } = peer.of("sendMessage")[0] ?? {};
  const { chat_id: __, ...shown } = printed.payload;
  expect(shown).toEqual(made);
});
