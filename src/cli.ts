/** The engine from a shell: one answer, or a curator's tools. Exit status 0 yes, 1 no, 2 wrong usage. */
import { enableCompileCache } from "node:module";

// A shell starts a process an answer: what Node compiled once is kept for the next.
enableCompileCache();
const { run } = await import("./cli/run.ts");
await run();
