/** The plain-text form of a reply: what `ask` prints, what is measured, what every platform must not say less than. */
import type { Action, Block, Reply, SourceLine, Span, Spans } from "./document.ts";

/** The whole reply as text, with its markers, list of sources and things to try. */
export function toText(reply: Reply): string {
  const tries = triesText(reply.actions);
  return joinBlocks(reply.blocks, blockText) + (tries ? `\n\n${tries}` : "");
}

/** Blocks with an empty line between them; a heading stands right above what it heads. */
export function joinBlocks(blocks: readonly Block[], draw: (block: Block) => string): string {
  return blocks
    .map(
      (block, i) => draw(block) + (i === blocks.length - 1 ? "" : block.type === "heading" ? "\n" : "\n\n"),
    )
    .join("");
}

/** Things to try as one line; empty when there are none. */
function triesText(actions: readonly Action[]): string {
  const inputs = actions.flatMap((action) => (action.type === "drill" ? [action.input] : []));
  return inputs.length > 0 ? `More: ${inputs.join(" · ")}` : "";
}

function blockText(block: Block): string {
  switch (block.type) {
    case "title":
      return clean(block.text);
    case "heading":
      return /[?:]$/.test(block.text) ? clean(block.text) : `${clean(block.text)}:`;
    case "paragraph":
      return spansText(block.spans);
    case "list":
      return block.items.map((item) => `• ${spansText(item)}`).join("\n");
    case "facts":
      return block.rows.map((row) => `${clean(row.label)}: ${spansText(row.value)}`).join("\n");
    case "table":
      return [block.head.map(clean), ...block.rows.map((row) => row.map(spansText))]
        .map((cells) => cells.join(" | "))
        .join("\n");
    case "quote":
      return `“${clean(block.words)}” — ${spansText(block.by)}`;
    case "comparison":
      return block.sides
        .map((side) =>
          [`${clean(side.label)}:`, ...side.items.map((item) => `• ${spansText(item)}`)].join("\n"),
        )
        .join("\n");
    case "note":
      return `(${noteText(block)})`;
    case "divider":
      return "—";
    case "sources":
      return ["Sources:", ...block.sources.map(sourceText)].join("\n");
    default:
      return block satisfies never;
  }
}

/** A note's words, and its moment where nobody's zone is known. */
export function noteText({ text, moment }: Extract<Block, { type: "note" }>): string {
  return clean(moment ? `${text} ${moment.text}` : text);
}

/** "Kyiv Independent, 24 Jan 2026: [1] ¶24 · [3] ¶25". */
export function sourceText(line: SourceLine): string {
  const markers = line.markers.map(({ n, at }) => `[${n}] ¶${at.join(", ")}`);
  return `${clean(line.label)}: ${markers.join(" · ")}`;
}

/** A run of spans as text; markers follow their statement after a space. */
export function spansText(spans: Spans): string {
  return spans.map(spanText).join("");
}

function spanText(span: Span): string {
  switch (span.type) {
    case "text":
    case "bold":
    case "italic":
    case "code":
      return clean(span.text);
    case "link":
      return `${clean(span.text)} (${clean(span.href)})`;
    case "time":
      return clean(span.text);
    case "cite":
      return markersText(span.markers ?? []);
    default:
      return span satisfies never;
  }
}

/** " [1][2]". */
export function markersText(markers: readonly number[]): string {
  return markers.length > 0 ? ` ${markers.map((n) => `[${n}]`).join("")}` : "";
}

/**
 * Text safe to show anywhere: control characters and the marks that turn the direction of writing are gone,
 * lone surrogates replaced, line breaks folded into spaces.
 */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\n\r\t\u2028\u2029]+/g, " ")
    .replace(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, "");
}
