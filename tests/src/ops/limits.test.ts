/** Limits per person and chat: what is let through, what is told, and that memory stays bounded. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Guest, Limits } from "../../../src/ops/limits.ts";

// The library reads a clock that never goes back; here it stands still unless a test moves it.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const NOW = Temporal.Instant.from("2026-02-06T08:00:00Z");

const guest = (person: string, chat: string | null = null, manages = false): Guest => ({
  person,
  chat,
  manages: async () => manages,
});

/** Asks so often; how many were let through. */
async function through(limits: Limits, times: number, who: Guest): Promise<number> {
  let n = 0;
  for (let i = 0; i < times; i++) if ((await limits.refusal(who, NOW)) === null) n++;
  return n;
}

describe("a person", () => {
  test("is answered as often as said, at once, and then as time passes", async () => {
    const limits = new Limits({ person: 30, chat: 60 });
    expect(await through(limits, 100, guest("a"))).toBe(30);
    vi.advanceTimersByTime(4_000);
    expect(await through(limits, 100, guest("a"))).toBe(2);
    vi.advanceTimersByTime(3_600_000);
    expect(await through(limits, 100, guest("a"))).toBe(30);
  });

  test("takes nothing from another", async () => {
    const limits = new Limits({ person: 5, chat: 60 });
    await through(limits, 100, guest("a"));
    expect(await through(limits, 5, guest("b"))).toBe(5);
  });

  test("is told when there will be an answer, which is true", async () => {
    const limits = new Limits({ person: 6, chat: 60 });
    await through(limits, 6, guest("a"));
    const refusal = await limits.refusal(guest("a"), NOW);
    expect(refusal).toEqual({ of: "person", waitMs: 10_000, tell: true });
    vi.advanceTimersByTime(9_999);
    expect(await limits.refusal(guest("a"), NOW)).toMatchObject({ waitMs: 1 });
    vi.advanceTimersByTime(1);
    expect(await limits.refusal(guest("a"), NOW)).toBeNull();
  });

  test("is silenced from being told until there is an answer again, or until it is time to be told again", async () => {
    const limits = new Limits({ person: 2, chat: 60 });
    const silent = (seconds = 0) => limits.silences("a", NOW.add({ seconds }));
    expect(silent()).toBe(false);
    await through(limits, 2, guest("a"));
    expect(silent()).toBe(false);
    await through(limits, 1, guest("a"));
    expect([silent(), silent(59), silent(60), limits.silences("b", NOW)]).toEqual([true, true, false, false]);
    vi.advanceTimersByTime(30_000);
    expect(silent()).toBe(false);
    expect(await through(limits, 2, guest("a"))).toBe(1);
  });

  test("is told once a minute, however often they ask", async () => {
    const limits = new Limits({ person: 1, chat: 60 });
    await through(limits, 1, guest("a"));
    const told: unknown[] = [];
    for (const ms of [0, 1, 30_000, 59_999, 60_000, 61_000]) {
      told.push((await limits.refusal(guest("a"), NOW.add({ milliseconds: ms })))?.tell);
    }
    expect(told).toEqual([true, false, false, false, true, false]);
  });

  test("may have suggestions for a tenth", async () => {
    const limits = new Limits({ person: 1, chat: 60 });
    for (let i = 0; i < 9; i++) expect(await limits.refusal(guest("a"), NOW, 0.1)).toBeNull();
    expect(await limits.refusal(guest("a"), NOW)).toMatchObject({ of: "person" });
  });

  test("who is nobody, as in a channel, counts towards the chat alone", async () => {
    const limits = new Limits({ person: 1, chat: 3 });
    expect(await through(limits, 10, guest("", "channel"))).toBe(3);
    expect(limits.remembered).toEqual({ persons: 0, chats: 1 });
  });
});

describe("a chat", () => {
  test("is answered as often as said, whoever asks", async () => {
    const limits = new Limits({ person: 10, chat: 25 });
    const each = await Promise.all(
      ["a", "b", "c", "d"].map((person) => through(limits, 10, guest(person, "x"))),
    );
    expect(each.reduce((a, b) => a + b)).toBe(25);
    expect(await through(limits, 1, guest("e", "y"))).toBe(1);
  });

  test("answers who manages it all the same, within their own limit", async () => {
    const limits = new Limits({ person: 10, chat: 1 });
    await through(limits, 10, guest("a", "x"));
    expect(await limits.refusal(guest("b", "x"), NOW)).toMatchObject({ of: "chat" });
    expect(await through(limits, 20, guest("admin", "x", true))).toBe(10);
  });

  test("asks the platform who manages it only so often", async () => {
    const limits = new Limits({ person: 1, chat: 1 });
    let asked = 0;
    for (let i = 0; i < 200; i++) {
      const manages = async () => {
        asked++;
        return false;
      };
      await limits.refusal({ person: `p${i}`, chat: "x", manages }, NOW);
    }
    expect(asked).toBe(30);
  });

  test("is told once a minute, whoever asks", async () => {
    const limits = new Limits({ person: 1, chat: 1 });
    const told: unknown[] = [];
    for (const person of ["a", "b", "c"]) told.push((await limits.refusal(guest(person, "x"), NOW))?.tell);
    expect(told).toEqual([undefined, true, false]);
  });
});

test("memory is bounded: of a stream of strangers the latest are remembered", async () => {
  const limits = new Limits({ person: 1, chat: 1_000_000 });
  await limits.refusal(guest("first"), NOW);
  await limits.refusal(guest("second"), NOW);
  for (let i = 0; i < 9_998; i++) await limits.refusal(guest(`p${i}`, `c${i}`), NOW);
  // Asked again, the first is the latest; the next stranger takes the place of the second.
  expect(await limits.refusal(guest("first"), NOW)).not.toBeNull();
  await limits.refusal(guest("stranger", "another"), NOW);
  expect(limits.remembered).toEqual({ persons: 10_000, chats: 9_999 });
  expect(await limits.refusal(guest("first"), NOW)).not.toBeNull();
  expect(await limits.refusal(guest("second"), NOW)).toBeNull();
});
