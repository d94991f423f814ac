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
  // The small dossier's briefing is one message.
  expect(report.received.discord).toBe(report.due.discord);
  expect(report.received.telegram).toBeGreaterThanOrEqual(report.due.telegram - report.unknown);
  // A kill leaves in doubt what was on its way just then; the most by far is known.
  expect(report.unknown).toBeLessThan(report.received.telegram / 2);
});
