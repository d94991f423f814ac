/** The service is killed at every step of a delivery and at random instants; every briefing arrives, and none twice. */
import { expect, test } from "vitest";
import { crash } from "./crash.ts";
import { STEPS } from "./points.ts";

/** A guard against hanging, not a measure of speed: the service starts some seventy times. */
const PATIENCE_MS = 600_000;

test("killed sixty times and more", { timeout: PATIENCE_MS }, async () => {
  const report = await crash({ kills: 64, channels: 100, seed: 7 });
  expect(report).toMatchObject({ lost: [], doubled: [], refused: [] });
  expect(report.kills).toBeGreaterThanOrEqual(60);
  const steps = [...report.hits.keys()].filter((name) => name !== "random");
  expect(steps.length).toBe(3 * Object.keys(STEPS).length);
  expect(report.received.discord).toBe(report.messages.discord);
  expect(report.received.telegram).toBeGreaterThanOrEqual(report.messages.telegram - report.unknown);
  // Some briefings have several messages, between which kills fall.
  expect(report.messages.discord).toBeGreaterThan(report.due.discord);
  expect(report.messages.telegram).toBeGreaterThan(report.due.telegram);
  // A kill leaves in doubt what was on its way just then; the most by far is known.
  expect(report.unknown).toBeLessThan(report.received.telegram / 2);
});
