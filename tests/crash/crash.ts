/**
 * Kills the service again and again while briefings fall due, and compares what the platforms received with what was
 * due: nothing lost, nothing twice.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as timer } from "node:timers/promises";
import Database from "better-sqlite3";
import type { Platform } from "../../src/storage/briefings.ts";
import { openState } from "../../src/storage/state.ts";
import { subscription } from "../support/briefings.ts";
import type { DiscordPeer } from "../support/discord/peer.ts";
import { environment } from "../support/process.ts";
import { COMPILED, discordEnv, openPlatforms, telegramEnv } from "../support/product.ts";
import type { TelegramPeer } from "../support/telegram-peer.ts";
import { type Comparison, compare } from "./compare.ts";
import { type Kill, kills, seeded } from "./points.ts";

export interface CrashReport extends Comparison {
  readonly kills: number;
  /** Kills that hit at a step of the ledger, by the step's pattern and place. */
  readonly hits: ReadonlyMap<string, number>;
}

interface Options {
  readonly kills: number;
  readonly channels: number;
  readonly seed: number;
  readonly log?: (line: string) => void;
}

/** The small dossier's briefings are one message each; this one's have two. */
const DATA = "data/abu-dhabi-2026";
/** Half of all its text, of which no briefing has anything: left out, each of the many starts is sooner done. */
const NEEDLESS = join(DATA, "questions");
/** So many are enough to come to any step. */
const FEW = 16;
/** A start that does not come to the chosen step is ended after this time, in milliseconds. */
const PATIENCE_MS = 15_000;
/** The last start delivers all that is left; it is given up when nothing was delivered for so long, in milliseconds. */
const STUCK_MS = 60_000;

/** Runs the whole: kills, a last start that finishes, the comparison. */
export async function crash({ kills: count, channels, seed, log }: Options): Promise<CrashReport> {
  await using platforms = await openPlatforms();
  const { discord, telegram, folder } = platforms;
  const data = join(folder, "data");
  cpSync(DATA, data, { recursive: true, filter: (path) => path !== NEEDLESS });
  const scene = new Scene(join(folder, "state.db"), data, discord, telegram, channels);
  const hits = new Map<string, number>();
  try {
    await scene.subscribe();
    for (const [i, kill] of kills(count, seeded(seed)).entries()) {
      scene.prepare();
      // A step that did not come often enough in time is met the first time that it does.
      const hit = (await scene.runUntil(kill)) || (await scene.runUntil({ ...kill, nth: 1 }));
      const name = "ms" in kill ? "random" : `${kill.where} ${kill.statement}`;
      if (hit) hits.set(name, (hits.get(name) ?? 0) + 1);
      log?.(`${i + 1}/${count} ${hit ? "killed" : "not reached"}: ${name}; ${scene.open()} open`);
    }
    await scene.finish();
    const killed = [...hits.values()].reduce((a, b) => a + b, 0);
    return { kills: killed, hits, ...scene.compare() };
  } finally {
    await scene.close();
  }
}

/** A state with subscriptions on both platforms, the platforms, and the service on them. */
class Scene {
  readonly #path: string;
  readonly #data: string;
  readonly #discord: DiscordPeer;
  readonly #telegram: TelegramPeer;
  readonly #channels: number;
  readonly #started = Temporal.Now.instant().round({ smallestUnit: "minute", roundingMode: "floor" });
  #slots = 0;
  readonly #due = { discord: 0, telegram: 0 };
  #child: ReturnType<typeof spawn> | null = null;

  constructor(path: string, data: string, discord: DiscordPeer, telegram: TelegramPeer, channels: number) {
    this.#path = path;
    this.#data = data;
    this.#discord = discord;
    this.#telegram = telegram;
    this.#channels = channels;
  }

  async subscribe(): Promise<void> {
    const state = openState(this.#path);
    const never = Temporal.Instant.from("2100-01-01T00:00:00Z");
    const schedule = { time: "00:00", zone: "UTC", days: [1, 2, 3, 4, 5, 6, 7] };
    for (let i = 0; i < this.#channels; i++) {
      const chat = `3000000000${String(10_000_000 + i)}`;
      this.#discord.rest.messages.channels.add(chat);
      const to = [
        { platform: "discord", chat, thread: null },
        { platform: "telegram", chat: String(1_000 + i), thread: null },
      ] as const;
      // Every second briefing has several messages, so that some kills fall between them.
      const wishes = { length: i % 2 === 0 ? "short" : "full" } as const;
      for (const channel of to)
        await state.briefings.subscribe(
          subscription({ channel, schedule, nextDue: never, wishes }),
          this.#started,
        );
    }
    state.close();
  }

  /** Sees to it that every step can be met: something is due, and something not composed. */
  prepare(): void {
    if (this.#waiting() < FEW) this.#fallDue(this.#channels * 2);
    else this.#fallDue(FEW);
  }

  /** So many subscriptions fall due, at another minute of the last hours than before: the service will say that it is late. */
  #fallDue(count: number): void {
    const slot = this.#started.subtract({ minutes: 1 + this.#slots++ });
    const time = slot.toZonedDateTimeISO("UTC").toPlainTime().toString({ smallestUnit: "minute" });
    const now = Temporal.Now.instant().epochMilliseconds;
    const fallen = this.#sql((db) =>
      db
        .prepare<[string, number, number, number], Platform>(
          `UPDATE subscription SET time = ?, next_due = ?
           WHERE next_due > ? AND id IN (SELECT id FROM subscription ORDER BY random() LIMIT ?)
           RETURNING platform`,
        )
        .pluck()
        .all(time, slot.epochMilliseconds, now, count),
    );
    for (const platform of fallen) this.#due[platform]++;
  }

  /** Deliveries without a message so far. */
  #waiting(): number {
    return this.#sql((db) =>
      db
        .prepare<[], number>("SELECT count(*) FROM delivery WHERE state = 'planned' AND revision IS NULL")
        .pluck()
        .get(),
    ) as number;
  }

  /** Subscriptions that are due and deliveries that have not ended. */
  open(): number {
    const now = Temporal.Now.instant().epochMilliseconds;
    return this.#sql((db) =>
      db
        .prepare<[number], number>(
          `SELECT (SELECT count(*) FROM subscription WHERE next_due <= ?)
           + (SELECT count(*) FROM delivery WHERE state IN ('planned', 'sending'))`,
        )
        .pluck()
        .get(now),
    ) as number;
  }

  /** Starts the service and lets it be killed; false when it was ended without coming to the point. */
  async runUntil(kill: Kill): Promise<boolean> {
    const child = this.#start("ms" in kill ? null : kill);
    const ended = once(child, "exit");
    const patience = new AbortController();
    const limit = timer("ms" in kill ? kill.ms : PATIENCE_MS, "late", { signal: patience.signal });
    const first = await Promise.race([ended, limit.catch(() => "late")]);
    patience.abort();
    if (first === "late") child.kill("SIGKILL");
    const [status, signal] = await ended;
    if (signal !== "SIGKILL") throw new Error(`the service ended by itself with ${status}`);
    return first !== "late" || "ms" in kill;
  }

  /** Starts the service once more and lets it work until nothing is open. */
  async finish(): Promise<void> {
    const child = this.#start(null);
    const ended = once(child, "exit");
    let open = this.open();
    for (let moved = performance.now(); open > 0; await timer(100)) {
      const now = this.open();
      if (now < open) moved = performance.now();
      if (performance.now() - moved > STUCK_MS) throw new Error(`${now} deliveries are still open`);
      open = now;
    }
    child.kill("SIGTERM");
    await ended;
  }

  compare(): Comparison {
    const platforms = { discord: this.#discord, telegram: this.#telegram };
    return this.#sql((db) => compare(db, this.#due, platforms));
  }

  async close(): Promise<void> {
    this.#child?.kill("SIGKILL");
  }

  #start(point: Kill | null): ReturnType<typeof spawn> {
    const child = spawn(process.execPath, ["--import", "./tests/crash/kill-at.ts", "src/main.ts"], {
      env: environment({
        ...discordEnv(this.#discord),
        ...telegramEnv(this.#telegram),
        ...COMPILED,
        RAPPORTEUR_STATE: this.#path,
        RAPPORTEUR_DATA: this.#data,
        RAPPORTEUR_HTTP: "off",
        RAPPORTEUR_LOG: "error",
        // A thousand kills take a thousand slots, a minute each.
        RAPPORTEUR_CATCHUP: "168",
        CRASH_AT: JSON.stringify(point),
      }),
      stdio: ["ignore", "inherit", "inherit"],
    });
    this.#child = child;
    return child;
  }

  #sql<T>(work: (db: Database.Database) => T): T {
    const db = new Database(this.#path, { timeout: 5_000 });
    try {
      return work(db);
    } finally {
      db.close();
    }
  }
}
