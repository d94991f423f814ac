/** The only reader of the environment: every setting with its name, default and purpose. */
import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { z } from "zod";
import { UserError } from "./errors.ts";

/** A setting as it is written down; its schema reads the text that was given. */
interface Setting {
  readonly name: string;
  readonly help: string;
  /** What counts when nothing is given; without it the setting may be missing. */
  readonly default?: string;
  /** Never shown; may be given in a file, whose path NAME_FILE says, as containers hand secrets over. */
  readonly secret?: true;
  /** What a line with nothing after the `=` means; without this it means that nothing is given. */
  readonly empty?: string;
  readonly schema: z.ZodType;
}

const OFF = "off";
/** Paths of our own, which cannot be the webhook's. */
const OWN_PATHS = ["/healthz", "/readyz", "/metrics"];

const webAddress = z.url({ protocol: /^https?$/, error: "not a web address" });

/** A whole number between two, with what it counts. */
const whole = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `a whole number from ${from} to ${to}`)
    .transform(Number)
    .refine((n) => n >= from && n <= to, `a whole number from ${from} to ${to}`);

const address = z
  .string()
  .regex(/^(?:off|(?:[\w.-]+|\[[\da-fA-F:]+\]):\d{1,5})$/, "write host:port, or off")
  .transform((text) => {
    if (text === OFF) return null;
    const [, host = "", port = ""] = /^\[?(.*?)\]?:(\d+)$/.exec(text) ?? [];
    return { host, port: Number(port) };
  })
  .refine((at) => at === null || at.port <= 65_535, "a port is at most 65535");

const SETTINGS = {
  data: {
    name: "RAPPORTEUR_DATA",
    help: "folder of the dossier to serve",
    default: "data/abu-dhabi-2026",
    schema: z.string(),
  },
  state: {
    name: "RAPPORTEUR_STATE",
    help: "file in which the service keeps what must survive a restart",
    default: "var/rapporteur.db",
    schema: z.string(),
  },
  discordToken: {
    name: "DISCORD_TOKEN",
    help: "the bot's token from Discord's developer portal; turns Discord on",
    secret: true,
    schema: z.string(),
  },
  discordGuildId: {
    name: "DISCORD_GUILD_ID",
    help: "register commands in this one server, at once, instead of everywhere",
    schema: z.string().regex(/^\d{17,20}$/, "a server's id is 17 to 20 digits"),
  },
  discordApiUrl: {
    name: "DISCORD_API_URL",
    help: "where Discord's REST API is, for a proxy; https://discord.com/api without it",
    schema: webAddress,
  },
  telegramToken: {
    name: "TELEGRAM_TOKEN",
    help: "the bot's token from @BotFather; turns Telegram on",
    secret: true,
    schema: z.string().regex(/^\d+:[\w-]+$/, "not a token as @BotFather gives them"),
  },
  telegramWebhookUrl: {
    name: "TELEGRAM_WEBHOOK_URL",
    help: "HTTPS address at which Telegram reaches the webhook; long polling without it",
    schema: z
      .url({ protocol: /^https$/, error: "not an https address", abort: true })
      .refine(
        (url) => !OWN_PATHS.includes(new URL(url).pathname),
        `cannot be one of ${OWN_PATHS.join(", ")}`,
      ),
  },
  telegramWebhookSecret: {
    name: "TELEGRAM_WEBHOOK_SECRET",
    help: "secret by which the webhook knows Telegram: 1 to 256 letters, digits, _ and -",
    secret: true,
    schema: z.string().regex(/^[\w-]{1,256}$/, "1 to 256 of A-Z, a-z, 0-9, _ and -"),
  },
  telegramApiRoot: {
    name: "TELEGRAM_API_ROOT",
    help: "a Bot API server of one's own; https://api.telegram.org without it",
    schema: webAddress,
  },
  http: {
    name: "RAPPORTEUR_HTTP",
    help: "host and port of health, metrics and the webhook; `off`, or empty, for none",
    default: "127.0.0.1:8484",
    empty: OFF,
    schema: address,
  },
  log: {
    name: "RAPPORTEUR_LOG",
    help: "how much is logged: `debug`, `info`, `warn` or `error`",
    default: "info",
    schema: z.enum(["debug", "info", "warn", "error"], "write debug, info, warn or error"),
  },
  logMessages: {
    name: "RAPPORTEUR_LOG_MESSAGES",
    help: "whether what people type is logged, with who and where: `yes` or `no`",
    default: "no",
    schema: z.enum(["yes", "no"], "write yes or no").transform((word) => word === "yes"),
  },
  personLimit: {
    name: "RAPPORTEUR_LIMIT_PERSON",
    help: "questions a minute that one person is answered",
    default: "30",
    schema: whole(1, 1_000_000),
  },
  chatLimit: {
    name: "RAPPORTEUR_LIMIT_CHAT",
    help: "questions a minute that are answered in one channel or group",
    default: "60",
    schema: whole(1, 1_000_000),
  },
  catchUp: {
    name: "RAPPORTEUR_CATCHUP",
    help: "hours within which a briefing that was missed is still posted, late",
    default: "3",
    schema: whole(0, 168).transform((hours) => Temporal.Duration.from({ hours })),
  },
  retention: {
    name: "RAPPORTEUR_RETENTION",
    help: "days for which it is remembered which briefings were posted",
    default: "90",
    schema: whole(1, 3_650).transform((days) => Temporal.Duration.from({ days })),
  },
} as const satisfies Record<string, Setting>;

type Settings = typeof SETTINGS;
type Value<S extends Setting> = S extends { default: string }
  ? z.output<S["schema"]>
  : z.output<S["schema"]> | undefined;
export type Config = { [K in keyof Settings]: Value<Settings[K]> };

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
  const values = Object.entries(SETTINGS).map(([key, setting]) => {
    try {
      return [key, read(setting, env)];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(error.message);
      return [key, undefined];
    }
  });
  const config = Object.fromEntries(values) as Config;
  if (config.telegramWebhookUrl) {
    const { telegramWebhookUrl: url, telegramWebhookSecret: secret, http } = SETTINGS;
    if (!given(secret, env)) problems.push(`${url.name}: needs ${secret.name} too`);
    if (config.http === null) problems.push(`${url.name}: needs ${http.name}, where it is listened`);
  }
  if (problems.length > 0) throw new UserError(`Wrong settings:\n${problems.join("\n")}`);
  return config;
}

/** What a setting says. @throws UserError when that cannot be read or is wrong */
function read(setting: Setting, env: NodeJS.ProcessEnv): unknown {
  const text = (setting.secret && fromFile(setting, env)) ?? textOf(setting, env) ?? setting.default;
  if (text === undefined) return undefined;
  const { success, data, error } = setting.schema.safeParse(text);
  if (!success) throw new UserError(`${setting.name}: ${error.issues[0]?.message}`);
  return data;
}

const textOf = ({ name, empty }: Setting, env: NodeJS.ProcessEnv): string | undefined =>
  env[name] === "" ? empty : env[name];

/** The name of the setting that says in which file a secret is. */
const fileName = ({ name }: Setting): string => `${name}_FILE`;

const given = (secret: Setting, env: NodeJS.ProcessEnv): boolean =>
  Boolean(env[secret.name] || env[fileName(secret)]);

/** A secret as it stands in the file named for it, without the line's end; undefined when none is named. */
function fromFile(setting: Setting, env: NodeJS.ProcessEnv): string | undefined {
  const name = fileName(setting);
  const path = env[name];
  if (!path) return undefined;
  if (env[setting.name]) throw new UserError(`${name}: ${setting.name} is set too; keep one of them`);
  let text: string;
  try {
    text = readFileSync(path, "utf8").replace(/[\r\n]+$/, "");
  } catch (error) {
    throw new UserError(`${name}: cannot read ${path} (${(error as NodeJS.ErrnoException).code})`);
  }
  if (text === "") throw new UserError(`${name}: ${path} is empty`);
  return text;
}

/** Every setting, for the README, .env.example and their test. */
export const settings: readonly Omit<Setting, "schema">[] = Object.values(SETTINGS).map(
  ({ schema: _, ...setting }: Setting) => setting,
);
