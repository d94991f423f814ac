/** The way of every input: find the command, parse, run, finish the reply; the only catch-all. */

import { takeAsOf } from "./arguments/asof.ts";
import { findCommand, unknownCommand } from "./arguments/commands.ts";
import { type Parsed, parseArguments } from "./arguments/parse.ts";
import { plainMeaning } from "./arguments/plain.ts";
import type { Asker, Command } from "./command.ts";
import type { Dossier } from "./dossier/dossier.ts";
import type { Calendar } from "./dossier/point.ts";
import { UserError } from "./errors.ts";
import { finished } from "./present/finished.ts";
import { apology, hinted, refusal, withAsOf, withReadings } from "./present/said.ts";
import type { Draft, Reply } from "./reply/document.ts";
import { clean } from "./reply/text.ts";
import type { BriefingStore, ItemHistory } from "./storage/briefings.ts";

/** Longer inputs are nobody's question; the largest message of any platform is 4,096 characters. */
const MAX_INPUT = 4_096;
/** The command that takes whatever is not one. */
const ASK = "ask";

/** What a person typed, and when. */
export interface Invocation {
  readonly input: string;
  readonly now: Temporal.Instant;
  /** Show what was known on this day. */
  readonly asOf?: Temporal.PlainDate;
  /** Who asks and where; without it nothing can be changed, only read. */
  readonly asker?: Asker;
}

/** A reply and the command that gave it, for logs and JSON. */
export interface Outcome {
  readonly command: string | null;
  readonly reply: Reply;
  /** Whether it rests on the dossier alone: until that or the day changes, the same input has the same answer. */
  readonly lasting: boolean;
}

export interface Service {
  readonly dossier: Dossier;
  readonly commands: readonly Command[];
  /** Where subscriptions are kept; without it nothing can be changed, only read. */
  readonly store?: BriefingStore | undefined;
  /** Since when each item is known here. */
  readonly history?: ReadonlyMap<string, ItemHistory> | undefined;
  /** Told of every bug; returns the id that the person is shown: the one given, if one is. */
  readonly onBug: (error: unknown, id?: string) => string;
}

/** Answers one input. Never throws. */
export async function dispatch(service: Service, invocation: Invocation): Promise<Outcome> {
  const way = new Way(service, invocation);
  try {
    const run = way.begin();
    await way.authorise();
    return way.end(await run());
  } catch (error) {
    return way.fail(error);
  }
}

/** Answers one input that only reads: at once, and nothing is changed by it. Never throws. */
export function read(service: Service, invocation: Invocation): Outcome {
  const { asker: _, ...rest } = invocation;
  const way = new Way(service, rest);
  try {
    const draft = way.begin()();
    if (draft instanceof Promise) throw new Error("a command acted where it may only read");
    return way.end(draft);
  } catch (error) {
    return way.fail(error);
  }
}

/** What is known of an input on its way, so that a failure is told with it. */
class Way {
  readonly #service: Service;
  readonly #invocation: Invocation;
  #command: Command | null = null;
  #dossier: Dossier;
  #asOf: Temporal.PlainDate | undefined;
  /** Whether the command looked at more than the dossier, such as who asks, or at what time. */
  #looked = false;

  constructor(service: Service, invocation: Invocation) {
    this.#service = service;
    this.#invocation = invocation;
    this.#dossier = service.dossier;
    this.#asOf = invocation.asOf;
  }

  /** Finds the command and what was asked of it. @throws UserError for a person's mistake */
  begin(): () => Draft | Promise<Draft> {
    const { input: raw, now } = this.#invocation;
    const { input, typed } = takeAsOf(typedText(raw), calendarOf(this.#dossier, now));
    this.#asOf = typed ?? this.#asOf;
    if (this.#asOf) this.#dossier = this.#dossier.asOf(this.#asOf);
    const asked = { ...this.#invocation, input, ...(this.#asOf && { asOf: this.#asOf }) };
    const { command, run, instead } = find(this.#service, this.#dossier, asked, () => {
      this.#looked = true;
    });
    this.#command = command;
    return instead ? () => this.#foundOr(run, instead) : run;
  }

  /** What a command finds; where it finds nothing, what is found instead, if anything is. */
  #foundOr(run: Found["run"], instead: Found): Draft | Promise<Draft> {
    const draft = attempt(run);
    if (draft instanceof Promise || draft.kind !== "not_found") return orThrow(draft);
    const other = attempt(instead.run);
    if (other instanceof Promise || other instanceof UserError || other.kind === "not_found")
      return orThrow(draft);
    this.#command = instead.command;
    return other;
  }

  /** @throws UserError when the command is for those who manage the place, and whoever asks does not */
  async authorise(): Promise<void> {
    const { asker } = this.#invocation;
    if (!this.#command?.admin || !asker) return;
    const refusal = await asker.refusal();
    if (refusal !== null) throw new UserError(refusal, "denied");
  }

  end(draft: Draft): Outcome {
    const whole = this.#asOf ? withAsOf(draft, this.#asOf, this.#service.dossier) : draft;
    const reply = finished(this.#dossier, whole);
    const reads = this.#command !== null && !this.#command.acts && !this.#command.admin;
    const lasting = reads && reply.kind === "answer" && !this.#looked;
    return { command: this.#command?.name ?? null, reply, lasting };
  }

  fail(error: unknown): Outcome {
    return this.end(error instanceof UserError ? refusal(error) : apology(this.#service.onBug(error)));
  }
}

const calendarOf = (dossier: Dossier, now: Temporal.Instant): Calendar => ({
  period: dossier.manifest.period,
  today: now.toZonedDateTimeISO("UTC").toPlainDate(),
});

/** What was typed, as it may be shown again: without square brackets, so that nobody's words look like a citation. */
const typedText = (input: string): string => clean(input).replace(/[[\]]/g, " ").trim();

/** A command with its arguments parsed on the first call of `run`. */
interface Found {
  readonly command: Command;
  readonly run: () => Draft | Promise<Draft>;
  /** What else the input may have meant, for when nothing is found. */
  readonly instead?: Found;
}

/** A named input of so few words was meant as that command, whatever is wrong with it. */
const FEW_WORDS = 2;

/**
 * The command that an input means. Without a slash it is one when it makes sense as one, else a question.
 * @param looked called when the command looks at anything that differs between two askers of one day
 */
function find(
  service: Service,
  dossier: Dossier,
  { input, now, asOf, asker }: Invocation,
  looked: () => void,
): Found {
  const { commands, store, history } = service;
  if (input === "") throw new UserError("Nothing was asked. /help lists what can be.", "error", ["/help"]);
  if (input.length > MAX_INPUT) {
    const [typed, most] = [input.length, MAX_INPUT].map((n) => n.toLocaleString("en"));
    throw new UserError(`That is ${typed} characters long; the longest question I read is ${most}.`);
  }
  const reader = { dossier, commands, calendar: calendarOf(dossier, now) };
  const prepare = (command: Command, parsed: Parsed, mended: readonly string[] = []): Found => ({
    command,
    run: () => {
      const said = (draft: Draft) => withReadings(draft, [...mended, ...parsed.readings]);
      const draft = command.run(parsed.values, {
        ...{ dossier, commands, asOf },
        get now() {
          looked();
          return now;
        },
        get store() {
          looked();
          return store;
        },
        get history() {
          looked();
          return history;
        },
        get place() {
          looked();
          return asker?.place;
        },
      });
      return draft instanceof Promise ? draft.then(said) : said(draft);
    },
  });
  const [, slash, word = "", rest = ""] = /^(\/?)\s*([^\s:=]*)\s*([\s\S]*)$/.exec(input) ?? [];
  if (slash) {
    const found = findCommand(commands, word);
    if (!found) throw unknownCommand(word, commands);
    const { command } = found;
    const mended = found.mended ? [`/${word} read as /${command.name}`] : [];
    return { command, run: () => prepare(command, parseArguments(command, rest, reader), mended).run() };
  }
  const ask = commands.find(({ name }) => name === ASK);
  const typed = word.toLowerCase();
  // Another name counts only alone, "who leads …" is a question, unless it is the plural: "disputes energy ceasefire".
  const named = commands.find(
    ({ name, aliases, onlyWithSlash }) =>
      !onlyWithSlash &&
      (name === typed || (aliases.includes(typed) && (rest === "" || typed === `${name}s`))),
  );
  if (named) {
    const parsed = attempt(() => parseArguments(named, rest, reader));
    if (!(parsed instanceof UserError)) {
      const found = prepare(named, parsed);
      if (rest === "" || !ask || named.name === ASK) return found;
      // "Position russia security guarantees" may ask for more than the command finds.
      return { ...found, instead: prepare(ask, { values: { question: input }, readings: [] }) };
    }
    const meant = rest.split(/\s+/).length <= FEW_WORDS && plainMeaning(input) === null;
    if (meant || !ask) throw parsed;
  }
  const plain = plainMeaning(input);
  const [, led = "help", more = ""] =
    (plain && "input" in plain && /^\/(\S+)\s*(.*)$/.exec(plain.input)) || [];
  const leads = plain && commands.find(({ name }) => name === led);
  if (leads && "hint" in plain) return { command: leads, run: () => hinted(plain.hint, plain.inputs) };
  if (leads) {
    // "Brief me on how it began" is a question.
    const parsed = attempt(() => parseArguments(leads, more, reader));
    if (!(parsed instanceof UserError)) return prepare(leads, parsed);
  }
  if (!ask) throw unknownCommand(word, commands);
  return prepare(ask, { values: { question: input }, readings: [] });
}

/** What a function gives, or the person's mistake that it finds. */
function attempt<T>(make: () => T): T | UserError {
  try {
    return make();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** What an attempt gave. @throws UserError if it found a mistake */
function orThrow<T>(attempted: T | UserError): T {
  if (attempted instanceof UserError) throw attempted;
  return attempted;
}
