/** Questions in a process that has answered before, over the real dossier and synthetic ones up to a million items. */
import { loadConfig } from "../../src/config.ts";
import { fine, node, table, whole } from "./table.ts";

/** A million items with their indexes take some 2 GB. */
const HEAP_MB = 12_000;
const SIZES = [0, 10_000, 100_000, 1_000_000];

interface Times {
  readonly name: string;
  readonly answers: number;
  readonly median: number;
  readonly p99: number;
  readonly slowest: number;
  /** Of each question the fastest answer: what a busy machine adds is gone. */
  readonly bestP99: number;
  readonly bestSlowest: number;
  /** What took longest. */
  readonly worst: string;
}
interface Asked {
  readonly items: number;
  readonly rows: readonly Times[];
  readonly heapMB: number;
  readonly residentMB: number;
}

/** @param largest items of the largest dossier */
export function ask(largest: number): void {
  const all = SIZES.filter((size) => size <= largest).map(
    (size) =>
      JSON.parse(
        node(`--max-old-space-size=${HEAP_MB}`, "tests/bench/questions.ts", loadConfig().data, String(size)),
      ) as Asked,
  );
  table(
    "Questions, milliseconds",
    [
      "items",
      "what is asked",
      "answers",
      "median",
      "p99",
      "slowest",
      "each at its best: p99",
      "slowest",
      "heap MB",
      "resident MB",
    ],
    all.flatMap(({ items, rows, heapMB, residentMB }) =>
      rows.map(({ name, answers, median, p99, slowest, ...own }) => [
        whole(items),
        name,
        whole(answers),
        ...[median, p99, slowest, own.bestP99, own.bestSlowest].map(fine),
        whole(heapMB),
        whole(residentMB),
      ]),
    ),
  );
  for (const { items, rows } of all)
    for (const { name, worst } of rows)
      if (name === "hostile text") console.log(`Slowest hostile text at ${whole(items)} items: ${worst}`);
  console.log("");
}
