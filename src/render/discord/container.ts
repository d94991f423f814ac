/** Blocks and rows as one Discord container, and whether a message takes it. */
import type {
  APIActionRowComponent,
  APIComponentInContainer,
  APIComponentInMessageActionRow,
  APIContainerComponent,
} from "discord-api-types/v10";
import type { Block } from "../../reply/document.ts";
import { ACTION_ROW } from "./buttons.ts";
import { blockText } from "./markdown.ts";

/** Components in a message, nested ones counted: https://docs.discord.com/developers/components/reference */
const MAX_COMPONENTS = 40;
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

/** @param colour the title's, "#b22222"; what is no colour is left out */
export function containerOf(
  blocks: readonly Block[],
  rows: readonly APIActionRowComponent<APIComponentInMessageActionRow>[],
  colour: string | undefined,
): APIContainerComponent {
  return { type: CONTAINER, ...accent(colour), components: [...draw(blocks), ...rows] };
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

/** Whether Discord takes a container as a message. */
export function isWithinLimits(container: APIContainerComponent): boolean {
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
