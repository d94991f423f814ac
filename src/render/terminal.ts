/** A reply for a terminal: wrapped to its width, with colour and links where it can show them. */
import { styleText } from "node:util";
import wrapAnsi from "wrap-ansi";
import type { Action, Block, Reply, Span, Spans } from "../reply/document.ts";
import { clean, joinBlocks, markersText, noteText, sourceText } from "../reply/text.ts";

/** What the terminal can do. Width in columns. */
export interface Screen {
  readonly width: number;
  readonly colour: boolean;
}

type Style = Parameters<typeof styleText>[0];

/** Widest text that reads well, however wide the window is. */
const MAX_WIDTH = 100;

/** The whole reply as lines for a screen. */
export function toTerminal(reply: Reply, screen: Screen): string {
  const painter = new Painter(screen);
  const tries = painter.tries(reply.actions);
  return joinBlocks(reply.blocks, (block) => painter.block(block)) + (tries ? `\n\n${tries}` : "");
}

class Painter {
  readonly #width: number;
  readonly #colour: boolean;

  constructor({ width, colour }: Screen) {
    this.#width = Math.max(20, Math.min(width, MAX_WIDTH));
    this.#colour = colour;
  }

  #paint(style: Style, text: string): string {
    return this.#colour ? styleText(style, text, { validateStream: false }) : text;
  }

  /** Wraps, and indents every line but the first by as many columns as `first` takes. */
  #wrap(text: string, first = ""): string {
    const indent = " ".repeat(first.length);
    const wrapped = wrapAnsi(text, this.#width - first.length, { hard: true });
    return wrapped
      .split("\n")
      .map((line, i) => (i === 0 ? first : indent) + line)
      .join("\n");
  }

  block(block: Block): string {
    switch (block.type) {
      case "title":
        return this.#wrap(this.#paint(["bold", "underline"], clean(block.text)));
      case "heading":
        return this.#wrap(this.#paint("bold", clean(block.text)));
      case "paragraph":
        return this.#wrap(this.spans(block.spans));
      case "list":
        return this.#list(block.items);
      case "facts":
        return block.rows
          .map((row) =>
            this.#wrap(`${this.#paint("bold", `${clean(row.label)}:`)} ${this.spans(row.value)}`, "  "),
          )
          .join("\n");
      case "table":
        return [
          block.head.map((cell) => this.#paint("bold", clean(cell))),
          ...block.rows.map((row) => row.map((cell) => this.spans(cell))),
        ]
          .map((cells) => this.#wrap(cells.join(" │ ")))
          .join("\n");
      case "quote":
        return `${this.#wrap(this.#paint("italic", `“${clean(block.words)}”`), "  ")}\n${this.#wrap(this.spans(block.by), "    ")}`;
      case "comparison":
        return block.sides
          .map(
            (side) =>
              `${this.#wrap(this.#paint("cyan", clean(side.label)), "  ")}\n${this.#list(side.items, "  ")}`,
          )
          .join("\n");
      case "note":
        return this.#wrap(this.#paint("dim", noteText(block)));
      case "divider":
        return this.#paint("dim", "─".repeat(this.#width));
      case "sources":
        return [
          this.#paint("bold", "Sources"),
          ...block.sources.map((line) => this.#wrap(this.#paint("dim", sourceText(line)), "  ")),
        ].join("\n");
      default:
        return block satisfies never;
    }
  }

  #list(items: readonly Spans[], indent = ""): string {
    return items.map((item) => this.#wrap(this.spans(item), `${indent}• `)).join("\n");
  }

  spans(spans: Spans): string {
    return spans.map((span) => this.#span(span)).join("");
  }

  #span(span: Span): string {
    switch (span.type) {
      case "text":
      case "time":
        return clean(span.text);
      case "bold":
      case "italic":
        return this.#paint(span.type, clean(span.text));
      case "code":
        return this.#paint("cyan", clean(span.text));
      case "link": {
        const [text, href] = [clean(span.text), clean(span.href)];
        // OSC 8: the terminal makes the text a link; one that cannot is given the address.
        return this.#colour ? `\u001B]8;;${href}\u0007${text}\u001B]8;;\u0007` : `${text} (${href})`;
      }
      case "cite":
        return this.#paint("dim", markersText(span.markers ?? []));
      default:
        return span satisfies never;
    }
  }

  tries(actions: readonly Action[]): string {
    const inputs = actions.flatMap((action) =>
      action.type === "drill" ? [this.#paint("cyan", clean(action.input))] : [],
    );
    return inputs.length > 0 ? this.#wrap(`More: ${inputs.join(" · ")}`) : "";
  }
}
