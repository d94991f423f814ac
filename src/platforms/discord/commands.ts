/** The engine's commands as Discord's slash commands, checked against its limits before anything is sent. */
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { Arg } from "../../args.ts";
import type { Command } from "../../command.ts";
import type { Engine } from "./engine.ts";

/** https://docs.discord.com/developers/interactions/application-commands (all of these) */
const MAX_COMMANDS = 100;
const MAX_OPTIONS = 25;
const MAX_CHOICES = 25;
const MAX_CHOICE_TEXT = 100;
const MAX_DESCRIPTION = 100;
const MAX_COMMAND_TEXT = 8_000;
const NAME = /^[-_'\p{L}\p{N}]{1,32}$/u;

export type CommandJson = RESTPostAPIChatInputApplicationCommandsJSONBody;

/** Who may run an admin command. Discord hides it from others; the dispatcher refuses them. */
export const ADMIN_PERMISSION = PermissionFlagsBits.ManageChannels;

/** What every reading command takes besides its own arguments. */
const AS_OF: Arg = {
  name: "as_of",
  kind: "date",
  description: "Only what was known on this day, such as 24 jan",
  required: false,
};
export const argsOf = (command: Command): readonly Arg[] =>
  command.admin || command.acts ? command.args : [...command.args, AS_OF];

/**
 * All commands as Discord takes them.
 * @param scope commands of one server cannot say where else they may be used
 * @throws Error that names every limit passed
 */
export function slashCommands(engine: Engine, scope: "global" | "guild"): CommandJson[] {
  const commands = engine.commands.map((command) => slashCommand(command, engine, scope));
  const problems = commands.flatMap(problemsOf);
  if (commands.length > MAX_COMMANDS)
    problems.push(`${commands.length} commands; Discord takes ${MAX_COMMANDS}`);
  if (problems.length > 0) throw new Error(`Discord would refuse these commands:\n${problems.join("\n")}`);
  return commands;
}

function slashCommand(command: Command, engine: Engine, scope: "global" | "guild"): CommandJson {
  const { uk, ru } = command.local;
  const { Guild, BotDM, PrivateChannel } = InteractionContextType;
  const { GuildInstall, UserInstall } = ApplicationIntegrationType;
  return {
    type: ApplicationCommandType.ChatInput,
    name: command.name,
    name_localizations: { uk: uk.name, ru: ru.name },
    description: command.summary,
    description_localizations: { uk: uk.summary, ru: ru.summary },
    options: argsOf(command)
      .toSorted((a, b) => Number(b.required) - Number(a.required))
      .map((arg) => option(arg, engine)),
    default_member_permissions: command.admin ? String(ADMIN_PERMISSION) : null,
    ...(scope === "global" && {
      contexts: command.admin ? [Guild, BotDM] : [Guild, BotDM, PrivateChannel],
      integration_types: command.admin ? [GuildInstall] : [GuildInstall, UserInstall],
    }),
  };
}

function option(arg: Arg, engine: Engine): APIApplicationCommandBasicOption {
  const { name, description, required } = arg;
  if (arg.kind === "flag") return { type: ApplicationCommandOptionType.Boolean, name, description, required };
  if (arg.kind === "number")
    return { type: ApplicationCommandOptionType.Integer, name, description, required, min_value: 1 };
  const choices = choicesOf(arg, engine);
  if (arg.kind === "round" && choices && choices.every(({ value }) => /^\d{1,9}$/.test(value))) {
    const numbers = choices.map((choice) => ({ name: choice.name, value: Number(choice.value) }));
    return { type: ApplicationCommandOptionType.Integer, name, description, required, choices: numbers };
  }
  const text = { type: ApplicationCommandOptionType.String, name, description, required } as const;
  if (choices) return { ...text, choices };
  return arg.kind === "text" ? text : { ...text, autocomplete: true };
}

/** Kinds of arguments that have few values. */
const FEW: ReadonlySet<Arg["kind"]> = new Set(["party", "round", "command", "choice"]);
/** The values of an argument that has few; null where typing finds them. */
function choicesOf(arg: Arg, engine: Engine): APIApplicationCommandOptionChoice<string>[] | null {
  if (!FEW.has(arg.kind)) return null;
  const values = engine.menu(arg);
  const fit = values.every(
    ({ label, value }) => label.length <= MAX_CHOICE_TEXT && value.length <= MAX_CHOICE_TEXT,
  );
  if (values.length === 0 || values.length > MAX_CHOICES || !fit) return null;
  return values.map(({ label, value }) => ({ name: label, value }));
}

/** Suggestions as Discord takes them; a value too long to send is left to be typed. */
export function autocompletion(values: readonly string[]): APIApplicationCommandOptionChoice<string>[] {
  return values
    .filter((value) => value !== "" && value.length <= MAX_CHOICE_TEXT)
    .slice(0, MAX_CHOICES)
    .map((value) => ({ name: value, value }));
}

function problemsOf(command: CommandJson): string[] {
  const options = command.options ?? [];
  const problems = [command, ...options].flatMap((item) => {
    const names = [item.name, ...texts(item.name_localizations)];
    const descriptions = [item.description, ...texts(item.description_localizations)];
    return [
      ...names
        .filter((name) => !NAME.test(name) || name !== name.toLowerCase())
        .map((name) => `name “${name}”`),
      ...descriptions
        .filter((text) => text.length < 1 || text.length > MAX_DESCRIPTION)
        .map((text) => `description of ${text.length} characters, at most ${MAX_DESCRIPTION}: “${text}”`),
    ];
  });
  if (options.length > MAX_OPTIONS) problems.push(`${options.length} options, at most ${MAX_OPTIONS}`);
  const length = commandLength(command);
  if (length > MAX_COMMAND_TEXT) problems.push(`${length} characters in all, at most ${MAX_COMMAND_TEXT}`);
  return problems.map((problem) => `/${command.name}: ${problem}`);
}

/** Names, descriptions and values together; of several languages the longest counts. */
export function commandLength(command: CommandJson): number {
  const longest = (text: string, others?: Localised) =>
    Math.max(...[text, ...texts(others)].map((t) => t.length));
  const own = [command, ...(command.options ?? [])].map(
    (item) =>
      longest(item.name, item.name_localizations) + longest(item.description, item.description_localizations),
  );
  const choices = (command.options ?? []).flatMap((item) =>
    "choices" in item
      ? (item.choices ?? []).map(({ name, value }) => name.length + String(value).length)
      : [],
  );
  return [...own, ...choices].reduce((a, b) => a + b, 0);
}

type Localised = Readonly<Record<string, string | null | undefined>> | null | undefined;

const texts = (map: Localised): string[] =>
  Object.values(map ?? {}).filter((text) => typeof text === "string");
