/** Runs the product as people do: as a process of its own, with its input, output and exit status. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

/** A small dossier that every checkout has. */
export const STARTER = "src/cli/starter";

/** A guard against a process that does not end, not a measure of speed. */
const PATIENCE_MS = 60_000;

/** What is set before the program starts, so that it finds itself on a terminal. */
const ON_A_TERMINAL =
  "data:text/javascript,process.stdin.isTTY=true;process.stdout.isTTY=true;process.stdout.columns=80";

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Options {
  readonly input?: string | Uint8Array;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

/** The environment of a run, free of what this process was told about colour; off the port that all would share. */
export function environment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { NO_COLOR: _, FORCE_COLOR: __, ...inherited } = process.env;
  return { ...inherited, TERM: "xterm", RAPPORTEUR_HTTP: "off", ...env };
}

/** Runs a program of the product to its end. */
export function run(program: "src/cli.ts" | "src/main.ts", args: string[], options: Options = {}): Run {
  const { input = "", env = {}, cwd } = options;
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(program), ...args], {
    input,
    encoding: "utf8",
    timeout: PATIENCE_MS,
    env: environment(env),
    ...(cwd && { cwd }),
  });
  return { status, stdout, stderr };
}

/**
 * Talks to the chat as a person at a terminal does: waits for what should appear, then presses the next keys.
 * @param script what to wait for, and the keys to press then
 */
export async function converse(
  script: readonly (readonly [awaited: string, keys: string])[],
  env: NodeJS.ProcessEnv,
): Promise<Run> {
  const child = spawn(process.execPath, ["--import", ON_A_TERMINAL, resolve("src/main.ts")], {
    env: environment(env),
    timeout: PATIENCE_MS,
  });
  const ended = once(child, "close");
  let [stdout, stderr, seen, step] = ["", "", 0, 0];
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    for (let next = script[step]; next; next = script[step]) {
      const at = stdout.indexOf(next[0], seen);
      if (at < 0) return;
      seen = at + next[0].length;
      step++;
      child.stdin.write(next[1]);
    }
  });
  const [status] = await ended;
  return { status, stdout, stderr };
}

/** `ask` over the small dossier. */
export const runAsk = (args: string[], options?: Options): Run =>
  run("src/cli.ts", ["ask", "--data", resolve(STARTER), ...args], options);
