/** What starting and growing cost: cold processes, warm answers, dossiers many times the real one's size. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig } from "../../src/config.ts";
import { writeCopies } from "./synthetic.ts";
import { fine, node, table, whole } from "./table.ts";

const RUNS = 11;
/** The largest synthetic dossier is read through 40 MB of YAML, whose positions are kept until all is checked. */
const HEAP_MB = 12_000;

const DATA = loadConfig().data;

interface Built {
  readonly items: number;
  readonly build: number;
  readonly search: number;
  readonly heapMB: number;
  readonly peakMB: number;
}
interface Loaded extends Built {
  readonly read: number;
  readonly check: number;
}
interface Answers {
  readonly name: string;
  readonly inputs: number;
  readonly median: number;
  readonly p99: number;
  readonly max: number;
}

const measure = (...args: string[]): unknown =>
  JSON.parse(node(`--max-old-space-size=${HEAP_MB}`, "tests/bench/measure.ts", ...args));

function coldStart(label: string, ...args: string[]): string[] {
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    node(...args);
    return performance.now() - start;
  }).toSorted((a, b) => a - b);
  return [label, whole(times[Math.floor(RUNS / 2)]), whole(times[0]), whole(times.at(-1))];
}

/** Processes that begin, answer and end. */
export function start(): void {
  table(
    `A cold process, milliseconds of ${RUNS} runs`,
    ["process", "median", "fastest", "slowest"],
    [
      coldStart("Node alone", "-e", "0"),
      coldStart("the program without a dossier (--help)", "src/cli.ts", "--help"),
      coldStart('ask "/delegation russia"', "src/cli.ts", "ask", "/delegation russia"),
      coldStart('ask "who leads the russian team"', "src/cli.ts", "ask", "who leads the russian team"),
    ],
  );
}

/** Every reading command in a process that has answered before. */
export function answers(): void {
  table(
    "A warm answer, milliseconds",
    ["command", "inputs", "median", "p99", "slowest"],
    (measure("answers", DATA) as Answers[]).map(({ name, inputs, median, p99, max }) => [
      `/${name}`,
      String(inputs),
      fine(median),
      fine(p99),
      fine(max),
    ]),
  );
}

/** Dossiers of many sizes, from files and in memory. */
export function growth(): void {
  fromFiles();
  inMemory();
}

function fromFiles(): void {
  const folder = mkdtempSync(join(tmpdir(), "rapporteur-bench-"));
  try {
    const sizes = [1, 10, 100].map((times) => {
      const dir = times === 1 ? DATA : join(folder, String(times));
      if (times > 1) writeCopies(DATA, dir, times);
      const { items, read, check, build, search, heapMB, peakMB } = measure("load", dir) as Loaded;
      const total = read + check + build + search;
      const parts = [read, check, build, search, total].map(whole);
      return [
        `${times} ×`,
        whole(items),
        ...parts,
        fine((total / items) * 1000),
        whole(heapMB),
        whole(peakMB),
      ];
    });
    table(
      "Loading a dossier from its files, milliseconds",
      ["size", "items", "read", "check", "index", "search index", "all", "µs an item", "heap MB", "peak MB"],
      sizes,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function inMemory(): void {
  table(
    "Items built straight in memory, milliseconds",
    ["items", "index", "search index", "µs an item", "heap MB", "peak MB"],
    [10_000, 100_000, 1_000_000].map((count) => {
      const { items, build, search, heapMB, peakMB } = measure("memory", DATA, String(count)) as Built;
      return [
        whole(items),
        whole(build),
        whole(search),
        fine(((build + search) / items) * 1000),
        whole(heapMB),
        whole(peakMB),
      ];
    }),
  );
}
