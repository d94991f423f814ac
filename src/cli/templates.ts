/** A filled template for every kind of item: required keys with values that stand, optional ones as comments. */
import { stringify } from "yaml";
import type { Kind } from "../dossier/kinds.ts";

/** What a template is filled with: ids that exist in the dossier, or words that say what belongs there. */
export interface Filling {
  readonly id: string;
  /** What the curator typed; empty when nothing. */
  readonly words: string;
  /** The number in an id such as s005 or round-3. */
  readonly number: number;
  /** A source, and a paragraph of it that is not skipped. */
  readonly source: string;
  readonly paragraph: number;
  readonly party: string;
  readonly person: string;
  readonly topic: string;
  readonly round: string;
  /** An item with a sentence. */
  readonly answer: string;
  /** The first day that the dossier covers. */
  readonly day: string;
}

const SENTENCE = "One complete sentence in your own words, understood alone.";

/** The item as YAML, one list entry. A commented key holds a value that fits, so that removing "# " is enough. */
export function template(kind: Kind, filling: Filling): string {
  return [`- id: ${filling.id}`, ...BODIES[kind](filling).map((line) => `  ${line}`)].join("\n");
}

/** Typed words, or others in their place, as one YAML value. */
const value = (words: string, otherwise: string): string =>
  stringify(words || otherwise, { lineWidth: 0 }).trimEnd();

const cites = ({ source, paragraph }: Filling): string => `[{ source: ${source}, at: [${paragraph}] }]`;

/** What every statement has. */
const statement = (f: Filling): string[] => [
  `text: ${SENTENCE}`,
  "# status: claimed  # reported (when left out), claimed, alleged, disputed, denied or superseded",
  "# superseded_by: the-id-of-the-newer-item  # only with the status superseded",
  ...subjects(f),
];

/** What an item is about, and how it is found. */
const subjects = (f: Filling): string[] => [
  `topics: [${f.topic}]`,
  `# parties: [${f.party}]  # whom the sentence is about`,
  `# people: [${f.person}]  # each must be named in a cited paragraph of each source`,
  `# rounds: [${f.round}]`,
  "# key: true  # belongs in a short answer about its topic",
  "# keywords: [other words, that people may type]  # searched, never shown",
  "# note: A remark of yours that replies label as the curator's.",
];

const named = (f: Filling, otherwise: string): string[] => [
  `name: ${value(f.words, otherwise)}`,
  "# aliases: [every spelling, that people may type]",
];

const dates = "2026-01-23, 2026-01-23..2026-01-24, 2026-01, 2025-summer, 1994 or 2025-10..";

const BODIES: Record<Kind, (f: Filling) => string[]> = {
  source: (f) => [
    `title: ${value(f.words, `Title of source ${f.number}`)}`,
    `short: ${value(f.words, `Source ${f.number}`)}  # how replies call it; unique and short`,
    "# aliases: [other names for it]",
    "# publisher: Who published it",
    "# author: Who wrote it",
    "published:",
    `  date: ${f.day}`,
    "  known: printed  # printed or inferred",
    "  from: the date line",
    "type: report  # report, analysis, aggregation, essay or document",
    "# outlets: [Name of an outlet, another]  # outlets it rests on; sources that share one are not independent",
    `file: ${f.id}.txt  # its text in a folder of sources`,
    "paragraphs: 1  # how many non-empty lines the text has",
    "descriptor:",
    "  basis: What it rests on.",
    "  leaning: Which way it leans.",
    "  limits: What it leaves open.",
    "grade: C3  # Admiralty code: reliability A-F, credibility 1-6",
    "skipped:  # paragraphs that no item needs, and why; or leave it out",
    "  - { at: [1], reason: title }",
  ],
  party: (f) => [
    ...named(f, "Name of the party"),
    "role: other  # negotiator, host or other",
    `# within: ${f.party}  # the wider party that it belongs to`,
    '# colour: "#1f4e9e"',
    `cites: ${cites(f)}`,
  ],
  person: (f) => [
    ...named(f, "Name of the person"),
    `party: ${f.party}`,
    `# posts: [{ text: An office as a source gives it, cites: ${cites(f)} }]`,
    `cites: ${cites(f)}`,
  ],
  topic: (f) => [
    ...named(f, "Name of the topic"),
    `text: ${SENTENCE}  # what is at stake`,
    `cites: ${cites(f)}`,
  ],
  round: (f) => [
    `number: ${f.number}`,
    ...named(f, `Round number ${f.number}`),
    `date: ${f.day}  # ${dates}`,
    `text: ${SENTENCE}`,
    `cites: ${cites(f)}`,
  ],
  delegate: (f) => [
    `# person: ${f.person}  # left out for unnamed members`,
    `party: ${f.party}`,
    `round: ${f.round}`,
    "capacity: member  # head, member or alongside",
    ...statement(f),
    `cites: ${cites(f)}`,
  ],
  event: (f) => [
    `date: ${f.day}  # ${dates}`,
    "# where: Name of the place",
    ...statement(f),
    `cites: ${cites(f)}`,
  ],
  fact: (f) => [
    "about: background  # name, venue, setting, format, agenda, outcome, background, condition or profile",
    ...statement(f),
    `cites: ${cites(f)}`,
  ],
  position: (f) => [
    `party: ${f.party}`,
    "stance: demands  # demands, threatens, offers, rejects, accepts or argues",
    `# by: ${f.person}  # the person or party that said so`,
    `# date: ${f.day}  # ${dates}`,
    ...statement(f),
    `cites: ${cites(f)}`,
  ],
  figure: (f) => [
    `measure: ${value(f.words, "What is measured")}  # the same words for figures that stand side by side`,
    "value: 1  # a number, { from: 1, to: 2 }, or unstated",
    "unit: days",
    "# qualifier: about  # about, more than, at least, up to, as the source has it",
    `# as_of: ${f.day}  # ${dates}`,
    ...statement(f),
    `cites: ${cites(f)}`,
  ],
  quote: (f) => [
    `speaker: ${f.person}`,
    "words: The exact words without quotation marks",
    `# date: ${f.day}  # ${dates}`,
    ...statement(f),
    `cites: ${cites(f)}`,
  ],
  reaction: (f) => [
    `by: ${f.party}  # a person or a party`,
    `# date: ${f.day}  # ${dates}`,
    ...statement(f),
    `cites: ${cites(f)}`,
  ],
  judgement: (f) => [
    `by: ${f.source}  # the source when it is its author's view, a person, a party, or a group in words`,
    "type: assessment  # assessment or forecast",
    "# likelihood: likely  # a term of ICD 203, only when the source's own words carry it; the sentence says it too",
    ...statement(f),
    `cites: ${cites(f)}`,
  ],
  term: (f) => [
    `term: ${value(f.words, "The word that is explained")}`,
    "# aliases: [other words for it]",
    ...statement(f),
    `cites: ${cites(f)}`,
  ],
  dispute: (f) => [
    "question: On what do the sources differ?",
    "type: fact  # number, date, name, membership, wording, fact or attribution",
    "accounts:  # what each says, none preferred",
    "  - text: One account in a complete sentence.",
    `    cites: ${cites(f)}`,
    "  - text: The other account in a complete sentence.",
    `    cites: ${cites(f)}`,
    "# items: [ids-of-items, that-the-accounts-bear-on]",
    ...subjects(f),
  ],
  outlook: (f) => [
    `# date: ${f.day}  # ${dates}`,
    ...statement(f),
    `cites: ${cites(f)}`,
    "# outcome: { result: happened, text: What became of it in a complete sentence., " +
      `cites: ${cites(f)} }  # happened, changed or did not happen`,
  ],
  question: (f) => [
    "asks:  # four to eight ways in which different people ask for the same",
    `  - ${value(f.words, "what was agreed")}`,
    "answers:  # ids of the items that answer every one of them, the most direct first",
    `  - ${f.answer}`,
    "# unstated: true  # the sources mention what is asked for, but do not give it",
    "# absent: true  # the sources say nothing of it, but people will ask; the answers are the nearest there is",
  ],
};
