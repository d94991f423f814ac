/** A reply as Discord messages in Components V2: pages of one container each. Nothing is cut. */
import type { APIContainerComponent } from "discord-api-types/v10";
import type { Block, Reply } from "../reply/document.ts";
import { note } from "../reply/document.ts";
import { paginate } from "../reply/pages.ts";
import { type Kept, nextRow, type Paging, pagingRow } from "./discord/buttons.ts";
import { containerOf, isWithinLimits } from "./discord/container.ts";

/** Flags of messages: https://docs.discord.com/developers/resources/message#message-object-message-flags */
export const EPHEMERAL = 1 << 6;
export const IS_COMPONENTS_V2 = 1 << 15;
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

/** What was rendered of replies that are still held somewhere, by view and input. */
const rendered = new WeakMap<Reply, Map<string, DiscordReply>>();

/**
 * Renders a reply, once. What is not an answer is flagged for the asking person's eyes only.
 * @param input what was asked, so that a button can ask it again
 * @param view whether the reply is an answer or the list of sources behind one
 */
export function toDiscord(reply: Reply, input: string, view: Paging["view"] = "page"): DiscordReply {
  const views = rendered.get(reply) ?? new Map<string, DiscordReply>();
  rendered.set(reply, views);
  const key = `${view} ${input}`;
  const known = views.get(key) ?? render(reply, input, view);
  views.set(key, known);
  return known;
}

function render(reply: Reply, input: string, view: Paging["view"]): DiscordReply {
  const kept: Kept = new Map();
  const next = nextRow(reply.actions, kept);
  const left = next.left.map((drill) => note(`${drill.label}: ${drill.input}`));
  const title = reply.blocks.find((block) => block.type === "title");
  const sources = reply.actions.some((action) => action.type === "receipts");
  const container = (blocks: readonly Block[], page: number, pages: number): APIContainerComponent =>
    containerOf(
      blocks[0]?.type === "title" || page === 1 ? blocks : [...repeated(title), ...blocks],
      [...next.rows, ...pagingRow({ page, pages, input, view, sources }, kept)],
      title?.colour,
    );
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
