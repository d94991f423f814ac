/** From what people type after a command to its arguments: by name, by kind, in any order, slips mended. */
import type { Arg, Command, ValueReader } from "../command.ts";
import { fold } from "../dossier/fuzzy.ts";
import { candidates, containing, exact, type Match } from "../dossier/lookup.ts";
import { findPeriod, parsePeriod } from "../dossier/period.ts";
import { UserError } from "../errors.ts";
import { findCommand, unknownCommand, usageOf } from "./commands.ts";
import {
  askFor,
  isNamed,
  NAMED,
  namedKind,
  noChoice,
  noRound,
  type Reader,
  short,
  unknownAny,
  unknownName,
} from "./refusals.ts";

/** Resolved arguments, and how anything mended was read, to be told to the person. */
export interface Parsed {
  readonly values: Record<string, unknown>;
  readonly readings: readonly string[];
}

/** Longest name of a party, person or topic, and longest list of days, in words. */
const LONGEST = 7;
/** A name of at least so many words is no date, whatever words it holds. */
const NOT_A_DATE = 4;
/**
 * In more words than this no slips are mended and no values looked for: nobody types so many arguments, and each run
 * of words costs a look at every name.
 */
const MOST_WORDS = 40;
/** Kinds of argument that take days. */
const PERIODS: readonly string[] = ["period", "date"];
/** Instead of a list of topics: no choice among them. */
const ALL = "all";
/** Words that only join others. */
const FILLERS = new Set(
  "in the on of for about and with from at by to a an s please is are was vs versus who what".split(" "),
);

/** Parses the words after a command. @throws UserError that says what is missing, unknown or left over */
export function parseArguments(command: Command, input: string, reader: Reader): Parsed {
  const parser = new Parser(command, reader);
  const rest = parser.takeNamed(input);
  parser.takeKnown(rest);
  return parser.finish();
}

class Parser {
  readonly #command: Command;
  readonly #reader: Reader;
  readonly #values: Record<string, unknown> = {};
  readonly #readings: string[] = [];
  /** Words not yet taken; null where one was. */
  #words: (string | null)[] = [];

  constructor(command: Command, reader: Reader) {
    this.#command = command;
    this.#reader = reader;
  }

  /** Takes `name:value` and `name=value`; a value runs to the next name or the end. Returns the rest. */
  takeNamed(input: string): string {
    const names = this.#command.args.map((arg) => arg.name).join("|");
    if (names === "") return input;
    const label = new RegExp(`(?:^|\\s)(${names}|${names.replaceAll("_", "-")})\\s*[:=]\\s*`, "gi");
    const found = [...input.matchAll(label)];
    const left = [input.slice(0, found[0]?.index)];
    for (const [i, match] of found.entries()) {
      const name = (match[1] ?? "").toLowerCase().replaceAll("-", "_");
      const arg = this.#command.args.find((a) => a.name === name);
      const value = input.slice(match.index + match[0].length, found[i + 1]?.index ?? input.length).trim();
      // A name with nothing after it is an argument left out.
      if (arg && unquote(value).trim() !== "") left.push(this.#setFirst(arg, unquote(value)));
    }
    return left.join(" ");
  }

  /** "length:full since 24 jan": sets as many words as can be read together; returns the others. */
  #setFirst(arg: Arg, value: string): string {
    const words = value.split(/\s+/);
    const fits = (length: number) => this.#isValue(arg, words.slice(0, length).join(" "));
    let length = words.length;
    while (length > 1 && !fits(length)) length--;
    // Where no part can be read all of it is refused, or mended.
    if (!fits(length)) length = words.length;
    this.#set(arg, words.slice(0, length).join(" "));
    return words.slice(length).join(" ");
  }

  /** Whether a text is a value of a kind whose values end by themselves; names and free text take all. */
  #isValue(arg: Arg, text: string): boolean {
    if (arg.reader) return arg.reader.read(text, false) !== null;
    if (arg.kind === "choice") return choiceOf(arg, text) !== undefined;
    if (arg.kind === "period" || arg.kind === "date")
      return parsePeriod(text, this.#reader.calendar) !== null;
    return false;
  }

  /** Takes what each kind of argument knows, longest first, then mends slips in what is left. */
  takeKnown(input: string): void {
    // A comma within a number, as in 2,550, divides nothing.
    this.#words = input.split(/(?:\s|,(?!(?<=\d,)\d{3}(?!\d)))+/).filter((word) => word !== "");
    const open = (kind: string) =>
      this.#command.args.filter((arg) => arg.kind === kind && !(arg.name in this.#values));
    // "Strikes and the winter campaign" is no season; in shorter names ("February strikes") a date is meant.
    this.#takeNames(false, NOT_A_DATE);
    for (const arg of [...open("period"), ...open("date")]) this.#takePeriod(arg);
    for (const arg of open("round")) this.#takeRound(arg);
    for (const arg of open("command")) this.#takeCommand(arg);
    for (const arg of open("choice")) this.#takeChoice(arg);
    for (const arg of open("flag")) this.#takeFlag(arg);
    const text = this.#command.args.find((arg) => arg.kind === "text" && !(arg.name in this.#values));
    for (const fuzzy of [false, true]) {
      // Free text is nobody's slip: with a text argument only exact names are taken out of it.
      if (fuzzy && (text || this.#words.length > MOST_WORDS)) break;
      this.#takeNames(fuzzy);
    }
    const rest = this.#rest();
    if (text && rest !== "") {
      this.#values[text.name] = rest;
      this.#words = [];
    }
  }

  finish(): Parsed {
    // "time 8:00": the name of what was understood says nothing more.
    const idle = (word: string) => word === "" || FILLERS.has(word) || Object.hasOwn(this.#values, word);
    const left = this.#words.filter((word) => word !== null && !idle(fold(word)));
    const missing = this.#command.args.find((arg) => arg.required && !(arg.name in this.#values));
    if (left.length > 0) this.#refuse(left.join(" "), missing);
    if (missing) throw askFor(missing, this.#command, this.#reader);
    return { values: this.#values, readings: this.#readings };
  }

  #rest(): string {
    return this.#words.filter((word) => word !== null).join(" ");
  }

  #takePeriod(arg: Arg): void {
    // A run of words must not reach across one already taken.
    const found = findPeriod(
      this.#words.map((word) => word ?? "|"),
      this.#reader.calendar,
    );
    if (!found) return;
    this.#values[arg.name] = found.period;
    this.#words.fill(null, found.start, found.end);
  }

  #takeRound(arg: Arg): void {
    const rounds = this.#reader.dossier.all("round");
    for (let length = 3; length > 0; length--) {
      for (let start = 0; start + length <= this.#words.length; start++) {
        const words = this.#words.slice(start, start + length);
        if (words.includes(null)) continue;
        const text = fold(words.join(" "));
        const number = /^(?:round |r)?(\d{1,2})$/.exec(text)?.[1];
        const known = this.#roundCalled(text);
        if (!known && !number) continue;
        if (number && !rounds.some((round) => round.number === Number(number)))
          throw noRound(number, this.#reader);
        this.#values[arg.name] = known ?? rounds.find((round) => round.number === Number(number))?.id;
        this.#words.fill(null, start, start + length);
        return;
      }
    }
  }

  /** "Second Abu Dhabi round", "second", "january", "latest". */
  #roundCalled(text: string): string | undefined {
    const { dossier } = this.#reader;
    if (/^(?:last|latest|newest|most recent)(?: round)?$/.test(text))
      return dossier.all("round").toSorted((a, b) => b.number - a.number)[0]?.id;
    return (exact(dossier, "round", text) ?? exact(dossier, "round", `${text} round`))?.id;
  }

  #takeCommand(arg: Arg): void {
    const word = this.#words[0];
    if (!word) return;
    const found = findCommand(this.#reader.commands, word.replace(/^\//, ""));
    if (!found) return;
    this.#values[arg.name] = found.command.name;
    this.#words[0] = null;
  }

  /**
   * Takes names and values, the longest first whatever it is: "US peace plan" is a topic, though "US" is a party;
   * "7 pm" is a time, though "7" is a number.
   */
  #takeNames(fuzzy: boolean, shortest = 1): void {
    for (let length = Math.min(LONGEST, this.#words.length); length >= shortest; length--) {
      for (const arg of this.#command.args) {
        if (arg.kind === "topics") while (this.#takeName(arg, length, fuzzy));
        else if (arg.name in this.#values) continue;
        else if (NAMED.includes(arg.kind)) this.#takeName(arg, length, fuzzy);
        else if (arg.reader && arg.kind !== "flag" && this.#words.length <= MOST_WORDS)
          this.#takeValue(arg, arg.reader, length, fuzzy);
      }
    }
  }

  #takeChoice(arg: Arg): void {
    const at = this.#words.findIndex((word) => word !== null && choiceOf(arg, word) !== undefined);
    if (at < 0) return;
    this.#values[arg.name] = choiceOf(arg, this.#words[at] ?? "");
    this.#words[at] = null;
  }

  #takeFlag(arg: Arg): void {
    const at = this.#words.findIndex((word) => word !== null && fold(word) === arg.name);
    if (at < 0) return;
    this.#values[arg.name] = true;
    this.#words[at] = null;
  }

  #takeValue(arg: Arg, reader: ValueReader, length: number, mend: boolean): void {
    for (let start = 0; start + length <= this.#words.length; start++) {
      const words = this.#words.slice(start, start + length);
      const text = words.join(" ");
      if (words.includes(null) || (mend && FILLERS.has(fold(text)))) continue;
      const found = reader.read(text, mend);
      if (!found) continue;
      this.#values[arg.name] = found.value;
      if (found.said) this.#readings.push(found.said);
      this.#words.fill(null, start, start + length);
      return;
    }
  }

  /** Takes one name of so many words. True when there was one. */
  #takeName(arg: Arg, length: number, fuzzy: boolean): boolean {
    const kind = namedKind(arg);
    for (let start = 0; start + length <= this.#words.length; start++) {
      const words = this.#words.slice(start, start + length);
      if (words.includes(null)) continue;
      const text = words.join(" ");
      if (fuzzy && FILLERS.has(fold(text))) continue;
      const match = fuzzy
        ? this.#mend(arg, text)
        : (exact(this.#reader.dossier, kind, text) ?? this.#partyOf(arg, text));
      if (!match) continue;
      if (arg.kind === "topics") this.#addTopic(arg, match.id);
      else this.#values[arg.name] = match.id;
      this.#words.fill(null, start, start + length);
      return true;
    }
    return false;
  }

  /** The party of a person, where a party is asked for and no person: "/compare trump putin". */
  #partyOf(arg: Arg, text: string): Match | null {
    const { dossier } = this.#reader;
    if (arg.kind !== "party" || this.#command.args.some(({ kind }) => kind === "person")) return null;
    const person = dossier.get("person", exact(dossier, "person", text)?.id);
    const party = dossier.get("party", person?.party);
    if (!party) return null;
    this.#readings.push(`“${text}” read as ${party.name}`);
    return { id: party.id, name: party.name, slips: 0 };
  }

  /** Adds a topic, in the order of the dossier: the same topics are the same wish, however they were typed. */
  #addTopic(arg: Arg, id: string): void {
    const known = new Set([...((this.#values[arg.name] ?? []) as string[]), id]);
    this.#values[arg.name] = this.#reader.dossier
      .all("topic")
      .flatMap((topic) => (known.has(topic.id) ? [topic.id] : []));
  }

  /** Takes names with commas or semicolons between them. A name may hold commas itself: the longest known one counts. */
  #takeList(arg: Arg, value: string): void {
    if (fold(value) === ALL) this.#values[arg.name] = [];
    else this.#takeEach(arg, value);
  }

  #takeEach(arg: Arg, value: string): void {
    const parts = value.split(/[,;]/).filter((part) => fold(part) !== "");
    for (let start = 0; start < parts.length; ) {
      let end = parts.length;
      let match = exact(this.#reader.dossier, "topic", parts.slice(start, end).join(","));
      while (!match && end > start + 1) {
        end -= 1;
        match = exact(this.#reader.dossier, "topic", parts.slice(start, end).join(","));
      }
      const part = (parts[start] ?? "").trim();
      match ??= this.#mend(arg, part);
      if (!match) throw unknownName(arg, part, this.#command, this.#reader.dossier);
      this.#addTopic(arg, match.id);
      start = end;
    }
  }

  /** A name within the slips allowed, said so; several equally near are asked about. */
  #mend(arg: Arg, text: string): Match | null {
    const [best, ...others] = candidates(this.#reader.dossier, namedKind(arg), text);
    if (!best) return this.#partOf(arg, text);
    const rivals = others.filter((other) => other.slips === best.slips);
    if (rivals.length > 0) {
      const names = [best, ...rivals].map((match) => match.name);
      throw new UserError(
        `“${text}” may be ${names.join(" or ")}. Which one?`,
        "ambiguous",
        names.map((name) => `/${this.#command.name} ${name}`),
      );
    }
    if (best.slips > 0) this.#readings.push(`“${text}” read as ${best.name}`);
    return best;
  }

  /** The one thing that has these words in a name of its own, said so; null when there are several or none. */
  #partOf(arg: Arg, text: string): Match | null {
    const found = containing(this.#reader.dossier, namedKind(arg), text);
    // "Anchorage" is rather the Anchorage formula than the summit that is also called by that place.
    const led = found.filter(({ name }) => fold(name).startsWith(`${fold(text)} `));
    const [only, other] = led.length === 1 ? led : found;
    if (!only || other) return null;
    this.#readings.push(`“${text}” read as ${only.name}`);
    return only;
  }

  /** Sets an argument given by name. */
  #set(arg: Arg, value: string): void {
    const { dossier, calendar, commands } = this.#reader;
    if (arg.reader) {
      const found = arg.reader.read(value, true);
      if (!found) throw new UserError(arg.reader.refusal(short(value)));
      this.#values[arg.name] = found.value;
      if (found.said) this.#readings.push(found.said);
      return;
    }
    switch (arg.kind) {
      case "text":
        this.#values[arg.name] = value;
        return;
      case "period":
      case "date": {
        const period = parsePeriod(value, calendar);
        if (!period)
          throw new UserError(
            `“${value}” is not a date or period I can read. Try 29 jan, 23-24 jan, late january, since 29 jan or 2026-01-20..2026-02-05.`,
          );
        this.#values[arg.name] = period;
        return;
      }
      case "round": {
        this.#words = [value];
        this.#takeRound(arg);
        if (!(arg.name in this.#values)) throw noRound(value, this.#reader);
        return;
      }
      case "command": {
        const found = findCommand(commands, value.replace(/^\//, ""));
        if (!found) throw unknownCommand(value, commands);
        this.#values[arg.name] = found.command.name;
        return;
      }
      case "choice": {
        const found = choiceOf(arg, value);
        if (found === undefined) throw noChoice(arg, value, this.#command);
        this.#values[arg.name] = found;
        return;
      }
      case "topics":
        this.#takeList(arg, value);
        return;
      default: {
        const match = this.#partyOf(arg, value) ?? this.#mend(arg, value);
        if (!match) throw unknownName(arg, value, this.#command, dossier);
        this.#values[arg.name] = match.id;
      }
    }
  }

  #refuse(text: string, missing: Arg | undefined): never {
    const open = this.#command.args.filter(
      (arg) => (isNamed(arg) || arg.kind === "value") && !(arg.name in this.#values),
    );
    // With a value and others still open nobody knows which of them was meant.
    const named = missing ?? (open[0]?.reader && open.length > 1 ? undefined : open[0]);
    if (named?.reader)
      throw new UserError(named.reader.refusal(short(text)), "error", this.#command.examples);
    // Where a name or a period may stand, nobody can tell which of them was meant.
    const any = missing
      ? []
      : this.#command.args.filter(
          (arg) => (isNamed(arg) || PERIODS.includes(arg.kind)) && !(arg.name in this.#values),
        );
    if (new Set(any.map(({ kind }) => kind)).size > 1)
      throw unknownAny(any, text, this.#command, this.#reader.dossier);
    if (named && isNamed(named)) throw unknownName(named, text, this.#command, this.#reader.dossier);
    const usage = usageOf(this.#command);
    throw new UserError(
      `I do not know what to do with “${short(text)}” in /${this.#command.name}. It takes: ${usage}`,
      "error",
      this.#command.examples,
    );
  }
}

/** The one of a choice's words that was typed, or that begins with it. */
function choiceOf({ choices = [] }: Arg, typed: string): string | undefined {
  const word = fold(typed);
  const begun = choices.filter((choice) => word !== "" && fold(choice).startsWith(word));
  return choices.find((choice) => fold(choice) === word) ?? (begun.length === 1 ? begun[0] : undefined);
}

const unquote = (text: string): string => text.replace(/^["“”'](.*)["“”']$/, "$1");
