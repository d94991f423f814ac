/** `brief`: the briefing as of a day, for people, for programs, or as the messages that a channel would be posted. */
import { Command, Option } from "commander";
import { loadConfig } from "../config.ts";
import { type Outcome, read } from "../dispatch.ts";
import { discordPosts } from "../render/discord/posts.ts";
import { sendCall } from "../render/telegram/calls.ts";
import { telegramPosts } from "../render/telegram/posts.ts";
import { toText } from "../reply/text.ts";
import { openService } from "../service.ts";
import { jsonLines, parseWith, toJson } from "./output.ts";

/** How a briefing is printed. A platform's format is every message of a scheduled post, one a line. */
const FORMATS = {
  text: (_: string, { reply }: Outcome) => toText(reply),
  json: (input: string, outcome: Outcome, elapsedMs: number) => toJson(input, outcome, elapsedMs),
  discord: (_: string, { reply }: Outcome) =>
    jsonLines(discordPosts(reply, { silent: false }).map(({ message }) => message)),
  telegram: (_: string, { reply }: Outcome) =>
    jsonLines(telegramPosts(reply).map(({ message }) => sendCall({ chat_id: 1 }, message))),
} as const;

interface Options {
  format: keyof typeof FORMATS;
  asOf?: Temporal.PlainDate;
  since?: Temporal.PlainDate;
  topics?: string;
  length?: string;
  now?: Temporal.Instant;
  data: string;
}

export function briefCommand(): Command {
  const day = parseWith(Temporal.PlainDate, "a day such as 2026-01-24");
  return new Command("brief")
    .description("prints the briefing: bottom line, what changed, each topic, what is next")
    .addOption(new Option("--format <format>", "how to print").choices(Object.keys(FORMATS)).default("text"))
    .option("--as-of <date>", "the briefing of this day, YYYY-MM-DD; today's when left out", day)
    .option("--since <date>", "what changed after this day, YYYY-MM-DD; the day before when left out", day)
    .option("--topics <names>", "only these topics, with commas between them")
    .addOption(new Option("--length <length>", "one message, or all").choices(["short", "full"]))
    .option(
      "--now <instant>",
      "the time it is taken to be, ISO 8601",
      parseWith(Temporal.Instant, "an instant such as 2026-02-04T08:00:00Z"),
    )
    .option("--data <dir>", "folder of the dossier", loadConfig().data)
    .action(brief);
}

function brief({ format, asOf, now = Temporal.Now.instant(), data, ...rest }: Options): void {
  const service = openService(data);
  const given = [
    ["since", rest.since?.toString()],
    ["length", rest.length],
    ["topics", rest.topics],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name}:${value}`]));
  const input = ["/brief", ...given].join(" ");
  const start = performance.now();
  const outcome = read(service, { input, now, ...(asOf && { asOf }) });
  console.log(FORMATS[format](input, outcome, Math.round((performance.now() - start) * 1000) / 1000));
  process.exitCode = outcome.reply.kind === "answer" ? 0 : 1;
}
