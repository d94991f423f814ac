/** Readiness: every part's word counts, and none of it holds a secret. */
import { describe, expect, test } from "vitest";
import { alive, connection, Health } from "../../../src/ops/health.ts";
import { redactor } from "../../../src/ops/redact.ts";

const NOW = Temporal.Instant.from("2026-02-06T08:00:00Z");
const LIMIT = Temporal.Duration.from({ minutes: 3 });
const well = () => ({ trouble: null });

test("alive is alive", () => expect(alive()).toMatchObject({ status: 200, body: '{"alive":true}\n' }));

test("ready when every part is, with what they say", async () => {
  const health = new Health(redactor([]));
  health.add("dossier", () => ({ trouble: null, details: { items: 7 } }));
  health.add("state", async () => well());
  const { status, type, body } = await health.ready();
  expect([status, type]).toEqual([200, "application/json"]);
  expect(JSON.parse(body ?? "")).toEqual({
    ready: true,
    troubles: [],
    parts: { dossier: { ok: true, items: 7 }, state: { ok: true } },
  });
});

test("not when one is not; all reasons, a thrown one too, without secrets", async () => {
  const health = new Health(redactor(["s3cret"]));
  health.add("dossier", well);
  health.add("state", () => {
    throw new Error("attempt to write a readonly database at s3cret");
  });
  health.add("discord", async () => ({ trouble: "no connection" }));
  const { status, body } = await health.ready();
  expect(status).toBe(503);
  expect(JSON.parse(body ?? "")).toMatchObject({
    ready: false,
    troubles: ["state: attempt to write a readonly database at [redacted]", "discord: no connection"],
    parts: { dossier: { ok: true }, state: { ok: false } },
  });
});

test("a part is looked at anew, and its later word counts", async () => {
  const health = new Health(redactor([]));
  health.add("platforms", () => ({ trouble: "starting" }));
  expect((await health.ready()).status).toBe(503);
  health.add("platforms", well);
  expect((await health.ready()).status).toBe(200);
});

describe("a connection", () => {
  const at = { now: NOW, limit: LIMIT };
  test.each([
    ["fresh", null, 20, null],
    ["at the limit", null, 180, null],
    ["silent for too long", null, 181, "no sign of life for 181 s"],
    ["in trouble", "401", 1, "401"],
  ])("%s", (_, trouble, age, told) => {
    const lastSign = NOW.subtract({ seconds: age });
    expect(connection(trouble, lastSign, at)).toEqual({ trouble: told, details: { lastSignSeconds: age } });
  });

  test("that never shows signs is not judged by them", () =>
    expect(connection(null, null, at)).toEqual({ trouble: null, details: { lastSignSeconds: null } }));
});
