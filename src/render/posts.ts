/** A reply as all its messages at once, for a channel where nobody turns pages; what both platforms share. */
import { type Block, note, type Reply } from "../reply/document.ts";
import { paginate } from "../reply/pages.ts";

/** How long a title repeated on later messages may be, in characters; it says what they go on with, no more. */
const MAX_REPEATED_TITLE = 80;
/** A number of messages that no reply reaches, for measuring. */
const MOST = 999;

/**
 * The blocks of each message. From the second on a line says what is continued.
 * @param fits whether a platform takes these blocks as a message; the last one carries the buttons
 */
export function postPages(
  reply: Reply,
  fits: (blocks: readonly Block[], last: boolean) => boolean,
): Block[][] {
  if (fits(reply.blocks, true)) return [[...reply.blocks]];
  const title = reply.blocks.find((block) => block.type === "title")?.text ?? "";
  const divided = (last: boolean) =>
    paginate(reply, (blocks) => fits(continued(title, blocks, MOST, MOST), last));
  const pages = divided(false);
  const end = continued(title, pages.at(-1) ?? [], MOST, MOST);
  // Seldom the buttons do not fit below the last blocks: then every message leaves room for them.
  const all = fits(end, true) ? pages : divided(true);
  return all.map((blocks, i) => (i === 0 ? blocks : continued(title, blocks, i + 1, all.length)));
}

function continued(title: string, blocks: readonly Block[], page: number, pages: number): Block[] {
  if (blocks[0]?.type === "title") return [...blocks];
  return [note(`${shortened(title)} (${page} of ${pages})`.trim()), ...blocks];
}

const shortened = (text: string): string =>
  text.length <= MAX_REPEATED_TITLE ? text : `${text.slice(0, MAX_REPEATED_TITLE - 1).toWellFormed()}…`;
