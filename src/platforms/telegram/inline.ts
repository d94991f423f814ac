/** Inline mode: the statements that answer a query, each of which can be posted with its sources. */
import type { InlineQueryResultArticle } from "grammy/types";
import { htmlPages } from "../../render/telegram.ts";
import type { Block, Reply, Spans } from "../../reply/document.ts";
import { spansOf } from "../../reply/document.ts";
import { spansText } from "../../reply/text.ts";

/** Results in one answer (Bot API, answerInlineQuery). */
export const MAX_RESULTS = 50;
/** Longer titles and descriptions are cut by every app; the posted message has the whole sentence. */
const TITLE = 80;
const DESCRIPTION = 160;

/** All results for a reply, one a statement, in the reply's order. */
export function inlineResults(reply: Reply): InlineQueryResultArticle[] {
  const title = reply.blocks.find((block) => block.type === "title")?.text ?? "";
  return statementsOf(reply).flatMap(({ item, spans }, i) => {
    const [post] = htmlPages({ ...reply, blocks: [{ type: "paragraph", spans }, ...sourcesOf(reply)] });
    if (!post) return [];
    const text = spansText(spans.filter((span) => span.type !== "cite")).trim();
    return [
      {
        type: "article" as const,
        // At most 64 bytes; the number tells two statements of one item apart.
        id: `${i}.${item}`.slice(0, 64),
        title: shortened(text, TITLE),
        description: shortened(text.length > TITLE ? text.slice(TITLE - 1) : title, DESCRIPTION),
        input_message_content: {
          message_text: post.markup,
          parse_mode: "HTML" as const,
          link_preview_options: { is_disabled: true },
        },
      },
    ];
  });
}

/** Runs of spans that state an item, each with the item's id; a quotation with its words. */
function statementsOf(reply: Reply): { item: string; spans: Spans }[] {
  return reply.blocks
    .flatMap((block) => runsOf(block))
    .flatMap((spans) => {
      const cite = spans.find((span) => span.type === "cite");
      return cite?.type === "cite" ? [{ item: cite.item, spans }] : [];
    });
}

function runsOf(block: Block): readonly Spans[] {
  if (block.type === "quote") return [[{ type: "text", text: `“${block.words}” — ` }, ...block.by]];
  return spansOf(block);
}

const sourcesOf = (reply: Reply): Block[] => reply.blocks.filter((block) => block.type === "sources");

const shortened = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit - 1).toWellFormed()}…`;
