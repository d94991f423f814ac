/** What is said when an argument is missing or not to be read, with what could be given instead. */
import type { Arg, Command } from "../command.ts";
import type { Dossier } from "../dossier/dossier.ts";
import { type NamedKind, similar } from "../dossier/lookup.ts";
import type { Calendar } from "../dossier/period.ts";
import { UserError } from "../errors.ts";
import { usageOf } from "./commands.ts";

/** What an input is read with. */
export interface Reader {
  readonly dossier: Dossier;
  readonly commands: readonly Command[];
  readonly calendar: Calendar;
}

/** Names listed to somebody who gave an unknown one. */
const MOST_CHOICES = 26;
export const NAMED: readonly string[] = ["party", "person", "topic", "source", "term"] satisfies NamedKind[];

export const isNamed = ({ kind }: Arg): boolean => kind === "topics" || NAMED.includes(kind);
/** The kind of names that an argument takes. */
export const namedKind = ({ kind }: Arg): NamedKind => (kind === "topics" ? "topic" : (kind as NamedKind));

/** What a person typed, as it is quoted back. */
export const short = (text: string): string =>
  text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text;

export function noChoice(arg: Arg, value: string, command: Command): UserError {
  const words = arg.choices ?? [];
  return new UserError(
    `“${short(value)}” is no ${arg.name}. It is one of: ${words.join(", ")}.`,
    "error",
    words.map((word) => `/${command.name} ${arg.name}:${word}`),
  );
}

export function noRound(text: string, { dossier }: Reader): UserError {
  const rounds = dossier.all("round");
  const known = rounds.map(({ number, name }) => `${number} (${name})`).join(", ");
  return new UserError(
    rounds.length > 0
      ? `There is no round “${short(text)}” in the dossier; it has ${known}.`
      : "The dossier has no round by then.",
    "not_found",
    rounds.map(({ number }) => `/round ${number}`),
  );
}

export function unknownName(arg: Arg, text: string, command: Command, dossier: Dossier): UserError {
  const kind = namedKind(arg);
  const near = similar(dossier, kind, text, 3);
  const inputs = near.map(({ name }) => `/${command.name} ${name}`);
  const hint =
    near.length > 0
      ? `Did you mean ${near.map(({ name }) => name).join(" or ")}?`
      : `Known: ${known(choices(arg, dossier))}.`;
  return new UserError(`No ${kind} “${short(text)}” is in the dossier. ${hint}`, "not_found", inputs);
}

/** "a, b, c and 20 more". */
const known = (names: readonly string[]): string =>
  names.slice(0, MOST_CHOICES).join(", ") +
  (names.length > MOST_CHOICES ? ` and ${names.length - MOST_CHOICES} more` : "");

export function askFor(arg: Arg, command: Command, reader: Reader): UserError {
  const offers = choices(arg, reader.dossier);
  const inputs =
    offers.length > 0 ? offers.slice(0, 8).map((name) => `/${command.name} ${name}`) : command.examples;
  return new UserError(`Which ${arg.name}? Usage: ${usageOf(command)}.`, "ambiguous", inputs);
}

/** Names that can be given for an argument, most asked first. */
export function choices(arg: Arg, dossier: Dossier): string[] {
  switch (arg.kind) {
    case "party":
      return dossier.all("party").flatMap(({ name, role }) => (role === "negotiator" ? [name] : []));
    case "person":
      return dossier.all("person").map(({ name }) => name);
    case "topic":
    case "topics":
      return dossier.all("topic").map(({ name }) => name);
    case "choice":
      return [...(arg.choices ?? [])];
    case "term":
      return [...new Set(dossier.all("term").map(({ term }) => term))];
    case "round":
      return dossier.all("round").map(({ number }) => String(number));
    case "source":
      return dossier.all("source").map((_, i) => String(i + 1));
    default:
      return [];
  }
}
