/** What Discord refuses in a command that is registered. */
import { ApplicationCommandCreateRequestSchema } from "discord-api-spec/zod";
import { z } from "zod";
import { type Refusal, schemaRefusals } from "./rules.ts";

const localised = z.record(z.string(), z.string()).nullish();
const named = {
  name: z.string(),
  name_localizations: localised,
  description: z.string().optional(),
  description_localizations: localised,
};
const optionShape = z.looseObject({
  ...named,
  type: z.number(),
  required: z.boolean().optional(),
  autocomplete: z.boolean().optional(),
  choices: z
    .array(
      z.object({ name: z.string(), name_localizations: localised, value: z.union([z.string(), z.number()]) }),
    )
    .optional(),
});
export const commandShape = z.looseObject({ ...named, options: z.array(optionShape).optional() });
export type CommandBody = z.output<typeof commandShape>;
type Named = Pick<CommandBody, "name" | "name_localizations" | "description" | "description_localizations">;

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
/** https://docs.discord.com/developers/reference#locales */
const LOCALES = new Set(
  (
    "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th " +
    "zh-CN ja zh-TW ko"
  ).split(" "),
);

export function commandRefusals(body: unknown, scope: "global" | "guild"): Refusal[] {
  // The published schema says number; Discord takes and sends the bit set as a string.
  const command = commandShape.parse(body);
  const bits = command["default_member_permissions"];
  const numbered =
    typeof bits === "string" ? { ...command, default_member_permissions: Number(bits) } : command;
  const problems = schemaRefusals(ApplicationCommandCreateRequestSchema, numbered);
  const refuse = (path: string, message: string) => problems.push({ path, message });
  problems.push(...nameRefusals(command, "name"));
  const { options = [] } = command;
  for (const [i, option] of options.entries()) {
    const { choices = [], autocomplete } = option;
    problems.push(...nameRefusals(option, `options.${i}`));
    if (choices.length > 0 && autocomplete)
      refuse(`options.${i}`, "choices and autocomplete exclude each other");
    if (choices.some(({ value }) => typeof value === "number" && option.type === 3))
      refuse(`options.${i}.choices`, "Could not interpret as string.");
    const names = choices.map(({ name }) => name);
    if (new Set(names).size < names.length)
      refuse(`options.${i}.choices`, "Option choice name is already used");
    if (option.required && options.slice(0, i).some((before) => !before.required))
      refuse(`options.${i}`, "Required options must be placed before non-required options");
  }
  const names = options.map(({ name }) => name);
  if (new Set(names).size < names.length) refuse("options", "Option name is already used");
  if (commandLength(command) > 8_000) refuse("", "Command exceeds maximum size (8000)");
  if (scope === "guild" && (command["contexts"] !== undefined || command["integration_types"] !== undefined))
    refuse("contexts", "Only a global command has contexts and integration types");
  return problems;
}

function nameRefusals(
  { name, name_localizations, description_localizations, description = "" }: Named,
  path: string,
) {
  const problems: Refusal[] = [];
  for (const text of [name, ...Object.values(name_localizations ?? {})]) {
    if (!NAME.test(text) || text !== text.toLowerCase())
      problems.push({ path, message: `Command name is invalid: ${text}` });
  }
  for (const text of [description, ...Object.values(description_localizations ?? {})]) {
    if (text.length < 1 || text.length > 100)
      problems.push({ path, message: "Must be between 1 and 100 in length." });
  }
  for (const locale of Object.keys({ ...name_localizations, ...description_localizations })) {
    if (!LOCALES.has(locale)) problems.push({ path, message: `Unknown locale ${locale}` });
  }
  return problems;
}

/** All names, descriptions and values of a command; of several languages the longest counts. */
export function commandLength({ options = [], ...command }: CommandBody): number {
  const longest = (text: string | undefined, others: Named["name_localizations"]) =>
    Math.max(...[text ?? "", ...Object.values(others ?? {})].map((t) => t.length));
  const own = (item: Named) =>
    longest(item.name, item.name_localizations) + longest(item.description, item.description_localizations);
  return options.reduce(
    (sum, option) =>
      (option.choices ?? []).reduce(
        (n, choice) => n + longest(choice.name, choice.name_localizations) + String(choice.value).length,
        sum + own(option),
      ),
    own(command),
  );
}
