/** The chat in a terminal: a greeting, line editing, history, completion; a line at a time when piped. */
import { createInterface } from "node:readline";
import { type Screen, toTerminal } from "../../render/terminal.ts";
import type { Reply } from "../../reply/document.ts";
import { toText } from "../../reply/text.ts";

export interface Chat {
  readonly title: string;
  /** Inputs that the greeting offers. */
  readonly examples: readonly string[];
  /** What else could be switched on, for whoever started it. */
  readonly hint: string;
  /** Answers one line. */
  readonly answer: (input: string) => Reply;
  /** Inputs that could follow what is typed so far, whole lines. */
  readonly complete: (line: string) => readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** Runs the chat until `exit`, Ctrl-D or the end of the input. */
export async function chat({ title, examples, hint, answer, complete, env }: Chat): Promise<void> {
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const input = createInterface({
    input: process.stdin,
    output: interactive ? process.stdout : undefined,
    terminal: interactive,
    prompt: "› ",
    completer: (line: string) => [[...complete(line)], line],
  });
  const show = (reply: Reply) => console.log(`${draw(reply, env)}\n`);
  if (interactive) {
    console.log(
      `${title}\nTry ${examples.join(", ")}. /help lists everything; exit or Ctrl-D leaves.\n${hint}\n`,
    );
    input.prompt();
  }
  // Ctrl-C drops the line, as in a shell; on an empty line it leaves.
  input.on("SIGINT", () => {
    if (input.line === "") input.close();
    else {
      input.write(null, { ctrl: true, name: "u" });
      input.prompt();
    }
  });
  for await (const line of input) {
    if (/^\s*\/?(?:exit|quit|bye)\s*$/i.test(line)) break;
    if (line.trim() !== "" || !interactive) show(answer(line));
    if (interactive) input.prompt();
  }
  input.close();
}

/** A reply as this terminal can show it: with colour on a terminal, plain elsewhere or with NO_COLOR. */
function draw(reply: Reply, env: NodeJS.ProcessEnv): string {
  if (process.stdout.isTTY !== true) return toText(reply);
  const screen: Screen = {
    width: process.stdout.columns ?? 80,
    colour: !env.NO_COLOR && env.TERM !== "dumb",
  };
  return toTerminal(reply, screen);
}
