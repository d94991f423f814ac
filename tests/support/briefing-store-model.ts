/** Any sequence of operations leaves a store as the model says: no slot twice, final states final, counts that add up. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { BriefingStore, Delivery } from "../../src/storage/briefings.ts";
import { hours, type Open, waiting } from "./briefing-store-contract.ts";
import { channel, SLOT, subscription } from "./briefings.ts";
import { LedgerModel, type ModelDelivery } from "./ledger-model.ts";

const SEQUENCES = 150;
const LIMIT = 2;

/** Which subscription or delivery an operation is about, counted round those that there are. */
const which = fc.nat({ max: 5 });
const part = fc.nat({ max: 2 });
const chat = fc.constantFrom("100", "200");
const operation = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant("subscribe"), chat }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("plan"),
      which,
      slots: fc.integer({ min: 1, max: 3 }),
      stale: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("test"), which }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("compose"), which, parts: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 8, arbitrary: fc.record({ do: fc.constant("sending"), which, part }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant("sent"), which, part }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("unknown"), which, part }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("retry"), which, part, taken: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("end"), which, as: fc.constantFrom("failed", "skipped") }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("pause"), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("resume"), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("refused"), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("remove"), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("disable"), chat }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("move"), chat }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("prune") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("forget"), chat }) },
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

const keyOf = (of: { subscription: number | null; slot: number; test: boolean }) =>
  `${of.subscription} ${of.slot} ${of.test}`;
const hourOf = ({ slot }: Delivery) => slot.since(SLOT).total("hours");
const pick = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)];

/** A store and the model, led through the same operations. */
class Run {
  readonly #store: BriefingStore;
  readonly #model = new LedgerModel();
  /** The store's ids of the model's deliveries, kept after they ended or lost their subscription. */
  readonly #ids = new Map<ModelDelivery, number>();
  #now = 0;

  constructor(store: BriefingStore) {
    this.#store = store;
  }

  async follow(step: Operation): Promise<void> {
    this.#now++;
    await this.#apply(step);
    await this.#agree();
  }

  async #apply(step: Operation): Promise<void> {
    const [store, model, now] = [this.#store, this.#model, hours(this.#now)];
    const id = "which" in step ? pick([...model.subscriptions.keys()], step.which) : undefined;
    const known = id === undefined ? undefined : model.subscriptions.get(id);
    switch (step.do) {
      case "subscribe": {
        const made = await store.subscribe(subscription({ channel: channel(step.chat), nextDue: now }), now);
        model.subscriptions.set(made.id, {
          ...{ chat: step.chat, state: "active", nextDue: this.#now, refusals: 0, briefed: null },
        });
        return;
      }
      case "disable":
        await store.disableChat("discord", step.chat, "kicked", now);
        for (const of of model.waiting()) if (of.chat === step.chat) model.end(of, "skipped", this.#now);
        for (const of of model.subscriptions.values())
          if (of.chat === step.chat && of.state === "active") model.disable(of);
        return;
      case "move": {
        const to = step.chat === "100" ? "200" : "100";
        await store.moveChat("discord", step.chat, to);
        for (const of of [...model.subscriptions.values(), ...model.deliveries])
          if (of.chat === step.chat) of.chat = to;
        return;
      }
      case "prune": {
        const old = ({ endedAt }: ModelDelivery) => endedAt !== null && endedAt < this.#now - 5;
        expect(await store.prune(hours(this.#now - 5), 999)).toBe(model.deliveries.filter(old).length);
        model.deliveries = model.deliveries.filter((of) => !old(of));
        return;
      }
      case "forget": {
        const mine = [...model.subscriptions].filter(([, of]) => of.chat === step.chat);
        const kept = model.deliveries.filter((of) => of.chat !== step.chat);
        expect(await store.forget("discord", step.chat)).toEqual({
          ...{ subscriptions: mine.length, deliveries: model.deliveries.length - kept.length },
        });
        for (const [gone] of mine) model.subscriptions.delete(gone);
        model.deliveries = kept;
        return;
      }
      default:
    }
    if (id !== undefined && known) await this.#applyTo(step, id, known);
    const delivery = "which" in step ? pick([...this.#ids], step.which) : undefined;
    if (delivery) await this.#applyToDelivery(step, ...delivery);
  }

  async #applyTo(
    step: Operation,
    id: number,
    known: NonNullable<ReturnType<LedgerModel["subscriptions"]["get"]>>,
  ): Promise<void> {
    const [store, model, now] = [this.#store, this.#model, hours(this.#now)];
    switch (step.do) {
      case "plan": {
        const due = known.nextDue ?? this.#now;
        const slots = Array.from({ length: step.slots }, (_, i) => due + i);
        const next = due + step.slots;
        const plan = {
          subscription: id,
          due: hours(step.stale ? due - 1 : due),
          slots: slots.map((at, i) => ({ slot: hours(at), skipped: i < slots.length - 1 ? "old" : null })),
          nextDue: hours(next),
        };
        await store.plan([plan], now);
        if (step.stale || known.nextDue === null) return;
        known.nextDue = next;
        for (const [i, at] of slots.entries())
          model.add(id, at, false, i < slots.length - 1 ? this.#now : null);
        return;
      }
      case "test":
        await store.planTest(id, now);
        model.add(id, this.#now, true, null);
        return;
      case "pause":
        await store.change(id, { state: "paused" });
        Object.assign(known, { state: "paused", nextDue: null });
        return;
      case "resume":
        // A slot of before may come up again: it is in the ledger, and stays as it ended.
        await store.change(id, { state: "active", nextDue: hours(this.#now - 3) });
        if (known.state !== "active") known.refusals = 0;
        Object.assign(known, { state: "active", nextDue: this.#now - 3 });
        return;
      case "refused": {
        known.refusals++;
        const given = known.refusals >= LIMIT && known.state !== "disabled";
        expect(await store.refused(id, "403", LIMIT, now)).toBe(given);
        if (given) model.disable(known);
        return;
      }
      case "remove":
        await store.remove(id, now);
        for (const of of model.waiting()) if (of.subscription === id) model.end(of, "skipped", this.#now);
        model.subscriptions.delete(id);
        return;
      default:
    }
  }

  async #applyToDelivery(step: Operation, of: ModelDelivery, id: number): Promise<void> {
    const [store, model, now] = [this.#store, this.#model, hours(this.#now)];
    // One forgotten may still be under way in the engine; nothing becomes of it.
    const gone = !model.deliveries.includes(of);
    switch (step.do) {
      case "compose": {
        const parts = Array.from({ length: step.parts }, (_, i) => ({ payload: `${i}`, items: [] }));
        await store.compose(id, parts, this.#now);
        if (gone || !["planned", "sending"].includes(of.state) || of.parts.length > 0) return;
        of.parts = parts.map(() => "planned");
        of.revision = this.#now;
        return;
      }
      case "sending":
        expect(await store.sending(id, step.part, now)).toBe(!gone && model.sending(of, step.part));
        return;
      case "sent":
        await store.sent(id, step.part, "m", now);
        if (!gone) model.sent(of, step.part, this.#now);
        return;
      case "unknown":
        await store.unknown(id, step.part, "lost", now);
        if (!gone) model.unknown(of, step.part, this.#now);
        return;
      case "retry": {
        const { part: n, taken } = step;
        await store.retry(id, { notBefore: now, reason: "429", part: n, taken });
        if (!gone) model.retry(of, n, taken, this.#now);
        return;
      }
      case "end":
        await store.end(id, step.as, "why", now);
        if (!gone) model.end(of, step.as, this.#now);
        return;
      default:
    }
  }

  /** Whatever can be seen of the store is as the model says. */
  async #agree(): Promise<void> {
    const [store, model] = [this.#store, this.#model];
    const seen = await waiting(store);
    const name = (of: Delivery) => keyOf({ ...of, slot: hourOf(of) });
    expect(seen.map((of) => `${name(of)} ${of.state}`)).toEqual(
      model.waiting().map((of) => `${keyOf(of)} ${of.state}`),
    );
    for (const [i, of] of model.waiting().entries()) if (seen[i]) this.#ids.set(of, seen[i].id);
    expect((await store.counts()).states).toEqual(model.counts());
    for (const [of, id] of this.#ids) {
      const parts = model.deliveries.includes(of) ? of.parts : [];
      expect((await store.parts(id)).map(({ state }) => state)).toEqual(parts);
    }
    for (const [id, { chat: at, state, nextDue, refusals, briefed }] of model.subscriptions) {
      const due = nextDue === null ? null : hours(nextDue);
      expect(await store.subscription(id)).toMatchObject({
        ...{ channel: channel(at), state, nextDue: due, refusals, briefed },
      });
      const [last, expected] = [await store.lastDelivery(id), model.last(id)];
      expect(last && [hourOf(last), last.state]).toEqual(expected ? [expected.slot, expected.state] : null);
    }
  }
}

export function modelContract(fresh: Open): void {
  test("any sequence of operations: no slot twice, final states final, counts that add up", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 40 }), async (steps) => {
        const run = new Run(fresh());
        for (const step of steps) await run.follow(step);
      }),
      { numRuns: SEQUENCES },
    );
  });
}
