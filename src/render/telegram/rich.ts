/** Blocks of a reply as a Telegram rich message (Bot API 10.1 and later): tables, footnotes, details; all as data. */
import { type Block, plain, type SourceLine, type Span, type Spans } from "../../reply/document.ts";
import { clean } from "../../reply/text.ts";

/** Limits of a rich message (Bot API, Rich Message Limits). */
export const MAX_RICH_CHARACTERS = 32_768;
export const MAX_RICH_BLOCKS = 500;
export const MAX_COLUMNS = 20;

/** The part of Telegram's RichText that a reply needs. */
export type RichText =
  | string
  | RichText[]
  | { type: "bold" | "italic" | "code"; text: RichText }
  | { type: "url"; text: RichText; url: string }
  | { type: "date_time"; text: RichText; unix_time: number; date_time_format: "Dt" }
  | { type: "reference"; text: RichText; name: string }
  | { type: "reference_link"; text: RichText; reference_name: string };

interface Cell {
  text: RichText;
  is_header?: true;
  align: "left";
  valign: "top";
}

/** The part of Telegram's InputRichBlock that a reply needs. */
export type RichBlock =
  | { type: "paragraph"; text: RichText }
  | { type: "heading"; text: RichText; size: 2 | 4 }
  | { type: "divider" }
  | { type: "list"; items: { blocks: RichBlock[] }[] }
  | { type: "blockquote"; blocks: RichBlock[]; credit: RichText }
  | { type: "table"; cells: Cell[][]; is_striped?: true }
  | { type: "details"; summary: RichText; blocks: RichBlock[] };

/** Whether Telegram takes these blocks as one rich message. */
export function richFits(blocks: readonly RichBlock[]): boolean {
  const characters = [...richText(blocks)].length;
  return characters <= MAX_RICH_CHARACTERS && countBlocks(blocks) <= MAX_RICH_BLOCKS;
}

/** Blocks with everything nested in them: items, rows, quotations. */
function countBlocks(blocks: readonly RichBlock[]): number {
  return blocks.reduce((total, block) => total + 1 + nested(block), 0);
}

function nested(block: RichBlock): number {
  switch (block.type) {
    case "paragraph":
    case "heading":
    case "divider":
      return 0;
    case "list":
      return block.items.reduce((total, item) => total + 1 + countBlocks(item.blocks), 0);
    case "table":
      return block.cells.length;
    case "blockquote":
    case "details":
      return countBlocks(block.blocks);
    default:
      return block satisfies never;
  }
}

/** All text of the blocks. */
export function richText(blocks: readonly RichBlock[]): string {
  return blocks.map(textOfBlock).join("");
}

function textOfBlock(block: RichBlock): string {
  switch (block.type) {
    case "paragraph":
    case "heading":
      return textOf(block.text);
    case "divider":
      return "";
    case "list":
      return block.items.map((item) => richText(item.blocks)).join("");
    case "table":
      return block.cells
        .flat()
        .map((c) => textOf(c.text))
        .join("");
    case "blockquote":
      return richText(block.blocks) + textOf(block.credit);
    case "details":
      return textOf(block.summary) + richText(block.blocks);
    default:
      return block satisfies never;
  }
}

function textOf(value: RichText): string {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.map(textOf).join("") : textOf(value.text);
}

/** Renders blocks. Nothing needs escaping: text stays text in a rich message that is given as blocks. */
export function richBlocks(blocks: readonly Block[]): RichBlock[] {
  return blocks.flatMap(richBlock);
}

function richBlock(block: Block): RichBlock[] {
  switch (block.type) {
    case "title":
      return [{ type: "heading", text: clean(block.text), size: 2 }];
    case "heading":
      return [{ type: "heading", text: clean(block.text), size: 4 }];
    case "paragraph":
      return [paragraph(richSpans(block.spans))];
    case "list":
      return [list(block.items)];
    case "facts":
      return [
        {
          type: "table",
          cells: block.rows.map((row) => [
            { ...cell(clean(row.label)), is_header: true },
            cell(richSpans(row.value)),
          ]),
        },
      ];
    case "table":
      return table(block.head, block.rows);
    case "quote":
      return [
        {
          type: "blockquote",
          blocks: [paragraph(`“${clean(block.words)}”`)],
          credit: richSpans(block.by),
        },
      ];
    case "comparison":
      return block.sides.flatMap((side): RichBlock[] => [
        paragraph({ type: "bold", text: clean(side.label) }),
        list(side.items),
      ]);
    case "note":
      return [
        paragraph({
          type: "italic",
          text: block.moment ? richSpans([plain(`${block.text} `), block.moment]) : clean(block.text),
        }),
      ];
    case "divider":
      return [{ type: "divider" }];
    case "sources":
      return [{ type: "details", summary: "Sources", blocks: block.sources.map(footnotes) }];
    default:
      return block satisfies never;
  }
}

const paragraph = (text: RichText): RichBlock => ({ type: "paragraph", text });
const cell = (text: RichText): Cell => ({ text, align: "left", valign: "top" });
const list = (items: readonly Spans[]): RichBlock => ({
  type: "list",
  items: items.map((item) => ({ blocks: [paragraph(richSpans(item))] })),
});

/** A table; one with more columns than Telegram takes becomes lines. */
function table(head: readonly string[], rows: readonly (readonly Spans[])[]): RichBlock[] {
  const columns = Math.max(head.length, ...rows.map((row) => row.length));
  if (columns > MAX_COLUMNS) {
    const lines = rows.map((row) =>
      row.flatMap((value, i): RichText[] => [i > 0 ? " · " : "", richSpans(value)]),
    );
    return [paragraph({ type: "bold", text: head.map(clean).join(" · ") }), ...lines.map(paragraph)];
  }
  const header = head.map((label): Cell => ({ ...cell(clean(label)), is_header: true }));
  return [
    {
      type: "table",
      is_striped: true,
      cells: [header, ...rows.map((row) => row.map((v) => cell(richSpans(v))))],
    },
  ];
}

/** A source and the paragraphs that its markers lead to. */
function footnotes({ label, markers }: SourceLine): RichBlock {
  const notes = markers.flatMap(({ n, at }, i): RichText[] => [
    i > 0 ? " · " : "",
    { type: "reference", name: `n${n}`, text: `[${n}] ¶${at.join(", ")}` },
  ]);
  return paragraph([`${clean(label)}: `, ...notes]);
}

function richSpans(spans: Spans): RichText {
  return spans.flatMap(richSpan);
}

function richSpan(span: Span): RichText[] {
  switch (span.type) {
    case "text":
      return [clean(span.text)];
    case "bold":
    case "italic":
    case "code":
      return [{ type: span.type, text: clean(span.text) }];
    case "link": {
      const [label, url] = [clean(span.text), clean(span.href).trim()];
      return /^https?:\/\/[^\s/]/i.test(url) ? [{ type: "url", text: label, url }] : [`${label} (${url})`];
    }
    case "time":
      return Number.isInteger(span.epochSeconds) && span.epochSeconds >= 0
        ? [
            {
              type: "date_time",
              text: clean(span.text),
              unix_time: span.epochSeconds,
              date_time_format: "Dt",
            },
          ]
        : [clean(span.text)];
    case "cite": {
      const links = (span.markers ?? []).map(
        (n): RichText => ({ type: "reference_link", text: `[${n}]`, reference_name: `n${n}` }),
      );
      return links.length > 0 ? [" ", ...links] : [];
    }
    default:
      return span satisfies never;
  }
}
