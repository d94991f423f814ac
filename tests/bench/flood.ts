/** One person asks far too much: what others notice of it. */
import { join } from "node:path";
import { setTimeout as timer } from "node:timers/promises";
import { discordEnv, openPlatforms, startProduct, telegramEnv } from "../support/product.ts";
import { privately } from "../support/telegram-updates.ts";
import { discordLine, type Line, telegramLine } from "./lines.ts";
import { at, fine, table, whole } from "./table.ts";

const COMMANDS = 10_000;
/** So many of them at once, so often: 1,000 a second, as fast as a platform passes them on. */
const BURST = 10;
const EVERY_MS = 10;
/** Without a flood, then with one, so often: whatever else the machine does hits both. */
const ROUNDS = 3;
/** Others, who ask one after another: each of them so seldom that no limit is met. */
const OTHERS = 500;
const PAUSE_MS = 20;
/** Somebody who is none of the others. */
const FLOODER = 99_999;

export async function flood(): Promise<void> {
  await using platforms = await openPlatforms();
  const { discord, telegram, folder } = platforms;
  // The limits of people are those that everybody has; the one of a channel is not what is asked here.
  const child = startProduct({
    ...discordEnv(discord),
    ...telegramEnv(telegram),
    RAPPORTEUR_LIMIT_CHAT: "1000000",
    RAPPORTEUR_STATE: join(folder, "state.db"),
  });
  try {
    await child.said(/Discord is on/);
    // Made beforehand: they are made in this very process, and making them is not what others wait for.
    const interactions = () => {
      const who = { id: "420000000000000001", username: "flooder" };
      const made = Array.from({ length: COMMANDS }, () =>
        discord.rest.interactions.slash("delegation", { party: "Russia" }, { who }),
      );
      return (from: number) => {
        for (const each of made.slice(from, from + BURST)) discord.interact(each);
      };
    };
    const updates = () => {
      const made = Array.from({ length: COMMANDS }, () => privately("/delegation russia", FLOODER));
      return (from: number) => void telegram.push(...made.slice(from, from + BURST));
    };
    const rows = [
      ["discord", ...(await measure(discordLine(discord, "delegation", { party: "Russia" }), interactions))],
      ["telegram", ...(await measure(telegramLine(telegram, "/delegation russia"), updates))],
    ];
    table(
      `Others while one person sends ${whole(COMMANDS)} commands, milliseconds`,
      [
        "platform",
        "idle: median",
        "p99",
        "slowest",
        "in the flood: median",
        "p99",
        "slowest",
        "answers",
        "median × idle",
        "p99 × idle",
      ],
      rows,
    );
  } finally {
    await child.end();
  }
}

/** @param prepare makes the flood of a round; what it returns sends the next of it */
async function measure(line: Line, prepare: () => (from: number) => void): Promise<string[]> {
  let person = 0;
  const ask = async (lasts: () => boolean): Promise<number[]> => {
    const times: number[] = [];
    while (lasts()) {
      times.push(await line.ask(person++ % OTHERS));
      await timer(PAUSE_MS);
    }
    return times;
  };
  // Compiled and warm before anything counts.
  for (let i = 0; i < OTHERS; i++) await line.ask(i);
  const [idle, flooded]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    line.forget();
    // Made in both halves, so that the memory of this process is as full in one as in the other.
    const burst = prepare();
    const until = performance.now() + (COMMANDS / BURST) * EVERY_MS;
    idle.push(...(await ask(() => performance.now() < until)));
    let sent = 0;
    const begun = performance.now();
    const flooding = (async () => {
      while (sent < COMMANDS) {
        burst(sent);
        sent += BURST;
        await timer(Math.max(0, begun + (sent / BURST) * EVERY_MS - performance.now()));
      }
    })();
    flooded.push(...(await ask(() => sent < COMMANDS)));
    await flooding;
  }
  line.forget();
  const of = (times: readonly number[]) => [at(times, 0.5), at(times, 0.99), at(times, 1)].map(fine);
  const ratio = (part: number) => fine(at(flooded, part) / at(idle, part));
  return [...of(idle), ...of(flooded), whole(flooded.length), ratio(0.5), ratio(0.99)];
}
