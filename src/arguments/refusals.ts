/** What is said when an argument is missing or not to be read, with what could be given instead. */
import type { Arg } from "../args.ts";
import type { Command } from "../command.ts";
import type { Dossier } from "../dossier/dossier.ts";
import { type NamedKind, similar } from "../dossier/lookup.ts";
import type { Calendar } from "../dossier/point.ts";
import { UserError } from "../errors.ts";
import { usageOf } from "./commands.ts";

/** What an input is read with. */
export interface Reader {
  readonly dossier: Dossier;
  readonly commands: readonly Command[];
  readonly calendar: Calendar;
}

/** Names listed to somebody who gave an unknown one; completion and the commands that list things offer the others. */
const MOST_CHOICES = 8;
export const NAMED: readonly string[] = ["party", "person", "topic", "source", "term"] satisfies NamedKind[];

const isNamed = ({ kind }: Arg): boolean => kind === "topics" || NAMED.includes(kind);
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
  const near = similar(dossier, kind, text, 3).map(({ name }) => name);
  const names = choices(arg, dossier);
  const hint = near.length > 0 ? `Did you mean ${near.join(" or ")}?` : `Known: ${known(names)}.`;
  const offered = near.length > 0 ? near : names.slice(0, MOST_CHOICES);
  return new UserError(
    `No ${kind} “${short(text)}” is in the dossier. ${hint}`,
    "not_found",
    offered.map((name) => `/${command.name} ${name}`),
  );
}

/** What could be one of several kinds of argument and is none: "“mars” is no period, topic, party or person here." */
function unknownAny(open: readonly Arg[], text: string, command: Command, dossier: Dossier): UserError {
  const near = open.filter(isNamed).flatMap((arg) => similar(dossier, namedKind(arg), text, 2));
  const names = [...new Set(near.map(({ name }) => name))].slice(0, 3);
  const kinds = open.map(({ kind }) => (kind === "topics" ? "topic" : kind));
  const hint = names.length > 0 ? ` Did you mean ${names.join(" or ")}?` : "";
  return new UserError(
    `“${short(text)}” is no ${orList([...new Set(kinds)])} that I know.${hint}`,
    "not_found",
    names.length > 0 ? names.map((name) => `/${command.name} ${name}`) : command.examples,
  );
}

/** Kinds of argument that take days. */
const PERIODS: readonly string[] = ["period", "date"];

/** For words that are no argument. @param missing what must be given and was not @param open what could have been given besides */
export function leftOver(
  text: string,
  missing: Arg | undefined,
  open: readonly Arg[],
  command: Command,
  dossier: Dossier,
): UserError {
  const takers = open.filter((arg) => isNamed(arg) || arg.kind === "value");
  // With a value and others still open nobody knows which of them was meant.
  const named = missing ?? (takers[0]?.reader && takers.length > 1 ? undefined : takers[0]);
  if (named?.reader) return new UserError(named.reader.refusal(short(text)), "error", command.examples);
  // Where a name or a period may stand, nobody can tell which of them was meant.
  const any = missing ? [] : open.filter((arg) => isNamed(arg) || PERIODS.includes(arg.kind));
  if (new Set(any.map(({ kind }) => kind)).size > 1) return unknownAny(any, text, command, dossier);
  if (named && isNamed(named)) return unknownName(named, text, command, dossier);
  return new UserError(
    `I do not know what to do with “${short(text)}” in /${command.name}. It takes: ${usageOf(command)}`,
    "error",
    command.examples,
  );
}

/** "a", "a or b", "a, b or c". */
const orList = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;

/** "a; b; c and 20 more": names hold commas themselves. */
const known = (names: readonly string[]): string =>
  names.slice(0, MOST_CHOICES).join("; ") +
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
      return dossier.all("source").map((source) => source.short);
    default:
      return [];
  }
}
