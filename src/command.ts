/** The contract of a command: what people can ask, as data, and a function that answers. */
import { z } from "zod";
import { type Arg, type ArgSchemas, describe } from "./args.ts";
import type { Dossier } from "./dossier/dossier.ts";
import { UserError } from "./errors.ts";
import type { Draft } from "./reply/document.ts";
import type { BriefingStore, ItemHistory } from "./storage/briefings.ts";

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
    args: describe(definition.args),
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
