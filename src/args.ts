/** The arguments that commands take: zod schemas that say what the command gets, each with how it is typed. */
import { z } from "zod";
import type { Period } from "./dossier/period.ts";

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

export interface Arg extends ArgMeta {
  readonly name: string;
  readonly required: boolean;
}

/** The arguments of a command, in the order of their schemas. */
export const describe = (schemas: ArgSchemas): Arg[] =>
  Object.entries(schemas).map(([name, schema]) => describeOne(name, schema));

function describeOne(name: string, schema: z.ZodType): Arg {
  const inner = schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema;
  const found = meta.get(inner);
  if (!found) throw new Error(`argument "${name}" is not made with args.*`);
  return { name, required: inner === schema, ...found };
}
