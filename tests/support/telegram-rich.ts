/** Checks a rich message as Telegram's documentation states its form and limits; independent of our renderer. */
import { z } from "zod";

const text: z.ZodType<unknown> = z.lazy(() =>
  z.union([
    z.string(),
    z.array(text),
    z.strictObject({
      type: z.enum(["bold", "italic", "underline", "strikethrough", "code", "marked"]),
      text,
    }),
    z.strictObject({ type: z.literal("url"), text, url: z.string().regex(/^(?:https?|tg):\/\//) }),
    z.strictObject({
      type: z.literal("date_time"),
      text,
      unix_time: z.int().min(0),
      date_time_format: z.string().regex(/^(?:r|w?[dD]?[tT]?)$/),
    }),
    z.strictObject({ type: z.literal("reference"), text, name: z.string().min(1) }),
    z.strictObject({ type: z.literal("reference_link"), text, reference_name: z.string().min(1) }),
  ]),
);

const cell = z.strictObject({
  text: text.optional(),
  is_header: z.literal(true).optional(),
  colspan: z.int().optional(),
  rowspan: z.int().optional(),
  align: z.enum(["left", "center", "right"]),
  valign: z.enum(["top", "middle", "bottom"]),
});

const block: z.ZodType<unknown> = z.lazy(() =>
  z.union([
    z.strictObject({ type: z.literal("paragraph"), text }),
    z.strictObject({ type: z.literal("heading"), text, size: z.int().min(1).max(6) }),
    z.strictObject({ type: z.literal("footer"), text }),
    z.strictObject({ type: z.literal("divider") }),
    z.strictObject({ type: z.literal("list"), items: z.array(z.strictObject({ blocks: z.array(block) })) }),
    z.strictObject({ type: z.literal("blockquote"), blocks: z.array(block), credit: text.optional() }),
    z.strictObject({
      type: z.literal("table"),
      cells: z.array(z.array(cell).max(20)),
      is_bordered: z.literal(true).optional(),
      is_striped: z.literal(true).optional(),
      is_compact: z.literal(true).optional(),
      caption: text.optional(),
    }),
    z.strictObject({
      type: z.literal("details"),
      summary: text,
      blocks: z.array(block),
      is_open: z.literal(true).optional(),
    }),
  ]),
);

export const richMessage = z.strictObject({
  blocks: z.array(block).min(1),
  is_rtl: z.boolean().optional(),
  skip_entity_detection: z.boolean().optional(),
});

/** Text of a rich message. @throws Error when Telegram would refuse it */
export function checkRichMessage(message: unknown): string {
  const { blocks } = richMessage.parse(message);
  const found = { text: [] as string[], blocks: 0, depth: 0 };
  for (const each of blocks) walk(each, found, 1);
  const shown = found.text.join("");
  if ([...shown].length > 32_768) throw new Error("RICH_MESSAGE_TOO_LONG");
  if (found.blocks > 500) throw new Error("RICH_MESSAGE_BLOCKS_TOO_MUCH");
  if (found.depth > 16) throw new Error("RICH_MESSAGE_DEPTH_TOO_BIG");
  if (shown.trim() === "") throw new Error("RICH_MESSAGE_EMPTY");
  return shown;
}

const TEXTS = ["text", "summary", "caption"];

/** Gathers text in reading order; counts blocks, list items and table rows; measures nesting. */
function walk(value: unknown, found: { text: string[]; blocks: number; depth: number }, depth: number): void {
  found.depth = Math.max(found.depth, depth);
  if (typeof value === "string") found.text.push(value);
  else if (Array.isArray(value)) for (const each of value) walk(each, found, depth);
  else if (typeof value === "object" && value !== null) {
    const of = new Map<string, unknown>(Object.entries(value));
    if (of.has("size") || of.has("blocks") || of.has("items") || of.has("cells")) found.blocks += 1;
    else if (of.get("type") === "paragraph" || of.get("type") === "divider") found.blocks += 1;
    const rows = of.get("cells");
    if (Array.isArray(rows)) found.blocks += rows.length;
    for (const key of [...TEXTS, "blocks", "items", "cells", "credit"])
      if (of.has(key)) walk(of.get(key), found, depth + 1);
  }
}
