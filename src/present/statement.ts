/** Items of a dossier as statements: the sentence, whose it is, how firm it is, and its citations. */
import type { Dossier } from "../dossier/dossier.ts";
import type { Item, ItemOf, Statement } from "../dossier/kinds.ts";
import type { Cite } from "../dossier/schema.ts";
import { formatWhen, type When } from "../dossier/when.ts";
import { type Block, bold, italic, plain, type Span, type Spans } from "../reply/document.ts";

/** Markers for what backs a statement. */
export function cite(item: string, cites: readonly Cite[]): Span {
  return { type: "cite", item, cites };
}

/** The sentence of an item, attributed and graded as it must be, with its citations. */
export function say(dossier: Dossier, item: Statement): Spans {
  return [...lead(dossier, item), plain(item.text), ...tag(item), cite(item.id, item.cites)];
}

/** A statement with the day in front, for lists in order of time. */
export function sayDated(dossier: Dossier, item: Statement & { date?: When | undefined }): Spans {
  return item.date ? [bold(formatWhen(item.date)), plain(" — "), ...say(dossier, item)] : say(dossier, item);
}

/** A statement with its curator's note, for places where the reader weighs it. */
export function sayNoted(dossier: Dossier, item: Statement): Spans {
  return [...say(dossier, item), ...curator(item.note)];
}

/** What a curator's remark begins with. */
export const CURATOR = "Curator's note: ";

/** A curator's remark, labelled as such; never a fact of a source. */
export function curator(text: string | undefined): Spans {
  return text ? [italic(` (${CURATOR}${text})`)] : [];
}

/** A judgement never stands without its author. */
function lead(dossier: Dossier, item: Statement): Spans {
  return item.kind === "judgement" ? [plain(`According to ${authorName(dossier, item.by)}: `)] : [];
}

/** Who judges: a source by its short name, a person or party by name, anybody else in the words given. */
export function authorName(dossier: Dossier, by: string): string {
  const author = dossier.item(by);
  if (author?.kind === "source") return `the ${author.short}`;
  return author && "name" in author ? author.name : by;
}

/** How firm a statement is, when it is not simply reported. */
function tag(item: Statement): Spans {
  switch (item.status) {
    case "reported":
      return [];
    case "claimed":
      // A position or reaction names whoever claims it.
      return item.kind === "position" || item.kind === "reaction" || item.kind === "quote"
        ? []
        : [italic(" (claimed)")];
    case "alleged":
    case "disputed":
    case "denied":
    case "superseded":
      return [italic(` (${item.status})`)];
    default:
      return item.status satisfies never;
  }
}

/** Exact words of a named speaker, as a block of their own. */
export function quotation(dossier: Dossier, quote: ItemOf<"quote">): Block {
  const speaker = dossier.get("person", quote.speaker)?.name ?? quote.speaker;
  const date = quote.date ? `, ${formatWhen(quote.date)}` : "";
  return {
    type: "quote",
    words: quote.words,
    by: [bold(`${speaker}${date}: `), plain(quote.text), ...tag(quote), cite(quote.id, quote.cites)],
  };
}

/** "Second Abu Dhabi round, 4–5 Feb 2026 — …". */
export function roundLine(round: ItemOf<"round">): Spans {
  const name = bold(`${round.name}, ${formatWhen(round.date)}`);
  return [name, plain(` — ${round.text}`), cite(round.id, round.cites)];
}

/** A dispute: the question, then each account with its sources, none preferred. */
export function dispute(dossier: Dossier, item: ItemOf<"dispute">): Block[] {
  const byLabel = Map.groupBy(item.accounts, ({ cites }) => sourceNames(dossier, cites));
  const sides = [...byLabel].map(([label, accounts]) => ({
    label,
    items: accounts.map((account) => [plain(account.text), cite(item.id, account.cites)]),
  }));
  return [
    { type: "heading", text: item.question },
    { type: "comparison", sides },
    ...(item.note ? [{ type: "note" as const, text: `${CURATOR}${item.note}` }] : []),
  ];
}

/** "Kyiv Independent and Failure analysis". */
export function sourceNames(dossier: Dossier, cites: readonly Cite[]): string {
  return joined(cites.map(({ source }) => dossier.get("source", source)?.short ?? source));
}

/** "a", "a and b", "a, b and c". */
export function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** Outlets that a set of citations rests on: sources that share one are not independent of each other. */
export function independent(dossier: Dossier, cites: readonly Cite[]): { sources: number; shared: string[] } {
  const ids = [...new Set(cites.map(({ source }) => source))];
  const outlets = ids.flatMap((id) => dossier.get("source", id)?.outlets ?? []);
  const shared = [...new Set(outlets.filter((outlet, i) => outlets.indexOf(outlet) < i))];
  return { sources: ids.length, shared };
}

/** Disputes that bear on any of these items, each once. */
export function disputesOn(dossier: Dossier, items: readonly Item[]): ItemOf<"dispute">[] {
  return [...new Set(items.flatMap((item) => dossier.about("dispute", item.id)))];
}
