/** As-of: nothing from a later source is visible, whatever the dossier and the day. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { citedTexts } from "../../../src/dossier/check/rules.ts";
import type { Dossier } from "../../../src/dossier/dossier.ts";
import { days, dossiers } from "../../support/arbitrary.ts";
import { dossier as real } from "../../support/engine.ts";

/** Every source that an item of a view cites, also in its posts, accounts and outcome. */
const citedIn = (view: Dossier): string[] =>
  view.items.flatMap((item) => citedTexts(item).flatMap(({ cites }) => cites.map(({ source }) => source)));

const publishedBy = (dossier: Dossier, day: Temporal.PlainDate): Set<string> =>
  new Set(dossier.all("source").flatMap((s) => (s.published.date <= String(day) ? [s.id] : [])));

const subjects = [
  ["the real dossier", fc.constant(real)],
  ["random dossiers", dossiers],
] as const;

test("days with the same sources share one view, which is of no day", () => {
  const [day, next] = ["2026-02-20", "2026-02-21"].map((text) => real.asOf(Temporal.PlainDate.from(text)));
  expect(next).toBe(day);
  expect([real.isView, day?.isView]).toEqual([false, true]);
});

describe.each(subjects)("%s", (_, subject) => {
  const cases = fc.property(subject, days, days, (dossier, a, b) => {
    const [early, late] = Temporal.PlainDate.compare(a, b) <= 0 ? [a, b] : [b, a];
    const [then, later] = [dossier.asOf(early), dossier.asOf(late)];

    const known = publishedBy(dossier, early);
    expect(citedIn(then).filter((source) => !known.has(source))).toEqual([]);
    expect(new Set(then.all("source").map(({ id }) => id))).toEqual(known);

    // What was once known stays known.
    const ids = new Set(later.items.map(({ id }) => id));
    expect(then.items.filter(({ id }) => !ids.has(id))).toEqual([]);

    // Looking back twice is looking back once: a view holds no trace of what came after its day.
    expect(later.asOf(early).items).toEqual(then.items);
  });

  test("a day sees only what was published by then, loses nothing later, and keeps no trace", () => {
    fc.assert(cases, { numRuns: 150 });
  });

  test("no status speaks of an item that is not visible", () => {
    fc.assert(
      fc.property(subject, days, (dossier, day) => {
        const view = dossier.asOf(day);
        for (const item of view.items) {
          if (!("status" in item)) continue;
          if (item.superseded_by) expect(view.item(item.superseded_by)).toBeDefined();
          expect(item.status === "superseded").toBe(item.superseded_by !== undefined);
          const naming = view.all("dispute").filter(({ items }) => items.includes(item.id));
          if (item.status === "disputed") expect(naming).not.toEqual([]);
        }
        for (const { items, accounts } of view.all("dispute")) {
          expect(accounts.length).toBeGreaterThan(1);
          expect(items.filter((id) => !view.item(id))).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("a question leads to nothing that is not visible", () => {
    fc.assert(
      fc.property(subject, days, (dossier, day) => {
        const view = dossier.asOf(day);
        for (const { answers } of view.all("question")) {
          expect(answers.filter((id) => !view.item(id))).toEqual([]);
          expect(answers).not.toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("a curator's note shows only with every citation of its item", () => {
    fc.assert(
      fc.property(subject, days, (dossier, day) => {
        for (const item of dossier.asOf(day).items) {
          if (!("note" in item) || item.note === undefined) continue;
          const whole = dossier.item(item.id);
          expect(whole && citedTexts(whole)).toEqual(citedTexts(item));
        }
      }),
      { numRuns: 100 },
    );
  });

  test("from the last day on a view is everything", () => {
    fc.assert(
      fc.property(subject, (dossier) => {
        expect(dossier.asOf(Temporal.PlainDate.from("2100-01-01")).items).toEqual(dossier.items);
      }),
      { numRuns: 20 },
    );
  });
});

test("a view leaves the dossier as it was", () => {
  const before = JSON.stringify(real.items);
  real.asOf(Temporal.PlainDate.from("2026-01-23"));
  expect(JSON.stringify(real.items)).toBe(before);
});
