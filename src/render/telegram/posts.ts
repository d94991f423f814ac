/** A reply as the messages of a Telegram chat: all of them, with buttons that need nothing but themselves. */
import { note, type Reply } from "../../reply/document.ts";
import { itemsOf } from "../../reply/pages.ts";
import { postPages } from "../posts.ts";
import { EMPTY, fits, htmlOf } from "../telegram.ts";
import { blocksHtml } from "./blocks.ts";
import type { Content } from "./calls.ts";
import { text } from "./html.ts";
import { buttonMaker, drillRows, MAX_DRILLS } from "./keyboard.ts";
import type { Stored } from "./view.ts";

/** A message to be posted, the inputs its buttons need stored, and the ids of the items it cites. */
export interface TelegramPost {
  readonly message: Content;
  readonly stored: readonly Stored[];
  readonly items: readonly string[];
}

/**
 * Renders a reply for a chat, in HTML: a bot cannot tell whose app shows a rich message. What leads on stands below
 * the last message, and is answered in one of its own.
 */
export function telegramPosts(reply: Reply): TelegramPost[] {
  const drills = reply.actions.filter((action) => action.type === "drill");
  const left = drills.slice(MAX_DRILLS).map((drill) => note(`${drill.label}: ${drill.input}`));
  const whole = { ...reply, blocks: [...reply.blocks, ...left] };
  const pages = postPages(whole, (blocks) => fits(blocksHtml(blocks))).flatMap((blocks) =>
    htmlOf(whole, blocks).map((html) => ({ html, items: itemsOf(blocks) })),
  );
  if (pages.length === 0) pages.push({ html: text(EMPTY), items: [] });
  const stored = new Map<string, Stored>();
  const keyboard = drillRows(drills.slice(0, MAX_DRILLS), "below", buttonMaker(stored));
  return pages.map(({ html, items }, i) => {
    const last = i === pages.length - 1;
    return {
      message: { body: { html: html.markup }, keyboard: last ? keyboard : [] },
      stored: last ? [...stored.values()] : [],
      items,
    };
  });
}
