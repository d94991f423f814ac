/** The program: serves the dossier on every platform that has a token; in the terminal when none has. */
import { parseArgs } from "node:util";
import { complete } from "./complete.ts";
import { type Config, loadConfig } from "./config.ts";
import { read } from "./dispatch.ts";
import { DossierError, UserError } from "./errors.ts";
import { chat } from "./platforms/terminal/chat.ts";
import { openLiveService, openService } from "./service.ts";

try {
  const only = argumentsOf(process.argv.slice(2));
  const config = loadConfig();
  // Most of the program takes its time to load, and a chat in the terminal does not need it.
  if (only.check) process.exitCode = await (await import("./check.ts")).check(config);
  else if (config.discordToken || config.telegramToken) await (await import("./serve.ts")).serve(config);
  else await talk(config);
} catch (error) {
  if (!(error instanceof DossierError || error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

/** What the program is started with. @throws UserError for anything else */
function argumentsOf(args: string[]): { check?: boolean } {
  try {
    return parseArgs({ args, options: { check: { type: "boolean" } } }).values;
  } catch {
    throw new UserError(
      "npm start takes no arguments, or: npm start -- --check, which tries the configuration and ends.",
    );
  }
}

/** The chat in the terminal. */
async function talk({ data }: Config): Promise<void> {
  const interactive = process.stdin.isTTY === true;
  // Piped input is answered from the dossier as it was at the start; a person's session follows the folder.
  const service = interactive ? openLiveService(data) : openService(data);
  const { title, examples } = service.dossier.manifest;
  const off = (platform: string, setting: string) =>
    `${platform} is off; ${setting} turns it on (see the README).`;
  await chat({
    title: `Rapporteur · ${title}`,
    examples,
    hint: `${off("Discord", "DISCORD_TOKEN")} ${off("Telegram", "TELEGRAM_TOKEN")}`,
    answer: (input) => read(service, { input, now: Temporal.Now.instant() }).reply,
    complete: (line) => complete(line, service.commands, service.dossier),
    env: process.env,
  });
}
