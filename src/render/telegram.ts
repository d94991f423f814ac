/** A reply as a Telegram message: text in HTML or blocks of a rich message, and an inline keyboard. */
import type { Block, Reply } from "../reply/document.ts";
import { paginate } from "../reply/pages.ts";
import { toText } from "../reply/text.ts";
import { blocksHtml } from "./telegram/blocks.ts";
import { type Html, text } from "./telegram/html.ts";
import {
  type Button,
  buttonMaker,
  type Drill,
  drillRows,
  isVisibleText,
  MAX_DRILLS,
  pageRow,
} from "./telegram/keyboard.ts";
import { type RichBlock, richBlocks, richFits, richText } from "./telegram/rich.ts";
import type { Stored, View } from "./telegram/view.ts";

/** Length of a text after entity parsing, in UTF-16 units (Bot API, sendMessage). */
export const MAX_TEXT = 4_096;
/** Entities that a message keeps; Telegram drops the formatting past them without a word (limits.tginfo.me). */
export const MAX_ENTITIES = 100;
/** What a message says: text in HTML, or a rich message. */
export type Body = { readonly html: string } | { readonly rich: RichBlock[] };

/** One message, the inputs its buttons need stored, and the page it is of how many. */
export interface TelegramMessage {
  readonly body: Body;
  readonly keyboard: Button[][];
  readonly stored: readonly Stored[];
  readonly page: number;
  readonly pages: number;
}

/** How a reply is wanted. */
export interface Shown {
  readonly view: View;
  readonly form: "html" | "rich";
  /** Callback data of the reply that led here, for a way back. */
  readonly back?: string | null;
}

/** Renders one page of a reply, or of its list of sources. A page past the last is the last. */
export function toTelegram(reply: Reply, { view, form, back }: Shown): TelegramMessage {
  const shown = view.show === "sources" ? sourcesOnly(reply) : reply;
  const bodies = form === "rich" ? richPages(shown) : htmlBodies(shown);
  const drills = shown.actions.filter((action) => action.type === "drill");
  const pages = Math.max(bodies.length, Math.ceil(drills.length / MAX_DRILLS));
  const page = Math.min(view.page, pages - 1);
  const body = bodies[page] ?? bodies.at(-1) ?? { html: EMPTY };
  const stored = new Map<string, Stored>();
  const button = buttonMaker(stored);
  const own = { ...view, page };
  const keyboard = [
    ...drillRows(pageOf(drills, page, pages), "reply", button),
    ...(pages > 1 ? [pageRow(own, pages, button)] : []),
    [
      ...(shown.actions.some((action) => action.type === "receipts")
        ? [button("Sources", { ...own, show: "sources", page: 0 })]
        : []),
      ...(back ? [{ text: "‹ Back", callback_data: back }] : []),
    ],
  ];
  return {
    body,
    keyboard: keyboard.filter((row) => row.length > 0),
    stored: [...stored.values()],
    page,
    pages,
  };
}

/** What a reply becomes where nothing of it can be seen: Telegram refuses an empty message. */
export const EMPTY = "—";
const isVisible = (body: Body): boolean =>
  isVisibleText("rich" in body ? richText(body.rich) : body.html.replace(/<[^>]*>/g, ""));

/** Whether Telegram takes this as one message, with all its formatting. */
export const fits = ({ units, entities }: Html): boolean => units <= MAX_TEXT && entities <= MAX_ENTITIES;

const rendered = new WeakMap<Reply, readonly Body[]>();

/** Pages as HTML, made once for a reply that is held somewhere. */
function htmlBodies(reply: Reply): readonly Body[] {
  const known = rendered.get(reply) ?? htmlPages(reply).map(({ markup }) => ({ html: markup }));
  rendered.set(reply, known);
  return known;
}

/** Pages as HTML. A page that cannot be made to fit goes out as plain text in pieces: nothing is cut. */
export function htmlPages(reply: Reply): Html[] {
  const pages = paginate(reply, (blocks) => fits(blocksHtml(blocks))).flatMap((blocks) =>
    htmlOf(reply, blocks),
  );
  return pages.length > 0 ? pages : [text(EMPTY)];
}

/** Blocks as one message, or as few as possible; none when nothing of them can be seen. */
export function htmlOf(reply: Reply, blocks: readonly Block[]): Html[] {
  const html = blocksHtml(blocks);
  const pieces = fits(html) ? [html] : plainPieces(reply, blocks);
  return pieces.filter(({ markup }) => isVisible({ html: markup }));
}

/** Blocks as text in pieces of at most a message, divided between words where there are any. */
function plainPieces(reply: Reply, blocks: readonly Block[]): Html[] {
  const pieces: Html[] = [];
  let rest = toText({ ...reply, blocks, actions: [] });
  while (rest !== "") {
    let end = Math.min(rest.length, MAX_TEXT);
    // Word joiners that `text` adds count too.
    while (text(rest.slice(0, end)).units > MAX_TEXT) end -= text(rest.slice(0, end)).units - MAX_TEXT;
    const space = end < rest.length ? rest.lastIndexOf(" ", end) : -1;
    if (space > 0) end = space;
    else if (rest.slice(0, end).isWellFormed() === false) end -= 1;
    pieces.push(text(rest.slice(0, end)));
    rest = rest.slice(end);
  }
  return pieces;
}

/** Pages as rich messages; what no rich message can hold goes out as HTML. */
export function richPages(reply: Reply): Body[] {
  const pages = paginate(reply, (blocks) => richFits(richBlocks(blocks)));
  const bodies = pages.flatMap((blocks): Body[] => {
    const rich = richBlocks(blocks);
    if (richFits(rich)) return [{ rich }];
    return htmlPages({ ...reply, blocks }).map(({ markup }) => ({ html: markup }));
  });
  const visible = bodies.filter(isVisible);
  return visible.length > 0 ? visible : [{ html: EMPTY }];
}

/** The list of sources of a whole reply. */
function sourcesOnly(reply: Reply): Reply {
  const blocks = reply.blocks.filter((block) => block.type === "sources");
  const lines = blocks.flatMap((block) => block.sources);
  const rows: Block[] = lines.map((line) => ({
    type: "facts",
    rows: [
      {
        label: line.label,
        value: [
          { type: "text", text: line.markers.map(({ n, at }) => `[${n}] ¶${at.join(", ")}`).join(" · ") },
        ],
      },
    ],
  }));
  return { ...reply, blocks: [{ type: "title", text: "Sources" }, ...rows], actions: [] };
}

/** More ways on than a keyboard holds are spread over the pages. */
function pageOf(drills: readonly Drill[], page: number, pages: number): readonly Drill[] {
  if (drills.length <= MAX_DRILLS) return drills;
  const size = Math.ceil(drills.length / pages);
  return drills.slice(page * size, (page + 1) * size);
}
