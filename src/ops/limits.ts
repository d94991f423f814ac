/** How much one person, and one chat, is answered: token buckets, as many as memory has room for. */
import { TokenBucket } from "limiter";

/** Persons and chats remembered at most, each; whoever asked longest ago is forgotten, and starts anew. */
const MAX_REMEMBERED = 10_000;
/** Whoever is over a limit is told so once in this time, in milliseconds; then there is silence. */
const TELL_MS = 60_000;
/** Whether somebody manages a full chat is asked so often a minute there: the platform answers that, and may be slow. */
const ASKED_A_MINUTE = 30;

/** Somebody who asks something. */
export interface Guest {
  /** By a name that no other platform's person has; empty when it is nobody's, as in a channel. */
  readonly person: string;
  /** The shared place, by such a name; null when it is the person's own. */
  readonly chat: string | null;
  /** Whether they manage that place: then they are answered however much others ask there. */
  readonly manages: () => Promise<boolean>;
}

/** Why something is not answered. */
export interface Refusal {
  readonly of: "person" | "chat";
  /** Until one more question would be answered, in milliseconds. */
  readonly waitMs: number;
  /** Whether to say so; else say nothing. */
  readonly tell: boolean;
}

export class Limits {
  readonly #persons: Buckets;
  readonly #chats: Buckets;
  readonly #asking = new Buckets(ASKED_A_MINUTE);

  /** @param a how many a minute are answered; as many at once after a minute's rest */
  constructor(a: { readonly person: number; readonly chat: number }) {
    this.#persons = new Buckets(a.person);
    this.#chats = new Buckets(a.chat);
  }

  /**
   * Counts what somebody asks; null when it is to be answered.
   * @param cost of it, in questions
   */
  async refusal(guest: Guest, now: Temporal.Instant, cost = 1): Promise<Refusal | null> {
    const { person, chat, manages } = guest;
    if (person !== "") {
      const wait = this.#persons.take(person, cost);
      if (wait > 0) return { of: "person", waitMs: wait, tell: this.#persons.tell(person, now) };
    }
    const wait = chat === null ? 0 : this.#chats.take(chat, cost);
    if (chat === null || wait === 0) return null;
    if (this.#asking.take(chat, 1) === 0 && (await manages())) return null;
    return { of: "chat", waitMs: wait, tell: this.#chats.tell(chat, now) };
  }

  /** Whether somebody would be refused now without a word, whatever they ask. Counts nothing. */
  silences(person: string, now: Temporal.Instant): boolean {
    return this.#persons.silences(person, now);
  }

  /** How many persons and chats are remembered. */
  get remembered(): { readonly persons: number; readonly chats: number } {
    return { persons: this.#persons.size, chats: this.#chats.size };
  }
}

interface Entry {
  readonly bucket: TokenBucket;
  /** When it was last told that the bucket is empty. */
  told: Temporal.Instant | null;
}

const wasTold = ({ told }: Entry, now: Temporal.Instant): boolean =>
  told !== null && now.epochMilliseconds - told.epochMilliseconds < TELL_MS;

/** Buckets by name, each full at first. */
class Buckets {
  readonly #aMinute: number;
  readonly #entries = new Map<string, Entry>();

  constructor(aMinute: number) {
    this.#aMinute = aMinute;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Takes from a bucket: 0 when it had so much, else the milliseconds until it has. */
  take(name: string, cost: number): number {
    const { bucket } = this.#entry(name);
    return bucket.tryRemoveTokens(cost) ? 0 : Math.max(1, bucket.getWaitTime(cost));
  }

  /** Whether it is time to tell that a bucket is empty. */
  tell(name: string, now: Temporal.Instant): boolean {
    const entry = this.#entry(name);
    if (wasTold(entry, now)) return false;
    entry.told = now;
    return true;
  }

  /** Whether a bucket is empty, and that was told. */
  silences(name: string, now: Temporal.Instant): boolean {
    const entry = this.#entries.get(name);
    return entry !== undefined && wasTold(entry, now) && entry.bucket.getWaitTime(1) > 0;
  }

  #entry(name: string): Entry {
    const entry = this.#entries.get(name) ?? this.#full();
    // A map keeps its order: the one asked for last goes to the end.
    this.#entries.delete(name);
    this.#entries.set(name, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > MAX_REMEMBERED && oldest !== undefined) this.#entries.delete(oldest);
    return entry;
  }

  #full(): Entry {
    const size = this.#aMinute;
    const bucket = new TokenBucket({ bucketSize: size, tokensPerInterval: size, interval: "minute" });
    bucket.content = size;
    return { bucket, told: null };
  }
}
