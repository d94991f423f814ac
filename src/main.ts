/** The service: serves the dossier on every platform that has a token; in the terminal when none has. */
import { complete } from "./complete.ts";
import { type Config, loadConfig } from "./config.ts";
import { dispatch, read } from "./dispatch.ts";
import { engineFor } from "./engine.ts";
import { DossierError, UserError } from "./errors.ts";
import { Http } from "./ops/http.ts";
import { type Redact, redactor } from "./ops/redact.ts";
import { MemoryButtonStore } from "./platforms/discord/engine.ts";
import type { WebhookOptions } from "./platforms/telegram/webhook.ts";
import { chat } from "./platforms/terminal/chat.ts";
import { type LiveService, openLiveService, openService } from "./service.ts";
import type { State } from "./storage/state.ts";

const now = () => Temporal.Now.instant();

/** A platform that is on, and what to tell whoever started it. */
interface Running {
  readonly lines: readonly string[];
  close(): Promise<void>;
}

/** What every platform is started with. */
interface Around {
  readonly service: LiveService;
  readonly state: State;
  readonly redact: Redact;
  /** Told why a platform has ended for good; ends the service. */
  readonly onFatal: (error: unknown) => void;
}

try {
  const config = loadConfig();
  if (config.discordToken || config.telegramToken) await serve(config);
  else await talk(config);
} catch (error) {
  if (!(error instanceof DossierError || error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

/** The chat in the terminal. */
async function talk({ data }: Config): Promise<void> {
  const interactive = process.stdin.isTTY === true;
  // Piped input is answered from the dossier as it was at the start; a person's session follows the folder.
  const service = interactive ? openLiveService(data) : openService(data);
  const { title, examples } = service.dossier.manifest;
  await chat({
    title: `Rapporteur · ${title}`,
    examples,
    hint: `${howToAdd("Discord", "DISCORD_TOKEN")} ${howToAdd("Telegram", "TELEGRAM_TOKEN")}`,
    answer: (input) => read(service, { input, now: now() }).reply,
    complete: (line) => complete(line, service.commands, service.dossier),
    env: process.env,
  });
}

function howToAdd(platform: string, setting: string): string {
  return `${platform} is off; ${setting} turns it on (see the README).`;
}

/** The platforms that have a token, until a signal or until one of them fails for good. */
async function serve(config: Config): Promise<void> {
  const { discordToken, telegramToken, telegramWebhookSecret } = config;
  const redact = redactor([discordToken, telegramToken, telegramWebhookSecret]);
  // A crash is the last sink that a secret could reach.
  process.on("uncaughtException", (error) => {
    console.error(redact(error));
    process.exit(1);
  });
  const { openState } = await import("./storage/state.ts");
  const state = openState(config.state);
  const service = openLiveService(config.data);
  const http = config.http && (await Http.open(config.http, (error) => service.onBug(redact(error))));
  const running: Running[] = [];
  const stop = async (status: number): Promise<void> => {
    process.exitCode = status;
    await Promise.all(running.map((platform) => platform.close()));
    await http?.close();
    service.close();
    state.close();
  };
  process.once("SIGINT", () => void stop(0));
  process.once("SIGTERM", () => void stop(0));
  const onFatal = (error: unknown): void => {
    console.error(redact(error));
    void stop(1);
  };
  const around = { service, state, redact, onFatal };
  try {
    if (discordToken) running.push(await discord(config, discordToken, around));
    if (telegramToken) running.push(await telegram(config, telegramToken, webhookOf(config, http), around));
  } catch (error) {
    await stop(2);
    throw error;
  }
  const lines = running.flatMap((platform) => platform.lines);
  if (!discordToken) lines.push(howToAdd("Discord", "DISCORD_TOKEN"));
  if (!telegramToken) lines.push(howToAdd("Telegram", "TELEGRAM_TOKEN"));
  console.log([`Rapporteur · ${service.dossier.manifest.title}`, ...lines].join("\n"));
}

async function discord(
  { discordGuildId, discordApiUrl }: Config,
  token: string,
  { service, redact, onFatal }: Around,
): Promise<Running> {
  // The client libraries take their time to load, and most runs of this program do not need them.
  const { startDiscord } = await import("./platforms/discord/bot.ts");
  const bot = await startDiscord({
    token,
    guildId: discordGuildId,
    apiUrl: discordApiUrl,
    engine: engineFor(service, now),
    store: new MemoryButtonStore(),
    onFatal,
    log: (sentence) => console.error(redact(sentence)),
  });
  const { created, changed, removed, same } = bot.registration;
  const where = discordGuildId ? `in the server ${discordGuildId}` : "everywhere";
  return {
    lines: [
      `Discord is on as ${bot.name}; commands ${where}: ${same} as they were, ${created} new, ${changed} changed, ${removed} removed.`,
      `  Add it to a server: ${bot.inviteUrl}`,
      `  Add it to your own account: ${bot.installUrl}`,
    ],
    close: () => bot.close(),
  };
}

async function telegram(
  config: Config,
  token: string,
  webhook: WebhookOptions | undefined,
  { service, state, redact, onFatal }: Around,
): Promise<Running> {
  const { botIdOf, createTelegram } = await import("./platforms/telegram/telegram.ts");
  const { manifest } = service.dossier;
  const store = state.telegram(botIdOf(token));
  const stopping = new AbortController();
  const { run } = createTelegram({
    token,
    apiRoot: config.telegramApiRoot,
    webhook,
    store,
    commands: service.commands,
    title: manifest.title,
    subject: manifest.subject,
    example: manifest.examples[0] ?? "/help",
    answer: async (input, asker, at) => (await dispatch(service, { input, now: at, asker })).reply,
    read: (input, at) => read(service, { input, now: at }).reply,
    now,
    report: (line) => console.error(redact(line)),
    onBug: (error) => service.onBug(redact(error)),
  });
  const ended = run(stopping.signal).catch(onFatal);
  return {
    lines: [`Telegram is being connected by ${webhook ? `webhook at ${webhook.url}` : "long polling"}.`],
    close: () => {
      stopping.abort();
      return ended;
    },
  };
}

/** How Telegram brings updates; long polling when there is no webhook. */
function webhookOf(
  { telegramWebhookUrl: url, telegramWebhookSecret: secret }: Config,
  http: Http | null,
): WebhookOptions | undefined {
  if (!url || !secret || !http) return undefined;
  return { url, secret, mount: (path, handle) => http.mount(path, handle) };
}
