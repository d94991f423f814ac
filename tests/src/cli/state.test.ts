/** The operator's tools for the state, as from a shell. */
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openState, type State } from "../../../src/storage/state.ts";
import { composed, days } from "../../support/briefing-store-contract.ts";
import { channel, SLOT, subscription } from "../../support/briefings.ts";
import { run } from "../../support/process.ts";

let folder: string;
let running: State | null;
const at = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rapporteur-"));
  running = null;
});
afterEach(() => {
  running?.close();
  rmSync(folder, { recursive: true });
});

const state = (...args: string[]) =>
  run("src/cli.ts", ["state", ...args], { env: { RAPPORTEUR_STATE: at("state.db") } });

/** A service that has sent one briefing, and has another waiting. */
async function serve(): Promise<State> {
  running = openState(at("state.db"));
  const { briefings } = running;
  const { delivery } = await composed(briefings);
  await briefings.sending(delivery, 0, SLOT);
  await briefings.sent(delivery, 0, "m0", SLOT);
  await composed(briefings, 1, subscription({ channel: channel("-200", "discord") }));
  await running.telegram(1).saveChat(-100, { rich: true }, SLOT);
  await running.telegram(1).receive([{ id: 1, payload: '{"text":"a secret question"}' }], SLOT).kept;
  await running.buttons.keep([{ key: "k", input: "a secret input" }], SLOT);
  return running;
}
const stop = () => {
  running?.close();
  running = null;
};
const told = (status: number, stdout: RegExp | string, stderr: RegExp | string = /^$/) => ({
  status,
  stdout: expect.stringMatching(stdout),
  stderr: expect.stringMatching(stderr),
});

describe("backup", () => {
  test("copies everything into one file, while the service runs; it can be served", async () => {
    await serve();
    expect(state("backup", at("copy.db"))).toEqual(
      told(0, /^The state in .+state\.db was copied to .+copy\.db\.\n$/),
    );
    expect(readdirSync(folder).filter((name) => name.startsWith("copy"))).toEqual(["copy.db"]);
    const copy = openState(at("copy.db"));
    expect((await copy.briefings.counts()).states).toMatchObject({ sent: 1, planned: 1 });
    copy.close();
  });

  test("never overwrites a file, unless told to", async () => {
    await serve();
    writeFileSync(at("copy.db"), "precious");
    expect(state("backup", at("copy.db"))).toEqual(
      told(1, /^$/, /copy\.db is there already; --force overwrites it\./),
    );
    expect(readFileSync(at("copy.db"), "utf8")).toBe("precious");
    expect(state("backup", at("copy.db"), "--force").status).toBe(0);
    expect(state("check", "--state", at("copy.db")).status).toBe(0);
    expect(state("backup", at("state.db"), "--force")).toEqual(told(1, /^$/, /is the state itself/));
  });

  test("leaves nothing half-made where it cannot write, and is nobody else's to read", async () => {
    await serve();
    expect(state("backup", at("none/copy.db"))).toEqual(told(1, /^$/, /cannot be written/));
    expect(state("backup", at("copy.db")).status).toBe(0);
    expect(statSync(at("copy.db")).mode).toBe(statSync(at("state.db")).mode);
  });

  test("needs a sound state", () => {
    expect(state("backup", at("copy.db"))).toEqual(told(1, /^$/, /There is no state in .+state\.db\./));
    writeFileSync(at("state.db"), "no database ".repeat(500));
    expect(state("backup", at("copy.db"))).toEqual(
      told(1, /^$/, /state\.db is damaged \(file is not a database\)/),
    );
    expect(existsSync(at("copy.db"))).toBe(false);
    expect(state("backup")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("missing required argument"),
    });
  });
});

describe("restore", () => {
  test("puts the backup in place, keeps what was there, and posts nothing that may have been posted", async () => {
    const { briefings } = await serve();
    expect(state("backup", at("copy.db")).status).toBe(0);
    await briefings.subscribe(subscription({ channel: channel("after") }), SLOT);
    stop();
    const { status, stdout } = state("restore", at("copy.db"));
    expect([status, stdout.split("\n").length]).toEqual([0, 4]);
    const [, kept = ""] = /The one before is kept in (.+)\.\n/.exec(stdout) ?? [];
    expect(stdout).toMatch(/\d+ briefings that were due since the backup count as skipped/);
    running = openState(at("state.db"));
    const { states } = await running.briefings.counts();
    expect(states).toMatchObject({ planned: 0, sending: 0, sent: 1 });
    // Two subscriptions, each with the slot of every weekday since, and what waited.
    expect(states.skipped).toBeGreaterThan(2);
    expect(await running.briefings.due(Temporal.Now.instant(), 9)).toEqual([]);
    const [restored] = await running.briefings.subscriptions(channel());
    expect(restored?.nextDue?.epochMilliseconds).toBeGreaterThan(Date.now());
    expect(await running.briefings.lastDelivery(restored?.id ?? 0)).toMatchObject({
      ...{ state: "skipped", reason: "restored from a backup; it may have been posted since" },
    });
    expect(await running.briefings.subscriptions(channel("after"))).toEqual([]);
    const before = openState(kept);
    expect(await before.briefings.subscriptions(channel("after"))).toHaveLength(1);
    before.close();
  });

  test("is refused while the service runs", async () => {
    await serve();
    expect(state("backup", at("copy.db")).status).toBe(0);
    expect(state("restore", at("copy.db"))).toEqual(told(1, /^$/, /Another service is running on the state/));
  });

  test.each<[string, () => void, RegExp]>([
    ["is not there", () => undefined, /There is no state in/],
    ["is no database", () => writeFileSync(at("copy.db"), "x".repeat(9_999)), /copy\.db is damaged/],
    [
      "is another program's",
      () => new Database(at("copy.db")).exec("CREATE TABLE a (b)").close(),
      /is a database, but no state of this program/,
    ],
    [
      "is of a later version",
      () => {
        cpSync(at("state.db"), at("copy.db"));
        const db = new Database(at("copy.db"));
        db.pragma("user_version = 99");
        db.close();
      },
      /was written by a later version of this program \(99\)/,
    ],
  ])("is refused when the backup %s; the state stays", async (_, make, sentence) => {
    await serve();
    stop();
    make();
    expect(state("restore", at("copy.db"))).toEqual(told(1, /^$/, sentence));
    expect(state("check")).toEqual(told(0, /Deliveries: 1 planned, 1 sent\./));
    expect(readdirSync(folder).filter((name) => /before|restoring/.test(name))).toEqual([]);
  });

  test("mends a damaged state, and starts one where none was", async () => {
    await serve();
    expect(state("backup", at("copy.db")).status).toBe(0);
    stop();
    writeFileSync(at("state.db"), "damaged".repeat(999));
    expect(state("restore", at("copy.db")).status).toBe(0);
    expect(state("check").status).toBe(0);
    const kept = readdirSync(folder).find((name) => name.includes("before")) ?? "";
    expect(readFileSync(at(kept), "utf8")).toMatch(/^damaged/);
    rmSync(at("state.db"));
    expect(state("restore", at("copy.db"))).toEqual(told(0, /^(?!.*The one before)/s));
    expect(state("check").status).toBe(0);
  });
});

describe("check", () => {
  test("says what is there and whether a service runs on it", async () => {
    await serve();
    const lines =
      /sound: .+ MB, version (\d+)\.\nA service runs on it\.\nSubscriptions: 2 active\.\nDeliveries: 1 planned, 1 sent\.\n$/;
    expect(state("check")).toEqual(told(0, lines));
    stop();
    expect(state("check")).toEqual(told(0, /No service runs on it/));
  });

  test("changes nothing, and makes nothing", async () => {
    expect(state("check")).toEqual(told(1, /^$/, /There is no state/));
    expect(readdirSync(folder)).toEqual([]);
    const db = new Database(at("state.db"));
    db.exec("CREATE TABLE telegram_update (id)");
    db.pragma("user_version = 1");
    db.close();
    expect(state("check")).toEqual(told(0, /version 1; the next start brings it to \d/));
    expect(readdirSync(folder)).toEqual(["state.db"]);
  });

  test("lists subscriptions that were stopped, and what nobody knows to have arrived", async () => {
    const { briefings } = await serve();
    const [waiting] = await briefings.ready("discord", days(1), 1);
    if (!waiting) throw new Error("nothing waits");
    await briefings.compose(waiting.id, [{ payload: "{}", items: [] }], 4);
    await briefings.sending(waiting.id, 0, SLOT);
    await briefings.unknown(waiting.id, 0, "the answer was \u001b[31mlost", SLOT);
    await briefings.disableChat("discord", "100", "the bot was removed", SLOT);
    stop();
    expect(state("check")).toEqual(
      told(
        0,
        /\nStopped: briefing 1 in discord 100: the bot was removed\nUnknown: discord -200, 2026-02-06T06:00:00Z: the answer was \[31mlost\n$/,
      ),
    );
  });

  test("names subscriptions that cannot be read", async () => {
    await serve();
    stop();
    const db = new Database(at("state.db"));
    db.exec("UPDATE subscription SET zone = 'Mars/Phobos' WHERE id = 2");
    db.close();
    expect(state("check")).toEqual(
      told(1, /is sound/, /^subscription 2: its stored settings are damaged: zone\n$/),
    );
  });
});

describe("export", () => {
  test("has every subscription, delivery, revision and chat, a line each, and nobody's words", async () => {
    const { briefings } = await serve();
    await briefings.revise("r1", new Map(), SLOT);
    const { status, stdout } = state("export");
    expect(status).toBe(0);
    const rows = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rows.map(({ kind }) => kind)).toEqual([
      ...["subscription", "subscription", "delivery", "delivery", "revision", "chat"],
    ]);
    expect(rows[0]).toMatchObject({ channel: channel(), number: 1, nextDue: days(1).toString(), briefed: 4 });
    expect(rows[2]).toMatchObject({
      ...{ slot: SLOT.toString(), state: "sent", messages: [{ part: 0, message: "m0", items: ["item-0"] }] },
    });
    expect(rows.at(-1)).toEqual({
      kind: "chat",
      platform: "telegram",
      chat: "-100",
      rich: true,
      trouble: null,
    });
    expect(stdout).not.toContain("secret");
  });

  test("of no state is refused", () => expect(state("export")).toEqual(told(1, /^$/, /There is no state/)));
});
