/** Subscriptions, the ledger of their deliveries, and since when each item of the dossier is known; says nothing of how. */

/** Where a briefing is posted. */
export interface Channel {
  readonly platform: Platform;
  /** The platform's own id; a Discord thread is a channel of its own. */
  readonly chat: string;
  /** Telegram's forum topic; null elsewhere and for the topic General. */
  readonly thread: string | null;
}

export type Platform = "discord" | "telegram";

/** When a briefing is due: a local time on some days of the week. */
export interface Schedule {
  /** "08:00", 24 hours. */
  readonly time: string;
  /** IANA zone. */
  readonly zone: string;
  /** ISO days of the week, 1 Monday to 7 Sunday, ascending, at least one. */
  readonly days: readonly number[];
}

/** What is in a briefing and how it arrives. */
export interface Wishes {
  /** Ids of topics; none means all. */
  readonly topics: readonly string[];
  readonly length: "short" | "full";
  /** Nothing is posted when nothing changed. */
  readonly quiet: boolean;
  /** Posted without a sound. */
  readonly silent: boolean;
}

export type SubscriptionState = "active" | "paused" | "disabled";

export interface Subscription {
  readonly id: number;
  readonly channel: Channel;
  /** How people name it in its channel: 1, 2, 3 … */
  readonly number: number;
  readonly schedule: Schedule;
  readonly wishes: Wishes;
  readonly state: SubscriptionState;
  /** Why it is disabled. */
  readonly reason: string | null;
  /** The next slot; null unless active. */
  readonly nextDue: Temporal.Instant | null;
  /** Times in a row that the platform refused to post there. */
  readonly refusals: number;
  /** The platform's id of whoever made it. */
  readonly createdBy: string;
  readonly createdAt: Temporal.Instant;
  /** The number of the dossier's revision (see `revise`) that its last briefing sent was composed from. */
  readonly briefed: number | null;
}

export type NewSubscription = Pick<Subscription, "channel" | "schedule" | "wishes" | "createdBy"> & {
  readonly nextDue: Temporal.Instant;
};

/** What may be changed of a subscription. When one is disabled is to be known, so that has ways of its own. */
export type SubscriptionChange = Partial<
  Pick<Subscription, "schedule" | "wishes" | "reason" | "nextDue"> & {
    readonly state: Exclude<SubscriptionState, "disabled">;
  }
>;

/** `planned` waits to be sent, `sending` may be on its way; the others are final. */
export type DeliveryState = "planned" | "sending" | "sent" | "unknown" | "failed" | "skipped";

/** One slot of a subscription and what became of it. */
export interface Delivery {
  readonly id: number;
  /** Null once its subscription was removed. */
  readonly subscription: number | null;
  readonly channel: Channel;
  /** When it is due: its key together with the subscription. */
  readonly slot: Temporal.Instant;
  /** A test is asked for by hand and is no slot of the schedule. */
  readonly test: boolean;
  readonly state: DeliveryState;
  /** Why it ended or waits so. */
  readonly reason: string | null;
  /** Not to be tried before. */
  readonly notBefore: Temporal.Instant;
  /** Times that it was tried in vain. */
  readonly tries: number;
  readonly endedAt: Temporal.Instant | null;
}

export type PartState = "planned" | "sending" | "sent" | "unknown";

/** One message of a delivery, kept as it is sent, so that a repetition is the same to the letter. */
export interface Part {
  readonly part: number;
  readonly state: PartState;
  /** The platform's payload, JSON. */
  readonly payload: string;
  /** Ids of the items that the message cites. */
  readonly items: readonly string[];
  /** The platform's id of the message, once it is known. */
  readonly message: string | null;
  /** When it was first sent; a platform remembers a nonce for some minutes only. */
  readonly sendingAt: Temporal.Instant | null;
}

export type NewPart = Pick<Part, "payload" | "items">;

/** A due subscription with its slots since, as planned. */
export interface Plan {
  readonly subscription: number;
  /** The `nextDue` that the plan rests on; a plan on another one does nothing. */
  readonly due: Temporal.Instant;
  readonly slots: readonly {
    readonly slot: Temporal.Instant;
    /** Null to be delivered; else why it is skipped. */
    readonly skipped: string | null;
  }[];
  readonly nextDue: Temporal.Instant;
}

/** Since which revision of the dossier an item is known, and in which it last changed. Numbers count up from 1. */
export interface ItemHistory {
  readonly item: string;
  readonly first: number;
  readonly firstAt: Temporal.Instant;
  /** Null while it is as it first was. */
  readonly changed: number | null;
  readonly changedAt: Temporal.Instant | null;
  /** The revision that no longer has it; null while it is there. */
  readonly gone: number | null;
}

export interface RevisionRecord {
  readonly number: number;
  /** The dossier's own id of its content. */
  readonly revision: string;
  readonly at: Temporal.Instant;
}

/** How many deliveries stand in each state, and how long the oldest due one has been waiting. */
export interface LedgerCounts {
  readonly states: Readonly<Record<DeliveryState, number>>;
  /** The oldest slot on each platform that has one waiting. */
  readonly oldestWaiting: Readonly<Partial<Record<Platform, Temporal.Instant>>>;
}

/** How much was deleted of a chat. */
export interface Forgotten {
  readonly subscriptions: number;
  readonly deliveries: number;
}

/** Who is briefed when, and where. */
export interface SubscriptionStore {
  /** Adds a subscription, active. */
  subscribe(subscription: NewSubscription, now: Temporal.Instant): Promise<Subscription>;
  /** The subscriptions of a channel, by number. */
  subscriptions(channel: Channel): Promise<Subscription[]>;
  /** One subscription of a channel; null when the channel has none of this number. */
  find(channel: Channel, number: number): Promise<Subscription | null>;
  subscription(id: number): Promise<Subscription | null>;
  /**
   * Changes a subscription. A delivery that waits to be sent stays as it is. One that becomes active again begins
   * without refusals; a reason stays with disabled ones only. A damaged one stays as it is until its schedule and
   * wishes are given anew.
   * @throws RangeError when it would be active without a next slot: nothing would ever be due
   */
  change(id: number, change: SubscriptionChange): Promise<void>;
  /** Ends a subscription; what waits to be sent is skipped, what was sent stays in the ledger. */
  remove(id: number, now: Temporal.Instant): Promise<void>;
  /** All subscriptions that were disabled, and why. */
  disabled(): Promise<Subscription[]>;
  /** Those of a chat, with all its threads, that were disabled for what became of the chat. */
  disabledIn(platform: Platform, chat: string): Promise<Subscription[]>;
  /** The platform would not take a message there: counts it, and disables the subscription at `limit` in a row. True when it did. */
  refused(subscription: number, reason: string, limit: number, now: Temporal.Instant): Promise<boolean>;
  /** Disables all subscriptions of a chat (with all its threads) that are active; those that wait are skipped. Returns how many it disabled. */
  disableChat(platform: Platform, chat: string, reason: string, now: Temporal.Instant): Promise<number>;
  /** A chat goes on under another id: its subscriptions and ledger move with it. */
  moveChat(platform: Platform, from: string, to: string): Promise<void>;
  /** Deletes the subscriptions and the ledger of a chat (with all its threads), and what else its state keeps on it. */
  forget(platform: Platform, chat: string): Promise<Forgotten>;
}

/** The ledger of deliveries: each slot once, and what became of it. A delivery that ended stays as it ended. */
export interface LedgerStore {
  /** The latest delivery of a subscription's schedule that ended, or null. */
  lastDelivery(subscription: number): Promise<Delivery | null>;
  /** Active subscriptions due by now, the longest overdue first. One whose stored settings are damaged is disabled instead. */
  due(now: Temporal.Instant, limit: number): Promise<Pick<Subscription, "id" | "schedule" | "nextDue">[]>;
  /** Writes slots into the ledger and moves subscriptions on, all or nothing. A slot there already stays as it is. */
  plan(plans: readonly Plan[], now: Temporal.Instant): Promise<void>;
  /**
   * Plans a test of a subscription, beside its schedule; asked for again at the same instant it is the same one.
   * @throws RangeError when there is no such subscription
   */
  planTest(subscription: number, now: Temporal.Instant): Promise<Delivery>;

  /** Deliveries of a platform that may be tried now, the longest waiting first. */
  ready(platform: Platform, now: Temporal.Instant, limit: number): Promise<Delivery[]>;
  /** When the next delivery of a platform may be tried; null when none waits. */
  nextTry(platform: Platform): Promise<Temporal.Instant | null>;
  /** Composes a delivery: its messages, fixed from now on, and the revision they rest on. Once only, and while it waits. */
  compose(delivery: number, parts: readonly NewPart[], revision: number): Promise<void>;
  parts(delivery: number): Promise<Part[]>;
  /** To be called right before a message goes out. False when it must not: it was taken already, or its delivery ended. */
  sending(delivery: number, part: number, now: Temporal.Instant): Promise<boolean>;
  /**
   * A message went out. With its last one the delivery ends: as sent, and the subscription is briefed; or as unknown
   * when one before was. Of a delivery that ended meanwhile only the message's id is kept.
   */
  sent(delivery: number, part: number, message: string, now: Temporal.Instant): Promise<void>;
  /** Nobody knows whether a message went out, and it must not be repeated. The delivery goes on with the next. */
  unknown(delivery: number, part: number, reason: string, now: Temporal.Instant): Promise<void>;
  /** A message provably did not go out, or may be repeated: the delivery waits. `taken` keeps it marked as sending. */
  retry(
    delivery: number,
    wait: {
      readonly notBefore: Temporal.Instant;
      readonly reason: string;
      readonly part: number;
      readonly taken: boolean;
    },
  ): Promise<void>;
  /** Ends a delivery before its last message. What of it was sending is `unknown` from then on. */
  end(delivery: number, state: "failed" | "skipped", reason: string, now: Temporal.Instant): Promise<void>;
  counts(): Promise<LedgerCounts>;
  /** The messages sent that cite an item. */
  messagesCiting(item: string): Promise<{ channel: Channel; message: string; slot: Temporal.Instant }[]>;
  /** Forgets deliveries that ended before, with their messages; at most `limit` at once. Returns how many. */
  prune(before: Temporal.Instant, limit: number): Promise<number>;
}

/** Since when each item of the dossier is known here. */
export interface HistoryStore {
  /**
   * Takes note of the dossier served from now on: items new, changed and gone since the revision before.
   * @param items id → a digest of the item's content
   * @returns the revision's number; the same one when the last revision was this
   */
  revise(revision: string, items: ReadonlyMap<string, string>, now: Temporal.Instant): Promise<number>;
  /** The history of every item ever seen. */
  history(): Promise<ItemHistory[]>;
  revisions(): Promise<RevisionRecord[]>;
}

export interface BriefingStore extends SubscriptionStore, LedgerStore, HistoryStore {}
