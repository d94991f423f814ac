/** The log: its lines, and that no secret and nobody's words come with an error. */
import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { gathered, type LogOptions, logBug, openLog } from "../../../src/ops/log.ts";
import { redactor } from "../../../src/ops/redact.ts";

const SECRET = '42:AA/b+c"d';

function open(options: Partial<LogOptions> = {}) {
  const lines: string[] = [];
  const log = openLog({
    level: "info",
    redact: redactor([SECRET]),
    terminal: false,
    write: (line) => lines.push(line),
    ...options,
  });
  return { log, lines };
}

test("a record is one line of JSON with its level and time", () => {
  const { log, lines } = open();
  log.info({ command: "round", ms: 1.5 }, "answered");
  expect(lines).toHaveLength(1);
  expect(lines[0]?.endsWith("\n")).toBe(true);
  const { time, ...rest } = JSON.parse(lines[0] ?? "");
  expect(rest).toEqual({ level: "info", command: "round", ms: 1.5, msg: "answered" });
  expect(Temporal.Instant.from(time).epochMilliseconds).toBeGreaterThan(0);
});

test("what is below the level is not written", () => {
  const { log, lines } = open({ level: "warn" });
  log.info("no");
  log.warn("yes");
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(["yes"]);
});

test("on a terminal it is a plain line, with nothing that moves its cursor", () => {
  const { log, lines } = open({ terminal: true });
  log.info({ input: "\u001b[2J/round\n1" }, "answered");
  log.warn("a\u001b[31m warning");
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d answered input=\[2J\/round 1\n$/);
  expect(lines[1]).toMatch(/^\d\d:\d\d:\d\d warn a\[31m warning\n$/);
});

describe.each([false, true])("secrets (terminal: %s)", (terminal) => {
  test.each<[string, object | string]>([
    ["the message", `sent to https://api.telegram.org/bot${SECRET}/getMe`],
    ["a field", { url: SECRET }],
    ["a field deep down", { a: { b: [{ c: SECRET }] } }],
    ["an error", { err: new Error(SECRET) }],
    ["its cause", { err: new Error("outer", { cause: new Error(SECRET) }) }],
    ["what is thrown and no error", { err: { token: SECRET } }],
    ["its code", { err: Object.assign(new Error("x"), { code: SECRET }) }],
  ])("in %s", (_, record) => {
    const { log, lines } = open({ terminal });
    if (typeof record === "string") log.info(record);
    else log.info(record, "something");
    expect(lines.join("")).toContain("[redacted]");
    expect(lines.join("")).not.toContain("AA/b");
  });
});

test("a bug is recorded with where it was, its causes and an id, not with what was sent", () => {
  const { log, lines } = open();
  const cause = Object.assign(new Error("refused"), { payload: { text: "somebody's words" } });
  const id = logBug(log, new Error("did not work", { cause }));
  const record = JSON.parse(lines[0] ?? "");
  expect(id).toMatch(/^[0-9a-f]{8}$/);
  expect(record).toMatchObject({ level: "error", id, msg: "bug", err: { message: "did not work" } });
  expect(record.err.stack).toMatch(/did not work\n\s+at .*log\.test\.ts[\s\S]*caused by: Error: refused/);
  expect(lines[0]).not.toContain("somebody's words");
});

test("a bug's id may be given", () => {
  const { log, lines } = open();
  expect(logBug(log, new Error("x"), "abcd1234")).toBe("abcd1234");
  expect(lines[0]).toContain("abcd1234");
});

test("an error that causes itself ends", () => {
  const { log, lines } = open();
  const error = new Error("round and round");
  error.cause = error;
  logBug(log, error);
  expect(lines).toHaveLength(1);
});

test("lines of one turn are written together, in their order; each turn's by its end", async () => {
  const written: string[] = [];
  const write = gathered((lines) => void written.push(lines));
  write("one\n");
  write("two\n");
  expect(written).toEqual([]);
  await setImmediate();
  write("three\n");
  await setImmediate();
  expect(written).toEqual(["one\ntwo\n", "three\n"]);
});
