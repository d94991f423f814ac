/** Tables that are Markdown and read well as they are, numbers in them, and processes whose output is read. */
import { execFileSync } from "node:child_process";

/** Bounds every measurement in a process of its own: far above what any takes. */
const PATIENCE_MS = 10 * 60_000;

/** Prints a table; the first column is text, the others are numbers. */
export function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((cell, i) => Math.max(cell.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(" | ")} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? `:${"-".repeat(width + 1)}` : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  console.log([`## ${title}`, "", line(head), rule, ...rows.map(line), ""].join("\n"));
}

export const number = (value: number | undefined, digits: number): string =>
  (value ?? 0).toLocaleString("en", { maximumFractionDigits: digits, minimumFractionDigits: digits });
export const whole = (value: number | undefined): string => number(value, 0);
export const fine = (value: number | undefined): string => number(value, 2);

/** The value below which a share of all lies, 0–1; 0 when there are none. */
export function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Runs Node to its end; its output. */
export function node(...args: string[]): string {
  return execFileSync(process.execPath, args, {
    encoding: "utf8",
    timeout: PATIENCE_MS,
    maxBuffer: 2 ** 26,
    stdio: ["ignore", "pipe", "inherit"],
  });
}
