/** The threat model and the tests that it names. */
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const page = readFileSync("docs/threat-model.md", "utf8");
const rows = page.split("\n").filter((line) => /^\| (?!who \||---)/.test(line) && !line.startsWith("|---"));
const PROOF = /`(tests\/[\w./-]+\.test\.ts)` “([^”]+)”/g;

test("every threat has its proof", () => {
  expect(rows.length).toBeGreaterThan(15);
  expect(rows.filter((row) => [...row.matchAll(PROOF)].length === 0)).toEqual([]);
});

const proofs = [...page.matchAll(PROOF)].map(([, file = "", title = ""]) => ({ file, title }));

test.each(proofs)("$file: $title", ({ file, title }) => {
  expect(existsSync(file)).toBe(true);
  // As the title of a test, or of a group of them.
  expect(readFileSync(file, "utf8")).toMatch(new RegExp(`\\(\\s*"${RegExp.escape(title)}`));
});

test("SECURITY.md leads to it, and the README to SECURITY.md", () => {
  expect(readFileSync("SECURITY.md", "utf8")).toContain("(docs/threat-model.md)");
  expect(readFileSync("README.md", "utf8")).toContain("(SECURITY.md)");
});
