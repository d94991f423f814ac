/** A reply as the messages of a Discord channel: all of them, with buttons that need nothing but themselves. */
import type { APIContainerComponent } from "discord-api-types/v10";
import { note, type Reply } from "../../reply/document.ts";
import { itemsOf } from "../../reply/pages.ts";
import { type DiscordMessage, IS_COMPONENTS_V2 } from "../discord.ts";
import { postPages } from "../posts.ts";
import { type Kept, nextRow } from "./buttons.ts";
import { containerOf, isWithinLimits } from "./container.ts";

/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
const SUPPRESS_NOTIFICATIONS = 1 << 12;

/** A message to be posted, the inputs its buttons need kept, and the ids of the items it cites. */
export interface DiscordPost {
  readonly message: DiscordMessage;
  readonly kept: readonly { readonly key: string; readonly input: string }[];
  readonly items: readonly string[];
}

/** Renders a reply for a channel. What leads on stands below the last message. */
export function discordPosts(reply: Reply, { silent }: { readonly silent: boolean }): DiscordPost[] {
  const kept: Kept = new Map();
  const next = nextRow(reply.actions, kept);
  const colour = reply.blocks.find((block) => block.type === "title")?.colour;
  const left = next.left.map((drill) => note(`${drill.label}: ${drill.input}`));
  const container = (blocks: Parameters<typeof containerOf>[0], last: boolean): APIContainerComponent =>
    containerOf(blocks, last ? next.rows : [], colour);
  const pages = postPages({ ...reply, blocks: [...reply.blocks, ...left] }, (blocks, last) =>
    isWithinLimits(container(blocks, last)),
  );
  return pages.map((blocks, i) => {
    const last = i === pages.length - 1;
    return {
      message: {
        flags: IS_COMPONENTS_V2 | (silent ? SUPPRESS_NOTIFICATIONS : 0),
        components: [container(blocks, last)],
        allowed_mentions: { parse: [] },
      },
      kept: last ? [...kept].map(([key, input]) => ({ key, input })) : [],
      items: itemsOf(blocks),
    };
  });
}
