/** `data stats`: what a curator wants to see of a dossier: where it is thick, where thin, what lacks a topic. */
import { citedTexts } from "../dossier/check/rules.ts";
import type { Dossier } from "../dossier/dossier.ts";
import { type Item, KINDS, type Kind } from "../dossier/kinds.ts";
import { loadDossier } from "../dossier/load.ts";
import { sourcesOf } from "./data-check.ts";

/** So many of the most-cited paragraphs are listed. */
const MOST_CITED = 10;

type Counts = Record<string, number>;

interface Stats {
  readonly revision: string;
  readonly kinds: Counts;
  readonly sources: Counts;
  readonly topics: Counts;
  readonly parties: Counts;
  readonly statuses: Counts;
  readonly speakers: Counts;
  readonly mostCited: Counts;
  readonly withoutTopic: readonly string[];
}

/** Prints the counts. @throws DossierError for a dossier that does not load */
export function stats(options: { data: string; format: "text" | "json" }): void {
  const counted = count(loadDossier(options.data));
  console.log(options.format === "json" ? JSON.stringify(counted) : describe(counted));
}

function count(dossier: Dossier): Stats {
  const { items } = dossier;
  const about = items.filter((item) => "topics" in item);
  return {
    revision: dossier.revision,
    kinds: Object.fromEntries((Object.keys(KINDS) as Kind[]).map((kind) => [kind, dossier.all(kind).length])),
    sources: tally(items, (item) => [...sourcesOf(item)], dossier.all("source")),
    topics: tally(about, (item) => item.topics, dossier.all("topic")),
    parties: tally(items, partiesOf, dossier.all("party")),
    statuses: tally(items, (item) => ("status" in item ? [item.status] : [])),
    speakers: tally(dossier.all("quote"), (quote) => [quote.speaker]),
    mostCited: Object.fromEntries(Object.entries(tally(items, paragraphsOf)).slice(0, MOST_CITED)),
    withoutTopic: about.filter((item) => item.topics.length === 0).map((item) => item.id),
  };
}

/** How many items fall under each heading, most first; headings that must show even with none are given. */
function tally<T>(
  items: readonly T[],
  headings: (item: T) => readonly string[],
  all: readonly { id: string }[] = [],
): Counts {
  const counts = new Map(all.map(({ id }) => [id, 0]));
  for (const item of items) {
    for (const heading of new Set(headings(item))) counts.set(heading, (counts.get(heading) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([, a], [, b]) => b - a));
}

function partiesOf(item: Item): string[] {
  return [...("parties" in item ? item.parties : []), ...("party" in item ? [item.party] : [])];
}

const paragraphsOf = (item: Item): string[] =>
  citedTexts(item).flatMap(({ cites }) =>
    cites.flatMap(({ source, at }) => at.map((n) => `${source} ¶${n}`)),
  );

function describe(stats: Stats): string {
  const { withoutTopic } = stats;
  return [
    `Revision ${stats.revision}`,
    ...section("Items by kind", stats.kinds),
    ...section("Items by source", stats.sources),
    ...section("Items by topic", stats.topics),
    ...section("Items by party", stats.parties),
    ...section("Items by status", stats.statuses),
    ...section("Quotes by speaker", stats.speakers),
    ...section("Most-cited paragraphs", stats.mostCited),
    `Items without a topic: ${withoutTopic.length}`,
    ...withoutTopic.map((id) => `  ${id}`),
  ].join("\n");
}

function section(title: string, counts: Counts): string[] {
  const width = Math.max(0, ...Object.keys(counts).map((name) => name.length));
  return [
    `${title}:`,
    ...Object.entries(counts).map(([name, n]) => `  ${name.padEnd(width)} ${String(n).padStart(5)}`),
  ];
}
