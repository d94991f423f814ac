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
const ROUNDS = 3;

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
  const all: { ms: number; own: number; input: string }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const input of inputs) {
      const before = process.threadCpuUsage();
      const start = performance.now();
      read(service, { input, now: NOW });
      const ms = performance.now() - start;
      const { user, system } = process.threadCpuUsage(before);
      if (round > 0) all.push({ ms, own: (user + system) / 1_000, input });
    }
  }
  const ms = all.map((one) => one.ms);
  // What other processes take of the processor counts in `ms` and not in `own`.
  const own = all.map((one) => one.own);
  const worst = all.reduce((a, b) => (b.own > a.own ? b : a), { ms: 0, own: 0, input: "" });
  return {
    ...{ name, answers: all.length, median: at(ms, 0.5), p99: at(ms, 0.99), slowest: at(ms, 1) },
    ...{ ownMedian: at(own, 0.5), ownP99: at(own, 0.99), ownSlowest: at(own, 1) },
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
