/** Tests: what is in tests/, with patience, because some run the product as a process of its own. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // Both cores of a small machine: by default one is left idle.
    maxWorkers: 2,
    // A guard against a test that hangs, far from what any takes.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
