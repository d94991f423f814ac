/** Commands by what people call them, and how one is used. */
import type { Command } from "../command.ts";
import { distance, slips } from "../dossier/fuzzy.ts";
import { UserError } from "../errors.ts";
import { short } from "./refusals.ts";

/** "/delegation <party> [round]". */
export function usageOf(command: Command): string {
  const parts = command.args.map(({ name, required }) => (required ? `<${name}>` : `[${name}]`));
  return [`/${command.name}`, ...parts].join(" ");
}

/** A command by name or alias, slips mended unless several are equally near; null when there is none. */
export function findCommand(
  commands: readonly Command[],
  word: string,
): { command: Command; mended: boolean } | null {
  const name = word.toLowerCase();
  const known = commands.find((command) => command.name === name || command.aliases.includes(name));
  if (known) return { command: known, mended: false };
  const near = commands
    .flatMap((command) =>
      [command.name, ...command.aliases].map((n) => ({ command, d: distance(name, n, slips(name.length)) })),
    )
    .filter(({ d }) => d <= slips(name.length))
    .sort((a, b) => a.d - b.d);
  const [best] = near;
  if (!best || near.some((other) => other.d === best.d && other.command !== best.command)) return null;
  return { command: best.command, mended: true };
}

export function unknownCommand(word: string, commands: readonly Command[]): UserError {
  // More slips than half of a word's letters make another word of it.
  const most = Math.min(3, Math.floor(word.length / 2));
  const near = commands.filter(
    ({ name }) => distance(word.toLowerCase(), name, most) <= most || name.startsWith(word.toLowerCase()),
  );
  const inputs = near.length > 0 ? near.slice(0, 3).map(({ name }) => `/${name}`) : ["/help"];
  const hint = near.length > 0 ? `Did you mean ${inputs.join(" or ")}?` : "/help lists them all.";
  return new UserError(`There is no command /${short(word)}. ${hint}`, "error", inputs);
}
