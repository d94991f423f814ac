/** The service on both local platforms, with people, faults, edits and scheduled briefings, for as long as is wished. */
import { join } from "node:path";
import { setTimeout as timer } from "node:timers/promises";
import Database from "better-sqlite3";
import { type Comparison, compare } from "../crash/compare.ts";
import type { Child } from "../support/child.ts";
import type { DiscordPeer } from "../support/discord/peer.ts";
import { discordEnv, startProduct, telegramEnv, UNLIMITED } from "../support/product.ts";
import type { Delivered } from "../support/telegram-chats.ts";
import type { TelegramPeer } from "../support/telegram-peer.ts";
import { discordPerson } from "./discord-person.ts";
import { Edits } from "./edits.ts";
import { faultsOf, forgetSession } from "./faults.ts";
import type { Around } from "./people.ts";
import { subscribeEachMinute } from "./slots.ts";
import { Tally } from "./tally.ts";
import { telegramPerson } from "./telegram-person.ts";
import { Watch } from "./watch.ts";
import { type Words, wordsOf } from "./words.ts";

/** On each platform. */
const PEOPLE = 3;
const FAULT_MS = 13_000;
const EDIT_MS = 20_000;
const SAMPLE_MS = 5_000;
/** What is open at the end is delivered within this time, in milliseconds. */
const LAST_MS = 90_000;
const TRIM_MS = 5_000;
/** Private chats of people begin here. */
const PRIVATE = 7_000;

interface Chance {
  readonly seed: number;
  readonly log: (line: string) => void;
}

/** What came of it. */
export interface SceneReport extends Omit<Comparison, "lost"> {
  readonly tally: Tally;
  /** Lost briefings and answers. */
  readonly lost: readonly string[];
  /** What the service recorded as bugs, or ended with. */
  readonly bugs: readonly string[];
  readonly happened: ReadonlyMap<string, number>;
}

export class Scene {
  readonly #folder: string;
  readonly #discord: DiscordPeer;
  readonly #telegram: TelegramPeer;
  readonly #tally: Tally;
  readonly #happened = new Map<string, number>();
  readonly #bugs: string[] = [];
  readonly #refused: string[] = [];
  readonly #latest = new Map<number, Delivered>();
  readonly #edits: Edits;
  readonly #words: Words;
  readonly #log: (line: string) => void;
  #child: Child | null = null;
  #lastSlot: Temporal.Instant | null = null;
  /** While it is not resolved nobody begins anything. */
  #pause: Promise<void> = Promise.resolve();

  constructor(folder: string, discord: DiscordPeer, telegram: TelegramPeer, { seed, log }: Chance) {
    this.#folder = folder;
    this.#log = log;
    this.#tally = new Tally(log);
    this.#discord = discord;
    this.#telegram = telegram;
    telegram.onSend = (message) => void this.#latest.set(message.chat, message);
    this.#edits = new Edits(folder);
    this.#words = wordsOf(this.#edits.service, seed);
  }

  get child(): Child {
    if (!this.#child) throw new Error("the service has not started");
    return this.#child;
  }

  /** Subscriptions for each full minute that is well within the time. Returns how many minutes that are. */
  subscribe(minutes: number, briefings: number): number {
    const { last, slots } = subscribeEachMinute(this.#folder, this.#discord, minutes, briefings);
    this.#lastSlot = last;
    return slots;
  }

  async start(): Promise<void> {
    this.#child = startProduct(
      {
        ...discordEnv(this.#discord),
        ...telegramEnv(this.#telegram),
        ...UNLIMITED,
        RAPPORTEUR_STATE: join(this.#folder, "state.db"),
        RAPPORTEUR_DATA: this.#edits.dir,
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
      ...{ words: this.#words, served: this.#edits.served, tally: this.#tally, lasts },
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
      every(EDIT_MS, () => {
        if (this.#edits.edit()) this.#note("the dossier is edited");
      }),
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
  report(due: number): SceneReport {
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
    if (revision) this.#edits.served.told(revision);
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
    const go = Promise.withResolvers<void>();
    this.#pause = go.promise;
    await forgetSession(this.#discord);
    this.#tally.trouble();
    go.resolve();
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
