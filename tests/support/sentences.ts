/** What must hold of every reply: each sentence is the dossier's, and carries its own citations. */
import { isDeepStrictEqual } from "node:util";
import type { Dossier } from "../../src/dossier/dossier.ts";
import { fold } from "../../src/dossier/fuzzy.ts";
import type { Item } from "../../src/dossier/kinds.ts";
import type { Cite } from "../../src/dossier/schema.ts";
import { formatWhen, parseWhen, type When } from "../../src/dossier/when.ts";
import { type Block, type Reply, type Span, type Spans, spansOf } from "../../src/reply/document.ts";

/** Words of the engine that may stand in the same line as a sentence: who says so, how firm it is, what it answers. */
const ENGINE_WORDS = new Set(
  fold(`According to the and by as of on at in said says about
    claimed alleged disputed denied superseded reported
    Demands Offers Accepts Rejects Argues Assessment Forecast
    Happened Changed New No word yet it Did not happen Outcome Expected
    Title Publisher Author Date Type Rests Basis Leaning Limits Grade number given not stated names no outlets date printed inferred from
    completely usually fairly not reliable unreliable reliability cannot be judged confirmed by other sources
    probably possibly true doubtful improbable truth the curator s grade Admiralty code curators graded`).split(
    " ",
  ),
);

/** A sentence that an item may be shown by, with the citations that carry it. */
interface Sentence {
  readonly text: string;
  readonly cites: readonly Cite[];
}

function sentencesOf(item: Item): Sentence[] {
  const found: Sentence[] = [];
  if ("cites" in item) {
    if ("text" in item) found.push({ text: item.text, cites: item.cites });
    if ("name" in item) found.push({ text: item.name, cites: item.cites });
  }
  if (item.kind === "person") found.push(...item.posts);
  if (item.kind === "dispute") found.push(...item.accounts);
  if (item.kind === "outlook" && item.outcome) found.push(item.outcome);
  return found;
}

/** What a reader of the dossier knows: its sentences, names and notes. Built once for a dossier or a view of it. */
export class Book {
  readonly dossier: Dossier;
  readonly #sentences: readonly string[];
  readonly #notes: ReadonlySet<string>;
  readonly #questions: ReadonlySet<string>;
  readonly #names: ReadonlySet<string>;
  readonly #words = new Map<string, ReadonlySet<string>>();
  readonly #own = new Map<string, string | null>();

  constructor(dossier: Dossier) {
    this.dossier = dossier;
    const notes = dossier.items.flatMap((item) => ("note" in item && item.note ? [item.note] : []));
    this.#notes = new Set(notes);
    this.#questions = new Set(dossier.all("dispute").map(({ question }) => question));
    this.#sentences = dossier.items.flatMap((item) =>
      sentencesOf(item).flatMap(({ text }) => (/[.!?]$/.test(text) ? [text] : [])),
    );
    const named = dossier.items.flatMap((item) =>
      "name" in item ? [item.name] : item.kind === "source" ? [item.short] : [],
    );
    this.#names = new Set(named.flatMap((name) => fold(name).split(" ")));
  }

  /** Everything wrong with a reply; empty when nothing is. */
  problems(reply: Reply): string[] {
    const shown = reply.blocks.filter(({ type }) => !["title", "sources", "divider"].includes(type));
    return [
      ...(shown.length === 0 ? ["the reply is empty"] : []),
      ...reply.blocks.flatMap((block) => this.#block(block)),
      ...numbering(reply),
    ];
  }

  #block(block: Block): string[] {
    const runs = spansOf(block);
    const problems = runs.flatMap((run) => this.#run(run, block.type === "quote" ? block.words : null));
    switch (block.type) {
      case "title":
        // A title may repeat what was asked.
        problems.push(...this.#label(block.text.replace(/\?$/, "")));
        break;
      case "heading":
        problems.push(...this.#label(block.text));
        break;
      case "note":
        problems.push(...this.#note(block.text));
        break;
      case "facts":
        problems.push(...block.rows.flatMap(({ label }) => this.#label(label)));
        break;
      case "table":
        problems.push(...block.head.flatMap((label) => this.#label(label)));
        break;
      case "comparison":
        problems.push(...block.sides.flatMap(({ label }) => this.#label(label)));
        break;
      case "paragraph":
      case "list":
      case "quote":
      case "divider":
      case "sources":
        break;
      default:
        block satisfies never;
    }
    const holdsRuns = !["title", "heading", "note", "divider", "sources"].includes(block.type);
    if (holdsRuns && runs.length === 0) problems.push(`an empty ${block.type}`);
    return problems;
  }

  /** One line of a reply: statements, each closed by its citation, then at most the curator's note. */
  #run(run: Spans, words: string | null): string[] {
    const problems: string[] = [];
    let text = "";
    let last: Item | undefined;
    for (const span of run) {
      if (span.type !== "cite") {
        text += span.text;
        continue;
      }
      last = this.dossier.item(span.item);
      problems.push(...this.#statement(text, span, words));
      text = "";
    }
    const note = /^ \(Curator's note: (.*)\)$/.exec(text)?.[1];
    const noted = note !== undefined && last !== undefined && "note" in last && last.note === note;
    if (text !== "" && !noted) problems.push(`uncited: “${text}”`);
    if (last === undefined) problems.push(`a line without a citation: “${text}”`);
    return problems;
  }

  #statement(shown: string, span: Span & { type: "cite" }, words: string | null): string[] {
    const item = this.dossier.item(span.item);
    if (!item) return [`cites ${span.item}, which is not visible: “${shown}”`];
    if (item.kind === "source")
      return this.#foreign(
        shown,
        item,
        span.cites.some((c) => c.source !== item.id),
      );
    if (words !== null && (item.kind !== "quote" || item.words !== words)) {
      return [`words that ${item.id} does not have: “${words}”`];
    }
    const sentence = sentencesOf(item)
      .filter(({ text }) => shown.includes(text))
      .toSorted((a, b) => b.text.length - a.text.length)
      .find(({ cites }) => isDeepStrictEqual(cites, span.cites));
    if (!sentence) return [`not a sentence of ${item.id} under its own citations: “${shown}”`];
    return this.#foreign(shown.replace(sentence.text, " "), item, false);
  }

  /** Words beside a sentence that are neither the engine's, nor a name, nor the item's own. */
  #foreign(rest: string, item: Item, elsewhere: boolean): string[] {
    const own = this.#wordsOf(item);
    const strange = fold(rest)
      .split(" ")
      .filter((word) => word !== "" && !own.has(word) && !ENGINE_WORDS.has(word) && !this.#names.has(word));
    return [
      ...(strange.length > 0 ? [`not from ${item.id}: “${strange.join(" ")}” in “${rest}”`] : []),
      ...(elsewhere ? [`${item.id} is backed by another source`] : []),
    ];
  }

  #wordsOf(item: Item): ReadonlySet<string> {
    let words = this.#words.get(item.id);
    if (!words) {
      // A source is also called by its place in the list of sources.
      const place = item.kind === "source" ? [String(this.dossier.all("source").indexOf(item) + 1)] : [];
      words = new Set([...strings(item), ...place].flatMap((text) => fold(text).split(" ")));
      this.#words.set(item.id, words);
    }
    return words;
  }

  /** A heading or label names; it does not state. */
  #label(text: string): string[] {
    if (text.trim() === "") return ["an empty heading or label"];
    if (this.#questions.has(text)) return [];
    if (text.endsWith("?")) return [`a question that no dispute asks: “${text}”`];
    if (text.endsWith(".")) return [`a sentence as a heading: “${text}”`];
    return this.#stated(text);
  }

  #note(text: string): string[] {
    const note = /^Curator's note: (.*)$/.exec(text)?.[1];
    if (note !== undefined) return this.#notes.has(note) ? [] : [`a note that no item has: “${note}”`];
    return text.trim() === "" ? ["an empty note"] : this.#stated(text);
  }

  /** A sentence of the dossier in a place that carries no citation. */
  #stated(text: string): string[] {
    let found = this.#own.get(text);
    if (found === undefined) {
      found = this.#sentences.find((sentence) => text.includes(sentence)) ?? null;
      this.#own.set(text, found);
    }
    return found === null ? [] : [`stated without a citation: “${found}”`];
  }
}

/** All texts and numbers in an item that may be shown beside its sentence, dates as replies write them. */
function strings(value: unknown): string[] {
  if (typeof value === "string") {
    const when = parseWhen(value);
    return when ? [value, formatWhen(when)] : [value];
  }
  if (typeof value === "number") return [String(value), value.toLocaleString("en")];
  if (Array.isArray(value)) return value.flatMap(strings);
  if (typeof value !== "object" || value === null) return [];
  return isWhen(value) ? [formatWhen(value)] : Object.values(value).flatMap(strings);
}

const isWhen = (value: object): value is When => "precision" in value;

/** Markers and the list of sources must say the same. */
function numbering({ blocks, citations }: Reply): string[] {
  const markers = blocks.flatMap((block) =>
    spansOf(block)
      .flat()
      .flatMap((span) => (span.type === "cite" ? (span.markers ?? []) : [])),
  );
  const listed = blocks.flatMap((block) =>
    block.type === "sources"
      ? block.sources.flatMap(({ id, markers: own }) => own.map(({ n, at }) => `${n} ${id} ${at}`))
      : [],
  );
  const numbered = citations.map(({ n, source, paragraphs }) => `${n} ${source} ${paragraphs}`);
  const known = new Set(citations.map(({ n }) => n));
  return [
    ...markers.filter((n) => !known.has(n)).map((n) => `[${n}] leads nowhere`),
    ...[...known].filter((n) => !markers.includes(n)).map((n) => `source [${n}] backs nothing`),
    ...(isDeepStrictEqual(listed.toSorted(), numbered.toSorted())
      ? []
      : ["the list of sources is not the citations"]),
  ];
}

/** One or more markers, then at most the curator's note. */
const MARKED = / (?:\[\d+\])+(?: \(Curator's note: .*\))?$/;

/**
 * The same from the outside: what is wrong with the plain text of an answer as somebody reads it, line by line.
 * A line is a title, a heading or label (ends in a colon or question mark), a note (in parentheses) or must end in a marker.
 */
export function readingProblems(text: string): string[] {
  const [body = "", tail = ""] = text.split(/^Sources:\n/m);
  const listed = new Set([...tail.matchAll(/\[(\d+)\] ¶\d/g)].map(([, n]) => n));
  const all = body.split("\n");
  // A title is no sentence; an answer may also begin with its first statement.
  const lines = /^•|[.!?)]$|\[\d+\]$/.test(all[0] ?? "") ? all : all.slice(1);
  const unmarked = lines.filter(
    (line) =>
      line !== "" &&
      !MARKED.test(line) &&
      !(/[:?]$/.test(line) && !line.startsWith("•")) &&
      !(line.startsWith("(") && line.endsWith(")")) &&
      !line.startsWith("More: /"),
  );
  const dangling = [...body.matchAll(/\[(\d+)\]/g)].filter(([, n]) => !listed.has(n));
  return [
    ...(text.trim() === "" ? ["an empty reply"] : []),
    ...unmarked.map((line) => `a line without a marker: “${line}”`),
    ...dangling.map(([marker]) => `${marker} has no line under Sources`),
  ];
}
