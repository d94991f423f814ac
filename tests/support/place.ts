/** A place on a platform with a store of its own, where commands that change something are tried. */
import type { Place } from "../../src/command.ts";
import { dispatch, type Outcome } from "../../src/dispatch.ts";
import { toText } from "../../src/reply/text.ts";
import type { BriefingStore, Channel, NewSubscription } from "../../src/storage/briefings.ts";
import { openState } from "../../src/storage/state.ts";
import { NOW, service } from "./engine.ts";

const PLACE: Place = {
  platform: "discord",
  chat: "700000000000000001",
  thread: null,
  person: "800000000000000001",
  direct: false,
};
export const CHANNEL: Channel = { platform: PLACE.platform, chat: PLACE.chat, thread: PLACE.thread };

/** A subscription with everything usual: each day at 08:00 in Kyiv. */
export function subscription(different: Partial<NewSubscription> = {}): NewSubscription {
  return {
    channel: CHANNEL,
    schedule: { time: "08:00", zone: "Europe/Kyiv", days: [1, 2, 3, 4, 5, 6, 7] },
    wishes: { topics: [], length: "short", quiet: false, silent: false },
    createdBy: PLACE.person,
    nextDue: NOW.add({ hours: 22 }),
    ...different,
  };
}

interface Say {
  readonly now?: Temporal.Instant;
  readonly place?: Partial<Place>;
  /** Why whoever asks may not manage the place. */
  readonly refusal?: string;
}

export interface TestPlace {
  readonly store: BriefingStore;
  /** Answers what somebody types there. */
  say(input: string, options?: Say): Promise<Outcome>;
  /** The same as plain text. */
  text(input: string, options?: Say): Promise<string>;
}

export function openPlace(): TestPlace {
  const store = openState(":memory:").briefings;
  const say: TestPlace["say"] = async (input, { now = NOW, place, refusal = null } = {}) => {
    const asker = { place: { ...PLACE, ...place }, refusal: async () => refusal };
    return dispatch({ ...service, store }, { input, now, asker });
  };
  return { store, say, text: async (input, options) => toText((await say(input, options)).reply) };
}

/** A place where an input has something to act on: two subscriptions, or one when the input names no number. */
export async function preparedPlace(input: string): Promise<TestPlace> {
  const place = openPlace();
  await place.store.subscribe(subscription(), NOW);
  const schedule = { time: "18:00", zone: "UTC", days: [5] };
  if (/\d/.test(input)) await place.store.subscribe(subscription({ schedule }), NOW);
  return place;
}

/** The answer to an input, whether it reads or acts. */
export const answered = async (input: string): Promise<Outcome> => (await preparedPlace(input)).say(input);
