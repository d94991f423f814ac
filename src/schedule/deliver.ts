/** Delivers what is planned on one platform: composes, posts, records every outcome; posts nothing twice. */
import type { Reply } from "../reply/document.ts";
import type { BriefingStore, Delivery, Part, Subscription } from "../storage/briefings.ts";
import type { Pacer } from "./pace.ts";
import { isTooLate, words } from "./plan.ts";
import type { Posted, Poster } from "./poster.ts";

/** A briefing to be posted, and the number of the dossier's revision that it rests on. */
export interface Composition {
  readonly reply: Reply;
  readonly revision: number;
}

export interface DeliveryParts {
  readonly store: BriefingStore;
  readonly poster: Poster;
  readonly pacer: Pacer;
  /** Composes the briefing of a slot; null when there is nothing new and the subscription wants silence then. */
  readonly compose: (
    subscription: Subscription,
    delivery: Delivery,
    now: Temporal.Instant,
  ) => Promise<Composition | null>;
  /** How late a briefing may still be sent. */
  readonly catchUp: Temporal.Duration;
  readonly now: () => Temporal.Instant;
  /** Milliseconds of a clock that never goes back. */
  readonly monotonic: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Told what whoever runs the service should know. */
  readonly report: (line: string) => void;
  readonly onBug: (error: unknown) => void;
}

/** Briefings on their way at once. */
const AT_ONCE = 32;
/** Refusals in a row after which a subscription is disabled. */
const MAX_REFUSALS = 3;
/** Without news the ledger is looked at again after so long, in milliseconds. */
const IDLE_MS = 1_000;
/** After a failed write, in milliseconds. */
const STORE_PAUSE_MS = 2_000;
const MAX_BACKOFF_SECONDS = 60;

export class Deliverer {
  readonly #parts: DeliveryParts;
  readonly #underWay = new Map<number, Promise<void>>();
  #wake: () => void = () => undefined;
  #woken = false;
  #halted: string | null = null;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  /** Why nothing is posted any more; null while all is well. */
  get halted(): string | null {
    return this.#halted;
  }

  /** There may be something to deliver. */
  wake(): void {
    this.#woken = true;
    this.#wake();
  }

  /** Delivers until the signal; what is on its way then is finished. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.#halted === null) {
      try {
        if (!(await this.#startReady(signal))) await this.#idle(signal);
      } catch (error) {
        this.#parts.onBug(error);
        await this.#parts.sleep(STORE_PAUSE_MS, signal);
      }
    }
    await Promise.all(this.#underWay.values());
  }

  /** Starts what may be tried now, as far as there is room. False when there is nothing to start. */
  async #startReady(signal: AbortSignal): Promise<boolean> {
    const { store, poster, now } = this.#parts;
    const room = AT_ONCE - this.#underWay.size;
    // Those under way stand in the ledger as ready; one that ends while it is read would come back as it was.
    const busy = new Set(this.#underWay.keys());
    const ready = room > 0 ? await store.ready(poster.platform, now(), AT_ONCE + room) : [];
    const fresh = ready.filter(({ id }) => !busy.has(id)).slice(0, room);
    for (const delivery of fresh) {
      const done = this.#deliver(delivery, signal)
        .catch(async (error: unknown) => {
          this.#parts.onBug(error);
          await this.#parts.sleep(STORE_PAUSE_MS, signal);
        })
        .finally(() => {
          this.#underWay.delete(delivery.id);
          this.wake();
        });
      this.#underWay.set(delivery.id, done);
    }
    return fresh.length > 0;
  }

  async #idle(signal: AbortSignal): Promise<void> {
    if (this.#woken) {
      this.#woken = false;
      return;
    }
    const waking = new AbortController();
    this.#wake = () => waking.abort();
    await this.#parts.sleep(IDLE_MS, AbortSignal.any([signal, waking.signal]));
  }

  async #deliver(delivery: Delivery, signal: AbortSignal): Promise<void> {
    const parts = await this.#composed(delivery);
    for (const part of parts) {
      if (signal.aborted || this.#halted !== null) return;
      if (part.state === "sent" || part.state === "unknown") continue;
      const posted = await this.#postPart(delivery, part, signal);
      if (posted === null || !(await this.#record(delivery, part, posted))) return;
    }
  }

  /** The messages of a delivery, composed when that has not been done; none when it ends without any. */
  async #composed(delivery: Delivery): Promise<Part[]> {
    const { store, poster, compose, now, catchUp } = this.#parts;
    const { id, slot, test } = delivery;
    const skip = async (reason: string): Promise<[]> => {
      await store.end(id, "skipped", reason, now());
      return [];
    };
    const subscription = delivery.subscription && (await store.subscription(delivery.subscription));
    if (!subscription) return await skip("the subscription was ended");
    const parts = await store.parts(id);
    if (parts.some(({ state }) => state !== "planned")) return parts;
    if (subscription.state !== "active" && !test)
      return await skip(`the subscription is ${subscription.state}`);
    if (isTooLate(slot, now(), catchUp))
      return await skip(
        `not possible within ${words(catchUp)}${delivery.reason ? `: ${delivery.reason}` : ""}`,
      );
    if (parts.length > 0) return parts;
    const composition = await compose(subscription, delivery, now());
    if (!composition) return await skip("nothing changed since the last briefing");
    const messages = poster.messages(composition.reply, subscription.wishes);
    await store.compose(id, messages, composition.revision);
    return await store.parts(id);
  }

  /** Posts a message, or finds out what became of it; null when it is not to be posted now. */
  async #postPart(delivery: Delivery, part: Part, signal: AbortSignal): Promise<Posted | null> {
    const { store, poster, now } = this.#parts;
    const { channel } = delivery;
    const key = keyOf(delivery, part.part);
    if (!(await this.#turn(channel.chat, signal))) return null;
    if (part.state === "sending" && part.sendingAt) {
      const lost = { sendingAt: part.sendingAt, now: now() };
      return await poster.recover(channel, part.payload, key, lost);
    }
    if (!(await store.sending(delivery.id, part.part, now()))) return null;
    return await poster.post(channel, part.payload, key);
  }

  /** Waits for a turn to post to a chat; false when stopped meanwhile. */
  async #turn(chat: string, signal: AbortSignal): Promise<boolean> {
    const { pacer, monotonic, sleep } = this.#parts;
    for (;;) {
      if (signal.aborted) return false;
      const wait = pacer.take(chat, monotonic());
      if (wait <= 0) return true;
      await sleep(wait, signal);
    }
  }

  /** Records an outcome; whether the delivery goes on with its next message. */
  async #record(delivery: Delivery, { part, state }: Part, posted: Posted): Promise<boolean> {
    const { store, poster, pacer, now, monotonic, report, onBug } = this.#parts;
    const { id, channel, subscription } = delivery;
    // A message that was being sent before may be there, whatever this attempt met with.
    const retry = (reason: string, taken = state === "sending", waitMs = backoff(delivery.tries)) => {
      const notBefore = now().add({ milliseconds: Math.ceil(waitMs) });
      return this.#persist(() => store.retry(id, { part, reason, taken, notBefore }));
    };
    switch (posted.type) {
      case "sent":
        await this.#persist(() => store.sent(id, part, posted.message, now()));
        return true;
      case "unknown":
        report(`${poster.platform}: unknown whether a briefing reached ${channel.chat}: ${posted.reason}`);
        await this.#persist(() => store.unknown(id, part, posted.reason, now()));
        return true;
      case "not_sent":
        await retry(posted.reason, undefined, Math.max(posted.waitMs ?? 0, backoff(delivery.tries)));
        return false;
      case "repeatable":
        await retry(posted.reason, true);
        return false;
      case "moved":
        await this.#persist(() => store.moveChat(poster.platform, channel.chat, posted.chat));
        await retry(`moved to ${posted.chat}`, false, 0);
        return false;
      case "gone": {
        pacer.refused(monotonic());
        await this.#persist(() => store.end(id, "failed", posted.reason, now()));
        const disabled =
          subscription !== null && (await store.refused(subscription, posted.reason, MAX_REFUSALS));
        const what = disabled ? "its subscription is disabled" : "not posted";
        report(`${poster.platform}: ${channel.chat}: ${posted.reason}; ${what}`);
        return false;
      }
      case "refused":
        onBug(new Error(`${poster.platform} refuses a briefing: ${posted.reason}`));
        await this.#persist(() => store.end(id, "failed", posted.reason, now()));
        return false;
      case "unauthorized":
        this.#halted = posted.reason;
        report(`${poster.platform}: nothing is posted any more: ${posted.reason}`);
        await retry(posted.reason);
        return false;
      default:
        return posted satisfies never;
    }
  }

  /** Writes down what happened out there, until it is written: on a full disk the platform still has the message. */
  async #persist(write: () => Promise<void>): Promise<void> {
    for (let tries = 0; ; tries++) {
      try {
        return await write();
      } catch (error) {
        if (tries === 0) this.#parts.onBug(error);
        if (tries >= MAX_WRITES) throw error;
        await this.#parts.sleep(STORE_PAUSE_MS, new AbortController().signal);
      }
    }
  }
}

/** Writes tried before an outcome is given up; the ledger then says "sending", and the next look finds out. */
const MAX_WRITES = 30;

/** 1, 2, 4 … seconds, in milliseconds. */
const backoff = (tries: number): number => Math.min(2 ** tries, MAX_BACKOFF_SECONDS) * 1_000;

/** Names one message of one slot for ever, within Discord's 25 characters for a nonce. */
function keyOf({ subscription, slot, test }: Delivery, part: number): string {
  const numbers = [subscription ?? 0, Math.floor(slot.epochMilliseconds / 1_000), part];
  return [test ? "t" : "b", ...numbers.map((n) => n.toString(36))].join("-");
}
