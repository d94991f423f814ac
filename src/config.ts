/** The only reader of the environment: every setting with its name, default and purpose. */
import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { z } from "zod";
import { UserError } from "./errors.ts";

const SETTINGS = {
  data: {
    name: "RAPPORTEUR_DATA",
    help: "folder of the dossier to serve",
    schema: z.string().min(1).default("data/abu-dhabi-2026"),
  },
  state: {
    name: "RAPPORTEUR_STATE",
    help: "file in which the service keeps what must survive a restart",
    schema: z.string().min(1).default("var/rapporteur.db"),
  },
  discordToken: {
    name: "DISCORD_TOKEN",
    help: "the bot's token from Discord's developer portal; turns Discord on",
    schema: z.string().min(1).optional(),
  },
  discordGuildId: {
    name: "DISCORD_GUILD_ID",
    help: "register commands in this one server, at once, instead of everywhere",
    schema: z
      .string()
      .regex(/^\d{17,20}$/, "a server's id is 17 to 20 digits")
      .optional(),
  },
  discordApiUrl: {
    name: "DISCORD_API_URL",
    help: "where Discord's REST API is, for a proxy; https://discord.com/api without it",
    schema: z.url({ protocol: /^https?$/, error: "not a web address" }).optional(),
  },
  telegramToken: {
    name: "TELEGRAM_TOKEN",
    help: "the bot's token from @BotFather; turns Telegram on",
    schema: z
      .string()
      .regex(/^\d+:[\w-]+$/, "not a token as @BotFather gives them")
      .optional(),
  },
  telegramWebhookUrl: {
    name: "TELEGRAM_WEBHOOK_URL",
    help: "HTTPS address at which Telegram reaches the webhook; long polling without it",
    schema: z.url({ protocol: /^https$/, error: "not an https address" }).optional(),
  },
  telegramWebhookSecret: {
    name: "TELEGRAM_WEBHOOK_SECRET",
    help: "secret by which the webhook knows Telegram: 1 to 256 letters, digits, _ and -",
    schema: z
      .string()
      .regex(/^[\w-]{1,256}$/, "1 to 256 of A-Z, a-z, 0-9, _ and -")
      .optional(),
  },
  telegramWebhookListen: {
    name: "TELEGRAM_WEBHOOK_LISTEN",
    help: "host and port on which the webhook waits for the reverse proxy",
    schema: z
      .string()
      .regex(/^[\w.-]+:\d{1,5}$/, "write host:port")
      .default("127.0.0.1:8443"),
  },
  telegramApiRoot: {
    name: "TELEGRAM_API_ROOT",
    help: "a Bot API server of one's own; https://api.telegram.org without it",
    schema: z.url({ protocol: /^https?$/, error: "not a web address" }).optional(),
  },
} as const;

export type Config = { [K in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[K]["schema"]> };

/** The process's environment, over what a file named .env in the working folder says. */
function environment(): NodeJS.ProcessEnv {
  try {
    return { ...parseEnv(readFileSync(".env", "utf8")), ...process.env };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return process.env;
  }
}

/** Parses the settings. @throws UserError that names every wrong one */
export function loadConfig(env: NodeJS.ProcessEnv = environment()): Config {
  const problems: string[] = [];
  const values = Object.entries(SETTINGS).map(([key, { name, schema }]) => {
    // An empty line in .env means "not set".
    const result = schema.safeParse(env[name] === "" ? undefined : env[name]);
    if (!result.success) problems.push(`${name}: ${result.error.issues[0]?.message}`);
    return [key, result.data];
  });
  if (problems.length > 0) throw new UserError(`Wrong settings:\n${problems.join("\n")}`);
  return Object.fromEntries(values) as Config;
}

/** Every setting, for .env.example and its test. */
export const settings = Object.values(SETTINGS).map(({ name, help }) => ({ name, help }));
