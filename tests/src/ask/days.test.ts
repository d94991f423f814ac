/** Questions on days: those that the dossier tells of, and those after its last source. */
import { describe, expect, test } from "vitest";
import { ask, askText } from "../../support/engine.ts";

describe("days after the last source", () => {
  test.each(["weather tomorrow", "who is attending next week", "who won the election in may 2026"])(
    "%s is refused with the day of the last source",
    (text) => {
      expect(ask(text).reply.kind).toBe("not_found");
      expect(askText(text)).toContain("its last source is of 5 Feb 2026");
    },
  );

  test.each([
    "what happened today",
    "what did zelensky say today",
    "is there a meeting today",
    "plans for today",
  ])("today is one: %s", (text) => {
    const now = Temporal.Instant.from("2026-02-09T08:00:00Z");
    expect(askText(text, { now })).toContain(
      "it has nothing of 9 Feb 2026; its last source is of 5 Feb 2026",
    );
  });

  test("what was set for such a day is told, with what became of it", () => {
    expect(askText("what about 6 february")).toMatch(/United States and Iran.*Did not happen/);
    expect(ask("were the us-iran talks held on 6 february").reply.items).toContain("out-us-iran-talks");
  });

  test("a forecast for such a time is found", () => {
    expect(askText("will russia need until august 2027")).toContain("August 2027");
  });
});

test("days named by their distance from today are days", () => {
  const { reply } = ask("what happened last week");
  expect(reply.items).toContain("ev-energy-pause-expired");
  expect(reply.items).not.toContain("ev-round-1-opened");
});

describe("times before the dossier's own", () => {
  test.each(["what did zelensky say in 2024", "what did ukraine do in april 2025"])(
    "%s is refused, for no item tells of it",
    (text) => {
      expect(ask(text).reply.kind).toBe("not_found");
      expect(askText(text)).toMatch(/^\(Not in the dossier: it has nothing on this of/);
    },
  );

  test.each(["who invaded crimea in 2014", "energy moratorium in spring 2025", "korean armistice 1953"])(
    "%s is answered, for an item does",
    (text) => {
      expect(ask(text).reply.kind).toBe("answer");
    },
  );
});

test("what has a rough date is no news of days after the last source", () => {
  expect(askText("what is planned for next week")).toContain("its last source is of 5 Feb 2026");
});

test("last month's is last month", () => {
  expect(ask("what happened at last month's talks").reply.items).toContain("ev-round-1-closed");
});

test.each([
  ["what happened the day before yesterday", "ev-round-2-opened"],
  ["what happened two weeks ago", "ev-kyiv-attack-20-january"],
  ["what happened in late 2025", "ev-energy-truce-proposed"],
  ["what happened last weekend", "ev-energy-pause-expired"],
  ["what happened on the twenty-second of january", "ev-davos-meeting"],
  ["what happened in the week of 26 january", "ev-energy-pause-announced"],
])("%s", (text, item) => {
  expect(ask(text).reply.items).toContain(item);
});

test("a month that is to come is the next one, and one that was is the last one", () => {
  expect(askText("what will happen in march")).toContain("nothing of Mar 2026");
  expect(ask("what was the energy truce of december").reply.items).toContain("ev-energy-truce-proposed");
});
