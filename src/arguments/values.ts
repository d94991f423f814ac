/** One value of an argument from the text that stands for it. */
import type { Arg } from "../args.ts";
import { fold } from "../dossier/fuzzy.ts";
import { exact } from "../dossier/lookup.ts";
import { parsePeriod } from "../dossier/period.ts";
import { UserError } from "../errors.ts";
import { findCommand, unknownCommand } from "./commands.ts";
import { type Asked, knownName, mendedName, type Read } from "./names.ts";
import { noChoice, noRound, type Reader, short, unknownName } from "./refusals.ts";

/** Whether a text is a value of a kind whose values end by themselves; names and free text take all. */
export function isValue(arg: Arg, text: string, { calendar }: Reader): boolean {
  if (arg.reader) return arg.reader.read(text, false) !== null;
  if (arg.kind === "choice") return choiceOf(arg, text) !== undefined;
  return (arg.kind === "period" || arg.kind === "date") && parsePeriod(text, calendar) !== null;
}

/** The value given by an argument's name; a list of topics is not read here. @throws UserError that says why it cannot be read */
export function givenValue(arg: Arg, text: string, asked: Asked): Read {
  const { command, reader } = asked;
  if (arg.reader) {
    const found = arg.reader.read(text, true);
    if (!found) throw new UserError(arg.reader.refusal(short(text)));
    return found;
  }
  switch (arg.kind) {
    case "text":
      return { value: text };
    case "period":
    case "date": {
      const period = parsePeriod(text, reader.calendar);
      if (period) return { value: period };
      throw new UserError(
        `“${text}” is not a date or period I can read. Try 29 jan, 23-24 jan, late january, since 29 jan or 2026-01-20..2026-02-05.`,
      );
    }
    case "round": {
      const round = roundOf(text, reader);
      if (round === undefined) throw noRound(text, reader);
      return { value: round };
    }
    case "command": {
      const found = findCommand(reader.commands, text.replace(/^\//, ""));
      if (!found) throw unknownCommand(text, reader.commands);
      return { value: found.command.name };
    }
    case "choice": {
      const choice = choiceOf(arg, text);
      if (choice === undefined) throw noChoice(arg, text, command);
      return { value: choice };
    }
    default: {
      const name = knownName(arg, text, asked) ?? mendedName(arg, text, asked);
      if (!name) throw unknownName(arg, text, command, reader.dossier);
      return name;
    }
  }
}

/** "2", "round 2", "second Abu Dhabi round", "second", "january", "latest". @throws UserError for a number that no round has */
export function roundOf(typed: string, reader: Reader): string | undefined {
  const { dossier } = reader;
  const text = fold(typed);
  const rounds = dossier.all("round");
  if (/^(?:last|latest|newest|most recent)(?: round)?$/.test(text))
    return rounds.toSorted((a, b) => b.number - a.number)[0]?.id;
  const known = exact(dossier, "round", text) ?? exact(dossier, "round", `${text} round`);
  const number = /^(?:round |r)?(\d{1,2})$/.exec(text)?.[1];
  if (known || !number) return known?.id;
  const numbered = rounds.find((round) => round.number === Number(number));
  if (!numbered) throw noRound(number, reader);
  return numbered.id;
}

/** The one of a choice's words that was typed, or that begins with it. */
export function choiceOf({ choices = [] }: Arg, typed: string): string | undefined {
  const word = fold(typed);
  const begun = choices.filter((choice) => word !== "" && fold(choice).startsWith(word));
  return choices.find((choice) => fold(choice) === word) ?? (begun.length === 1 ? begun[0] : undefined);
}
