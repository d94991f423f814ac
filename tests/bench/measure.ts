/** One measurement, in a process of its own, printed as JSON: `load DIR`, `memory DIR COUNT` or `answers DIR`. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { commands } from "../../commands/index.ts";
import { read as answer } from "../../src/dispatch.ts";
import { checkItems } from "../../src/dossier/check.ts";
import { Dossier } from "../../src/dossier/dossier.ts";
import { parseDossier } from "../../src/dossier/load.ts";
import { indexOf } from "../../src/dossier/search.ts";
import { sweepInputs } from "../support/sweep.ts";
import { copiesInMemory } from "./synthetic.ts";

/** Enough answers a command for a 99th percentile, few enough for a coffee. */
const MOST_INPUTS = 1_000;
const NOW = Temporal.Instant.from("2026-02-06T08:00:00Z");

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

/** Milliseconds that a piece of work takes, and its result. */
function timed<T>(work: () => T): [T, number] {
  const start = performance.now();
  const result = work();
  return [result, performance.now() - start];
}

/** Megabytes of live objects after a full collection. */
function heap(): number {
  // Twice: what the first frees may have held more.
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}

/** Peak resident memory of this process in megabytes; Node reports kilobytes. */
const peak = (): number => process.resourceUsage().maxRSS / 1024;

/** What a dossier in memory costs: its indexes, its search index, live memory. */
function built(make: () => Dossier, before: number) {
  const [dossier, build] = timed(() => {
    const made = make();
    made.naming("");
    return made;
  });
  const [, search] = timed(() => indexOf(dossier));
  return { items: dossier.items.length, build, search, heapMB: heap() - before, peakMB: peak() };
}

/** Reads and checks a folder. What only messages need, the places of everything in the files, ends with this call. */
function read(dir: string) {
  const [{ manifest, entries, problems }, parse] = timed(() => parseDossier(dir));
  const [found, check] = timed(() => checkItems(entries).length + problems.length);
  if (!manifest) throw new Error(`${dir} has no dossier.yaml`);
  return {
    manifest,
    items: entries.map((entry) => entry.item),
    times: { read: parse, check, problems: found },
  };
}

function load(dir: string) {
  const before = heap();
  const { manifest, items, times } = read(dir);
  return { ...times, ...built(() => new Dossier(manifest, items), before) };
}

function inMemory(dir: string, count: number) {
  const { manifest, items: real } = read(dir);
  const before = heap();
  const items = copiesInMemory(real, count);
  return built(() => new Dossier(manifest, items), before);
}

/** Time of warm answers by command, over the inputs of the sweep. */
function answers(dir: string) {
  const { manifest, items } = read(dir);
  const dossier = new Dossier(manifest, items);
  const onBug = (error: unknown): string => {
    throw error;
  };
  const service = { dossier, commands, onBug };
  const reading = commands.filter(({ acts }) => !acts);
  const inputs = sweepInputs(reading, dossier);
  return reading.map(({ name }) => {
    const own = inputs.filter((input) => input === `/${name}` || input.startsWith(`/${name} `));
    const step = Math.max(1, Math.floor(own.length / MOST_INPUTS));
    const chosen = own.filter((_, i) => i % step === 0);
    const runs = Math.ceil(MOST_INPUTS / chosen.length);
    const all = Array.from({ length: runs + 1 }, () =>
      chosen.map((input) => timed(() => answer(service, { input, now: NOW }))[1]),
    );
    // The first round warms up.
    const times = all
      .slice(1)
      .flat()
      .toSorted((a, b) => a - b);
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
    return { name, inputs: chosen.length, answers: times.length, median: at(0.5), p99: at(0.99), max: at(1) };
  });
}

const [what, dir = "", count = "0"] = process.argv.slice(2);
const measures = {
  load: () => load(dir),
  memory: () => inMemory(dir, Number(count)),
  answers: () => answers(dir),
};
const measure = Object.entries(measures).find(([name]) => name === what)?.[1];
if (!measure) throw new Error(`unknown measurement ${what}`);
console.log(JSON.stringify(measure()));
