/** How much more our bot costs than the least that a bot on the same client library can do, side by side. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { Child } from "../support/child.ts";
import { DiscordPeer } from "../support/discord/peer.ts";
import { COMPILED, discordEnv, startProduct, telegramEnv, UNLIMITED } from "../support/product.ts";
import { TelegramPeer } from "../support/telegram-peer.ts";
import { askAll, discordLine, type Line, telegramLine } from "./lines.ts";
import { at, fine, table, whole } from "./table.ts";

/** Starts of each bot; the median counts. */
const STARTS = 3;
/** So many replies of one bot, then as many of the other: whatever else the machine does hits both. */
const TURN = 250;
/** Of all replies this part is asked for one at a time. */
const ALONE = 0.2;
const MANY = 32;

/** One of the two bots on a platform. */
interface Bot {
  readonly name: string;
  readonly start: () => Child;
  /** Resolves when it would answer. */
  readonly ready: (child: Child) => Promise<unknown>;
  readonly line: Line;
}

interface Measured {
  readonly alone: number[];
  readonly many: number[];
  /** Milliseconds in which all of `alone`, and of `many`, came. */
  readonly took: { alone: number; many: number };
  /** Processor time of all of them, in milliseconds. */
  readonly cpu: { alone: number; many: number };
  memory: number;
  readonly starts: number[];
}

interface Options {
  /** Of each bot on each platform. */
  readonly replies: number;
  /** Where profiles of our bot's processor time are written, if they are. */
  readonly profile: string | undefined;
  /** The one measured; both without it. */
  readonly platform: string | undefined;
}

export async function floor(options: Options): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "rapporteur-bench-"));
  try {
    const wanted = (platform: string) => (options.platform ?? platform) === platform;
    if (wanted("discord")) report("Discord: /delegation russia", await onDiscord(folder, options));
    if (wanted("telegram")) report("Telegram: /delegation russia", await onTelegram(folder, options));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function report(title: string, all: Map<string, Measured>): void {
  const rows = (name: string, read: (measured: Measured) => number, show = fine) => {
    const [ours = 0, bare = 0] = [...all.values()].map(read);
    return [name, show(ours), show(bare), fine(ours / bare)];
  };
  const perSecond = (times: readonly number[], ms: number) => (times.length * 1_000) / ms;
  table(
    title,
    ["", ...all.keys(), "ratio"],
    [
      rows(
        "processor time a reply, ms",
        ({ cpu, alone, many }) => (cpu.alone + cpu.many) / (alone.length + many.length),
      ),
      rows("… one at a time", ({ cpu, alone }) => cpu.alone / alone.length),
      rows(`… ${MANY} at once`, ({ cpu, many }) => cpu.many / many.length),
      rows("memory after all replies, MB", ({ memory }) => memory, whole),
      rows("start to ready, ms", ({ starts }) => at(starts, 0.5), whole),
      rows("one at a time: median, ms", ({ alone }) => at(alone, 0.5)),
      rows("one at a time: p99, ms", ({ alone }) => at(alone, 0.99)),
      rows("one at a time: replies a second", ({ alone, took }) => perSecond(alone, took.alone), whole),
      rows(`${MANY} at once: median, ms`, ({ many }) => at(many, 0.5)),
      rows(`${MANY} at once: p99, ms`, ({ many }) => at(many, 0.99)),
      rows(`${MANY} at once: replies a second`, ({ many, took }) => perSecond(many, took.many), whole),
      rows("replies", ({ alone, many }) => alone.length + many.length, whole),
    ],
  );
}

async function onDiscord(folder: string, { replies, profile }: Options): Promise<Map<string, Measured>> {
  const [ours, bare] = await Promise.all([DiscordPeer.start(), DiscordPeer.start()]);
  try {
    const payload = join(folder, "discord.json");
    const state = join(folder, "discord.db");
    const env = { ...discordEnv(ours), ...UNLIMITED, RAPPORTEUR_STATE: state };
    const product: Bot = {
      name: "Rapporteur",
      start: () => startProduct(env, { flags: profiling(profile) }),
      ready: (child) => child.said(/Discord is on/),
      line: discordLine(ours, "delegation", { party: "Russia" }),
    };
    await sample(product, () => {
      const { body } = ours.requests(/callback$/).at(-1) ?? {};
      writeFileSync(payload, JSON.stringify(z.object({ data: z.looseObject({}) }).parse(body).data));
    });
    bare.rest.commands.create(undefined, {
      ...{ type: 1, name: "delegation", description: "Who sits in a delegation" },
      options: [{ type: 3, name: "party", description: "Whose" }],
    });
    const least: Bot = {
      name: "bare discord.js bot",
      start: () =>
        new Child(["tests/bench/bare/discord.ts"], { ...COMPILED, ...discordEnv(bare), PAYLOAD: payload }),
      ready: (child) => child.said(/ready/),
      line: discordLine(bare, "delegation", { party: "Russia" }),
    };
    return await sideBySide([product, least], replies);
  } finally {
    await Promise.all([ours.close(), bare.close()]);
  }
}

async function onTelegram(folder: string, { replies, profile }: Options): Promise<Map<string, Measured>> {
  const [ours, bare] = await Promise.all([TelegramPeer.start(), TelegramPeer.start()]);
  try {
    const payload = join(folder, "telegram.json");
    const state = join(folder, "telegram.db");
    const env = { ...telegramEnv(ours), ...UNLIMITED, RAPPORTEUR_STATE: state };
    // Both connect by themselves; a bot answers once it asks for updates.
    const polled = (peer: TelegramPeer) => async () => {
      peer.calls.length = 0;
      await peer.until(() => peer.calls.some(({ method }) => method === "getUpdates"));
    };
    const product: Bot = {
      name: "Rapporteur",
      start: () => startProduct(env, { flags: profiling(profile) }),
      ready: polled(ours),
      line: telegramLine(ours, "/delegation russia"),
    };
    await sample(product, () => {
      const [sent] = ours.of("sendMessage");
      if (!sent) throw new Error("there was no answer");
      const { chat_id: _, ...rest } = sent;
      writeFileSync(payload, JSON.stringify(rest));
    });
    const least: Bot = {
      name: "bare grammY bot",
      start: () =>
        new Child(["tests/bench/bare/telegram.ts"], { ...COMPILED, ...telegramEnv(bare), PAYLOAD: payload }),
      ready: polled(bare),
      line: telegramLine(bare, "/delegation russia"),
    };
    return await sideBySide([product, least], replies);
  } finally {
    await Promise.all([ours.stop(), bare.stop()]);
  }
}

const profiling = (folder: string | undefined): string[] =>
  folder ? ["--cpu-prof", `--cpu-prof-dir=${folder}`] : [];

/** Has a bot answer once; its first start, which registers commands and compiles, is not measured. */
async function sample(bot: Bot, look: () => void): Promise<void> {
  const child = bot.start();
  try {
    await bot.ready(child);
    await bot.line.ask(0);
    look();
  } finally {
    await child.end();
  }
}

async function sideBySide(bots: readonly Bot[], replies: number): Promise<Map<string, Measured>> {
  const running = bots.map((bot) => {
    const measured: Measured = {
      ...{ alone: [], many: [], memory: 0, starts: [] },
      took: { alone: 0, many: 0 },
      cpu: { alone: 0, many: 0 },
    };
    return { bot, measured, child: undefined as Child | undefined };
  });
  try {
    for (let round = 0; round < STARTS; round++) {
      for (const each of running) {
        await each.child?.end();
        const start = performance.now();
        each.child = each.bot.start();
        await each.bot.ready(each.child);
        each.measured.starts.push(performance.now() - start);
      }
    }
    const turns = Math.max(2, Math.ceil(replies / TURN));
    for (let turn = 0; turn < turns; turn++) {
      const way = turn < Math.max(1, turns * ALONE) ? "alone" : "many";
      for (const { bot, measured, child } of running) {
        bot.line.forget();
        const before = child?.usage().cpu ?? 0;
        const { times, all } = await askAll(bot.line, { count: TURN, atOnce: way === "alone" ? 1 : MANY });
        measured[way].push(...times);
        measured.took[way] += all;
        measured.cpu[way] += (child?.usage().cpu ?? 0) - before;
      }
    }
    for (const { measured, child } of running) measured.memory = child?.usage().memory ?? 0;
    return new Map(running.map(({ bot, measured }) => [bot.name, measured]));
  } finally {
    for (const { child } of running) await child?.end();
  }
}
