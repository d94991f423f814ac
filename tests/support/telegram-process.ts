/** The service as a process of its own, talking to the local Bot API; it can be killed at any instant. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";
import { environment, STARTER } from "./process.ts";
import { type TelegramPeer, TOKEN } from "./telegram-peer.ts";

export interface Service {
  /** All that it wrote so far, to any stream. */
  readonly output: () => string;
  /** Ends it and waits for its end; returns the status, null when the signal killed it. */
  end(signal: "SIGKILL" | "SIGTERM" | "SIGUSR2"): Promise<number | null>;
  /** Waits until it ends by itself. */
  ended: Promise<number | null>;
}

/** Starts the service over the small dossier. It is killed when the test ends. */
export function startService(peer: TelegramPeer, state: string, env: NodeJS.ProcessEnv = {}): Service {
  const child = spawn(process.execPath, ["src/main.ts"], {
    env: environment({
      TELEGRAM_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: peer.root,
      RAPPORTEUR_STATE: state,
      RAPPORTEUR_DATA: STARTER,
      ...env,
    }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ended = once(child, "close").then(([status]): number | null => status);
  const end = (signal: "SIGKILL" | "SIGTERM" | "SIGUSR2") => {
    child.kill(signal);
    return ended;
  };
  onTestFinished(async () => void (await end("SIGKILL")));
  return { output: () => output, end, ended };
}
