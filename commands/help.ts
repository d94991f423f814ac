/** /help: what can be asked. */
import { usageOf } from "../src/arguments/commands.ts";
import { args, type Command, defineCommand } from "../src/command.ts";
import { type Block, type Draft, drill, note } from "../src/reply/document.ts";

export default defineCommand({
  name: "help",
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
    const lines = commands.map((c) => note(`${usageOf(c)} — ${c.summary}`));
    return {
      blocks: [
        { type: "title", text: `Rapporteur · ${dossier.manifest.title}` },
        note("Every sentence of an answer carries a number that leads to its source and paragraph."),
        ...lines,
      ],
      actions: dossier.manifest.examples.map((input) => drill(input, input)),
    };
  },
});

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
