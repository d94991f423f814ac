/** What could be typed next: commands, then the names that an argument takes. */

import type { Arg } from "./args.ts";
import { findCommand } from "./arguments/commands.ts";
import type { Command } from "./command.ts";
import type { Dossier } from "./dossier/dossier.ts";
import { distance, fold, slips } from "./dossier/fuzzy.ts";
import { formatWhen, parseWhen } from "./dossier/when.ts";

/** Discord shows at most 25 suggestions and refuses more; as many serve everywhere. */
export const MAX_SUGGESTIONS = 25;

/** What an argument takes, and the other words by which it is found. */
interface Option {
  readonly name: string;
  readonly others: readonly string[];
}

/**
 * Values for an argument that fit what is typed so far, best first: names that begin with it, then other names,
 * then single words that do, then words within a typing slip. Everything when nothing is typed.
 */
export function suggest(arg: Arg, typed: string, dossier: Dossier, commands: readonly Command[]): string[] {
  if (arg.reader) return arg.reader.suggest(typed).slice(0, MAX_SUGGESTIONS);
  const whole = matching(arg, typed, dossier, commands);
  if (arg.kind !== "topics" || (whole.length > 0 && !/[,;]\s*$/.test(typed))) return whole;
  // Of several names the last one is being typed.
  const end = Math.max(typed.lastIndexOf(","), typed.lastIndexOf(";")) + 1;
  const before = end > 0 ? `${typed.slice(0, end).trim()} ` : "";
  return matching(arg, typed.slice(end), dossier, commands).map((name) => before + name);
}

function matching(arg: Arg, typed: string, dossier: Dossier, commands: readonly Command[]): string[] {
  const wanted = fold(typed);
  return options(arg, dossier, commands)
    .map((option) => ({ name: option.name, rank: rankOf(option, wanted) }))
    .filter(({ rank }) => rank < NO_MATCH)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MAX_SUGGESTIONS)
    .map(({ name }) => name);
}

const NO_MATCH = 9;

function rankOf({ name, others }: Option, wanted: string): number {
  if (fold(name).startsWith(wanted)) return 0;
  if (others.some((other) => fold(other).startsWith(wanted))) return 1;
  const words = [name, ...others].flatMap((text) => fold(text).split(" "));
  if (words.some((word) => word.startsWith(wanted))) return 2;
  const limit = slips(wanted.length);
  const near = words.some((word) => distance(wanted, word.slice(0, wanted.length), limit) <= limit);
  return limit > 0 && near ? 3 : NO_MATCH;
}

function options(arg: Arg, dossier: Dossier, commands: readonly Command[]): Option[] {
  switch (arg.kind) {
    case "party":
    case "person":
      return dossier.all(arg.kind).map(({ name, aliases }) => ({ name, others: aliases }));
    case "topic":
    case "topics":
      return dossier.all("topic").map(({ name, aliases }) => ({ name, others: aliases }));
    case "choice":
      return (arg.choices ?? []).map((name) => ({ name, others: [] }));
    case "value":
    case "number":
    case "flag":
      return (arg.reader?.suggest("") ?? []).map((name) => ({ name, others: [] }));
    case "term":
      return [...Map.groupBy(dossier.all("term"), ({ term }) => term)].map(([name, defined]) => ({
        name,
        others: defined.flatMap(({ aliases }) => aliases),
      }));
    case "round":
      return dossier.all("round").map(({ number, name }) => ({ name: String(number), others: [name] }));
    case "source":
      return dossier.all("source").map(({ short, title, id }) => ({ name: short, others: [title, id] }));
    case "command":
      return commands.map(({ name, aliases }) => ({ name, others: aliases }));
    case "period":
    case "date":
      return periods(dossier);
    case "text":
      return [];
    default:
      return arg.kind satisfies never;
  }
}

/** The months of the dossier, its rounds, and the days of its events. */
function periods(dossier: Dossier): Option[] {
  const { from, to } = dossier.manifest.period;
  const first = Temporal.PlainDate.from(from).toPlainYearMonth();
  const count = first.until(Temporal.PlainDate.from(to).toPlainYearMonth(), { largestUnit: "month" }).months;
  const months = Array.from({ length: count + 1 }, (_, i) => parseWhen(String(first.add({ months: i }))));
  const rounds = dossier.all("round").map(({ date, name }) => ({ name: formatWhen(date), others: [name] }));
  const days = dossier
    .all("event")
    .filter(({ date }) => String(date.from) === String(date.to))
    .toSorted((a, b) => Temporal.PlainDate.compare(a.date.from, b.date.from))
    .map(({ date }) => formatWhen(date));
  const plain = (name: string): Option => ({ name, others: [] });
  return [
    ...months.flatMap((month) => (month ? [plain(formatWhen(month))] : [])),
    ...rounds,
    ...[...new Set(days)].map(plain),
  ];
}

/** The values of an argument as a menu shows them, with what is typed for each. */
export function menu(
  arg: Arg,
  dossier: Dossier,
  commands: readonly Command[],
): { readonly label: string; readonly value: string }[] {
  return options(arg, dossier, commands).map(({ name, others }) => ({
    label: arg.kind === "round" ? [name, ...others].join(" · ") : name,
    value: name,
  }));
}

/** Whole lines that continue a line typed in a terminal; empty when nothing is known to follow. */
export function complete(line: string, commands: readonly Command[], dossier: Dossier): string[] {
  const [word = "", ...rest] = line.replace(/^\//, "").split(/\s+/);
  if (rest.length === 0) {
    return commands.filter(({ name }) => name.startsWith(word.toLowerCase())).map(({ name }) => `/${name} `);
  }
  const command = findCommand(commands, word)?.command;
  if (!command) return [];
  // What must be given comes first: a line with only the rest would be refused.
  const required = command.args.filter((arg) => arg.required);
  const asked = required.length > 0 ? required : command.args;
  const values = asked.flatMap((arg) => suggest(arg, rest.join(" "), dossier, commands));
  return values.map((value) => `/${command.name} ${value}`);
}
