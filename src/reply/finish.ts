/** Numbers a draft's citations and lists its sources. */
import type { Block, Citation, Draft, NumberedCitation, Reply, SourceLine, Span, Spans } from "./document.ts";
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
    actions: [...(draft.actions ?? []), ...receipts],
    citations,
    items: [...items],
  };
}

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
export function mapSpans(block: Block, map: (spans: Spans) => Spans): Block {
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
