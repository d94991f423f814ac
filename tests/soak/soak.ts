/** The service on both local platforms for as long as one likes, with all that happens to it; and what came of it. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as timer } from "node:timers/promises";
import Database from "better-sqlite3";
import { commands } from "../../commands/index.ts";
import type { Service } from "../../src/dispatch.ts";
import { openService } from "../../src/service.ts";
import { openState } from "../../src/storage/state.ts";
import { addSubscriptions, chatOf } from "../bench/subscriptions.ts";
import { type Comparison, compare } from "../crash/compare.ts";
import { seeded } from "../crash/points.ts";
import type { Child } from "../support/child.ts";
import type { DiscordPeer } from "../support/discord/peer.ts";
import { DATA } from "../support/engine.ts";
import { HOSTILE } from "../support/hostile.ts";
import { discordEnv, openPlatforms, startProduct, telegramEnv, UNLIMITED } from "../support/product.ts";
import { loadQuestions } from "../support/questions.ts";
import { sweepInputs } from "../support/sweep.ts";
import type { Delivered } from "../support/telegram-chats.ts";
import type { TelegramPeer } from "../support/telegram-peer.ts";
import { Expected, Served } from "./expected.ts";
import { faultsOf } from "./faults.ts";
import { type Around, discordPerson, telegramPerson, type Words } from "./people.ts";
import { Tally } from "./tally.ts";
import { type Sample, Watch } from "./watch.ts";

interface Options {
  readonly minutes: number;
  /** Briefings that fall due each minute, on each platform. */
  readonly briefings: number;
  readonly seed: number;
  readonly log: (line: string) => void;
}

export interface SoakReport extends Omit<Comparison, "lost"> {
  readonly tally: Tally;
  /** Lost briefings and answers. */
  readonly lost: readonly string[];
  /** What the service recorded as bugs, or ended with. */
  readonly bugs: readonly string[];
  readonly samples: readonly Sample[];
  /** Instants of `performance.now` at which the time was begun and over. */
  readonly span: readonly [from: number, to: number];
  readonly happened: ReadonlyMap<string, number>;
}

/** On each platform. */
const PEOPLE = 3;
const FAULT_MS = 13_000;
const EDIT_MS = 20_000;
const SAMPLE_MS = 5_000;
/** What is open at the end is delivered within this time, in milliseconds. */
const LAST_MS = 90_000;
const TRIM_MS = 5_000;
const CHATS = { discord: 3_000_000_000, telegram: 500 } as const;
/** Private chats of people begin here. */
const PRIVATE = 7_000;
/** Commands that look at more than the dossier are answered otherwise by the service than by an engine without its state. */
const MOVING = ["brief", "changes"];
const MOST_PAIRS = 20;

export async function soak(options: Options): Promise<SoakReport> {
  const { minutes, briefings } = options;
  const begun = performance.now();
  const log = (line: string): void =>
    options.log(`${String(Math.round((performance.now() - begun) / 1_000)).padStart(4)} s: ${line}`);
  await using platforms = await openPlatforms();
  const { discord, telegram, folder } = platforms;
  const scene = new Scene(folder, discord, telegram, { ...options, log });
  try {
    const slots = scene.subscribe(minutes, briefings);
    await scene.start();
    log(
      `The service is up, process ${scene.child.pid}; ${slots} minutes with ${2 * briefings} briefings each.`,
    );
    const { watch, span } = await scene.run(minutes);
    await scene.finish();
    return { ...scene.report(slots * briefings), samples: watch.samples, span };
  } finally {
    await scene.close();
  }
}

class Scene {
  readonly #folder: string;
  readonly #discord: DiscordPeer;
  readonly #telegram: TelegramPeer;
  readonly #tally: Tally;
  readonly #happened = new Map<string, number>();
  readonly #bugs: string[] = [];
  readonly #refused: string[] = [];
  readonly #latest = new Map<number, Delivered>();
  readonly #served: Served;
  readonly #revisions: readonly [Expected, Expected];
  readonly #edits: readonly [string, string];
  readonly #words: Words;
  readonly #log: (line: string) => void;
  #child: Child | null = null;
  #lastSlot: Temporal.Instant | null = null;
  /** While it is not resolved nobody begins anything. */
  #pause: Promise<void> = Promise.resolve();

  constructor(folder: string, discord: DiscordPeer, telegram: TelegramPeer, { seed, log }: Options) {
    this.#folder = folder;
    this.#log = log;
    this.#tally = new Tally(log);
    this.#discord = discord;
    this.#telegram = telegram;
    telegram.onSend = (message) => void this.#latest.set(message.chat, message);
    const [dossier, other] = [join(folder, "dossier"), join(folder, "other")];
    for (const dir of [dossier, other]) cpSync(DATA, dir, { recursive: true });
    const file = "sources.yaml";
    const text = readFileSync(join(dossier, file), "utf8");
    // Nearly every answer names its sources, so that nearly every answer tells which revision it is from.
    this.#edits = [text, text.replace(/^( +short: .*\S)$/gm, "$1 II")];
    writeFileSync(join(other, file), this.#edits[1]);
    const keys = new Map<string, string>();
    const service = openService(dossier);
    this.#revisions = [new Expected(service, keys), new Expected(openService(other), keys)];
    this.#served = new Served(this.#revisions[0]);
    this.#words = wordsOf(service, seed);
  }

  get child(): Child {
    if (!this.#child) throw new Error("the service has not started");
    return this.#child;
  }

  /** Subscriptions for each full minute that is well within the time. Returns how many minutes that are. */
  subscribe(minutes: number, briefings: number): number {
    const path = join(this.#folder, "state.db");
    openState(path).close();
    const db = new Database(path);
    const first = Temporal.Now.instant()
      .add({ seconds: 20 })
      .round({ smallestUnit: "minute", roundingMode: "ceil" });
    const slots = Math.max(1, minutes - 1);
    for (let minute = 0; minute < slots; minute++) {
      for (const platform of ["discord", "telegram"] as const) {
        const chats = String(CHATS[platform] + minute);
        addSubscriptions(db, { count: briefings, platform, chats, nextDue: first.add({ minutes: minute }) });
        if (platform === "discord")
          for (let i = 1; i <= briefings; i++) this.#discord.rest.messages.channels.add(chatOf(chats, i));
      }
    }
    db.close();
    this.#lastSlot = first.add({ minutes: slots - 1 });
    return slots;
  }

  async start(): Promise<void> {
    this.#child = startProduct(
      {
        ...discordEnv(this.#discord),
        ...telegramEnv(this.#telegram),
        ...UNLIMITED,
        RAPPORTEUR_STATE: join(this.#folder, "state.db"),
        RAPPORTEUR_DATA: join(this.#folder, "dossier"),
        RAPPORTEUR_HTTP: "127.0.0.1:0",
      },
      { flags: ["--import", "./tests/soak/collect.ts"], onLine: (line) => this.#heard(line) },
    );
    await this.#child.said(/Discord is on/);
  }

  /** Lets everything happen for the time. */
  async run(minutes: number): Promise<{ watch: Watch; span: [number, number] }> {
    const [, port = ""] = await this.child.said(/Health and metrics on port (\d+)/);
    const watch = new Watch(this.child, `http://127.0.0.1:${port}/metrics`);
    const from = performance.now();
    const to = from + minutes * 60_000;
    const lasts = (): boolean => performance.now() < to;
    const around: Around = {
      ...{ words: this.#words, served: this.#served, tally: this.#tally, lasts },
      may: () => this.#pause,
    };
    const people = Array.from({ length: PEOPLE }, (_, i) => [
      discordPerson(this.#discord, String(i), around),
      telegramPerson(this.#telegram, PRIVATE + i, this.#latest, around),
    ]).flat();
    const every = async (ms: number, work: () => Promise<void> | void): Promise<void> => {
      while (lasts()) {
        await timer(Math.min(ms, Math.max(0, to - performance.now())));
        if (lasts()) await work();
      }
    };
    await Promise.all([
      ...people,
      every(SAMPLE_MS, () => watch.sample()),
      every(FAULT_MS, () => this.#fault()),
      every(EDIT_MS, () => this.#edit()),
      every(TRIM_MS, () => this.#trim()),
      // What is in use is told by a full collection at the start, in the middle, at the end.
      every((minutes * 60_000) / 10, async () => {
        await watch.collected();
        this.#log(watch.line);
      }),
    ]);
    return { watch, span: [from, to] };
  }

  /** Waits until everything due is delivered, and lets the service end. */
  async finish(): Promise<void> {
    const planned = this.#lastSlot?.add({ seconds: 5 }) ?? Temporal.Now.instant();
    await timer(Math.max(0, planned.since(Temporal.Now.instant()).total("milliseconds")));
    const until = Date.now() + LAST_MS;
    const db = new Database(join(this.#folder, "state.db"), { readonly: true });
    const open = db.prepare("SELECT count(*) FROM delivery WHERE state IN ('planned', 'sending')").pluck();
    while (Number(open.get()) > 0 && Date.now() < until) await timer(200);
    db.close();
    await this.child.end();
  }

  /** @param due on each platform */
  report(due: number): Omit<SoakReport, "samples" | "span"> {
    this.#trim();
    const db = new Database(join(this.#folder, "state.db"));
    // What was not due by the end stays out of the count: minutes begin when they do.
    const posts = {
      discord: {
        rest: {
          messages: { all: this.#discord.rest.messages.all.filter(({ nonce }) => nonce?.startsWith("b-")) },
        },
        refusals: this.#refused,
      },
      telegram: {
        messages: this.#telegram.messages.filter(({ chat }) => chat >= PRIVATE + PEOPLE),
        invalid: this.#telegram.invalid,
      },
    };
    const compared = compare(db, { discord: due, telegram: due }, posts);
    db.close();
    return {
      ...compared,
      tally: this.#tally,
      lost: [...compared.lost, ...this.#tally.lost],
      bugs: this.#bugs,
      happened: this.#happened,
    };
  }

  async close(): Promise<void> {
    this.#child?.kill("SIGKILL");
  }

  /** A line of the service's log. */
  #heard(line: string): void {
    const { level, msg, err, ...rest } = line.startsWith("{")
      ? JSON.parse(line)
      : { level: "fatal", msg: line };
    const revision = /revision (\w+) is served now/.exec(msg)?.[1];
    if (revision) this.#served.told(revision);
    if (level === "error" || level === "fatal" || /does not load/.test(msg))
      this.#bugs.push(`${msg} ${err?.stack ?? JSON.stringify(rest)}`.slice(0, 1_000));
  }

  #note(what: string): void {
    this.#log(what);
    this.#happened.set(what, (this.#happened.get(what) ?? 0) + 1);
  }

  async #fault(): Promise<void> {
    const faults = Object.entries(faultsOf(this.#discord, this.#telegram));
    const which = Math.floor(this.#words.random() * (faults.length + 1));
    const [name, begin] = faults[which] ?? ["Discord forgets the session", null];
    this.#note(name);
    this.#tally.trouble();
    if (begin) begin();
    else await this.#forget();
  }

  /** Discord forgets the connection and what it had for it, so nothing may be under way. */
  async #forget(): Promise<void> {
    const { gateway, rest } = this.#discord;
    const go = Promise.withResolvers<void>();
    this.#pause = go.promise;
    await this.#discord.until(() => rest.interactions.all.every(({ answered }) => answered));
    await timer(2_000);
    const { identifies } = gateway;
    gateway.forgetSessions = true;
    gateway.drop();
    await this.#discord.until(() => gateway.identifies > identifies && gateway.connected);
    gateway.forgetSessions = false;
    await timer(1_000);
    this.#tally.trouble();
    go.resolve();
  }

  /** Somebody edits the dossier: a word more for each source, or less. */
  async #edit(): Promise<void> {
    const [now] = this.#served.possible;
    // The edit before is still being taken in.
    if (this.#served.possible.length > 1) return;
    const next = this.#revisions[0] === now ? 1 : 0;
    this.#note("the dossier is edited");
    this.#served.edited(this.#revisions[next]);
    writeFileSync(join(this.#folder, "dossier", "sources.yaml"), this.#edits[next]);
  }

  /** Forgets requests that nobody looks at any more, so that a long run does not fill the memory of this process. */
  #trim(): void {
    this.#refused.push(...this.#discord.refusals);
    this.#discord.seen.length = 0;
    this.#telegram.calls.splice(0, this.#telegram.calls.length - 500);
    const { all } = this.#discord.rest.interactions;
    const done = all.findIndex(({ answered }) => !answered);
    all.splice(0, Math.max(0, (done < 0 ? all.length : done) - 200));
  }
}

/** What people type: commands of every kind, questions that nobody holds back, texts that nobody means well with. */
function wordsOf({ dossier }: Service, seed: number): Words {
  const reading = commands.filter(({ acts, name }) => !acts && !MOVING.includes(name));
  return {
    commands: sweepInputs(reading, dossier, MOST_PAIRS).filter((input) => input.startsWith("/")),
    questions: loadQuestions().flatMap(({ q, held }) => (held ? [] : [q])),
    hostile: Object.values(HOSTILE),
    random: seeded(seed),
  };
}
