/** What every store of subscriptions, deliveries and history must do; each implementation's test calls this. */
import type { BriefingStore, Delivery, Part, Subscription } from "../../src/storage/briefings.ts";
import { historyContract } from "./briefing-store-history.ts";
import { ledgerContract } from "./briefing-store-ledger.ts";
import { messagesContract } from "./briefing-store-messages.ts";
import { modelContract } from "./briefing-store-model.ts";
import { subscriptionsContract } from "./briefing-store-subscriptions.ts";
import { SLOT, subscription } from "./briefings.ts";

/** A store over a state that each test has of its own; another call within the test is another process over it. */
export type Open = () => BriefingStore;

/** @param fresh a store over a state of its own, as often as it is called */
export function briefingStoreContract(open: Open, fresh: Open): void {
  subscriptionsContract(open);
  ledgerContract(open);
  messagesContract(open);
  historyContract(open);
  modelContract(fresh);
}

export const hours = (n: number): Temporal.Instant => SLOT.add({ hours: n });
/** The slot of the next day, and of those after. */
export const days = (n: number): Temporal.Instant => hours(24 * n);

/** Everything that waits on Discord. */
export const waiting = (store: BriefingStore): Promise<Delivery[]> => store.ready("discord", days(999), 999);

/** Plans the slot that a subscription is due at, to be delivered, and the next a day later. */
export async function planSlot(store: BriefingStore, { id, nextDue }: Subscription): Promise<void> {
  const due = nextDue ?? SLOT;
  const plan = {
    subscription: id,
    due,
    slots: [{ slot: due, skipped: null }],
    nextDue: due.add({ hours: 24 }),
  };
  await store.plan([plan], due);
}

/** A subscription with its slot planned, composed of so many messages. */
export async function composed(
  store: BriefingStore,
  messages = 1,
  of = subscription(),
): Promise<{ subscription: Subscription; delivery: number; again: () => Promise<Delivery> }> {
  const made = await store.subscribe(of, SLOT);
  await planSlot(store, made);
  const found = (await waiting(store)).find((delivery) => delivery.subscription === made.id);
  if (!found) throw new Error("nothing was planned");
  const parts = Array.from({ length: messages }, (_, i) => ({
    payload: `{"page":${i}}`,
    items: [`item-${i}`],
  }));
  await store.compose(found.id, parts, 4);
  const again = async () => {
    const all = [...(await waiting(store)), await store.lastDelivery(made.id)];
    const row = all.find((delivery) => delivery?.id === found.id);
    if (!row) throw new Error("the delivery is gone");
    return row;
  };
  return { subscription: made, delivery: found.id, again };
}

export const states = async (store: BriefingStore, delivery: number): Promise<Part["state"][]> =>
  (await store.parts(delivery)).map(({ state }) => state);
