/** The contract of a command: what people can ask, as data, and a function that answers. */
import { z } from "zod";
import type { Dossier } from "./dossier/dossier.ts";
import type { Period } from "./dossier/period.ts";
import { UserError } from "./errors.ts";
import type { Draft } from "./reply/document.ts";
import type { BriefingStore, ItemHistory } from "./storage/briefings.ts";

/** How a typed argument is read and what is offered for it. */
export type ArgKind =
  | "party"
  | "person"
  | "topic"
  | "topics"
  | "round"
  | "source"
  | "term"
  | "period"
  | "date"
  | "command"
  | "choice"
  | "value"
  | "number"
  | "flag"
  | "text";

/** Reads an argument that is neither a name of the dossier nor one of a few words, such as a time of day. */
export interface ValueReader<T = unknown> {
  /**
   * A whole text as a value; null when it is none. `said` tells the person how it was read where that may surprise.
   * @param mend whether slips are mended
   * @throws UserError when the text is surely meant as one and cannot be taken
   */
  read(text: string, mend: boolean): { readonly value: T; readonly said?: string } | null;
  /** The sentence for what cannot be read. */
  refusal(text: string): string;
  /** What may be meant by what is typed so far, best first. */
  suggest(typed: string): readonly string[];
}

interface ArgMeta {
  readonly kind: ArgKind;
  readonly description: string;
  /** The words that a `choice` takes. */
  readonly choices?: readonly string[];
  /** How a `value`, `number` or `flag` is read. */
  readonly reader?: ValueReader;
}

const meta = new WeakMap<z.ZodType, ArgMeta>();

/** Registers what an argument is; the schema says what the command gets. */
function arg<T extends z.ZodType>(
  kind: ArgKind,
  description: string,
  schema: T,
  more: Pick<ArgMeta, "choices" | "reader"> = {},
): T {
  meta.set(schema, { kind, description, ...more });
  return schema;
}

const id = () => z.string().min(1);
const periodSchema = () =>
  z.custom<Period>((value) => typeof value === "object" && value !== null && "label" in value);

const NUMBER: ValueReader<number> = {
  read(text) {
    const found = /^(?:#|№|no\.?)?\s?([1-9]\d{0,5})$/i.exec(text);
    return found && { value: Number(found[1]) };
  },
  refusal: (text) => `“${text}” is no number; it takes one such as 1.`,
  suggest: () => [],
};

const YES = ["yes", "y", "true", "on", "так", "да"];
const NO = ["no", "n", "false", "off", "ні", "нет"];
const FLAG: ValueReader<boolean> = {
  read(text) {
    const word = text.trim().toLowerCase();
    return YES.includes(word) || NO.includes(word) ? { value: YES.includes(word) } : null;
  },
  refusal: (text) => `“${text}” is neither yes nor no.`,
  suggest: () => ["yes", "no"],
};

/** Arguments by kind. Ids are those of the dossier, resolved from whatever was typed. */
export const args = {
  party: (description: string) => arg("party", description, id()),
  person: (description: string) => arg("person", description, id()),
  topic: (description: string) => arg("topic", description, id()),
  /** The ids of topics; none when “all” was typed. */
  topics: (description: string) => arg("topics", description, z.array(id())),
  /** The round's id. */
  round: (description: string) => arg("round", description, id()),
  source: (description: string) => arg("source", description, id()),
  /** The id of the first item that defines the term; others may define it too. */
  term: (description: string) => arg("term", description, id()),
  period: (description: string) => arg("period", description, periodSchema()),
  /** A period of which the command takes the first day. */
  date: (description: string) => arg("date", description, periodSchema()),
  command: (description: string) => arg("command", description, id()),
  /** One of a few words. */
  choice: <const T extends readonly [string, ...string[]]>(description: string, words: T) =>
    arg("choice", description, z.enum(words), { choices: words }),
  /** Whatever its reader reads. */
  value: <T>(description: string, reader: ValueReader<T>) =>
    arg(
      "value",
      description,
      z.custom<T>((value) => value !== undefined),
      { reader },
    ),
  /** A number that counts from 1. */
  number: (description: string) => arg("number", description, z.number().int().min(1), { reader: NUMBER }),
  /** Yes or no; without a label its own name means yes. */
  flag: (description: string) => arg("flag", description, z.boolean(), { reader: FLAG }),
  /** Everything that no other argument took. */
  text: (description: string) => arg("text", description, z.string().min(1)),
};

export type ArgSchemas = Readonly<Record<string, z.ZodType>>;
type Values<A extends ArgSchemas> = z.output<z.ZodObject<A>>;

/** Where an input was typed. */
export interface Place {
  readonly platform: "discord" | "telegram";
  /** The channel, thread or chat, by the platform's own id. */
  readonly chat: string;
  /** Telegram's forum topic; null elsewhere. */
  readonly thread: string | null;
  /** The platform's id of whoever typed it. */
  readonly person: string;
  /** Whether it is a conversation with the bot alone. */
  readonly direct: boolean;
  /** Why the bot cannot post here of its own accord, a sentence; absent when nothing is known to stand in the way. */
  readonly trouble?: string | undefined;
}

/** What a command may look at. */
export interface CommandContext {
  /** The dossier as of the day asked for. */
  readonly dossier: Dossier;
  /** The day asked for; without it the dossier is whole. */
  readonly asOf?: Temporal.PlainDate | undefined;
  readonly now: Temporal.Instant;
  /** All commands, for /help. */
  readonly commands: readonly Command[];
  readonly place?: Place | undefined;
  readonly store?: BriefingStore | undefined;
  /** Since when each item is known here; without it only the sources' dates tell. */
  readonly history?: ReadonlyMap<string, ItemHistory> | undefined;
}

/** Who asks, as far as an answer depends on it. */
export interface Asker {
  readonly place: Place;
  /** Why they may not manage this place; null when they may. */
  refusal(): Promise<string | null>;
}

/** What a command that changes something has besides. */
export interface ActingContext extends CommandContext {
  readonly place: Place;
  readonly store: BriefingStore;
}

/** Languages of the command menus besides English. */
export type MenuLanguage = "uk" | "ru";

/** A command's name and summary in the menus of another language; the name is typed too. */
type Local = Readonly<Record<MenuLanguage, { readonly name: string; readonly summary: string }>>;

/** Under what /help lists a command, in this order. */
export const GROUPS = [
  "Ask",
  "The talks",
  "Who wants and says what",
  "Numbers, disputes, what is next",
  "Briefings that come by themselves",
  "This bot",
] as const;
export type Group = (typeof GROUPS)[number];

interface Described<A extends ArgSchemas> {
  readonly name: string;
  /** Other names that people try. */
  readonly aliases?: readonly string[];
  readonly summary: string;
  /** The last one when left out. */
  readonly group?: Group;
  readonly local: Local;
  readonly examples: readonly string[];
  /** Only for those who manage the place where it is typed; the dispatcher refuses others. */
  readonly admin?: true;
  /** Its name begins plain questions too ("compare …"), so that without a slash it is read as one. */
  readonly onlyWithSlash?: boolean;
  readonly args: A;
}

/** A command that reads the dossier. */
interface Reading<A extends ArgSchemas> extends Described<A> {
  run(values: Values<A>, context: CommandContext): Draft;
}

/** A command that changes what is kept for the place where it is typed. */
interface Acting<A extends ArgSchemas> extends Described<A> {
  act(values: Values<A>, context: ActingContext): Promise<Draft>;
}

/** A command as the dispatcher sees it: its arguments described, its function taking what was parsed. */
export interface Command {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly group: Group;
  readonly local: Local;
  readonly examples: readonly string[];
  readonly admin: boolean;
  readonly onlyWithSlash: boolean;
  readonly args: readonly Arg[];
  /** Whether it changes something; then it is answered in a place and with a store only. */
  readonly acts: boolean;
  /** Validates the resolved arguments and answers. @throws UserError for a person's mistake */
  run(values: Readonly<Record<string, unknown>>, context: CommandContext): Draft | Promise<Draft>;
}

export interface Arg extends ArgMeta {
  readonly name: string;
  readonly required: boolean;
}

/** Defines a command; the types of its arguments follow from their schemas. */
export function defineCommand<const A extends ArgSchemas>(definition: Reading<A> | Acting<A>): Command {
  const schema = z.object(definition.args);
  const parse = (values: Readonly<Record<string, unknown>>) => schema.parse(values) as Values<A>;
  return {
    name: definition.name,
    // Ukrainian and Russian may share a name.
    aliases: [
      ...new Set([...(definition.aliases ?? []), ...Object.values(definition.local).map(({ name }) => name)]),
    ],
    summary: definition.summary,
    group: definition.group ?? "This bot",
    local: definition.local,
    examples: definition.examples,
    admin: definition.admin ?? false,
    onlyWithSlash: definition.onlyWithSlash ?? false,
    args: Object.entries(definition.args).map(([name, arg]) => describe(name, arg)),
    acts: "act" in definition,
    run: (values, context) =>
      "act" in definition
        ? definition.act(parse(values), acting(definition.name, context))
        : definition.run(parse(values), context),
  };
}

/** @throws UserError where nothing can be changed: in a shell, by a link, or in a query that everybody's chat sends */
function acting(name: string, { place, store, ...context }: CommandContext): ActingContext {
  if (!place || !store)
    throw new UserError(`/${name} must be typed in a channel or chat on Discord or Telegram.`);
  return { ...context, place, store };
}

function describe(name: string, schema: z.ZodType): Arg {
  const inner = schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema;
  const found = meta.get(inner);
  if (!found) throw new Error(`argument "${name}" is not made with args.*`);
  return { name, required: inner === schema, ...found };
}
