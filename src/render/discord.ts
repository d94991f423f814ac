/** A reply as Discord messages in Components V2: pages of one container each. Nothing is cut. */
import type { APIComponentInContainer, APIContainerComponent } from "discord-api-types/v10";
import type { Block, Reply } from "../reply/document.ts";
import { note } from "../reply/document.ts";
import { paginate } from "../reply/pages.ts";
import { ACTION_ROW, type Kept, nextRow, type Paging, pagingRow } from "./discord/buttons.ts";
import { blockText } from "./discord/markdown.ts";

/** Components in a message, nested ones counted: https://docs.discord.com/developers/components/reference */
export const MAX_COMPONENTS = 40;
/** Characters in all text displays of a message together: the same page. */
export const MAX_TEXT = 4_000;
/**
 * Discord answers 500 above this size, in UTF-8 bytes: https://github.com/discord/discord-api-docs/issues/8554
 * (10,170 for texts and 12 a display) and 6965, 7310 (menus count too). The whole JSON is counted here, which is
 * never less.
 */
export const MAX_BYTES = 10_170;
/** Types of components: https://docs.discord.com/developers/components/reference#component-object-component-types */
const TEXT_DISPLAY = 10;
const SEPARATOR = 14;
const CONTAINER = 17;
/** Flags of messages: https://docs.discord.com/developers/resources/message#message-object-message-flags */
export const EPHEMERAL = 1 << 6;
const IS_COMPONENTS_V2 = 1 << 15;
/** A title up to this long is repeated on later pages; a longer one would leave them too little room. */
const MAX_REPEATED_TITLE = 200;
/** A page number that no reply reaches, for measuring. */
const LAST_PAGE = 99_999;

/** A message as Discord takes it, in an interaction's answer, an edit or a channel. */
export interface DiscordMessage {
  readonly flags: number;
  readonly components: readonly [APIContainerComponent];
  readonly allowed_mentions: { readonly parse: [] };
}

/** A reply's pages, and what their buttons need the store to hold. Pages are shown one at a time. */
export interface DiscordReply {
  readonly pages: readonly [DiscordMessage, ...DiscordMessage[]];
  readonly kept: ReadonlyMap<string, string>;
}

/**
 * Renders a reply. What is not an answer is flagged for the asking person's eyes only.
 * @param input what was asked, so that a button can ask it again
 * @param view whether the reply is an answer or the list of sources behind one
 */
export function toDiscord(reply: Reply, input: string, view: Paging["view"] = "page"): DiscordReply {
  const kept: Kept = new Map();
  const next = nextRow(reply.actions, kept);
  const left = next.left.map((drill) => note(`${drill.label}: ${drill.input}`));
  const title = reply.blocks.find((block) => block.type === "title");
  const sources = reply.actions.some((action) => action.type === "receipts");
  const container = (blocks: readonly Block[], page: number, pages: number): APIContainerComponent => ({
    type: CONTAINER,
    ...accent(title?.colour),
    components: [
      ...draw(blocks[0]?.type === "title" || page === 1 ? blocks : [...repeated(title), ...blocks]),
      ...next.rows,
      ...pagingRow({ page, pages, input, view, sources }, kept),
    ],
  });
  const whole = { ...reply, blocks: [...reply.blocks, ...left] };
  const only = container(whole.blocks, 1, 1);
  const divided = isWithinLimits(only)
    ? [whole.blocks]
    : paginate(whole, (blocks) => isWithinLimits(container(blocks, LAST_PAGE, LAST_PAGE)));
  const flags = IS_COMPONENTS_V2 | (reply.kind === "answer" ? 0 : EPHEMERAL);
  const [first = only, ...others] = divided.map((blocks, i) => container(blocks, i + 1, divided.length));
  const message = (page: APIContainerComponent): DiscordMessage => ({
    flags,
    components: [page],
    allowed_mentions: { parse: [] },
  });
  return { pages: [message(first), ...others.map(message)], kept };
}

/** The page asked for; the last one when the reply has become shorter since. */
export function pageOf({ pages }: DiscordReply, page: number): DiscordMessage {
  return pages[Math.min(page, pages.length) - 1] ?? pages[0];
}

function repeated(title: (Block & { type: "title" }) | undefined): Block[] {
  return title && title.text.length <= MAX_REPEATED_TITLE ? [note(title.text)] : [];
}

/** "#b22222" as Discord's number; nothing for what is no colour. */
function accent(colour: string | undefined): { accent_color?: number } {
  return colour && /^#[0-9a-f]{6}$/i.test(colour)
    ? { accent_color: Number.parseInt(colour.slice(1), 16) }
    : {};
}

/** Blocks as components: a heading together with what it heads, notes together, all else on its own. */
function draw(blocks: readonly Block[]): APIComponentInContainer[] {
  const drawn: APIComponentInContainer[] = [];
  let before: Block | undefined;
  for (const block of blocks) {
    if (block.type === "divider") {
      drawn.push({ type: SEPARATOR });
      before = block;
      continue;
    }
    const content = blockText(block);
    if (content === "") continue;
    const last = drawn.at(-1);
    const belongs = before?.type === "heading" || (before?.type === "note" && block.type === "note");
    if (last?.type === TEXT_DISPLAY && belongs) last.content += `\n${content}`;
    else drawn.push({ type: TEXT_DISPLAY, content });
    before = block;
  }
  return drawn.length > 0 ? drawn : [{ type: TEXT_DISPLAY, content: "-# This answer is empty." }];
}

function isWithinLimits(container: APIContainerComponent): boolean {
  const texts = container.components.flatMap((component) =>
    component.type === TEXT_DISPLAY ? [component.content] : [],
  );
  const nested = container.components.map((component) =>
    component.type === ACTION_ROW ? 1 + component.components.length : 1,
  );
  return (
    texts.reduce((sum, text) => sum + text.length, 0) <= MAX_TEXT &&
    nested.reduce((sum, n) => sum + n, 1) <= MAX_COMPONENTS &&
    Buffer.byteLength(JSON.stringify(container)) <= MAX_BYTES
  );
}
