/** The shape of a dossier: one zod schema a kind of item. Everything after the loader trusts it. */
import { z } from "zod";
import { parseWhen } from "./when.ts";

const text = z.string().trim().min(1);
const word = text.regex(/^[\p{L}\p{N}]+$/u, "must be a single word, without spaces or hyphens");
const day = z.iso.date("must be a day such as 2026-01-24");
const Id = z
  .string()
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
    "must be lower-case words joined by hyphens, such as ev-kremlin-meeting",
  );

/** One source and the paragraphs in it (non-empty lines, counted from 1) that each carry the statement. */
export const Cite = z.strictObject({
  source: Id,
  at: z.array(z.int().min(1)).min(1),
});
const cites = z.array(Cite).min(1, "needs at least one citation: no citation, no item");

/**
 * A date as precisely as the source gives it: 2026-01-23 · 2026-01-23..2026-01-24 · 2026-01 · 2025-summer ·
 * 1994 · 2025-10.. (since). The precision is data: nothing is rounded to a day.
 */
export const When = z.union([text, z.int()]).transform((value, ctx) => {
  const when = parseWhen(String(value));
  if (when) return when;
  const ends = String(value).split("..").map(parseWhen);
  ctx.addIssue({
    code: "custom",
    message:
      ends.length === 2 && ends.every((end) => end !== null)
        ? `"${value}" ends before it begins`
        : `"${value}" is not a date; write 2026-01-23, 2026-01-23..2026-01-24, 2026-01, 2025-summer, 1994 or 2025-10..`,
  });
  return z.NEVER;
});

/** How firmly the sources stand behind an item; see data/README.md. */
export const Status = z.enum(["reported", "claimed", "alleged", "disputed", "denied", "superseded"]);

const item = {
  id: Id,
  text,
  cites,
  status: Status.default("reported"),
  superseded_by: Id.optional(),
  topics: z.array(Id).default([]),
  parties: z.array(Id).default([]),
  people: z.array(Id).default([]),
  rounds: z.array(Id).default([]),
  /** Belongs in a short answer about its topic. */
  key: z.boolean().default(false),
  /** Other words that people use when they ask for this; searched, never shown. */
  keywords: z.array(text).default([]),
  /** A remark by the curator, shown as such. */
  note: text.optional(),
};

const names = { id: Id, name: text, aliases: z.array(text).default([]), cites };

export const Source = z.strictObject({
  id: Id,
  title: text,
  /** How replies call it; unique and short. */
  short: text,
  /** Other words by which people mean it. */
  aliases: z.array(text).default([]),
  publisher: text.optional(),
  author: text.optional(),
  published: z.strictObject({
    date: day,
    known: z.enum(["printed", "inferred"]),
    from: text,
  }),
  type: z.enum(["report", "analysis", "aggregation", "essay", "document"]),
  /** Outlets it rests on: accounts that share one are not independent of each other. */
  outlets: z.array(text).default([]),
  file: text,
  paragraphs: z.int().min(1),
  descriptor: z.strictObject({ basis: text, leaning: text, limits: text }),
  /** Admiralty code: reliability of the source A–F, credibility of the content 1–6. */
  grade: z.string().regex(/^[A-F][1-6]$/, "must be an Admiralty grade such as B2 (A–F, then 1–6)"),
  skipped: z.array(z.strictObject({ at: z.array(z.int().min(1)).min(1), reason: text })).default([]),
});

export const Party = z.strictObject({
  ...names,
  role: z.enum(["negotiator", "host", "other"]),
  /** The wider party that it belongs to: what is asked of that one is asked of it too. */
  within: Id.optional(),
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/, "must be a colour such as #1f4e9e")
    .optional(),
});

export const Person = z.strictObject({
  ...names,
  party: Id,
  posts: z.array(z.strictObject({ text, cites })).default([]),
});

export const Topic = z.strictObject({ ...names, text });

export const Round = z.strictObject({
  ...names,
  number: z.int().min(1),
  date: When,
  text,
});

/** What a statement of fact is about; an agenda entry, a setting or an outcome names its round. */
export const About = z.enum([
  "name",
  "venue",
  "setting",
  "format",
  "agenda",
  "outcome",
  "background",
  "condition",
  "profile",
]);
export const Fact = z.strictObject({ ...item, about: About });

export const Delegate = z.strictObject({
  ...item,
  /** Missing for unnamed members. */
  person: Id.optional(),
  party: Id,
  round: Id,
  capacity: z.enum(["head", "member", "alongside"]),
});

export const Event = z.strictObject({ ...item, date: When, where: text.optional() });

export const Position = z.strictObject({
  ...item,
  party: Id,
  stance: z.enum(["demands", "threatens", "offers", "rejects", "accepts", "argues"]),
  /** Who said so. */
  by: Id.optional(),
  date: When.optional(),
  topics: z.array(Id).min(1),
});

export const Figure = z.strictObject({
  ...item,
  /** What is measured, in words; figures with the same measure are shown side by side. */
  measure: text,
  /** A number, a range, or "unstated" where a source speaks of a number without giving it. */
  value: z.union([z.number(), z.strictObject({ from: z.number(), to: z.number() }), z.literal("unstated")]),
  unit: text,
  /** About, more than, at least, up to … as the source has it. */
  qualifier: text.optional(),
  as_of: When.optional(),
});

export const Quote = z.strictObject({
  ...item,
  speaker: Id,
  /** The speaker's exact words, without quotation marks. */
  words: text,
  date: When.optional(),
});

/** The seven terms of ICD 203, with their ranges in per cent. */
export const LIKELIHOOD = {
  "almost no chance": [1, 5],
  "very unlikely": [5, 20],
  unlikely: [20, 45],
  "roughly even chance": [45, 55],
  likely: [55, 80],
  "very likely": [80, 95],
  "almost certain": [95, 99],
} as const;
const Likelihood = z.enum(Object.keys(LIKELIHOOD) as (keyof typeof LIKELIHOOD)[]);

export const Judgement = z.strictObject({
  ...item,
  /** Whose assessment it is: a source (its author), a person, a party, or a group in words. */
  by: text,
  type: z.enum(["assessment", "forecast"]),
  likelihood: Likelihood.optional(),
});

export const Term = z.strictObject({ ...item, term: text, aliases: z.array(text).default([]) });

export const Dispute = z.strictObject({
  id: Id,
  question: text,
  type: z.enum(["number", "date", "name", "membership", "wording", "fact", "attribution"]),
  accounts: z.array(z.strictObject({ text, cites })).min(2, "needs at least two accounts"),
  /** The items that the accounts bear on. */
  items: z.array(Id).default([]),
  topics: z.array(Id).default([]),
  parties: z.array(Id).default([]),
  people: z.array(Id).default([]),
  rounds: z.array(Id).default([]),
  key: z.boolean().default(false),
  keywords: z.array(text).default([]),
  note: text.optional(),
});

export const Outlook = z.strictObject({
  ...item,
  date: When.optional(),
  /** What became of it, once a source says so. */
  outcome: z
    .strictObject({ result: z.enum(["happened", "changed", "did not happen"]), text, cites })
    .optional(),
});

export const Reaction = z.strictObject({ ...item, by: Id, date: When.optional() });

/**
 * Ways in which people ask for a matter, and the items that answer it, best first. Leads /ask to its answers; it has
 * no sentence of its own and is never found or cited. Its first phrasing is shown where a question may be meant in two
 * ways.
 */
export const AskedAs = z.strictObject({
  id: Id,
  asks: z.array(text).min(1),
  answers: z.array(Id).min(1, "needs at least one item that answers"),
  /** The sources mention what is asked for, but do not give it. */
  unstated: z.boolean().default(false),
  /** The sources say nothing of what is asked for, though it is likely asked; the answers are the nearest there is. */
  absent: z.boolean().default(false),
});

/** The dossier's own description. */
export const Manifest = z.strictObject({
  id: Id,
  title: text,
  subject: text,
  /** The days it covers; a month typed without a year means the year in here. */
  period: z.strictObject({ from: day, to: day }),
  language: text.default("en"),
  /** Groups of words that mean the same in this dossier; a search for one finds the others. */
  synonyms: z.array(z.array(word).min(2)).default([]),
  /** English words of the subject by their Ukrainian and Russian ones in Latin letters; a hyphen stands for any ending. */
  translations: z.record(z.string(), z.string()).default({}),
  /** Words that go along with nearly every question here: matched when they stand there, not missed when they do not. */
  common: z.array(word).default([]),
  /** Three inputs that the greeting offers. */
  examples: z.array(text).default([]),
});

export type Cite = z.output<typeof Cite>;
export type Manifest = z.output<typeof Manifest>;
