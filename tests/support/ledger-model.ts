/** The ledger as one would keep it on paper: what a store must agree with after any sequence of operations. */
import type { DeliveryState, PartState } from "../../src/storage/briefings.ts";

export interface ModelDelivery {
  readonly subscription: number;
  readonly slot: number;
  readonly test: boolean;
  chat: string;
  state: DeliveryState;
  notBefore: number;
  endedAt: number | null;
  revision: number | null;
  parts: PartState[];
}

export interface ModelSubscription {
  chat: string;
  state: "active" | "paused" | "disabled";
  nextDue: number | null;
  refusals: number;
  briefed: number | null;
}

const open = (state: string): boolean => state === "planned" || state === "sending";

/** Instants are hours from the first slot. Deliveries are in the order in which they were planned. */
export class LedgerModel {
  readonly subscriptions = new Map<number, ModelSubscription>();
  deliveries: ModelDelivery[] = [];

  waiting(): ModelDelivery[] {
    // Sorting keeps the order of those that wait equally long.
    return this.deliveries.filter(({ state }) => open(state)).toSorted((a, b) => a.notBefore - b.notBefore);
  }

  counts(): Record<DeliveryState, number> {
    const counts = { planned: 0, sending: 0, sent: 0, unknown: 0, failed: 0, skipped: 0 };
    for (const { state } of this.deliveries) counts[state]++;
    return counts;
  }

  last(subscription: number): ModelDelivery | undefined {
    return this.deliveries
      .filter((of) => of.subscription === subscription && !of.test && !open(of.state))
      .toSorted((a, b) => b.slot - a.slot)[0];
  }

  add(subscription: number, slot: number, test: boolean, skippedAt: number | null): void {
    const there = this.deliveries.some(
      (of) => of.subscription === subscription && of.slot === slot && of.test === test,
    );
    const chat = this.subscriptions.get(subscription)?.chat;
    if (there || chat === undefined) return;
    this.deliveries.push({
      ...{
        subscription,
        slot,
        test,
        chat,
        state: skippedAt === null ? "planned" : "skipped",
        notBefore: slot,
      },
      ...{ endedAt: skippedAt, revision: null, parts: [] },
    });
  }

  sending(of: ModelDelivery, part: number): boolean {
    if (!open(of.state) || of.parts[part] !== "planned") return false;
    of.parts[part] = "sending";
    of.state = "sending";
    return true;
  }

  sent(of: ModelDelivery, part: number, now: number): void {
    if (of.parts[part] === undefined || of.parts[part] === "sent") return;
    of.parts[part] = "sent";
    const subscription = this.subscriptions.get(of.subscription);
    if (subscription) subscription.refusals = 0;
    this.#proceed(of, now);
  }

  unknown(of: ModelDelivery, part: number, now: number): void {
    if (!open(of.parts[part] ?? "none")) return;
    of.parts[part] = "unknown";
    this.#proceed(of, now);
  }

  #proceed(of: ModelDelivery, now: number): void {
    if (!open(of.state)) return;
    of.state = of.parts.some(open) ? "planned" : of.parts.includes("unknown") ? "unknown" : "sent";
    if (of.state === "planned") return;
    of.endedAt = now;
    const subscription = this.subscriptions.get(of.subscription);
    if (of.state === "sent" && !of.test && subscription)
      subscription.briefed = Math.max(subscription.briefed ?? 0, of.revision ?? 0);
  }

  retry(of: ModelDelivery, part: number, taken: boolean, notBefore: number): void {
    if (!open(of.state)) return;
    of.state = taken ? "sending" : "planned";
    of.notBefore = notBefore;
    if (!taken && of.parts[part] === "sending") of.parts[part] = "planned";
  }

  end(of: ModelDelivery, state: "failed" | "skipped", now: number): void {
    if (!open(of.state)) return;
    of.state = state;
    of.endedAt = now;
    of.parts = of.parts.map((part) => (part === "sending" ? "unknown" : part));
  }

  disable(subscription: ModelSubscription): void {
    subscription.state = "disabled";
    subscription.nextDue = null;
  }
}
