/** Numbers a draft's citations and lists its sources. */
import type {
  Action,
  Block,
  Citation,
  Draft,
  NumberedCitation,
  Reply,
  SourceLine,
  Span,
  Spans,
} from "./document.ts";
import { spansOf } from "./document.ts";

/**
 * Turns a draft into a reply. Each distinct pair of source and paragraphs gets one number, in order of first
 * appearance, so that a marker leads to the very paragraph.
 * @param label how the list of sources calls a source, by its id
 */
export function finish(draft: Draft, label: (source: string) => string): Reply {
  const numbers = new Map<string, NumberedCitation>();
  const items = new Set<string>();
  const number = (cite: Citation): number => {
    const paragraphs = cite.at.toSorted((a, b) => a - b);
    const key = `${cite.source} ${paragraphs.join()}`;
    const known = numbers.get(key) ?? { n: numbers.size + 1, source: cite.source, paragraphs };
    numbers.set(key, known);
    return known.n;
  };
  const mark = (spans: Spans): Spans =>
    spans.map((span): Span => {
      if (span.type !== "cite") return span;
      items.add(span.item);
      return { ...span, markers: span.cites.map(number) };
    });
  const blocks = draft.blocks.map((block) => mapSpans(block, mark));
  const citations = [...numbers.values()];
  if (citations.length > 0) blocks.push({ type: "sources", sources: sourceLines(citations, label) });
  const receipts = citations.length > 0 ? [{ type: "receipts" as const }] : [];
  return {
    kind: draft.kind ?? "answer",
    blocks,
    actions: [...distinct(draft.actions ?? []), ...receipts],
    citations,
    items: [...items],
  };
}

/** What the button of the sources is called on every platform. */
const SOURCES = "sources";

/**
 * Ways on that can be told apart: each leads somewhere else, and none is called as another. Of the same name those are
 * told apart by their command: "Crimea · topic", "Crimea · position".
 */
function distinct(actions: readonly Action[]): Action[] {
  const ways = new Map<string, Extract<Action, { type: "drill" }>>();
  for (const action of actions)
    if (action.type === "drill" && !ways.has(action.input)) ways.set(action.input, action);
  const told = (by: (drill: { readonly label: string; readonly input: string }) => string): void => {
    const names = Map.groupBy(ways.values(), ({ label }) => nameOf(label));
    for (const [name, same] of names) {
      if (same.length === 1 && name !== SOURCES) continue;
      for (const drill of same) ways.set(drill.input, { ...drill, label: by(drill) });
    }
  };
  told(({ label, input }) => `${label.trim()} · ${/^\/(\S+)/.exec(input)?.[1] ?? input}`);
  told(({ input }) => input);
  return [...ways.values(), ...actions.filter(({ type }) => type !== "drill")];
}

const nameOf = (label: string): string => label.replace(/\s+/g, " ").trim().toLowerCase();

function sourceLines(
  citations: readonly NumberedCitation[],
  label: (source: string) => string,
): SourceLine[] {
  const bySource = Map.groupBy(citations, (citation) => citation.source);
  return [...bySource].map(([id, cited]) => ({
    id,
    label: label(id),
    markers: cited.map(({ n, paragraphs }) => ({ n, at: paragraphs })),
  }));
}

/** A block with every run of spans replaced. */
function mapSpans(block: Block, map: (spans: Spans) => Spans): Block {
  if (spansOf(block).length === 0) return block;
  switch (block.type) {
    case "paragraph":
      return { ...block, spans: map(block.spans) };
    case "list":
      return { ...block, items: block.items.map(map) };
    case "facts":
      return { ...block, rows: block.rows.map((row) => ({ ...row, value: map(row.value) })) };
    case "table":
      return { ...block, rows: block.rows.map((row) => row.map(map)) };
    case "quote":
      return { ...block, by: map(block.by) };
    case "comparison":
      return {
        ...block,
        sides: block.sides.map((side) => ({ ...side, items: side.items.map(map) })),
      };
    default:
      return block;
  }
}
