/** Commands as the Discord peer keeps them, global and of its server. */
import { z } from "zod";
import { type CommandBody, commandRefusals, commandShape } from "./command-rules.ts";
import { error, invalid, type Result } from "./rest.ts";
import { APPLICATION } from "./world.ts";

type Stored = CommandBody & { readonly id: string };
type Option = NonNullable<CommandBody["options"]>[number];

export class Commands {
  readonly #newId: () => string;
  readonly #stored = new Map<string, Stored[]>();

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  in(guild: string | undefined): Stored[] {
    const key = guild ?? "global";
    const found = this.#stored.get(key) ?? [];
    this.#stored.set(key, found);
    return found;
  }

  /** A registered command by name, wherever it is registered. */
  named(name: string): Stored | undefined {
    return [...this.#stored.values()].flat().find((command) => command.name === name);
  }

  list(guild: string | undefined, query: URLSearchParams): Result {
    const whole = query.get("with_localizations") === "true";
    return { status: 200, body: this.in(guild).map((command) => this.#payload(command, guild, whole)) };
  }

  create(guild: string | undefined, body: unknown): Result {
    const refusals = commandRefusals(body, guild ? "guild" : "global");
    if (refusals.length > 0) return invalid(refusals);
    const commands = this.in(guild);
    const command = commandShape.parse(body);
    const index = commands.findIndex(({ name }) => name === command.name);
    if (index < 0 && commands.length >= 100)
      return error(400, 30032, "Maximum number of application commands reached (100).");
    const stored = { ...command, id: commands[index]?.id ?? this.#newId() };
    commands.splice(index < 0 ? commands.length : index, 1, stored);
    return { status: index < 0 ? 201 : 200, body: this.#payload(stored, guild, true) };
  }

  edit(guild: string | undefined, id: string, body: unknown): Result {
    const before = this.in(guild).find((command) => command.id === id);
    if (!before) return error(404, 10063, "Unknown application command");
    const { id: _, ...rest } = before;
    return this.create(guild, { ...rest, ...z.looseObject({}).parse(body) });
  }

  remove(guild: string | undefined, id: string): Result {
    const commands = this.in(guild);
    const index = commands.findIndex((command) => command.id === id);
    if (index < 0) return error(404, 10063, "Unknown application command");
    commands.splice(index, 1);
    return { status: 204 };
  }

  /** A command as Discord sends it back: defaults filled in, falsehoods of options left out. */
  #payload({ options, ...command }: Stored, guild: string | undefined, localised: boolean) {
    const names = (item: Pick<CommandBody, "name_localizations" | "description_localizations">) =>
      localised
        ? {
            name_localizations: item.name_localizations ?? null,
            description_localizations: item.description_localizations ?? null,
          }
        : {};
    const option = ({
      name_localizations,
      description_localizations,
      required,
      autocomplete,
      ...rest
    }: Option) => ({
      ...rest,
      ...(localised && name_localizations ? { name_localizations } : {}),
      ...(localised && description_localizations ? { description_localizations } : {}),
      ...(required ? { required } : {}),
      ...(autocomplete ? { autocomplete } : {}),
    });
    return {
      default_member_permissions: null,
      nsfw: false,
      type: 1,
      ...command,
      ...names(command),
      application_id: APPLICATION,
      version: this.#newId(),
      ...(guild ? { guild_id: guild } : { dm_permission: true, contexts: null, integration_types: [0] }),
      ...(command["contexts"] ? { contexts: command["contexts"] } : {}),
      ...(command["integration_types"] ? { integration_types: command["integration_types"] } : {}),
      ...(options ? { options: options.map(option) } : {}),
    };
  }
}
