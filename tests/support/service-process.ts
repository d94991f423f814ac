/** The service as a process of its own: what it says, how it ends, and where its HTTP is. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { onTestFinished } from "vitest";
import { environment, STARTER } from "./process.ts";

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ServiceProcess {
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<Ended>;
  /** Resolves when standard output holds a text; rejects when the process ends without having said it. */
  said(text: string): Promise<void>;
  /** The log so far, without what is no record. */
  records(): Record<string, unknown>[];
  /** Asks its HTTP for a path. */
  get(path: string): Promise<Response>;
}

/** A new folder, removed after the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "rapporteur-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

/** Starts the service over the small dossier, with a state of its own. It is killed when the test ends. */
export function startProcess(env: NodeJS.ProcessEnv, args: readonly string[] = []): ServiceProcess {
  const child = spawn(process.execPath, [resolve("src/main.ts"), ...args], {
    env: environment({
      RAPPORTEUR_DATA: resolve(STARTER),
      RAPPORTEUR_STATE: join(folder(), "state.db"),
      RAPPORTEUR_HTTP: "127.0.0.1:0",
      ...env,
    }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const out = { stdout: "", stderr: "" };
  const listeners = new Set<() => void>();
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      out[name] += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = once(child, "close").then(([status]: (number | null)[]) => ({
    status: status ?? null,
    ...out,
  }));
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  const said = (text: string) =>
    Promise.race([
      new Promise<void>((found) => {
        const look = () => {
          if (out.stdout.includes(text)) found();
        };
        listeners.add(look);
        look();
      }),
      ended.then((end) => Promise.reject(new Error(`it ended: ${JSON.stringify(end)}`))),
    ]);
  const PORT = /Health and metrics on port (\d+)/;
  return {
    kill: (signal) => child.kill(signal),
    ended,
    said,
    records: () => out.stdout.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line)] : [])),
    get: async (path) => {
      await said("Health and metrics on port");
      return fetch(`http://127.0.0.1:${PORT.exec(out.stdout)?.[1]}${path}`);
    },
  };
}
