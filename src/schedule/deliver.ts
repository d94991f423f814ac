/** Delivers what is planned on one platform: composes, posts, records every outcome; posts nothing twice. */
import type { Delivery, Part } from "../storage/briefings.ts";
import { type ComposingParts, composed, OUR_ERROR } from "./composed.ts";
import type { Posted, Poster } from "./poster.ts";
import { backoff, type SettlingParts, STORE_PAUSE_MS, settle } from "./settle.ts";

export interface DeliveryParts extends SettlingParts, ComposingParts {
  readonly poster: Poster;
}

/** Briefings on their way at once. */
const AT_ONCE = 32;
/** Rows of the ledger looked at to find some that can be started: those of one chat go one after another. */
const MAX_LOOK = 1_024;
/** Without news the ledger is looked at again after so long, in milliseconds. */
const IDLE_MS = 1_000;
/** The same failure of the store is reported once in so long, in milliseconds: a full disk fails every write. */
const SAME_FAILURE_MS = 60_000;
/** After the platform refused the token, in milliseconds. */
const REST_MS = 300_000;
export class Deliverer {
  readonly #parts: DeliveryParts;
  readonly #underWay = new Map<number, { readonly chat: string; readonly done: Promise<void> }>();
  #wake: () => void = () => undefined;
  #woken = false;
  #halted: string | null = null;
  /** Whether the store did not take the last write; one delivery at a time finds out when it does again. */
  #ailing = false;
  #lastFailure = { told: "", at: Number.NEGATIVE_INFINITY };

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  /** Why nothing can be posted now; null while all is well. */
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
    while (!signal.aborted) {
      try {
        if (this.#halted !== null) await this.#rest(signal);
        const fresh = await this.#fresh();
        for (const delivery of fresh) this.#start(delivery, signal);
        if (fresh.length === 0) await this.#idle(signal);
      } catch (error) {
        this.#failed(error);
        await this.#parts.sleep(STORE_PAUSE_MS, signal);
      }
    }
    await Promise.all([...this.#underWay.values()].map(({ done }) => done));
  }

  /** Without a valid token every request counts against the bot's address, so it is seldom tried again. */
  async #rest(signal: AbortSignal): Promise<void> {
    await Promise.all([...this.#underWay.values()].map(({ done }) => done));
    await this.#parts.sleep(REST_MS, signal);
    this.#halted = null;
  }

  /** What may be started now, as far as there is room: of each chat one at a time, so that none holds up the others. */
  async #fresh(): Promise<Delivery[]> {
    const { store, poster, now } = this.#parts;
    const room = (this.#ailing ? 1 : AT_ONCE) - this.#underWay.size;
    if (room <= 0) return [];
    for (let limit = AT_ONCE + room; ; limit *= 4) {
      // Those under way stand in the ledger as ready; one that ends while it is read would come back as it was.
      const busy = new Set(this.#underWay.keys());
      const chats = new Set([...this.#underWay.values()].map(({ chat }) => chat));
      const ready = await store.ready(poster.platform, now(), limit);
      const fresh = ready
        .filter(({ id, channel: { chat } }) => {
          if (busy.has(id) || chats.has(chat)) return false;
          chats.add(chat);
          return true;
        })
        .slice(0, room);
      if (fresh.length > 0 || ready.length < limit || limit >= MAX_LOOK) return fresh;
    }
  }

  #start(delivery: Delivery, signal: AbortSignal): void {
    const { id, channel } = delivery;
    const done = this.#deliver(delivery, signal)
      .then(() => {
        this.#ailing = false;
      })
      .catch((error: unknown) => this.#putOff(delivery, error, signal))
      .finally(() => {
        this.#underWay.delete(id);
        this.wake();
      });
    this.#underWay.set(id, { chat: channel.chat, done });
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
    for (const part of await composed(this.#parts, delivery)) {
      if (signal.aborted || this.#halted !== null) return;
      if (part.state === "sent" || part.state === "unknown") continue;
      const posted = await this.#postPart(delivery, part, signal);
      if (posted?.type === "unauthorized") this.#halted = posted.reason;
      if (posted === null || !(await settle(this.#parts, delivery, part, posted, signal))) return;
    }
  }

  /** Posts a message, or finds out what became of it; null when it is not to be posted now. */
  async #postPart(delivery: Delivery, part: Part, signal: AbortSignal): Promise<Posted | null> {
    const { store, poster, now, onBug } = this.#parts;
    const { channel, slot } = delivery;
    const key = keyOf(delivery, part.part);
    if (!(await this.#turn(channel.chat, signal))) return null;
    if (part.state === "sending") {
      try {
        const lost = { sendingAt: part.sendingAt ?? slot, now: now() };
        return await poster.recover(channel, part.payload, key, lost);
      } catch (error) {
        onBug(error);
        return { type: "unknown", reason: `the answer was lost, and then ${OUR_ERROR}` };
      }
    }
    if (!(await store.sending(delivery.id, part.part, now()))) return null;
    try {
      return await poster.post(channel, part.payload, key);
    } catch (error) {
      onBug(error);
      return { type: "repeatable", reason: OUR_ERROR };
    }
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

  /** The store failed, at whatever step. Others have their turn; where not even that can be written, all wait. */
  async #putOff(delivery: Delivery, error: unknown, signal: AbortSignal): Promise<void> {
    const { store, now, sleep } = this.#parts;
    const { id, tries } = delivery;
    this.#failed(error);
    try {
      const begun = (await store.parts(id)).find(({ state }) => state === "sending");
      const reason = "the state could not be written";
      await store.retry(id, {
        ...{ reason, part: begun?.part ?? 0, taken: begun !== undefined },
        notBefore: now().add({ milliseconds: backoff(tries) }),
      });
    } catch {
      this.#ailing = true;
      await sleep(STORE_PAUSE_MS, signal);
    }
  }

  #failed(error: unknown): void {
    const { monotonic, onBug } = this.#parts;
    const told = String(error);
    const at = monotonic();
    if (told === this.#lastFailure.told && at - this.#lastFailure.at < SAME_FAILURE_MS) return;
    this.#lastFailure = { told, at };
    onBug(error);
  }
}

/** Names one message of one slot for ever, within Discord's 25 characters for a nonce. */
function keyOf({ subscription, slot, test }: Delivery, part: number): string {
  const numbers = [subscription ?? 0, Math.floor(slot.epochMilliseconds / 1_000), part];
  return [test ? "t" : "b", ...numbers.map((n) => n.toString(36))].join("-");
}
