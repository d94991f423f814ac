/** The briefing of a slot: what changed since the channel's last one, as of the slot, marked when it is late or a test. */
import { changesSince, isNews } from "../briefing/changes.ts";
import { briefing } from "../briefing/compose.ts";
import type { Reply } from "../reply/document.ts";
import type { Delivery, Subscription } from "../storage/briefings.ts";
import type { Served } from "./revisions.ts";

/** A briefing this long after its time is called late. */
const LATE = { minutes: 5 } as const;
/** Briefings held so that channels with the same wishes share one. */
const MAX_HELD = 50;

/** What a briefing is composed for. */
export interface Occasion {
  readonly served: Served;
  readonly subscription: Subscription;
  readonly delivery: Delivery;
  readonly now: Temporal.Instant;
}

/** Composes for one occasion after another; null when nothing is new and the subscription wants silence then. */
export function composer(): (occasion: Occasion) => Reply | null {
  const held = new Map<string, Reply>();
  return (occasion) => {
    const { served, subscription, delivery } = occasion;
    const { wishes, schedule, briefed } = subscription;
    const changes =
      briefed === null
        ? null
        : changesSince(served.dossier, served.history, briefed, "this channel's last briefing");
    if (wishes.quiet && !delivery.test && changes && !isNews(changes, wishes.topics)) return null;
    const late = Temporal.Instant.compare(occasion.now, delivery.slot.add(LATE)) > 0;
    const order = {
      now: late ? occasion.now.round("minute") : delivery.slot,
      due: late && !delivery.test ? delivery.slot : undefined,
      zone: schedule.zone,
      wishes: { topics: wishes.topics, length: wishes.length },
      test: delivery.test,
    };
    const key = JSON.stringify([served.number, briefed, order]);
    const reply = held.get(key) ?? briefing({ ...order, dossier: served.dossier, changes });
    if (held.size >= MAX_HELD) held.clear();
    held.set(key, reply);
    return reply;
  };
}
