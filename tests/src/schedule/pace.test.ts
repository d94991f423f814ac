/** Posting stays below what a platform allows, and close to it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Allowance, DISCORD, Pacer, TELEGRAM } from "../../../src/schedule/pace.ts";

/** Posts to chats in turn, waiting as it is told; when each went. */
function post(pacer: Pacer, chats: readonly string[], start = 0, lateness: () => number = () => 0): number[] {
  let now = start;
  return chats.map((chat) => {
    for (let wait = pacer.take(chat, now); wait > 0; wait = pacer.take(chat, now)) now += wait + lateness();
    return now;
  });
}

/** The most that fall into any window. */
const most = (times: readonly number[], window: number): number =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + window).length));

const many = (n: number) => Array.from({ length: n }, (_, i) => `chat ${i}`);

describe.each<[string, Allowance, number]>([
  ["Telegram", TELEGRAM, 30],
  ["Discord", DISCORD, 50],
])("%s in all", (_, allowance, perSecond) => {
  test("never above the limit, and at 95 % of it", () => {
    const times = post(new Pacer(allowance), many(1_000));
    expect(most(times, 1_000)).toBeLessThanOrEqual(perSecond);
    const seconds = (times.at(-1) ?? 0) / 1_000;
    expect(1_000 / seconds).toBeGreaterThan(0.95 * perSecond);
  });

  test("late timers neither burst nor slow it down", () => {
    const lateness = fc.integer({ min: 0, max: 15 });
    fc.assert(
      fc.property(fc.array(lateness, { minLength: 50, maxLength: 50 }), (late) => {
        let i = 0;
        const times = post(new Pacer(allowance), many(300), 0, () => late[i++ % late.length] ?? 0);
        expect(most(times, 1_000)).toBeLessThanOrEqual(perSecond);
        expect((300 / (times.at(-1) ?? 0)) * 1_000).toBeGreaterThan(0.95 * perSecond);
      }),
    );
  });

  test("what people are answered counts, and is never asked to wait", () => {
    const pacer = new Pacer(allowance);
    for (let i = 0; i < perSecond; i++) pacer.spent("people", 0);
    expect(pacer.take("channel", 0)).toBeGreaterThan(900);
  });
});

test("one chat of Telegram: one a second, under twenty a minute; others go on meanwhile", () => {
  const pacer = new Pacer(TELEGRAM);
  const times = post(
    pacer,
    Array.from({ length: 60 }, () => "group"),
  );
  expect(most(times, 1_000)).toBe(1);
  expect(most(times, 60_000)).toBeLessThan(20);
  expect(pacer.take("another", (times.at(-1) ?? 0) + 100)).toBe(0);
});

test("Discord: before refusals add up to a ban, posting rests until they are old", () => {
  const pacer = new Pacer(DISCORD);
  for (let i = 0; i < 5_000; i++) pacer.refused(i);
  const wait = pacer.take("channel", 10_000);
  expect(wait).toBe(600_000 - 10_000);
  expect(pacer.take("channel", 10_000 + wait)).toBe(0);
});
