/** Every command with a broad set of arguments, generated from what the commands say they take. */
import type { Arg } from "../../src/args.ts";
import type { Command } from "../../src/command.ts";
import type { Dossier } from "../../src/dossier/dossier.ts";

/** Periods as people type them: days, ranges, months and parts of them, seasons, years, open ones. */
const PERIODS = [
  ..."jan|feb|january 2026|late january|mid january|early february|22 jan|23 jan|24 jan|29 jan|1 feb".split(
    "|",
  ),
  ..."4 feb|23-24 jan|4-5 feb|jan 23 to feb 5|since 29 jan|before 23 jan|until 1 feb|after 5 feb".split("|"),
  ..."2026-01-20..2026-02-05|2025|summer 2025|winter|august 2025|1994|2014|2022|1991|2008..2014".split("|"),
];
/** With these every other argument is tried. */
const FEW_PERIODS = ["jan", "feb", "2025", "before 2025"];

/** What can be typed for an argument: every name that the dossier has for it. */
function values(arg: Arg, dossier: Dossier, commands: readonly Command[]): string[] {
  const { kind } = arg;
  switch (kind) {
    case "party":
    case "person":
    case "topic":
      return dossier.all(kind).map(({ name }) => name);
    case "topics": {
      const names = dossier.all("topic").map(({ name }) => name);
      return [...names, names.slice(0, 3).join(", ")];
    }
    case "choice":
      return [...(arg.choices ?? [])];
    case "value":
    case "flag":
      return [...(arg.reader?.suggest("") ?? [])];
    case "number":
      return ["1", "2"];
    case "term":
      return [...new Set(dossier.all("term").map(({ term }) => term))];
    case "round":
      return dossier.all("round").map(({ number }) => String(number));
    case "source":
      return dossier.all("source").map((_, i) => String(i + 1));
    case "period":
    case "date":
      return PERIODS;
    case "command":
      return commands.map(({ name }) => name);
    case "text":
      return subjects(dossier);
    default:
      return kind satisfies never;
  }
}

/** What is tried of an argument beside every value of another one. */
function few(arg: Arg, dossier: Dossier, commands: readonly Command[]): string[] {
  if (arg.kind === "period") return FEW_PERIODS;
  return arg.kind === "text" ? dossier.all("topic").map(({ name }) => name) : values(arg, dossier, commands);
}

/** Free words: what the dossier defines, measures and asks, and the names in it. */
function subjects(dossier: Dossier): string[] {
  const words = [
    ...dossier.all("term").map(({ term }) => term),
    ...dossier.all("figure").map(({ measure }) => measure),
    ...dossier.all("dispute").map(({ question }) => question),
    ...dossier.all("person").map(({ name }) => name),
    ...dossier.all("topic").map(({ name }) => name),
    ...dossier.all("party").map(({ name }) => name),
  ];
  return [...new Set(words)];
}

/**
 * One input for each way to fill up to two of a command's arguments, the required ones always.
 * @param mostPairs of the ways to fill a pair of arguments so many at most, evenly spread
 */
function inputsOf(
  command: Command,
  dossier: Dossier,
  commands: readonly Command[],
  mostPairs: number,
): string[] {
  const { args } = command;
  const pairs = args.flatMap((arg, i) => args.slice(i + 1).map((other) => [arg, other]));
  const sets: Arg[][] = [[], ...args.map((arg) => [arg]), ...pairs];
  return sets
    .filter((set) => args.every((arg) => !arg.required || set.includes(arg)))
    .flatMap((set) => {
      const lines = set.reduce<string[]>(
        (begun, arg) => {
          const tried = set.length > 1 ? few(arg, dossier, commands) : values(arg, dossier, commands);
          return begun.flatMap((line) => tried.map((value) => `${line} ${arg.name}:${value}`));
        },
        [`/${command.name}`],
      );
      return set.length > 1 ? spread(lines, mostPairs) : lines;
    });
}

/** At most so many of a list, evenly spread over it. */
function spread<T>(list: readonly T[], most: number): T[] {
  const step = Math.max(1, Math.ceil(list.length / most));
  return list.filter((_, i) => i % step === 0);
}

/** All inputs of the sweep, each once. */
export function sweepInputs(
  commands: readonly Command[],
  dossier: Dossier,
  mostPairs = Number.POSITIVE_INFINITY,
): string[] {
  const generated = commands.flatMap((command) => inputsOf(command, dossier, commands, mostPairs));
  return [...new Set([...generated, ...commands.flatMap(({ examples }) => examples)])];
}
