/** `npm run bench`: what starting, answering and growing cost, as tables. Prints only; nothing is judged by a clock. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { loadConfig } from "../../src/config.ts";
import { writeCopies } from "./synthetic.ts";

const RUNS = 11;
/** Bounds every measurement: far above what any takes. */
const PATIENCE_MS = 10 * 60_000;
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

function node(...args: string[]): string {
  return execFileSync(process.execPath, args, {
    encoding: "utf8",
    timeout: PATIENCE_MS,
    maxBuffer: 2 ** 26,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

const measure = (...args: string[]): unknown =>
  JSON.parse(node(`--max-old-space-size=${HEAP_MB}`, "tests/bench/measure.ts", ...args));

function coldStart(label: string, ...args: string[]): string[] {
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    node(...args);
    return performance.now() - start;
  }).toSorted((a, b) => a - b);
  return [label, ms(times[Math.floor(RUNS / 2)]), ms(times[0]), ms(times.at(-1))];
}

const number = (value: number | undefined, digits: number): string =>
  (value ?? 0).toLocaleString("en", { maximumFractionDigits: digits, minimumFractionDigits: digits });
const ms = (value: number | undefined): string => number(value, 0);
const fine = (value: number): string => number(value, 2);

/** A table that is Markdown and reads well as it is. */
function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((cell, i) => Math.max(cell.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(" | ")} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? `:${"-".repeat(width + 1)}` : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  console.log([`## ${title}`, "", line(head), rule, ...rows.map(line), ""].join("\n"));
}

const [cpu] = cpus();
console.log(
  `${cpu?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB; Node ${process.version}\n`,
);

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

const folder = mkdtempSync(join(tmpdir(), "rapporteur-bench-"));
try {
  const sizes = [1, 10, 100].map((times) => {
    const dir = times === 1 ? DATA : join(folder, String(times));
    if (times > 1) writeCopies(DATA, dir, times);
    const { items, read, check, build, search, heapMB, peakMB } = measure("load", dir) as Loaded;
    const total = read + check + build + search;
    const parts = [read, check, build, search, total].map(ms);
    return [`${times} ×`, ms(items), ...parts, fine((total / items) * 1000), ms(heapMB), ms(peakMB)];
  });
  table(
    "Loading a dossier from its files, milliseconds",
    ["size", "items", "read", "check", "index", "search index", "all", "µs an item", "heap MB", "peak MB"],
    sizes,
  );
} finally {
  rmSync(folder, { recursive: true });
}

table(
  "Items built straight in memory, milliseconds",
  ["items", "index", "search index", "µs an item", "heap MB", "peak MB"],
  [10_000, 100_000, 1_000_000].map((count) => {
    const { items, build, search, heapMB, peakMB } = measure("memory", DATA, String(count)) as Built;
    return [
      ms(items),
      ms(build),
      ms(search),
      fine(((build + search) / items) * 1000),
      ms(heapMB),
      ms(peakMB),
    ];
  }),
);

interface Ledger {
  readonly looked: { readonly median: number; readonly p99: number };
  readonly planned: {
    readonly total: number;
    readonly cpu: number;
    readonly wait: number;
    readonly longest: number;
  };
  readonly ready: number;
  readonly counts: number;
}

table(
  "The ledger of scheduled briefings, milliseconds",
  [
    "idle subscriptions",
    "a tick that finds nothing, median",
    "p99",
    "fall due at once",
    "planned in",
    "processor time",
    "others wait, p99",
    "longest",
    "the next 64 to send",
    "counting",
  ],
  [
    [10_000, 1_000],
    [1_000_000, 100_000],
  ].map(([idle = 0, due = 0]) => {
    const { looked, planned, ready, counts } = JSON.parse(
      node("tests/bench/store.ts", String(idle), String(due)),
    ) as Ledger;
    return [
      ms(idle),
      fine(looked.median),
      fine(looked.p99),
      ms(due),
      ...[planned.total, planned.cpu, planned.wait, planned.longest].map(ms),
      fine(ready),
      fine(counts),
    ];
  }),
);
