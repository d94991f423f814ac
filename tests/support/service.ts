/** The whole service in this process, on both local platforms, with its clock in the test's hands. */
import { join } from "node:path";
import { setTimeout as timer } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { withDesk } from "../../src/desk.ts";
import { engineFor } from "../../src/engine.ts";
import { openLog } from "../../src/ops/log.ts";
import { Metrics } from "../../src/ops/metrics.ts";
import { redactor } from "../../src/ops/redact.ts";
import { type Running, startDiscord, startTelegram } from "../../src/running.ts";
import { Desk } from "../../src/schedule/desk.ts";
import { type LiveService, openLiveService } from "../../src/service.ts";
import { openState, type State } from "../../src/storage/state.ts";
import { SLOT } from "./briefings.ts";
import { TOKEN as DISCORD_TOKEN, DiscordPeer } from "./discord/peer.ts";
import { temporaryFolder } from "./dossier.ts";
import { STARTER } from "./process.ts";
import { TOKEN as TELEGRAM_TOKEN, TelegramPeer } from "./telegram-peer.ts";

/** A clock that runs by itself, some times faster than others, and that a test moves. */
export class Clock {
  readonly #start: Temporal.Instant;
  readonly #speed: number;
  readonly #began = performance.now();
  #passed = 0;
  #put = 0;

  constructor(start: Temporal.Instant, speed: number) {
    this.#start = start;
    this.#speed = speed;
  }

  /** Time passes. */
  pass(time: Temporal.DurationLike): void {
    this.#passed += Temporal.Duration.from(time).total("milliseconds");
  }

  /** Somebody puts the clock forward, or back; no time passes. */
  put(by: Temporal.DurationLike): void {
    this.#put += Temporal.Duration.from(by).total("milliseconds");
  }

  readonly now = (): Temporal.Instant =>
    this.#start.add({ milliseconds: Math.round(this.monotonic() + this.#put) });

  readonly monotonic = (): number => (performance.now() - this.#began) * this.#speed + this.#passed;

  readonly sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
    await timer(ms / this.#speed, undefined, { signal }).catch(() => undefined);
  };
}

interface Options {
  /** A minute before the slot unless said. */
  readonly start?: Temporal.Instant;
  /** How much faster than real time the service's clock runs; what client libraries wait is real time. */
  readonly speed?: number;
  /** The dossier's folder; the small one unless said. */
  readonly data?: string;
}

/** How often it is looked whether something has come true, in milliseconds. */
const LOOK_MS = 10;

export class Whole {
  readonly discord: DiscordPeer;
  readonly telegram: TelegramPeer;
  readonly clock: Clock;
  /** The file of the state. */
  readonly path: string;
  /** Everything logged, and every bug. */
  readonly log: string[] = [];
  readonly bugs: unknown[] = [];
  readonly #data: string;
  #state: State | null = null;
  #service: LiveService | null = null;
  #desk: Desk | null = null;
  #platforms: Running[] = [];
  #work: () => Promise<void> = async () => undefined;

  /** Starts both platforms and the service on them; all ends with the test. */
  static async open(options: Options = {}): Promise<Whole> {
    const [discord, telegram] = await Promise.all([DiscordPeer.start(), TelegramPeer.start()]);
    const whole = new Whole(discord, telegram, options);
    onTestFinished(async () => {
      await whole.stop();
      await telegram.stop();
      await discord.close();
    });
    await whole.start();
    return whole;
  }

  private constructor(discord: DiscordPeer, telegram: TelegramPeer, options: Options) {
    const { start = SLOT.subtract({ minutes: 1 }), speed = 20, data = STARTER } = options;
    this.discord = discord;
    this.telegram = telegram;
    this.clock = new Clock(start, speed);
    this.path = join(temporaryFolder(), "state.db");
    this.#data = data;
  }

  get state(): State {
    if (!this.#state) throw new Error("the service is not running");
    return this.#state;
  }

  get service(): LiveService {
    if (!this.#service) throw new Error("the service is not running");
    return this.#service;
  }

  get desk(): Desk {
    if (!this.#desk) throw new Error("the service is not running");
    return this.#desk;
  }

  /** Put together as src/serve.ts does it, but for the clock. */
  async start(): Promise<void> {
    const { now, monotonic, sleep } = this.clock;
    const config = loadConfig({
      ...{ DISCORD_TOKEN, DISCORD_API_URL: this.discord.apiUrl },
      ...{ TELEGRAM_TOKEN, TELEGRAM_API_ROOT: this.telegram.root },
    });
    const write = (line: string) => this.log.push(line);
    const log = openLog({ level: "info", redact: redactor([]), terminal: false, write });
    const bug = (error: unknown): string => `bug-${this.bugs.push(error)}`;
    const state = openState(this.path);
    const service = openLiveService(this.#data, { say: (text) => log.info(text), bug });
    const desk = await Desk.open({
      store: state.briefings,
      dossier: () => service.dossier,
      catchUp: config.catchUp,
      prune: () => state.prune(now().subtract({ hours: 24 * 365 })),
      everyMinute: (work) => {
        this.#work = work;
        return { close: async () => undefined };
      },
      ...{ now, monotonic, sleep, onBug: bug },
      report: (line) => log.warn(line),
    });
    const engine = engineFor(withDesk(service, state, desk), now);
    const metrics = new Metrics();
    const around = {
      ...{ config, service, state, desk, engine, now, log, metrics, http: null },
      onFatal: (error: unknown) => void bug(error),
      onTrouble: () => undefined,
    };
    const platforms = [await startDiscord(around), await startTelegram(around)];
    this.#state = state;
    this.#service = service;
    this.#desk = desk;
    this.#platforms = platforms.filter((platform) => platform !== null);
  }

  /** The clock of the service strikes a full minute. */
  async tick(): Promise<void> {
    await this.#work();
  }

  /** Waits until something is true. */
  async until(what: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await what())) await timer(LOOK_MS);
  }

  /** Waits until no delivery is open. */
  async settled(): Promise<void> {
    await this.until(async () => {
      const { states } = await this.state.briefings.counts();
      return states.planned + states.sending === 0;
    });
  }

  async stop(): Promise<void> {
    await Promise.all(this.#platforms.map((platform) => platform.close()));
    await this.#desk?.close();
    this.#service?.close();
    this.#state?.close();
    [this.#platforms, this.#desk, this.#service, this.#state] = [[], null, null, null];
  }
}
