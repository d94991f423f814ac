/** The kinds of items: each with its schema, where it is kept, and what its ids begin with. */
import type { z } from "zod";
import {
  AskedAs,
  Delegate,
  Dispute,
  Event,
  Fact,
  Figure,
  Judgement,
  Outlook,
  Party,
  Person,
  Position,
  Quote,
  Reaction,
  Round,
  Source,
  Term,
  Topic,
} from "./schema.ts";

/** Kind → its schema, the file or folder that holds it, and the prefix of its ids. Order is reading order. */
export const KINDS = {
  source: { schema: Source, file: "sources", prefix: "s" },
  party: { schema: Party, file: "parties", prefix: "" },
  person: { schema: Person, file: "people", prefix: "" },
  topic: { schema: Topic, file: "topics", prefix: "" },
  round: { schema: Round, file: "rounds", prefix: "round-" },
  delegate: { schema: Delegate, file: "delegates", prefix: "del-" },
  event: { schema: Event, file: "events", prefix: "ev-" },
  fact: { schema: Fact, file: "facts", prefix: "fact-" },
  position: { schema: Position, file: "positions", prefix: "pos-" },
  figure: { schema: Figure, file: "figures", prefix: "fig-" },
  quote: { schema: Quote, file: "quotes", prefix: "q-" },
  reaction: { schema: Reaction, file: "reactions", prefix: "re-" },
  judgement: { schema: Judgement, file: "judgements", prefix: "j-" },
  term: { schema: Term, file: "terms", prefix: "term-" },
  dispute: { schema: Dispute, file: "disputes", prefix: "dis-" },
  outlook: { schema: Outlook, file: "outlook", prefix: "out-" },
  question: { schema: AskedAs, file: "questions", prefix: "ask-" },
} as const;

export type Kind = keyof typeof KINDS;
export type ItemOf<K extends Kind> = { kind: K } & z.output<(typeof KINDS)[K]["schema"]>;
export type Item = { [K in Kind]: ItemOf<K> }[Kind];
/** Whether an item is of a kind; narrows its type. */
export function isKind<K extends Kind>(item: Item | undefined, kind: K): item is Item & ItemOf<K> {
  return item?.kind === kind;
}

/** Items sorted by kind, each group in the order given. */
export function groupByKind(items: Iterable<Item>): { [K in Kind]: ItemOf<K>[] } {
  const kinds = Object.keys(KINDS) as Kind[];
  const groups = Object.fromEntries(kinds.map((kind) => [kind, [] as Item[]]));
  for (const item of items) groups[item.kind]?.push(item);
  return groups as { [K in Kind]: ItemOf<K>[] };
}

/** Kinds whose items carry a sentence of their own with status and subjects. */
export type Statement = Extract<Item, { status: unknown }>;
