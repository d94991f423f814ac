/** /help: what can be asked. */

import { args } from "../src/args.ts";
import { usageOf } from "../src/arguments/commands.ts";
import { type Command, defineCommand, GROUPS } from "../src/command.ts";
import { type Block, type Draft, drill, heading, note } from "../src/reply/document.ts";

export default defineCommand({
  name: "help",
  group: "This bot",
  aliases: ["start", "commands", "usage"],
  summary: "What can be asked, or how one command is used",
  local: {
    uk: { name: "довідка", summary: "Про що можна запитати" },
    ru: { name: "справка", summary: "О чём можно спросить" },
  },
  examples: ["/help", "/help timeline"],
  args: { command: args.command("Name of a command").optional() },
  run({ command }, { commands, dossier }): Draft {
    const one = commands.find(({ name }) => name === command);
    if (one) return oneCommand(one);
    const groups = GROUPS.map((group) => ({ group, own: commands.filter((c) => c.group === group) }));
    return {
      blocks: [
        { type: "title", text: `Rapporteur · ${dossier.manifest.title}` },
        note("Every sentence of an answer carries a number that leads to its source and paragraph."),
        ...groups
          .filter(({ own }) => own.length > 0)
          .flatMap(({ group, own }) => [
            heading(group),
            ...own.map((c) => note(`${shortUsage(c)} — ${c.summary}`)),
          ]),
        note("Questions may also be asked without a command. /help timeline shows how one command is used."),
      ],
      actions: dossier.manifest.examples.map((input) => drill(input, input)),
    };
  },
});

/** "/delegation <party>": what must be given; the rest is told of each command by itself. */
const shortUsage = ({ name, args }: Command): string =>
  [`/${name}`, ...args.flatMap((arg) => (arg.required ? [`<${arg.name}>`] : []))].join(" ");

function oneCommand(command: Command): Draft {
  const blocks: Block[] = [
    { type: "title", text: usageOf(command) },
    note(command.summary),
    ...command.args.map((arg) => note(`${arg.name}${arg.required ? "" : " (optional)"}: ${arg.description}`)),
  ];
  if (command.aliases.length > 0)
    blocks.push(note(`Also: ${command.aliases.map((name) => `/${name}`).join(", ")}`));
  return { blocks, actions: command.examples.map((input) => drill(input, input)) };
}
