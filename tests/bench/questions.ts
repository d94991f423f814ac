/**
 * How long questions take, in a process of its own, printed as JSON: `questions DIR COUNT`, over a dossier of at least
 * so many items; 0 for the dossier as it is.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { commands } from "../../commands/index.ts";
import { read } from "../../src/dispatch.ts";
import { Dossier } from "../../src/dossier/dossier.ts";
import { parseDossier } from "../../src/dossier/load.ts";
import { HOSTILE } from "../support/hostile.ts";
import { loadQuestions } from "../support/questions.ts";
import { copiesInMemory } from "./synthetic.ts";
import { at } from "./table.ts";

const NOW = Temporal.Instant.from("2026-02-06T08:00:00Z");
/** Rounds over all questions; the first is for the compiler and does not count. */
const ROUNDS = 6;

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

const [dir = "", count = "0"] = process.argv.slice(2);
const { manifest, entries } = parseDossier(dir);
if (!manifest) throw new Error(`${dir} has no dossier.yaml`);
const real = entries.map(({ item }) => item);
const dossier = new Dossier(manifest, Number(count) === 0 ? real : copiesInMemory(real, Number(count)));
const onBug = (error: unknown): string => {
  throw error;
};
const service = { dossier, commands, onBug };

function times(name: string, inputs: readonly string[]) {
  const all: { ms: number; input: string }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const input of inputs) {
      const start = performance.now();
      read(service, { input, now: NOW });
      if (round > 0) all.push({ ms: performance.now() - start, input });
    }
  }
  const ms = all.map((one) => one.ms);
  // At its best an answer was not interrupted by whatever else the machine does.
  const bests = [...Map.groupBy(all, (one) => one.input)].map(([input, runs]) => ({
    input,
    ms: Math.min(...runs.map((run) => run.ms)),
  }));
  const best = bests.map((one) => one.ms);
  const worst = bests.reduce((a, b) => (b.ms > a.ms ? b : a));
  return {
    ...{ name, answers: all.length, median: at(ms, 0.5), p99: at(ms, 0.99), slowest: at(ms, 1) },
    ...{ bestP99: at(best, 0.99), bestSlowest: at(best, 1) },
    worst:
      worst.input.length > 60
        ? `${worst.input.slice(0, 60)} … (${worst.input.length} characters)`
        : worst.input,
  };
}

const questions = loadQuestions().map(({ q }) => q);
const rows = [
  times(
    "/ask",
    questions.map((q) => `/ask ${q}`),
  ),
  times(
    "/search",
    questions.map((q) => `/search ${q}`),
  ),
  times("hostile text", Object.values(HOSTILE)),
];
collect();
const { heapUsed, external, rss } = process.memoryUsage();
console.log(
  JSON.stringify({
    items: dossier.items.length,
    rows: rows.map((row) => (row.name === "hostile text" ? row : { ...row, worst: "" })),
    heapMB: (heapUsed + external) / 2 ** 20,
    residentMB: rss / 2 ** 20,
  }),
);
