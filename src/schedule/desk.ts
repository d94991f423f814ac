/** Scheduled briefings of one service: the clock, the ledger, the dossier as it is served, a deliverer a platform. */
import type { Dossier } from "../dossier/dossier.ts";
import type { BriefingStore, Delivery, ItemHistory, Platform, Subscription } from "../storage/briefings.ts";
import { steady } from "./clock.ts";
import { composer } from "./compose.ts";
import type { Composition } from "./composed.ts";
import { Deliverer } from "./deliver.ts";
import { nextDue } from "./due.ts";
import { type Allowance, Pacer } from "./pace.ts";
import { planDue, skipTooLate } from "./plan.ts";
import { type ChannelListener, type Poster, TOPIC_REASONS } from "./poster.ts";
import { type Served, serve } from "./revisions.ts";

export interface DeskParts {
  readonly store: BriefingStore;
  /** The dossier served now. */
  readonly dossier: () => Dossier;
  /** How late a briefing may still be sent. */
  readonly catchUp: Temporal.Duration;
  /** Forgets what is old enough at a time; asked once a day. */
  readonly prune: (now: Temporal.Instant) => Promise<unknown>;
  /** Calls at once and then every minute, never twice at once, until closed. */
  readonly everyMinute: (work: () => Promise<void>) => { close(): Promise<void> };
  readonly now: () => Temporal.Instant;
  /** Milliseconds of a clock that never goes back. */
  readonly monotonic: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Told what whoever runs the service should know. */
  readonly report: (line: string) => void;
  readonly onBug: (error: unknown) => void;
}

/** How the desk is, for health and metrics. */
export interface DeskHealth {
  /** When it was last looked what is due. */
  readonly lastTick: Temporal.Instant | null;
  /** Platforms on which nothing can be posted now, and why. */
  readonly halted: readonly { readonly platform: Platform; readonly reason: string }[];
}

const DAY = { hours: 24 } as const;
const TOPICS: ReadonlySet<string | null> = new Set(TOPIC_REASONS);
const PLATFORMS: readonly Platform[] = ["discord", "telegram"];

export class Desk implements ChannelListener {
  readonly #parts: DeskParts;
  readonly #stopping = new AbortController();
  readonly #platforms = new Map<Platform, { deliverer: Deliverer; pacer: Pacer; ended: Promise<void> }>();
  readonly #clock: { close(): Promise<void> };
  readonly #composer = composer();
  /** The time to plan and deliver by. */
  readonly #now: () => Temporal.Instant;
  #served: Served;
  #serving: Promise<void> = Promise.resolve();
  /** The revision that could not be recorded; the one before it is served until the next minute. */
  #unserved: string | null = null;
  #lastTick: Temporal.Instant | null = null;
  #pruned: Temporal.Instant | null = null;

  private constructor(parts: DeskParts, served: Served) {
    this.#parts = parts;
    this.#served = served;
    this.#now = steady(parts);
    this.#clock = parts.everyMinute(() => this.#tick());
  }

  /** Opens the desk; the clock ticks from now on. */
  static async open(parts: DeskParts): Promise<Desk> {
    return new Desk(parts, await serve(parts.store, parts.dossier(), parts.now()));
  }

  /** Since when each item is known here. */
  get history(): ReadonlyMap<string, ItemHistory> {
    return this.#served.history;
  }

  get health(): DeskHealth {
    const halted = [...this.#platforms].flatMap(
      ([
        platform,
        {
          deliverer: { halted },
        },
      ]) => (halted === null ? [] : [{ platform, reason: halted }]),
    );
    return { lastTick: this.#lastTick, halted };
  }

  /** Begins to deliver on a platform. */
  deliver(poster: Poster, allowance: Allowance): void {
    const pacer = new Pacer(allowance);
    const compose = (subscription: Subscription, delivery: Delivery, now: Temporal.Instant) =>
      this.#compose(subscription, delivery, now);
    const deliverer = new Deliverer({ ...this.#parts, now: this.#now, poster, pacer, compose });
    this.#platforms.set(poster.platform, {
      deliverer,
      pacer,
      ended: deliverer.run(this.#stopping.signal),
    });
  }

  /** Something was planned, such as a test: it is delivered at once. */
  wake(): void {
    for (const { deliverer } of this.#platforms.values()) deliverer.wake();
  }

  /** A person was answered with a message, which takes from what the platform allows. */
  spent(platform: Platform, chat: string): void {
    this.#platforms.get(platform)?.pacer.spent(chat, this.#parts.monotonic());
  }

  /** The bot was removed from a chat, or the chat is gone. */
  async onGone(platform: Platform, chat: string, reason: string): Promise<void> {
    const { store, now, report } = this.#parts;
    const disabled = await store.disableChat(platform, chat, reason, now());
    if (disabled > 0) report(`${platform}: ${chat}: ${reason}; ${disabled} subscriptions disabled`);
  }

  /** The bot can write in a chat again, and in that very topic: what was disabled for that goes on with its next slot. */
  async onBack(platform: Platform, chat: string, thread?: string | null): Promise<void> {
    const { store, now, report } = this.#parts;
    const disabled = (await store.disabledIn(platform, chat)).filter(
      ({ reason, channel }) => !TOPICS.has(reason) || channel.thread === thread,
    );
    for (const { id, schedule } of disabled)
      await store.change(id, { state: "active", reason: null, nextDue: nextDue(schedule, now()) });
    if (disabled.length > 0) report(`${platform}: ${chat}: ${disabled.length} subscriptions go on`);
  }

  async onMoved(platform: Platform, from: string, to: string): Promise<void> {
    await this.#parts.store.moveChat(platform, from, to);
  }

  /** Stops planning and posting; what is on its way is finished. */
  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#clock.close();
    await Promise.all([...this.#platforms.values()].map(({ ended }) => ended));
  }

  /** Never rejects: what fails is tried again in a minute. */
  async #tick(): Promise<void> {
    const { store, now, catchUp, onBug } = this.#parts;
    try {
      this.#unserved = null;
      await this.#serve();
      const planned = await planDue(store, this.#now(), catchUp);
      for (const platform of PLATFORMS)
        if (this.#platforms.get(platform)?.deliverer.halted !== null)
          await skipTooLate(store, platform, this.#now(), catchUp);
      this.#lastTick = now();
      if (planned > 0) this.wake();
      await this.#prune();
    } catch (error) {
      onBug(error);
    }
  }

  async #prune(): Promise<void> {
    const now = this.#now();
    if (this.#pruned && Temporal.Instant.compare(this.#pruned.add(DAY), now) > 0) return;
    this.#pruned = now;
    await this.#parts.prune(now);
  }

  /** Takes note of the dossier when it is another than before, one at a time. Never rejects: better an old briefing than none. */
  async #serve(): Promise<void> {
    const { store, dossier, onBug } = this.#parts;
    this.#serving = this.#serving.then(async () => {
      const { revision } = dossier();
      if (revision === this.#served.dossier.revision || revision === this.#unserved) return;
      try {
        this.#served = await serve(store, dossier(), this.#now());
      } catch (error) {
        this.#unserved = revision;
        onBug(error);
      }
    });
    await this.#serving;
  }

  async #compose(
    subscription: Subscription,
    delivery: Delivery,
    now: Temporal.Instant,
  ): Promise<Composition | null> {
    await this.#serve();
    const served = this.#served;
    const reply = this.#composer({ served, subscription, delivery, now });
    return reply && { reply, revision: served.number };
  }
}
