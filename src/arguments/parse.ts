/** From what people type after a command to its arguments: by name, by kind, in any order, slips mended. */
import type { Arg, ValueReader } from "../args.ts";
import type { Command } from "../command.ts";
import { findPeriod } from "../dossier/find-period.ts";
import { fold } from "../dossier/fuzzy.ts";
import { findCommand } from "./commands.ts";
import { type Asked, knownName, listedTopics, mendedName, type Read } from "./names.ts";
import { askFor, leftOver, NAMED, type Reader } from "./refusals.ts";
import { choiceOf, givenValue, isValue, roundOf } from "./values.ts";

/** Resolved arguments, and how anything mended was read, to be told to the person. */
export interface Parsed {
  readonly values: Record<string, unknown>;
  readonly readings: readonly string[];
}

/** Longest name of a party, person or topic, and longest list of days, in words. */
const LONGEST = 7;
/** "Second Abu Dhabi round" without its last word, "round 2". */
const LONGEST_ROUND = 3;
/** A name of at least so many words is no date, whatever words it holds. */
const NOT_A_DATE = 4;
/**
 * In more words than this no slips are mended and no values looked for: nobody types so many arguments, and each run
 * of words costs a look at every name.
 */
const MOST_WORDS = 40;
/** Instead of a list of topics: no choice among them. */
const ALL = "all";
/** Words that only join others. */
const FILLERS = new Set(
  "in the on of for about and with from at by to a an s please is are was vs versus who what".split(" "),
);
/** What joins free text to the command or to a name beside it, as in "quote from witkoff on donbas"; no part of the text. */
const JOINERS = "(?:from|by|of|on|about)";
const JOINED = new RegExp(`^(?:${JOINERS}(?:\\s+|$))+|(?:(?:^|\\s+)${JOINERS})+$`, "gi");

/** Parses the words after a command. @throws UserError that says what is missing, unknown or left over */
export function parseArguments(command: Command, input: string, reader: Reader): Parsed {
  const parser = new Parser(command, reader);
  const rest = parser.takeNamed(input);
  parser.takeKnown(rest);
  return parser.finish();
}

class Parser {
  readonly #asked: Asked;
  readonly #values: Record<string, unknown> = {};
  readonly #readings: string[] = [];
  /** Words not yet taken; null where one was. */
  #words: (string | null)[] = [];

  constructor(command: Command, reader: Reader) {
    this.#asked = { command, reader };
  }

  /** Takes `name:value` and `name=value`; a value runs to the next name or the end. Returns the rest. */
  takeNamed(input: string): string {
    const names = this.#asked.command.args.map((arg) => arg.name).join("|");
    if (names === "") return input;
    const label = new RegExp(`(?:^|\\s)(${names}|${names.replaceAll("_", "-")})\\s*[:=]\\s*`, "gi");
    const found = [...input.matchAll(label)];
    const left = [input.slice(0, found[0]?.index)];
    for (const [i, match] of found.entries()) {
      const name = (match[1] ?? "").toLowerCase().replaceAll("-", "_");
      const arg = this.#asked.command.args.find((a) => a.name === name);
      const value = input.slice(match.index + match[0].length, found[i + 1]?.index ?? input.length).trim();
      // A name with nothing after it is an argument left out.
      if (arg && unquote(value).trim() !== "") left.push(this.#setFirst(arg, unquote(value)));
    }
    return left.join(" ");
  }

  /** "length:full since 24 jan": sets as many words as can be read together; returns the others. */
  #setFirst(arg: Arg, value: string): string {
    const words = value.split(/\s+/);
    const fits = (length: number) => isValue(arg, words.slice(0, length).join(" "), this.#asked.reader);
    let length = words.length;
    while (length > 1 && !fits(length)) length--;
    // Where no part can be read all of it is refused, or mended.
    if (!fits(length)) length = words.length;
    this.#set(arg, words.slice(0, length).join(" "));
    return words.slice(length).join(" ");
  }

  /** Takes what each kind of argument knows, longest first, then mends slips in what is left. */
  takeKnown(input: string): void {
    // A comma within a number, as in 2,550, divides nothing.
    this.#words = input.split(/(?:\s|,(?!(?<=\d,)\d{3}(?!\d)))+/).filter((word) => word !== "");
    const open = (kind: string) => this.#open().filter((arg) => arg.kind === kind);
    // "Strikes and the winter campaign" is no season; in shorter names ("February strikes") a date is meant.
    this.#takeNames(false, NOT_A_DATE);
    for (const arg of [...open("period"), ...open("date")]) this.#takePeriod(arg);
    for (const arg of open("round")) this.#takeRound(arg);
    for (const arg of open("command")) this.#takeCommand(arg);
    for (const arg of open("choice")) this.#takeChoice(arg);
    for (const arg of open("flag")) this.#takeFlag(arg);
    const [text] = open("text");
    for (const fuzzy of [false, true]) {
      // Free text is nobody's slip: with a text argument only exact names are taken out of it.
      if (fuzzy && (text || this.#words.length > MOST_WORDS)) break;
      this.#takeNames(fuzzy);
    }
    // What a command cannot do without, such as a question, is kept as it was typed.
    const rest = text?.required ? this.#rest() : this.#rest().replace(JOINED, "");
    if (text && rest !== "") {
      this.#values[text.name] = rest;
      this.#words = [];
    }
  }

  finish(): Parsed {
    // "time 8:00": the name of what was understood says nothing more.
    const idle = (word: string) => word === "" || FILLERS.has(word) || Object.hasOwn(this.#values, word);
    const left = this.#words.filter((word) => word !== null && !idle(fold(word)));
    const missing = this.#open().find((arg) => arg.required);
    const { command, reader } = this.#asked;
    if (left.length > 0) throw leftOver(left.join(" "), missing, this.#open(), command, reader.dossier);
    if (missing) throw askFor(missing, command, reader);
    return { values: this.#values, readings: this.#readings };
  }

  /** Arguments that nothing was given for yet. */
  #open(): Arg[] {
    return this.#asked.command.args.filter(({ name }) => !(name in this.#values));
  }

  #rest(): string {
    return this.#words.filter((word) => word !== null).join(" ");
  }

  #takePeriod(arg: Arg): void {
    // A run of words must not reach across one already taken.
    const found = findPeriod(
      this.#words.map((word) => word ?? "|"),
      this.#asked.reader.calendar,
    );
    if (!found) return;
    this.#values[arg.name] = found.period;
    this.#words.fill(null, found.start, found.end);
  }

  #takeRound(arg: Arg): void {
    for (let length = LONGEST_ROUND; length > 0; length--)
      if (this.#takeRun(length, (text) => wrapped(roundOf(text, this.#asked.reader)), arg)) return;
  }

  #takeCommand(arg: Arg): void {
    const word = this.#words[0];
    if (!word) return;
    const found = findCommand(this.#asked.reader.commands, word.replace(/^\//, ""));
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
      for (const arg of this.#asked.command.args) {
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

  /** Takes one value of so many words. */
  #takeValue(arg: Arg, reader: ValueReader, length: number, mend: boolean): void {
    const read = (text: string) => (mend && FILLERS.has(fold(text)) ? null : reader.read(text, mend));
    this.#takeRun(length, read, arg);
  }

  /** Takes one name of so many words. True when there was one. */
  #takeName(arg: Arg, length: number, fuzzy: boolean): boolean {
    const read = (text: string) => {
      if (!fuzzy) return knownName(arg, text, this.#asked);
      return FILLERS.has(fold(text)) ? null : mendedName(arg, text, this.#asked);
    };
    return this.#takeRun(length, read, arg);
  }

  /** Takes the first run of so many words that can be read. True when there was one. */
  #takeRun(length: number, read: (text: string) => Read | null, arg: Arg): boolean {
    for (let start = 0; start + length <= this.#words.length; start++) {
      const words = this.#words.slice(start, start + length);
      // A run must not reach across one already taken.
      const found = words.includes(null) ? null : read(words.join(" "));
      if (!found) continue;
      this.#keep(arg, found);
      this.#words.fill(null, start, start + length);
      return true;
    }
    return false;
  }

  #keep(arg: Arg, { value, said }: Read): void {
    if (arg.kind === "topics") this.#addTopic(arg, String(value));
    else this.#values[arg.name] = value;
    if (said) this.#readings.push(said);
  }

  /** Adds a topic, in the order of the dossier: the same topics are the same wish, however they were typed. */
  #addTopic(arg: Arg, id: string): void {
    const known = new Set([...((this.#values[arg.name] ?? []) as string[]), id]);
    this.#values[arg.name] = this.#asked.reader.dossier
      .all("topic")
      .flatMap((topic) => (known.has(topic.id) ? [topic.id] : []));
  }

  /** Sets an argument given by name. */
  #set(arg: Arg, value: string): void {
    if (arg.kind !== "topics") this.#keep(arg, givenValue(arg, value, this.#asked));
    else if (fold(value) === ALL) this.#values[arg.name] = [];
    else for (const topic of listedTopics(arg, value, this.#asked)) this.#keep(arg, topic);
  }
}

/** A value read without a word on how. */
const wrapped = (value: string | undefined): Read | null => (value === undefined ? null : { value });

const unquote = (text: string): string => text.replace(/^["“”'](.*)["“”']$/, "$1");
