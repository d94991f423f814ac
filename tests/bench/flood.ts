/** One person asks far too much: what others notice of it. */
import { join } from "node:path";
import { setTimeout as timer } from "node:timers/promises";
import { discordEnv, openPlatforms, startProduct, telegramEnv } from "../support/product.ts";
import { privately } from "../support/telegram-updates.ts";
import { discordLine, type Line, telegramLine } from "./lines.ts";
import { at, fine, table, whole } from "./table.ts";

const COMMANDS = 10_000;
/** So many of them at once, so often: 1,000 a second. */
const BURST = 100;
const EVERY_MS = 100;
/** Others, who ask one after another: each of them so seldom that no limit is met. */
const OTHERS = 300;
const PAUSE_MS = 50;
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
    const interactions = () => {
      for (let i = 0; i < BURST; i++) {
        const who = { id: "420000000000000001", username: "flooder" };
        discord.interact(discord.rest.interactions.slash("delegation", { party: "Russia" }, { who }));
      }
    };
    const updates = () =>
      void telegram.push(...Array.from({ length: BURST }, () => privately("/delegation russia", FLOODER)));
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
      ],
      rows,
    );
  } finally {
    await child.end();
  }
}

async function measure(line: Line, burst: () => void): Promise<string[]> {
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
  const until = performance.now() + (COMMANDS / BURST) * EVERY_MS;
  const idle = await ask(() => performance.now() < until);
  line.forget();
  let left = COMMANDS / BURST;
  const flooding = (async () => {
    while (left-- > 0) {
      burst();
      await timer(EVERY_MS);
    }
  })();
  const flooded = await ask(() => left > 0);
  await flooding;
  line.forget();
  const of = (times: readonly number[]) => [at(times, 0.5), at(times, 0.99), at(times, 1)].map(fine);
  return [...of(idle), ...of(flooded), whole(flooded.length), fine(at(flooded, 0.5) / at(idle, 0.5))];
}
