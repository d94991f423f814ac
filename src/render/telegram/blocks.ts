/** Blocks of a reply as Telegram HTML, made for a phone: no tables, lists with bullets, sources folded. */
import type { Block, SourceLine, Span, Spans } from "../../reply/document.ts";
import { markersText, sourceText } from "../../reply/text.ts";
import { bold, code, expandable, type Html, italic, join, link, quoted, text, time, words } from "./html.ts";

/** Longer lists are folded, so that a phone does not show one answer for many screens. */
const LONG_LIST = 15;

/** Blocks with an empty line between them; a heading stands right above what it heads. */
export function blocksHtml(blocks: readonly Block[]): Html {
  const parts = blocks.flatMap((block, i) => {
    const gap = block.type === "heading" ? "\n" : "\n\n";
    return i === blocks.length - 1 ? [blockHtml(block)] : [blockHtml(block), words(gap)];
  });
  return join(parts);
}

function blockHtml(block: Block): Html {
  switch (block.type) {
    // Telegram has no colours for text: a title's colour is left to platforms that have.
    case "title":
    case "heading":
      return bold(text(block.text));
    case "paragraph":
      return spansHtml(block.spans);
    case "list": {
      const lines = bullets(block.items);
      return block.items.length > LONG_LIST ? expandable(lines) : lines;
    }
    case "facts":
      return join(
        block.rows.map((row) => join([bold(text(`${row.label}:`)), words(" "), spansHtml(row.value)])),
        "\n",
      );
    case "table":
      return table(block.head, block.rows);
    case "quote":
      return quoted(join([text(`“${block.words}”`), words("\n— "), spansHtml(block.by)]));
    case "comparison":
      return join(
        block.sides.map((side) => join([bold(text(side.label)), words("\n"), bullets(side.items)])),
        "\n",
      );
    case "note":
      return italic(block.moment ? join([text(`${block.text} `), spanHtml(block.moment)]) : text(block.text));
    case "divider":
      return words("———");
    case "sources":
      return sources(block.sources);
    default:
      return block satisfies never;
  }
}

const bullets = (items: readonly Spans[]): Html =>
  join(
    items.map((item) => join([words("• "), spansHtml(item)])),
    "\n",
  );

/** A phone is too narrow for columns: each row says what each of its cells is. */
function table(head: readonly string[], rows: readonly (readonly Spans[])[]): Html {
  if (rows.length === 0) return bold(text(head.join(" · ")));
  const line = (cells: readonly Spans[]): Html => {
    const named = head.map((label, i) => join([italic(text(`${label}: `)), spansHtml(cells[i] ?? [])]));
    return join([words("• "), join([...named, ...cells.slice(head.length).map(spansHtml)], " · ")]);
  };
  return join(rows.map(line), "\n");
}

function sources(lines: readonly SourceLine[]): Html {
  const list = join(
    lines.map((line) => text(sourceText(line))),
    "\n",
  );
  return join([bold(words("Sources")), words("\n"), expandable(list)]);
}

/** A run of spans; markers follow their statement after a space. */
function spansHtml(spans: Spans): Html {
  return join(spans.map(spanHtml));
}

function spanHtml(span: Span): Html {
  switch (span.type) {
    case "text":
      return text(span.text);
    case "bold":
      return bold(text(span.text));
    case "italic":
      return italic(text(span.text));
    case "code":
      return code(span.text);
    case "link":
      return link(span.text, span.href);
    case "time":
      return time(span.epochSeconds, span.text);
    case "cite":
      return words(markersText(span.markers ?? []));
    default:
      return span satisfies never;
  }
}
