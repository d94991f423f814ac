/** The messages of a delivery as the ledger keeps them: composed once, when it is first taken up. */
import type { Reply } from "../reply/document.ts";
import type { BriefingStore, Delivery, Part, Subscription } from "../storage/briefings.ts";
import { isTooLate, words } from "./plan.ts";
import type { Poster } from "./poster.ts";
import { backoff } from "./settle.ts";

/** A briefing to be posted, and the number of the dossier's revision that it rests on. */
export interface Composition {
  readonly reply: Reply;
  readonly revision: number;
}

export interface ComposingParts {
  readonly store: BriefingStore;
  readonly poster: Pick<Poster, "platform" | "messages">;
  /** Composes the briefing of a slot; null when there is nothing new and the subscription wants silence then. */
  readonly compose: (
    subscription: Subscription,
    delivery: Delivery,
    now: Temporal.Instant,
  ) => Promise<Composition | null>;
  /** How late a briefing may still be sent. */
  readonly catchUp: Temporal.Duration;
  readonly now: () => Temporal.Instant;
  readonly onBug: (error: unknown) => void;
}

/** A briefing that cannot be composed is tried so often; in between a dossier may be edited. */
const MAX_TRIES = 5;
/** What people read of an error of ours. */
export const OUR_ERROR = "an error of ours; the log says more";

/** The messages of a delivery, composed when that has not been done; none when it ends without any. */
export async function composed(composing: ComposingParts, delivery: Delivery): Promise<Part[]> {
  const { store, now, catchUp } = composing;
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
  const made = await compose(composing, subscription, delivery);
  if (made === "failed") return [];
  if (made === "nothing new") return await skip("nothing changed since the last briefing");
  await store.compose(id, made.messages, made.revision);
  return await store.parts(id);
}

/** Composes the messages; when that fails the delivery waits, and ends after some tries, so that others go on. */
async function compose(
  { store, poster, compose: briefingOf, now, onBug }: ComposingParts,
  subscription: Subscription,
  delivery: Delivery,
) {
  const { id, tries } = delivery;
  try {
    const composition = await briefingOf(subscription, delivery, now());
    if (!composition) return "nothing new";
    const messages = poster.messages(composition.reply, subscription.wishes);
    if (messages.length === 0) throw new Error(`a briefing makes no message on ${poster.platform}`);
    return { messages, revision: composition.revision };
  } catch (error) {
    onBug(error);
    const reason = `not composed: ${OUR_ERROR}`;
    if (tries + 1 >= MAX_TRIES) await store.end(id, "failed", reason, now());
    else {
      const notBefore = now().add({ milliseconds: backoff(tries) });
      await store.retry(id, { part: 0, reason, taken: false, notBefore });
    }
    return "failed";
  }
}
