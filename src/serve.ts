/** The service put together: state, dossier, engine, platforms, and what whoever runs it sees of them. */
import type { Config } from "./config.ts";
import { openDesk, withDesk } from "./desk.ts";
import { engineFor } from "./engine.ts";
import { UserError } from "./errors.ts";
import { recorder } from "./ops/answers.ts";
import { alive, connection, Health } from "./ops/health.ts";
import { Http } from "./ops/http.ts";
import { Lifecycle } from "./ops/lifecycle.ts";
import { Limits } from "./ops/limits.ts";
import { gathered, type Log, logBug, openLog } from "./ops/log.ts";
import { Metrics } from "./ops/metrics.ts";
import { redactor } from "./ops/redact.ts";
import { type Around, type Running, startDiscord, startTelegram } from "./running.ts";
import { type LiveService, openLiveService } from "./service.ts";
import type { LedgerCounts, Platform } from "./storage/briefings.ts";
import { openState, type State } from "./storage/state.ts";

const now = () => Temporal.Now.instant();

/** A connection that shows no sign of life for so long is none: heartbeats and polls come every minute or sooner. */
const SILENCE = Temporal.Duration.from({ minutes: 3 });

/** Serves until a signal, or until a platform fails for good. @throws UserError, DossierError when it cannot start */
export async function serve(config: Config): Promise<void> {
  const redact = redactor([config.discordToken, config.telegramToken, config.telegramWebhookSecret]);
  const log = openLog({
    level: config.log,
    redact,
    terminal: process.stdout.isTTY === true,
    write: gathered((lines) => process.stdout.write(lines)),
  });
  const life = new Lifecycle(log);
  life.watch();
  try {
    await start(config, { log, life, health: new Health(redact), metrics: new Metrics() });
  } catch (error) {
    await life.stop();
    // What ends a start is told as a sentence, not through the log.
    throw error instanceof UserError ? new UserError(redact(error.message)) : error;
  }
}

interface Ops {
  readonly log: Log;
  readonly life: Lifecycle;
  readonly health: Health;
  readonly metrics: Metrics;
}

async function start(config: Config, { log, life, health, metrics }: Ops): Promise<void> {
  const bug = (error: unknown, id?: string): string => {
    metrics.bug();
    return logBug(log, error, id);
  };
  const state = openState(config.state);
  life.opened("state", () => state.close());
  const say = (text: string, trouble = false): void => log[trouble ? "warn" : "info"](text);
  const service = openLiveService(config.data, { say, bug });
  life.opened("dossier", () => service.close());
  const http = config.http && (await Http.open(config.http, bug));
  if (http) {
    life.opened("http", () => http.close());
    metrics.watchProcess();
    http.page("/healthz", alive);
    http.page("/readyz", () => health.ready());
    http.page("/metrics", async () => ({ status: 200, ...(await metrics.page()) }));
    log.info(`Health and metrics on port ${http.port}.`);
  }
  watchState({ state, service, health, metrics });
  const on = platformsOf(config);
  watchLedger({ state, metrics }, on);
  const limits = new Limits({ person: config.personLimit, chat: config.chatLimit });
  const platforms: Running[] = [];
  const desk = await openDesk({ config, state, service, log, health, now });
  const engine = engineFor(withDesk(service, state, desk), now, {
    limits,
    recorder: recorder(log, metrics, config.logMessages),
  });
  const onFatal = (error: unknown): void => {
    if (typeof error === "string") log.fatal(error);
    else log.fatal({ err: error }, "a platform failed");
    void life.end(1);
  };
  const begin = now();
  const awaited = new Map<Platform, string | null>(on.map((platform) => [platform, null]));
  health.add("platforms", () => ({ trouble: startingOf(awaited, now().since(begin)) }));
  const onTrouble = (platform: Platform, met: string): void => {
    if (awaited.has(platform)) awaited.set(platform, met);
  };
  const around: Around = {
    config,
    service,
    state,
    desk,
    engine,
    now,
    log,
    metrics,
    http,
    onFatal,
    onTrouble,
  };
  const connected = (name: Platform): boolean =>
    platforms.some((platform) => platform.name === name && platform.trouble() === null);
  metrics.gauge(
    "connected",
    "Whether a platform is connected",
    () => Object.fromEntries(on.map((name) => [name, Number(connected(name))])),
    "platform",
  );
  log.info(`Rapporteur · ${service.dossier.manifest.title}`);
  // Together, so that nothing new is begun by one while another finishes.
  life.opened("work", () => Promise.all([desk, ...platforms].map((part) => part.close())));
  // Side by side, so that none waits for another that is not to be reached.
  const begun = await Promise.allSettled(
    [startDiscord, startTelegram].map(async (start) => {
      const platform = await start(around);
      if (!platform) return;
      platforms.push(platform);
      const { name, trouble, lastSign } = platform;
      awaited.delete(name);
      health.add(name, () => connection(trouble(), lastSign(), { now: now(), limit: SILENCE }));
    }),
  );
  for (const result of begun) if (result.status === "rejected") throw result.reason;
}

const platformsOf = ({ discordToken, telegramToken }: Config): Platform[] => [
  ...(discordToken ? (["discord"] as const) : []),
  ...(telegramToken ? (["telegram"] as const) : []),
];

/** Which platforms are still being started, for how long, and what they met with; null when none is. */
function startingOf(awaited: ReadonlyMap<Platform, string | null>, age: Temporal.Duration): string | null {
  if (awaited.size === 0) return null;
  const seconds = Math.round(age.total("seconds"));
  return [...awaited]
    .map(([name, met]) => `${name} has been starting for ${seconds} s${met === null ? "" : ` (${met})`}`)
    .join("; ");
}

interface Watched extends Pick<Ops, "health" | "metrics"> {
  readonly state: State;
  readonly service: LiveService;
}

/** What is kept, and what is served. */
function watchState({ state, service, health, metrics }: Watched): void {
  health.add("state", () => {
    state.probe();
    return { trouble: null };
  });
  health.add("dossier", () => {
    const { revision, items } = service.dossier;
    return {
      trouble: null,
      details: { revision, items: items.length, edit: service.loads ? null : "broken" },
    };
  });
  metrics.gauge("dossier_items", "Items of the dossier served", () => service.dossier.items.length);
  metrics.gauge(
    "dossier_revision",
    "1 for the revision of the dossier served",
    () => ({ [service.dossier.revision]: 1 }),
    "revision",
  );
  metrics.gauge("dossier_loads", "Whether the last edit of the dossier loads", () => Number(service.loads));
}

/** What the ledger says. @param on what waits for a platform that is off is not late */
function watchLedger({ state, metrics }: Pick<Watched, "state" | "metrics">, on: readonly Platform[]): void {
  let counting: Promise<LedgerCounts> | null = null;
  // Both numbers are read for the same page.
  const counts = (): Promise<LedgerCounts> => {
    counting ??= state.briefings.counts().finally(() => {
      counting = null;
    });
    return counting;
  };
  metrics.gauge(
    "deliveries",
    "Briefings in the ledger, by state",
    async () => (await counts()).states,
    "state",
  );
  metrics.gauge(
    "due_lag_seconds",
    "For how long the oldest briefing that is due has been waiting, on platforms that are on",
    async () => {
      const { oldestWaiting } = await counts();
      const lags = on.flatMap((platform) => {
        const oldest = oldestWaiting[platform];
        return oldest ? [now().since(oldest).total("seconds")] : [];
      });
      return Math.max(0, ...lags);
    },
  );
}
