/** Blocks and spans as Discord markdown; whatever comes from data or people is escaped by construction. */
import type { Block, Span, Spans } from "../../reply/document.ts";
import { clean, markersText, sourceText } from "../../reply/text.ts";

/** The last second that a JavaScript Date can name; Discord shows later ones as raw text. */
const LAST_SECOND = 8.64e12;
/** Keeps apart two marks of emphasis that would else be read as one. */
const GAP = "\u200B";

/**
 * Text that Discord shows as it is: it cannot format, mention, open a link, or name a time stamp or an emoji.
 * Discord takes any punctuation mark after a backslash literally.
 * https://docs.discord.com/developers/reference#message-formatting
 */
export function escapeMarkdown(text: string): string {
  return (
    clean(text)
      .replace(/[\\*_~|`<>[\]#@]/g, "\\$&")
      // Addresses become links and :names: emoji by themselves.
      .replace(/:(?=\/\/|[\w+~-]+:)/g, "\\:")
      // Marks that mean a list or small print where a line begins; a span cannot know whether it begins one.
      .replace(/^(\s*\d*)([-+.)])/, "$1\\$2")
  );
}

/** A block's text; empty for one that has nothing to show. A divider is a component of its own, not text. */
export function blockText(block: Exclude<Block, { type: "divider" }>): string {
  switch (block.type) {
    case "title":
      return prefixed("## ", escapeMarkdown(block.text));
    case "heading":
      return prefixed("### ", escapeMarkdown(block.text));
    case "paragraph":
      return spansText(block.spans);
    case "list":
      return bullets(block.items);
    case "facts":
      return lines(block.rows.map((row) => joined([labelled(row.label), spansText(row.value)])));
    case "table":
      return lines(block.rows.map((row) => tableRow(block.head, row)));
    case "quote":
      return lines([
        prefixed("> ", block.words.trim() === "" ? "" : `“${escapeMarkdown(block.words)}”`),
        prefixed("> — ", spansText(block.by)),
      ]);
    case "comparison":
      return lines(block.sides.map((side) => lines([emphasised("**", side.label), bullets(side.items)])));
    case "note":
      return prefixed(
        "-# ",
        joined([escapeMarkdown(block.text), block.moment ? spanText(block.moment) : ""]),
      );
    case "sources":
      return lines(block.sources.map((line) => prefixed("-# ", escapeMarkdown(sourceText(line)))));
    default:
      return block satisfies never;
  }
}

/** A run of spans; markers follow their statement. */
export function spansText(spans: Spans): string {
  return spans.map(spanText).reduce((before, next) => {
    const touching = before.endsWith("*") && next.startsWith("*");
    return `${before}${touching ? GAP : ""}${next}`;
  }, "");
}

function spanText(span: Span): string {
  switch (span.type) {
    case "text":
      return escapeMarkdown(span.text);
    case "bold":
      return emphasised("**", span.text);
    case "italic":
      return emphasised("*", span.text);
    case "code":
      return code(span.text);
    case "link":
      return link(span.text, span.href);
    case "time":
      return Math.abs(span.epochSeconds) <= LAST_SECOND
        ? `<t:${Math.floor(span.epochSeconds)}:f>`
        : escapeMarkdown(span.text);
    case "cite":
      return escapeMarkdown(markersText(span.markers ?? []));
    default:
      return span satisfies never;
  }
}

const labelled = (label: string): string => (clean(label).trim() === "" ? "" : emphasised("**", `${label}:`));

/** Emphasis must touch its words: spaces at their ends go outside. */
function emphasised(mark: string, text: string): string {
  const [, before = "", words = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(clean(text)) ?? [];
  return words === "" ? before + after : `${before}${mark}${escapeMarkdown(words)}${mark}${after}`;
}

/** Nothing can be escaped inside code, so that text with a back-tick is shown as plain text. */
function code(text: string): string {
  const words = clean(text);
  return words === "" || words.includes("`") ? escapeMarkdown(words) : `\`${words}\``;
}

/** Only web addresses become links; any other is shown as text, with what it would have led to. */
function link(text: string, href: string): string {
  const label = escapeMarkdown(text);
  const url = URL.canParse(href) ? new URL(href) : null;
  if (!url || !/^https?:$/.test(url.protocol) || label.trim() === "")
    return `${label} (${escapeMarkdown(href)})`;
  const address = url.href.replace(/[()<>\\]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `[${label}](<${address}>)`;
}

/** A row as its first cell and the others under their heads: a phone is too narrow for columns. */
function tableRow(head: readonly string[], cells: readonly Spans[]): string {
  const [first, ...others] = cells.map((spans, i) => ({ label: head[i] ?? "", text: spansText(spans) }));
  const cell = ({ label, text }: { label: string; text: string }) =>
    text.trim() === "" ? "" : joined([labelled(label), text]);
  return lines([first ? cell(first) : "", ...others.map((other) => prefixed("- ", cell(other)))]);
}

const bullets = (items: readonly Spans[]): string =>
  lines(items.map((item) => prefixed("- ", spansText(item))));
const prefixed = (prefix: string, text: string): string => (text.trim() === "" ? "" : prefix + text);
const lines = (texts: readonly string[]): string => texts.filter((text) => text.trim() !== "").join("\n");
const joined = (texts: readonly string[]): string => texts.filter((text) => text.trim() !== "").join(" ");
