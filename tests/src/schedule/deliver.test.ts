/** Every outcome of posting is recorded as it was, and nothing is posted twice or left out. */
import { describe, expect, test } from "vitest";
import { Deliverer, type DeliveryParts } from "../../../src/schedule/deliver.ts";
import { DISCORD, Pacer, TELEGRAM } from "../../../src/schedule/pace.ts";
import { planDue } from "../../../src/schedule/plan.ts";
import type { Posted } from "../../../src/schedule/poster.ts";
import type { BriefingStore, Delivery, NewSubscription } from "../../../src/storage/briefings.ts";
import { openState } from "../../../src/storage/state.ts";
import { channel, FakePoster, SLOT, subscription } from "../../support/briefings.ts";

const CATCH_UP = Temporal.Duration.from({ hours: 3 });
const reply = { kind: "answer", blocks: [], actions: [], citations: [], items: [] } as const;

interface Scene {
  readonly poster: FakePoster;
  readonly store: BriefingStore;
  readonly lines: string[];
  readonly bugs: unknown[];
  /** The ledger's row of the one subscription's slot. */
  delivery(): Promise<Delivery>;
  /** Delivers until nothing waits any more, or for at most ten hours of the scene's clock. */
  run(): Promise<void>;
}

/** One subscription with its slot planned, a platform that answers as told, and a clock that waits cost nothing. */
async function scene(
  answers: readonly Posted[] = [],
  options: Partial<DeliveryParts> & { pages?: number; at?: Temporal.Instant; of?: NewSubscription } = {},
): Promise<Scene> {
  const { pages = 1, at = SLOT, of = subscription(), ...parts } = options;
  const store = parts.store ?? openState(":memory:").briefings;
  const { id } = await store.subscribe(of, SLOT);
  await planDue(store, SLOT, CATCH_UP);
  const poster = new FakePoster(answers, pages, of.channel.platform);
  const lines: string[] = [];
  const bugs: unknown[] = [];
  let passed = 0;
  const now = () => at.add({ milliseconds: Math.round(passed) });
  const stopping = new AbortController();
  const deliverer = new Deliverer({
    store,
    poster,
    pacer: new Pacer(of.channel.platform === "discord" ? DISCORD : TELEGRAM),
    compose: async () => ({ reply, revision: 1 }),
    catchUp: CATCH_UP,
    now,
    monotonic: () => passed,
    sleep: async (ms) => {
      passed += ms;
      const { states } = await store.counts();
      if (states.planned + states.sending === 0 || passed > 36_000_000) stopping.abort();
    },
    report: (line) => lines.push(line),
    onBug: (error) => bugs.push(error),
    ...parts,
  });
  const last = async () => {
    const [waiting] = await store.ready(of.channel.platform, now().add({ hours: 24 }), 1);
    const delivery = waiting ?? (await store.lastDelivery(id));
    if (!delivery) throw new Error("nothing in the ledger");
    return delivery;
  };
  return { poster, store, lines, bugs, delivery: last, run: () => deliverer.run(stopping.signal) };
}

const keys = ({ poster }: Scene) => new Set(poster.attempts.map(({ key }) => key));
const outcome = async (of: Scene) => {
  const { state, reason } = await of.delivery();
  return [state, reason];
};

test("a briefing of several messages is posted in order, each once, and the channel counts as briefed", async () => {
  const it = await scene([], { pages: 3 });
  await it.run();
  expect(it.poster.attempts.map(({ how, payload }) => `${how} ${payload}`)).toEqual([
    "post page 0",
    "post page 1",
    "post page 2",
  ]);
  expect(keys(it).size).toBe(3);
  expect(await outcome(it)).toEqual(["sent", null]);
  expect((await it.store.subscription(1))?.briefed).toBe(1);
  expect((await it.store.messagesCiting("item-1")).map(({ message }) => message)).toEqual(["m2"]);
});

describe("provably not posted", () => {
  test("is tried again under the same key until it works", async () => {
    const refused = { type: "not_sent", reason: "connection refused" } as const;
    const it = await scene([refused, refused, refused]);
    await it.run();
    expect(it.poster.attempts).toHaveLength(4);
    expect(it.poster.attempts.every(({ how }) => how === "post")).toBe(true);
    expect(keys(it).size).toBe(1);
    expect(await outcome(it)).toEqual(["sent", null]);
  });

  test("for longer than may be caught up with: skipped, with what stood in the way", async () => {
    const it = await scene(
      Array.from({ length: 10_000 }, () => ({ type: "not_sent", reason: "no network" })),
    );
    await it.run();
    expect(await outcome(it)).toEqual(["skipped", "not possible within 3 h: no network"]);
  });

  test("after an attempt whose outcome is open, it stays open", async () => {
    const it = await scene([
      { type: "repeatable", reason: "reset" },
      { type: "not_sent", reason: "connection refused" },
      { type: "not_sent", reason: "connection refused" },
    ]);
    await it.run();
    expect(it.poster.attempts.map(({ how }) => how)).toEqual(["post", "recover", "recover", "recover"]);
    expect(keys(it).size).toBe(1);
  });
});

test("an unknown outcome is never repeated; the other messages follow, and the next briefing tells it all again", async () => {
  const it = await scene([{ type: "unknown", reason: "the answer was lost" }], { pages: 2 });
  await it.run();
  expect(it.poster.attempts.map(({ payload }) => payload)).toEqual(["page 0", "page 1"]);
  expect(await outcome(it)).toEqual(["unknown", "the answer was lost"]);
  expect((await it.store.subscription(1))?.briefed).toBeNull();
  expect(it.lines.join()).toContain("unknown whether a briefing reached 100");
});

describe("a channel that takes nothing", () => {
  const gone = { type: "gone", reason: "the bot was removed" } as const;

  test("fails with the reason, and is tried again at the next slot", async () => {
    const it = await scene([gone]);
    await it.run();
    expect(await outcome(it)).toEqual(["failed", "the bot was removed"]);
    expect(await it.store.subscription(1)).toMatchObject({ state: "active", refusals: 1 });
  });

  test("is disabled the third time in a row", async () => {
    const it = await scene([gone]);
    for (let before = 0; before < 2; before++) await it.store.refused(1, gone.reason, 3, SLOT);
    await it.run();
    expect(await it.store.subscription(1)).toMatchObject({ state: "disabled", reason: gone.reason });
    expect(it.lines.join()).toContain("its subscription is disabled");
  });
});

test("a group that became a supergroup is followed, once", async () => {
  const it = await scene([{ type: "moved", chat: "-1005" }]);
  await it.run();
  expect(it.poster.attempts.map(({ chat }) => chat)).toEqual(["100", "-1005"]);
  expect(await outcome(it)).toEqual(["sent", null]);
  expect((await it.store.subscription(1))?.channel.chat).toBe("-1005");
});

test("a message that the platform does not take at all fails, as a bug", async () => {
  const it = await scene([{ type: "refused", reason: "400 50035" }]);
  await it.run();
  expect(await outcome(it)).toEqual(["failed", "400 50035"]);
  expect(String(it.bugs[0])).toContain("refuses a briefing: 400 50035");
});

describe("without a valid token", () => {
  const refused = { type: "unauthorized", reason: "the token is not valid" } as const;

  test("it is seldom tried; what is due is posted once the token is valid again", async () => {
    const it = await scene([refused, refused]);
    await it.run();
    expect(it.poster.attempts).toHaveLength(3);
    expect(await outcome(it)).toEqual(["sent", null]);
    expect(it.lines.join()).toContain("the token is not valid");
  });

  test("for longer than may be caught up with: skipped, with the reason", async () => {
    const it = await scene(Array.from({ length: 1_000 }, () => refused));
    await it.run();
    expect(it.poster.attempts.length).toBeLessThan(40);
    expect(await outcome(it)).toEqual(["skipped", "not possible within 3 h: the token is not valid"]);
  });
});

describe("taken up after a crash", () => {
  test("at the first message not sent, with its outcome found out first", async () => {
    const it = await scene([], { pages: 3 });
    const { id } = await it.delivery();
    await it.store.compose(id, it.poster.messages(), 1);
    await it.store.sending(id, 0, SLOT);
    await it.store.sent(id, 0, "m0", SLOT);
    await it.store.sending(id, 1, SLOT);
    await it.run();
    expect(it.poster.attempts.map(({ how, payload }) => `${how} ${payload}`)).toEqual([
      "recover page 1",
      "post page 2",
    ]);
    expect(await outcome(it)).toEqual(["sent", null]);
  });

  test("hours later: what had begun is finished", async () => {
    const it = await scene([], { pages: 2, at: SLOT.add({ hours: 9 }) });
    const { id } = await it.delivery();
    await it.store.compose(id, it.poster.messages(), 1);
    await it.store.sending(id, 0, SLOT);
    await it.run();
    expect(it.poster.attempts.map(({ how }) => how)).toEqual(["recover", "post"]);
  });
});

describe("not posted at all", () => {
  test("when nothing changed and the channel wants silence", async () => {
    const it = await scene([], { compose: async () => null });
    await it.run();
    expect(await outcome(it)).toEqual(["skipped", "nothing changed since the last briefing"]);
    expect(it.poster.attempts).toEqual([]);
  });

  test("when it was paused meanwhile", async () => {
    const it = await scene();
    await it.store.change(1, { state: "paused" });
    await it.run();
    expect(await outcome(it)).toEqual(["skipped", "the subscription is paused"]);
    expect(it.poster.attempts).toEqual([]);
  });

  test("when the service was away for longer than may be caught up with", async () => {
    const it = await scene([], { at: SLOT.add({ hours: 4 }) });
    await it.run();
    expect(await outcome(it)).toEqual(["skipped", "not possible within 3 h"]);
  });
});

describe("when the store cannot write", () => {
  /** The store with one method that fails some times first. */
  function failing(method: "sent" | "sending", times: number): BriefingStore {
    const store = openState(":memory:").briefings;
    let left = times;
    return new Proxy(store, {
      get: (target, name) => {
        const value = target[name as keyof BriefingStore] as (...args: unknown[]) => unknown;
        return async (...args: unknown[]) => {
          if (name === method && left-- > 0) throw new Error("database or disk is full");
          return value.apply(target, args);
        };
      },
    });
  }

  test("that a message is about to go out, it does not go out until it can", async () => {
    const it = await scene([], { store: failing("sending", 3) });
    await it.run();
    // Told once, however many writes fail alike.
    expect(it.bugs).toHaveLength(1);
    expect(it.poster.attempts).toHaveLength(1);
    expect(await outcome(it)).toEqual(["sent", null]);
  });

  test("that a message went out, that is written later; it does not go out again", async () => {
    const it = await scene([], { store: failing("sent", 3) });
    await it.run();
    expect(it.poster.attempts).toHaveLength(1);
    expect(await outcome(it)).toEqual(["sent", null]);
  });
});

describe("a briefing that cannot be composed", () => {
  const broken = async (): Promise<never> => {
    throw new Error("a bug of the composer");
  };

  test("ends as failed after some tries, told as a bug each time", async () => {
    const it = await scene([], { compose: broken });
    await it.run();
    expect(it.poster.attempts).toEqual([]);
    expect(it.bugs).toHaveLength(5);
    expect(await outcome(it)).toEqual(["failed", "not composed: an error of ours; the log says more"]);
  });

  test("or makes no message at all: the same", async () => {
    const it = await scene([], { pages: 0 });
    await it.run();
    expect(String(it.bugs[0])).toContain("makes no message");
    expect(await outcome(it)).toEqual(["failed", "not composed: an error of ours; the log says more"]);
  });

  test("holds up no other, however many there are", async () => {
    const it = await scene([], {
      compose: async ({ channel: { chat } }) => (chat === "last" ? { reply, revision: 1 } : broken()),
    });
    for (let i = 0; i < 100; i++) await it.store.subscribe(subscription({ channel: channel(`c${i}`) }), SLOT);
    await it.store.subscribe(subscription({ channel: channel("last") }), SLOT);
    await planDue(it.store, SLOT, CATCH_UP);
    await it.run();
    expect(it.poster.attempts.map(({ chat }) => chat)).toEqual(["last"]);
    expect((await it.store.counts()).states).toMatchObject({ sent: 1, failed: 101, planned: 0 });
  });
});

test("a poster that throws leaves the message in doubt; what became of it is found out", async () => {
  const it = await scene();
  it.poster.post = async () => {
    throw new Error("a bug of the poster");
  };
  await it.run();
  expect(it.poster.attempts.map(({ how }) => how)).toEqual(["recover"]);
  expect(await outcome(it)).toEqual(["sent", null]);
  expect(it.bugs).toHaveLength(1);
});

test("a message that can neither be finished nor found out ends as unknown a day after its slot", async () => {
  const answers = Array.from({ length: 100 }, () => ({ type: "repeatable", reason: "502" }) as const);
  const it = await scene(answers, { at: SLOT.add({ hours: 23, minutes: 50 }) });
  const { id } = await it.delivery();
  await it.store.compose(id, it.poster.messages(), 1);
  await it.store.sending(id, 0, SLOT);
  await it.run();
  expect(await outcome(it)).toEqual(["unknown", "502"]);
  expect(it.poster.attempts.length).toBeGreaterThan(10);
});

test("one chat with many briefings is served one after another, and does not hold up the others", async () => {
  const it = await scene([], { of: subscription({ channel: channel("busy", "telegram") }) });
  for (let i = 0; i < 150; i++)
    await it.store.subscribe(
      subscription({ channel: { ...channel("busy", "telegram"), thread: String(i) } }),
      SLOT,
    );
  for (let i = 0; i < 20; i++)
    await it.store.subscribe(subscription({ channel: channel(`quiet ${i}`, "telegram") }), SLOT);
  await planDue(it.store, SLOT, CATCH_UP);
  await it.run();
  const chats = it.poster.attempts.map(({ chat }) => chat);
  expect(chats.filter((chat) => chat === "busy")).toHaveLength(151);
  expect(chats.filter((chat) => chat.startsWith("quiet"))).toHaveLength(20);
  expect(chats.slice(0, 30).filter((chat) => chat.startsWith("quiet"))).toHaveLength(20);
});
