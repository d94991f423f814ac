/** What the Telegram adapter keeps across restarts; says nothing of how. */

/** An update that was received and not finished. `answering` means: a message may or may not have gone out. */
export interface Unfinished {
  readonly id: number;
  /** The update as JSON. */
  readonly payload: string;
  readonly answering: boolean;
}

/** What becomes of updates that arrive. */
export interface Received {
  /** Ids of those that were not known. They may be begun with at once. */
  readonly fresh: readonly number[];
  /** Resolves when they are recorded: from then on none is lost, and Telegram may forget them. */
  readonly kept: Promise<void>;
}

/** What is known of a chat. */
export interface ChatRecord {
  /** Whether the chat chose rich messages. */
  readonly rich: boolean;
  /** Why nothing can be sent there now; null when it can. */
  readonly trouble: string | null;
}

export interface TelegramStore {
  /** Records updates that are not known; nothing is recorded twice. */
  receive(updates: readonly { id: number; payload: string }[], now: Temporal.Instant): Received;
  /** Updates received and not finished, in the order of their arrival. */
  unfinished(): Promise<Unfinished[]>;
  /**
   * To be called right before the first message of an answer goes out, which it may once this resolves.
   * Rejects when the update is not recorded.
   */
  answering(update: number): Promise<void>;
  /** Takes `answering` back: the message provably did not go out. */
  unanswered(update: number): Promise<void>;
  /** Forgets an update's content and keeps its id with what became of it. */
  finish(update: number, outcome: string): Promise<void>;
  /** What became of an update; null when it is unknown or unfinished. */
  outcome(update: number): Promise<string | null>;
  /** Forgets finished updates and replies older than this; Telegram repeats nothing older than a day. */
  prune(before: Temporal.Instant): Promise<void>;

  chat(id: number): Promise<ChatRecord>;
  saveChat(id: number, change: Partial<ChatRecord>, now: Temporal.Instant): Promise<void>;
  /** Moves all that is known of a group to the supergroup it became. */
  migrateChat(from: number, to: number): Promise<void>;
  /** Chats where nothing can be sent, and why. */
  troubled(): Promise<{ id: number; trouble: string }[]>;

  /** Remembers which message answered which. */
  keepReply(chat: number, message: number, reply: number, now: Temporal.Instant): Promise<void>;
  reply(chat: number, message: number): Promise<number | null>;
}
