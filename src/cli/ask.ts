/** `ask`: one answer from a shell, or a line of answer for each line of standard input. */
import { createInterface } from "node:readline";
import { Command, Option } from "commander";
import { loadConfig } from "../config.ts";
import { type Outcome, read } from "../dispatch.ts";
import { toDiscord } from "../render/discord.ts";
import { firstCall } from "../render/telegram/calls.ts";
import { toText } from "../reply/text.ts";
import { openCommandService, openService } from "../service.ts";
import { jsonLines, parseWith, toJson } from "./output.ts";

/** How an answer is printed. A platform's format is what would be sent there, a message a line. */
const FORMATS = {
  text: (_: string, { reply }: Outcome) => toText(reply),
  json: toJson,
  discord: (input: string, { reply }: Outcome) => jsonLines(toDiscord(reply, input).pages),
  telegram: (input: string, { reply }: Outcome, _: number, now: Temporal.Instant) =>
    JSON.stringify(firstCall(reply, input, now)),
} as const;

interface Options {
  format: keyof typeof FORMATS;
  stdin?: true;
  asOf?: Temporal.PlainDate;
  now?: Temporal.Instant;
  data: string;
}

export function askCommand(): Command {
  return new Command("ask")
    .description("answers one input and ends; the slash is optional")
    .argument("[input...]", 'what one would type in the chat, such as "/delegation russia"')
    .addOption(new Option("--format <format>", "how to print").choices(Object.keys(FORMATS)).default("text"))
    .option("--stdin", "read inputs from standard input, a line each")
    .option(
      "--as-of <date>",
      "show what was known on this day, YYYY-MM-DD",
      parseWith(Temporal.PlainDate, "a day such as 2026-01-24"),
    )
    .option(
      "--now <instant>",
      "the time it is taken to be, ISO 8601",
      parseWith(Temporal.Instant, "an instant such as 2026-02-04T08:00:00Z"),
    )
    .option("--data <dir>", "folder of the dossier", loadConfig().data)
    .action(ask);
}

async function ask(words: string[], options: Options, program: Command): Promise<void> {
  if (options.stdin ? words.length > 0 : words.length === 0) {
    program.error("error: give an input, or --stdin and inputs a line each", { exitCode: 2 });
  }
  const command = words[0]?.startsWith("/") === true;
  const service = command ? openCommandService(options.data) : openService(options.data);
  const inputs = options.stdin ? createInterface({ input: process.stdin }) : [words.join(" ")];
  let answered = true;
  for await (const input of inputs) {
    const now = options.now ?? Temporal.Now.instant();
    const start = performance.now();
    const outcome = read(service, { input, now, ...(options.asOf && { asOf: options.asOf }) });
    const elapsedMs = Math.round((performance.now() - start) * 1000) / 1000;
    const text = FORMATS[options.format](input, outcome, elapsedMs, now);
    console.log(options.stdin && options.format === "text" ? `${text}\n` : text);
    answered &&= outcome.reply.kind === "answer";
  }
  process.exitCode = answered ? 0 : 1;
}
