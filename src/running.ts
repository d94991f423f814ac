/** Each platform as the service runs it: started with what it needs, watched, closed. */
import type { Config } from "./config.ts";
import type { TimedEngine } from "./engine.ts";
import type { Http } from "./ops/http.ts";
import type { Log } from "./ops/log.ts";
import type { Metrics } from "./ops/metrics.ts";
import { sleep } from "./ops/sleep.ts";
import type { DiscordBot } from "./platforms/discord/bot.ts";
import type { WebhookOptions } from "./platforms/telegram/webhook.ts";
import type { Desk } from "./schedule/desk.ts";
import { DISCORD, TELEGRAM } from "./schedule/pace.ts";
import type { LiveService } from "./service.ts";
import type { Platform } from "./storage/briefings.ts";
import type { State } from "./storage/state.ts";

/** A platform that is on. */
export interface Running {
  readonly name: Platform;
  /** Why it does not work now; null when it does. */
  readonly trouble: () => string | null;
  /** When the connection last showed that it lives; null when it has not yet, or never does by itself. */
  readonly lastSign: () => Temporal.Instant | null;
  /** Stops taking work, finishes what is under way. */
  close(): Promise<void>;
}

/** What every platform is started with. */
export interface Around {
  readonly config: Config;
  readonly service: LiveService;
  readonly state: State;
  readonly desk: Desk;
  readonly engine: TimedEngine;
  readonly now: () => Temporal.Instant;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly http: Http | null;
  /** Told why a platform has ended for good; ends the service. */
  readonly onFatal: (error: unknown) => void;
  /** Told what goes wrong with a platform and may pass. */
  readonly onTrouble: (platform: Platform, met: string) => void;
}

/**
 * Starts Discord when it has a token; it answers when this returns, or as soon as Discord can be reached.
 * @throws UserError when Discord lets it not in
 */
export async function startDiscord(around: Around): Promise<Running | null> {
  const { config, state, desk, engine, now, log, metrics, onFatal, onTrouble } = around;
  const { discordToken: token, discordGuildId: guildId, discordApiUrl: apiUrl } = config;
  if (!token) return off(log, "Discord", "DISCORD_TOKEN");
  // The client libraries take their time to load.
  const { connectDiscord } = await import("./platforms/discord/connect.ts");
  const connection = await connectDiscord({
    token,
    guildId,
    apiUrl,
    engine,
    buttons: state.buttons,
    listener: desk,
    now,
    onFatal,
    log: (sentence) => {
      log.warn(sentence);
      onTrouble("discord", sentence);
    },
    onWait: (ms) => metrics.waited("discord", ms),
    onConnected: (bot) => {
      desk.deliver(bot.poster, DISCORD);
      tellOf(bot, guildId, log);
    },
    sleep,
  });
  metrics.gauge(
    "discord_events",
    "What happened to the connection and the answers",
    () => ({ ...connection.bot?.counts }),
    "event",
  );
  return {
    name: "discord",
    trouble: () => connection.trouble,
    lastSign: () => connection.bot?.lastSign ?? null,
    close: () => connection.close(),
  };
}

/** What whoever runs the service needs to know of a bot that is on. */
function tellOf(
  { name, registration, inviteUrl, installUrl }: DiscordBot,
  guildId: string | undefined,
  log: Log,
): void {
  const { created, changed, removed, same } = registration;
  const where = guildId ? `in the server ${guildId}` : "everywhere";
  log.info(
    `Discord is on as ${name}; commands ${where}: ${same} as they were, ${created} new, ${changed} changed, ${removed} removed.`,
  );
  log.info(`Add it to a server: ${inviteUrl}`);
  log.info(`Add it to your own account: ${installUrl}`);
}

/** Starts Telegram when it has a token; it connects by itself, and again whenever it must. */
export async function startTelegram(around: Around): Promise<Running | null> {
  const { config, service, state, desk, engine, now, log, metrics, onFatal } = around;
  const { telegramToken: token, telegramApiRoot: apiRoot } = config;
  if (!token) return off(log, "Telegram", "TELEGRAM_TOKEN");
  const { botIdOf, createTelegram } = await import("./platforms/telegram/telegram.ts");
  const { manifest } = service.dossier;
  const webhook = webhookOf(around);
  const stopping = new AbortController();
  const { run, health, poster } = createTelegram({
    token,
    apiRoot,
    webhook,
    store: state.telegram(botIdOf(token)),
    buttons: state.buttons,
    listener: desk,
    commands: service.commands,
    title: manifest.title,
    subject: manifest.subject,
    example: manifest.examples[0] ?? "/help",
    answer: engine.answer,
    read: engine.read,
    admit: engine.admit,
    silences: (person) => engine.silences("telegram", person),
    now,
    report: (line, level = "warn") => log[level](line),
    onBug: engine.onBug,
    onWait: (ms) => metrics.waited("telegram", ms),
    sleep,
  });
  const ended = run(stopping.signal).catch(onFatal);
  desk.deliver(poster, TELEGRAM);
  log.info(`Telegram is being connected by ${webhook ? `webhook at ${webhook.url}` : "long polling"}.`);
  return {
    name: "telegram",
    trouble: () => health.trouble,
    // A webhook is silent while nobody writes.
    lastSign: () => (webhook ? null : health.lastSign),
    close: () => {
      stopping.abort();
      return ended;
    },
  };
}

function off(log: Log, platform: string, setting: string): null {
  log.info(`${platform} is off; ${setting} turns it on (see the README).`);
  return null;
}

/** How Telegram brings updates; long polling when there is no webhook. */
function webhookOf({ config, http }: Around): WebhookOptions | undefined {
  const { telegramWebhookUrl: url, telegramWebhookSecret: secret } = config;
  if (!url || !secret || !http) return undefined;
  return { url, secret, mount: (path, handle) => http.mount(path, handle) };
}
