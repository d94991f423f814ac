/** Registers commands: compares with what Discord holds and writes only what differs. */
import { isDeepStrictEqual } from "node:util";
import {
  type APIApplicationCommand,
  type REST,
  type RESTGetAPIApplicationCommandsResult,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
} from "discord.js";
import type { CommandJson } from "./commands.ts";

/** How many commands were written, and how many were as they should be. */
export interface Registration {
  readonly created: number;
  readonly changed: number;
  readonly removed: number;
  readonly same: number;
}

/**
 * Makes Discord hold these commands and no others.
 * @param guild the one server to register in, at once; everywhere without it
 */
export async function register(
  rest: REST,
  application: string,
  guild: string | undefined,
  wanted: readonly CommandJson[],
): Promise<Registration> {
  const route = guild
    ? Routes.applicationGuildCommands(application, guild)
    : Routes.applicationCommands(application);
  const one = (id: string) =>
    guild
      ? Routes.applicationGuildCommand(application, guild, id)
      : Routes.applicationCommand(application, id);
  const held = (await rest.get(route, {
    query: new URLSearchParams({ with_localizations: "true" }),
  })) as RESTGetAPIApplicationCommandsResult;
  const count = { created: 0, changed: 0, removed: 0, same: 0 };
  for (const command of held) {
    if (wanted.some(({ name }) => name === command.name)) continue;
    await rest.delete(one(command.id));
    count.removed++;
  }
  for (const command of wanted) {
    const before = held.find(({ name }) => name === command.name);
    if (before && isDeepStrictEqual(essence(before, guild), essence(command, guild))) {
      count.same++;
      continue;
    }
    // Commands created count towards Discord's 200 a day; those changed do not.
    if (before) await rest.patch(one(before.id), { body: command });
    else await rest.post(route, { body: command });
    count[before ? "changed" : "created"]++;
  }
  return count;
}

type Held = APIApplicationCommand | RESTPutAPIApplicationCommandsJSONBody[number] | CommandJson;
type Option = NonNullable<CommandJson["options"]>[number];

/** What of a command is ours to say, with Discord's defaults filled in and their order of no account. */
function essence(command: Held, guild: string | undefined): object {
  const options = "options" in command ? (command.options ?? []) : [];
  return {
    name: command.name,
    names: command.name_localizations ?? {},
    description: "description" in command ? command.description : "",
    descriptions: ("description_localizations" in command && command.description_localizations) || {},
    permissions: command.default_member_permissions ?? null,
    // A command of one server has neither, whatever Discord fills in.
    contexts: (!guild && command.contexts?.toSorted()) || null,
    installs: (!guild && command.integration_types?.toSorted()) || null,
    options: options.map((option) => optionEssence(option as Option)),
  };
}

function optionEssence(option: Option): object {
  const { type, name, description, required = false } = option;
  return {
    type,
    name,
    description,
    required,
    autocomplete: "autocomplete" in option && option.autocomplete === true,
    choices:
      ("choices" in option &&
        option.choices?.map((choice) => ({ name: choice.name, value: choice.value }))) ||
      [],
  };
}
