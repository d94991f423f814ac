/** Everything that can go wrong out there, and with the disk and the clock here: each briefing arrives, and none twice. */
import Database from "better-sqlite3";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Platform } from "../../src/storage/briefings.ts";
import { SLOT, subscription } from "../support/briefings.ts";
import { Whole } from "../support/service.ts";
import { type Comparison, compare } from "./compare.ts";

/** The service's own connections to its state, whose limits a test changes. */
const { connections } = vi.hoisted(() => ({ connections: [] as Database.Database[] }));
vi.mock(import("../../src/storage/sqlite.ts"), async (original) => {
  const real = await original();
  return {
    ...real,
    openDatabase: (...args) => {
      const db = real.openDatabase(...args);
      connections.push(db);
      return db;
    },
  };
});
beforeEach(() => void connections.splice(0));

/** Channels on each platform. */
const CHANNELS = 24;
const POST = /^POST \/channels\/\d+\/messages$/;

/** So many channels on each platform that are due at the slot, each day, and the service just before. */
async function scene(channels = CHANNELS, speed?: number): Promise<Whole> {
  const whole = await Whole.open(speed === undefined ? {} : { speed });
  const schedule = { time: "08:00", zone: "Europe/Kyiv", days: [1, 2, 3, 4, 5, 6, 7] };
  for (let i = 0; i < channels; i++) {
    const discord = `3000000000${String(10_000_000 + i)}`;
    whole.discord.rest.messages.channels.add(discord);
    for (const [platform, chat] of [
      ["discord", discord],
      ["telegram", String(1_000 + i)],
    ] as [Platform, string][])
      await whole.state.briefings.subscribe(
        subscription({
          ...{ channel: { platform, chat, thread: null }, schedule, nextDue: SLOT },
          // The last ones want messages of their own, which are composed late.
          wishes: { silent: i > 40 },
        }),
        whole.clock.now(),
      );
  }
  return whole;
}

/** The slot comes. */
async function fallDue(whole: Whole): Promise<void> {
  whole.clock.pass({ minutes: 1 });
  await whole.tick();
}

/** Opened anew: the ledger says what would survive the process. */
function compared(whole: Whole, slots = 1, channels = CHANNELS): Comparison {
  const db = new Database(whole.path, { readonly: true });
  try {
    const due = { discord: channels * slots, telegram: channels * slots };
    return compare(db, due, whole);
  } finally {
    db.close();
  }
}

/** The reasons in the ledger of what ended so. */
function reasons(whole: Whole, state: string): string[] {
  const db = new Database(whole.path, { readonly: true });
  try {
    return db.prepare<[string], string>("SELECT reason FROM delivery WHERE state = ?").pluck().all(state);
  } finally {
    db.close();
  }
}

const all = { discord: CHANNELS, telegram: CHANNELS };
/** Nothing lost, nothing twice, and whatever is unknown stands for an answer that was lost. */
const well = (unknown: number, received = all) => ({
  ...{ lost: [], doubled: [], refused: [], unknown },
  received,
});

test("without a fault, all arrive", async () => {
  const whole = await scene();
  await fallDue(whole);
  await whole.settled();
  expect(compared(whole)).toMatchObject(well(0));
  expect(whole.bugs).toEqual([]);
});

describe("too many requests", () => {
  test("Discord: for a channel and for the whole bot", async () => {
    const whole = await scene();
    const flood = (scope: "user" | "global") => ({
      line: POST,
      times: 8,
      with: {
        status: 429,
        body: { message: "You are being rate limited.", retry_after: 0.1, global: scope === "global" },
        headers: {
          ...{ "retry-after": "0.1", "x-ratelimit-scope": scope },
          ...(scope === "global" && { "x-ratelimit-global": "true" }),
        },
      },
    });
    whole.discord.fail(flood("user"));
    whole.discord.fail(flood("global"));
    await fallDue(whole);
    await whole.settled();
    expect(whole.discord.requests(POST).filter(({ status }) => status === 429)).toHaveLength(16);
    expect(compared(whole)).toMatchObject(well(0));
    expect(whole.bugs).toEqual([]);
  });

  test("Telegram: over and over, with the time to wait", async () => {
    const whole = await scene();
    const flood = (seconds: number) => ({
      ...{ error: 429, description: `Too Many Requests: retry after ${seconds}` },
      parameters: { retry_after: seconds },
    });
    whole.telegram.fault("sendMessage", ...Array.from({ length: 40 }, (_, i) => flood(1 + (i % 5))));
    await fallDue(whole);
    await whole.settled();
    expect(compared(whole)).toMatchObject(well(0));
    expect(whole.telegram.of("sendMessage")).toHaveLength(CHANNELS + 40);
    expect(whole.bugs).toEqual([]);
  });

  test("none is provoked where both platforms keep the limits that they document", async () => {
    const channels = 60;
    const whole = await scene(channels, 1);
    whole.discord.rest.limits.on = true;
    whole.telegram.limits.on = true;
    await fallDue(whole);
    await whole.settled();
    expect(compared(whole, 1, channels)).toMatchObject(well(0, { discord: channels, telegram: channels }));
    expect([whole.discord.rest.limits.floods, whole.telegram.limits.floods]).toEqual([0, 0]);
  });
});

test("servers' errors, before and after the message is taken", async () => {
  const whole = await scene();
  whole.discord.fail({ line: POST, times: 6, with: { status: 503 } });
  whole.discord.fail({ line: POST, times: 6, with: { status: 502, after: true } });
  const error = { error: 502, description: "Bad Gateway" };
  whole.telegram.fault("sendMessage", error, error, { ...error, after: true }, { ...error, after: true });
  await fallDue(whole);
  await whole.settled();
  expect(compared(whole)).toMatchObject(well(4, { discord: CHANNELS, telegram: CHANNELS - 2 }));
  expect(reasons(whole, "unknown")).toEqual(
    Array(4).fill("the answer was lost (sendMessage: 502 Bad Gateway)"),
  );
  expect(whole.bugs).toEqual([]);
});

test("connections that break, before and after the message is taken; answers that are none", async () => {
  const whole = await scene();
  whole.discord.fail({ line: POST, times: 6, with: { lost: "before" } });
  whole.discord.fail({ line: POST, times: 6, with: { lost: "after" } });
  whole.telegram.fault("sendMessage", "reset", "reset", "lost", "lost", "garbage");
  await fallDue(whole);
  await whole.settled();
  expect(compared(whole)).toMatchObject(well(5, { discord: CHANNELS, telegram: CHANNELS - 2 }));
  for (const reason of reasons(whole, "unknown")) expect(reason).toMatch(/^the answer was lost \(.{10,}\)$/);
  expect(whole.bugs).toEqual([]);
});

test("both platforms refuse connections for a while", async () => {
  const whole = await scene();
  // Without connections that are still open from before.
  await whole.stop();
  await whole.start();
  whole.discord.refuse();
  whole.telegram.refuse();
  await fallDue(whole);
  await whole.until(async () => {
    const { briefings } = whole.state;
    const waiting = await briefings.ready("telegram", SLOT.add({ hours: 1 }), 100);
    const too = await briefings.ready("discord", SLOT.add({ hours: 1 }), 100);
    return [...waiting, ...too].every(({ tries }) => tries >= 2);
  });
  expect(await whole.state.briefings.counts()).toMatchObject({ states: { sent: 0, unknown: 0 } });
  await Promise.all([whole.discord.accept(), whole.telegram.accept()]);
  await whole.settled();
  expect(compared(whole)).toMatchObject(well(0));
  expect(whole.bugs).toEqual([]);
});

describe("the state cannot be written", () => {
  /** Rows of so many do not fit the pages that are there. */
  const many = 60;
  const arrived = well(0, { discord: many, telegram: many });
  const TROUBLE = /disk is full|readonly database/;
  const own = (): Database.Database => {
    const db = connections.at(-1);
    if (!db) throw new Error("no state was opened");
    return db;
  };
  const troubles: [string, () => void, () => void][] = [
    [
      "a full disk",
      () => {
        own().exec("VACUUM");
        own().pragma(`max_page_count = ${own().pragma("page_count", { simple: true })}`);
      },
      () => void own().pragma("max_page_count = 1000000"),
    ],
    [
      "a read-only database",
      () => void own().pragma("query_only = ON"),
      () => void own().pragma("query_only = OFF"),
    ],
  ];

  test.each(troubles)("%s when the slot comes: it is planned once that is over", async (_, breaks, mends) => {
    const whole = await scene(many);
    breaks();
    await fallDue(whole);
    expect(String(whole.bugs[0])).toMatch(TROUBLE);
    mends();
    whole.clock.pass({ minutes: 1 });
    await whole.tick();
    await whole.settled();
    expect(compared(whole, 1, many)).toMatchObject(arrived);
  });

  test.each(troubles)("%s in the middle of it: what went out is not sent again", async (_, breaks, mends) => {
    const whole = await scene(many);
    whole.telegram.onSend = () => {
      if (whole.telegram.messages.length === 5) breaks();
    };
    await fallDue(whole);
    await whole.until(() => whole.bugs.length > 0);
    expect(String(whole.bugs[0])).toMatch(TROUBLE);
    mends();
    await whole.settled();
    expect(compared(whole, 1, many)).toMatchObject(arrived);
  });
});

describe("the clock", () => {
  const twice = { discord: 2 * CHANNELS, telegram: 2 * CHANNELS };

  /** Puts the clock somewhere else in the middle of the fan-out, for a while. */
  async function leap(by: Temporal.DurationLike, back: Temporal.DurationLike | null): Promise<Whole> {
    const whole = await scene();
    let leapt = false;
    whole.telegram.onSend = () => {
      if (!leapt && whole.telegram.messages.length === 5) {
        leapt = true;
        whole.clock.put(by);
      }
    };
    await fallDue(whole);
    await whole.until(() => leapt);
    await whole.tick();
    if (back) {
      await whole.until(() => whole.telegram.messages.length > 10);
      whole.clock.put(back);
      await whole.tick();
    }
    return whole;
  }

  test("leaps a day ahead and back: today's arrive today, tomorrow's tomorrow", async () => {
    const whole = await leap({ hours: 24 }, { hours: -24 });
    await whole.settled();
    expect(compared(whole)).toMatchObject(well(0));
    whole.clock.pass({ hours: 24 });
    await whole.tick();
    await whole.settled();
    expect(compared(whole, 2)).toMatchObject(well(0, twice));
  });

  test("is put back an hour: what was left waits for its time, and nothing comes again", async () => {
    const whole = await leap({ hours: -1 }, null);
    whole.clock.pass({ hours: 1 });
    await whole.tick();
    await whole.settled();
    expect(compared(whole)).toMatchObject(well(0));
    whole.clock.pass({ hours: 24 });
    await whole.tick();
    await whole.settled();
    expect(compared(whole, 2)).toMatchObject(well(0, twice));
  });

  test("is put a day ahead for good: today's arrive, and after a while tomorrow's", async () => {
    const whole = await leap({ hours: 24 }, null);
    whole.clock.pass({ minutes: 6 });
    await whole.tick();
    await whole.settled();
    expect(compared(whole, 2)).toMatchObject(well(0, twice));
  });
});
