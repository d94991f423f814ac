/** A wait of an hour ends with the signal, without a failure; or the test would take that hour. */
import { expect, test } from "vitest";
import { sleep } from "../../../src/ops/sleep.ts";

const HOUR_MS = 3_600_000;

test("being stopped ends it", async () => {
  const stopping = new AbortController();
  const sleeping = sleep(HOUR_MS, stopping.signal);
  stopping.abort();
  await expect(sleeping).resolves.toBeUndefined();
  await expect(sleep(HOUR_MS, stopping.signal)).resolves.toBeUndefined();
});

test("it ends by itself", async () => {
  await expect(sleep(1, new AbortController().signal)).resolves.toBeUndefined();
});
