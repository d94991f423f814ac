/** What scheduled delivery needs of a platform: messages to send, and what became of each attempt. */
import type { Reply } from "../reply/document.ts";
import type { Channel, NewPart, Platform, Wishes } from "../storage/briefings.ts";

/** What became of an attempt to post one message. */
export type Posted =
  /** It is there, under this id of the platform's. */
  | { readonly type: "sent"; readonly message: string }
  /** Provably not there: a refused connection, a flood limit. To be tried again, not before `waitMs` when given. */
  | { readonly type: "not_sent"; readonly reason: string; readonly waitMs?: number }
  /** Maybe there; `recover` knows how to try again without doing harm. */
  | { readonly type: "repeatable"; readonly reason: string }
  /** Maybe there; posting again could double it. */
  | { readonly type: "unknown"; readonly reason: string }
  /** The channel does not take messages from the bot: kicked, blocked, deleted, forbidden. */
  | { readonly type: "gone"; readonly reason: string }
  /** The chat goes on under another id; the message was not posted. */
  | { readonly type: "moved"; readonly chat: string }
  /** The platform does not take this message, whatever the channel: a bug of ours. */
  | { readonly type: "refused"; readonly reason: string }
  /** The bot's token is no longer valid: nothing at all can be posted. */
  | { readonly type: "unauthorized"; readonly reason: string };

/** Reasons of `gone` that say nothing of the rest of the chat: its own topic is closed, or no more. */
export const TOPIC_REASONS = ["the topic is closed", "the topic no longer exists"] as const;
export type TopicReason = (typeof TOPIC_REASONS)[number];

/** What an earlier attempt left behind, whose outcome was lost: by a crash, or by a connection that broke. */
export interface Lost {
  readonly sendingAt: Temporal.Instant;
  readonly now: Temporal.Instant;
}

/** What an adapter tells of its channels, apart from what becomes of posts. */
export interface ChannelListener {
  /** The bot was removed or silenced, or the channel is no more. */
  onGone(platform: Platform, chat: string, reason: string): void | Promise<void>;
  /**
   * The bot can write there (again). Told more often than it is news.
   * @param thread a topic of the chat that it can surely write in, null for what is in none; left out where nobody knows
   */
  onBack(platform: Platform, chat: string, thread?: string | null): void | Promise<void>;
  /** A chat goes on under another id. */
  onMoved(platform: Platform, from: string, to: string): void | Promise<void>;
  /** A person was answered with a message that counts towards what the platform allows. */
  spent(platform: Platform, chat: string): void;
}

export interface Poster {
  readonly platform: Platform;
  /** A reply as the messages that a channel is sent, all of them, in order; nothing is left for a button. Pure. */
  messages(reply: Reply, wishes: Pick<Wishes, "silent">): NewPart[];
  /**
   * Posts one message. Never throws for what the platform or the network does.
   * @param payload as `messages` made it
   * @param key names this message of this slot: at most 25 characters, the same at each attempt
   */
  post(channel: Channel, payload: string, key: string): Promise<Posted>;
  /**
   * Finds out what became of an attempt whose outcome was lost, and posts again where that cannot double it. Whatever
   * comes of it but `sent`, the lost attempt is as much in doubt as before; so it is never `not_sent`.
   */
  recover(channel: Channel, payload: string, key: string, lost: Lost): Promise<Posted>;
}
