/** The least that a Telegram bot of grammY can do: it answers every message with one and the same. */
import { readFileSync } from "node:fs";
import { run } from "@grammyjs/runner";
import { Bot } from "grammy";

const { TELEGRAM_TOKEN: token = "", TELEGRAM_API_ROOT: apiRoot = "", PAYLOAD = "" } = process.env;
const { text, ...rest } = JSON.parse(readFileSync(PAYLOAD, "utf8"));

const bot = new Bot(token, { client: { apiRoot } });
bot.on("message", (ctx) => ctx.reply(text, rest));
await bot.init();
// Several messages at once, as our bot answers them; bot.start() takes one after another.
const runner = run(bot, { runner: { fetch: { allowed_updates: ["message"] } } });
console.log("ready");
process.once("SIGTERM", () => void runner.stop());
