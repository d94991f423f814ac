/** A program as a process of its own, seen from outside: what it says, its processor time, memory and descriptors. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { environment } from "./process.ts";

/** Clock ticks a second in /proc, which is so on every Linux that Node runs on (proc_pid_stat(5), USER_HZ). */
const TICKS = 100;

/** What a process uses. */
export interface Usage {
  /** Processor time since its start, in milliseconds. */
  readonly cpu: number;
  /** Resident memory, in megabytes. */
  readonly memory: number;
  readonly descriptors: number;
}

export class Child {
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly #listeners = new Set<() => void>();
  readonly #lines: string[] = [];
  #begun = "";

  /**
   * Starts Node.
   * @param onLine told each line of its output, instead of their being kept
   */
  constructor(args: readonly string[], env: NodeJS.ProcessEnv, onLine?: (line: string) => void) {
    this.#process = spawn(process.execPath, [...args], {
      env: environment(env),
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#ended = once(this.#process, "close");
    // Whatever ends the run, it leaves no process behind.
    const kill = (): void => void this.#process.kill("SIGKILL");
    process.once("exit", kill);
    void this.#ended.then(() => process.off("exit", kill));
    this.#process.stdout?.setEncoding("utf8").on("data", (text: string) => {
      const lines = (this.#begun + text).split("\n");
      this.#begun = lines.pop() ?? "";
      for (const line of lines) {
        if (onLine) onLine(line);
        // Who measures memory keeps no log of a million answers.
        if (this.#lines.length < 1_000) this.#lines.push(line);
      }
      for (const listener of this.#listeners) listener();
    });
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Waits for one of its first lines to hold something; what was found. @throws Error when it ends before */
  async said(pattern: RegExp): Promise<RegExpExecArray> {
    const found = Promise.withResolvers<RegExpExecArray>();
    const look = (): void => {
      for (const line of this.#lines) {
        const match = pattern.exec(line);
        if (match) found.resolve(match);
      }
    };
    this.#listeners.add(look);
    look();
    const ended = this.#ended.then(() => {
      throw new Error(`it ended: ${this.#lines.join("\n")}`);
    });
    try {
      return await Promise.race([found.promise, ended]);
    } finally {
      this.#listeners.delete(look);
    }
  }

  /** What it uses now; Linux only. */
  usage(): Usage {
    const proc = `/proc/${this.pid}`;
    // The name in parentheses may hold spaces; fields are counted from behind it.
    const stat = readFileSync(`${proc}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    const memory = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`${proc}/status`, "utf8"))?.[1];
    return {
      cpu: ((Number(stat[11]) + Number(stat[12])) * 1_000) / TICKS,
      memory: Number(memory) / 1_024,
      descriptors: readdirSync(`${proc}/fd`).length,
    };
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** Asks it to end, and waits until it has. */
  async end(): Promise<void> {
    this.#process.kill("SIGTERM");
    await this.#ended;
  }
}
