/** The order of an end, and that nothing holds it up. Signals and crashes are tried on the process itself. */
import { expect, test } from "vitest";
import { Lifecycle } from "../../../src/ops/lifecycle.ts";
import { openLog } from "../../../src/ops/log.ts";
import { redactor } from "../../../src/ops/redact.ts";

function open(grace?: number) {
  const said: string[] = [];
  const write = (line: string) => said.push(JSON.parse(line).msg);
  const log = openLog({ level: "info", redact: redactor([]), terminal: false, write });
  return { said, life: new Lifecycle(log, grace) };
}

test("what was opened last is closed first, one after another, once", async () => {
  const { life } = open();
  const closed: string[] = [];
  life.opened("state", () => closed.push("state"));
  life.opened("platforms", async () => {
    await new Promise((resolve) => setImmediate(resolve));
    closed.push("platforms");
  });
  await Promise.all([life.stop(), life.stop()]);
  expect(closed).toEqual(["platforms", "state"]);
});

test("what does not close is told, and the rest is closed", async () => {
  const { life, said } = open(1);
  const closed: string[] = [];
  life.opened("state", () => closed.push("state"));
  life.opened("http", () => Promise.reject(new Error("no")));
  life.opened("dossier", () => {
    throw new Error("no");
  });
  life.opened("platforms", () => new Promise(() => undefined));
  await life.stop();
  expect(closed).toEqual(["state"]);
  expect(said).toEqual([
    "platforms took too long to close and is left as it is",
    "dossier did not close",
    "http did not close",
  ]);
});
