/** Tests: what is in tests/, with patience, because some run the product as a process of its own. */
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes longest begins first, or it runs alone at the end: in a fresh clone nothing is known of durations yet. */
const LONG = ["tests/crash/", "tests/sweep", "tests/src/ask/", "tests/src/serve", "tests/fuzz/"];
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((part) => moduleId.includes(part));
      return at < 0 ? LONG.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}

/** What only reads keeps nothing from file to file: these share the modules that they load, which saves a minute. */
const READING = [
  "tests/*.test.ts",
  "tests/commands/**/*.test.ts",
  "tests/src/{arguments,ask,briefing,dossier,render,reply}/**/*.test.ts",
];

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: "reading", include: READING, isolate: false } },
      { extends: true, test: { name: "service", include: ["tests/**/*.test.ts"], exclude: READING } },
    ],
    sequence: { sequencer: LongFirst },
    // Both cores of a small machine: by default one is left idle.
    maxWorkers: 2,
    // A guard against a test that hangs, far from what any takes.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
