/** Very many subscriptions: planned without holding anything up, delivered at the rate that the platforms allow. */
import { join } from "node:path";
import { setTimeout as timer } from "node:timers/promises";
import Database from "better-sqlite3";
import { openState } from "../../src/storage/state.ts";
import { discordEnv, openPlatforms, startProduct, telegramEnv, UNLIMITED } from "../support/product.ts";
import { discordLine, type Line, telegramLine } from "./lines.ts";
import { addSubscriptions, chatOf } from "./subscriptions.ts";
import { at, fine, node, table, whole } from "./table.ts";

interface Ledger {
  readonly looked: { readonly median: number; readonly p99: number };
  readonly planned: {
    readonly total: number;
    readonly cpu: number;
    readonly wait: number;
    readonly longest: number;
    readonly delay: number;
  };
  readonly ready: number;
  readonly counts: number;
}

const PLATFORMS = ["discord", "telegram"] as const;
type Platform = (typeof PLATFORMS)[number];
type Times = Record<Platform, number[]>;

/** What each platform allows: the same numbers as in the peers' limits, with their sources. */
const ALLOWED = { discord: 50, telegram: 30 } as const;
const CHATS = { discord: "3000000000", telegram: "5" } as const;
/** People who ask meanwhile, each so often; few enough to take little of what Telegram allows. */
const PEOPLE = 4;
const PAUSE_MS = 2_000;
/** The service has so long to start and to answer a first time before the minute, in milliseconds. */
const LEAD_MS = 20_000;
/** All is delivered within so many times the time that the allowed rate takes. */
const PATIENCE = 3;

/** Planning, and looking for what is due. */
export function ledger(): void {
  table(
    "The ledger of scheduled briefings, milliseconds",
    [
      "idle subscriptions",
      "a tick that finds nothing, median",
      "p99",
      "fall due at once",
      "planned in",
      "processor time",
      "others wait, p99",
      "longest",
      "event-loop delay, longest",
      "the next 64 to send",
      "counting",
    ],
    [
      [10_000, 1_000],
      [1_000_000, 100_000],
    ].map(([idle = 0, due = 0]) => {
      const { looked, planned, ready, counts } = JSON.parse(
        node("tests/bench/store.ts", String(idle), String(due)),
      ) as Ledger;
      return [
        whole(idle),
        fine(looked.median),
        fine(looked.p99),
        whole(due),
        ...[planned.total, planned.cpu, planned.wait, planned.longest, planned.delay].map(whole),
        fine(ready),
        fine(counts),
      ];
    }),
  );
}

/** Delivery of what falls due at once. @param seconds that it lasts at the allowed rate */
export async function delivery(seconds: number): Promise<void> {
  await using platforms = await openPlatforms();
  const { discord, telegram, folder } = platforms;
  const path = join(folder, "state.db");
  const slot = minuteAfter(Temporal.Now.instant().add({ milliseconds: LEAD_MS }));
  const due = { discord: ALLOWED.discord * seconds, telegram: ALLOWED.telegram * seconds };
  subscribe(path, slot, due);
  for (let i = 1; i <= due.discord; i++) discord.rest.messages.channels.add(chatOf(CHATS.discord, i));
  discord.rest.limits.on = true;
  telegram.limits.on = true;
  const env = { ...discordEnv(discord), ...telegramEnv(telegram), ...UNLIMITED, RAPPORTEUR_STATE: path };
  const child = startProduct(env);
  try {
    await child.said(/Discord is on/);
    const lines: Record<Platform, Line> = {
      discord: discordLine(discord, "delegation", { party: "Russia" }),
      telegram: telegramLine(telegram, "/delegation russia"),
    };
    for (const line of Object.values(lines)) await line.ask(0);
    const idle = await ask(lines, () => Temporal.Instant.compare(Temporal.Now.instant(), slot) < 0);
    const posts = {
      discord: () => discord.rest.messages.all.filter(({ nonce }) => nonce?.startsWith("b-")),
      telegram: () => telegram.messages.filter(({ chat }) => String(chat).startsWith(CHATS.telegram)),
    };
    const open = (): boolean =>
      new Set(posts.discord().map(({ channel_id }) => channel_id)).size < due.discord ||
      new Set(posts.telegram().map(({ chat }) => chat)).size < due.telegram;
    const until = slot.add({ seconds: Math.ceil(seconds * PATIENCE) });
    const during = await ask(
      lines,
      () => open() && Temporal.Instant.compare(Temporal.Now.instant(), until) < 0,
    );
    // Answers in Telegram count towards its limit, those to interactions in Discord do not.
    const answers = telegram.messages.filter(({ chat }) => !String(chat).startsWith(CHATS.telegram));
    const last = posts.telegram().at(-1)?.at ?? 0;
    const counted = {
      discord: posts.discord(),
      telegram: [...posts.telegram(), ...answers.filter((answer) => answer.at <= last)],
    };
    const floods = { discord: discord.rest.limits.floods, telegram: telegram.limits.floods };
    table(
      "Delivery of briefings that fall due at once, with the platforms' limits, and answers to people meanwhile",
      [
        "platform",
        "messages",
        "first after, ms",
        "all within, s",
        "a second",
        "of what is allowed",
        "429s",
        "answers",
        "idle: median, ms",
        "p99",
        "meanwhile: median, ms",
        "p99",
      ],
      PLATFORMS.map((platform) => [
        platform,
        ...delivered(platform, counted[platform], slot),
        whole(floods[platform]),
        whole(during[platform].length),
        ...[idle, during].flatMap((times) => [at(times[platform], 0.5), at(times[platform], 0.99)].map(fine)),
      ]),
    );
    if (open()) console.log("Not all was delivered in time.\n");
  } finally {
    await child.end();
  }
}

/** A new state with subscriptions that fall due at an instant. */
function subscribe(path: string, nextDue: Temporal.Instant, due: Readonly<Record<Platform, number>>): void {
  openState(path).close();
  const db = new Database(path);
  for (const platform of PLATFORMS)
    addSubscriptions(db, { count: due[platform], platform, chats: CHATS[platform], nextDue });
  db.close();
}

/** How many messages, when the first came, how long all took, and how near that is to what the platform allows. */
function delivered(
  platform: Platform,
  messages: readonly { readonly at: number }[],
  slot: Temporal.Instant,
): string[] {
  const times = messages.map((message) => message.at).filter((time) => time >= slot.epochMilliseconds);
  const first = Math.min(...times);
  const took = (Math.max(...times) - first) / 1_000;
  const rate = (times.length - 1) / took;
  return [
    whole(times.length),
    whole(first - slot.epochMilliseconds),
    fine(took),
    fine(rate),
    `${fine((100 * rate) / ALLOWED[platform])} %`,
  ];
}

/** Some people ask on both platforms, each after a pause, while it lasts; how long each answer took. */
async function ask(lines: Readonly<Record<Platform, Line>>, lasts: () => boolean): Promise<Times> {
  const times: Times = { discord: [], telegram: [] };
  const people = PLATFORMS.flatMap((platform) =>
    Array.from({ length: PEOPLE }, async (_, who) => {
      await timer((PAUSE_MS * who) / PEOPLE);
      while (lasts()) {
        times[platform].push(await lines[platform].ask(who));
        await timer(PAUSE_MS);
      }
    }),
  );
  await Promise.all(people);
  return times;
}

function minuteAfter(instant: Temporal.Instant): Temporal.Instant {
  return instant.round({ smallestUnit: "minute", roundingMode: "ceil" });
}
