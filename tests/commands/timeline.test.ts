/** /timeline on the real dossier. */
import { describe, expect, test } from "vitest";
import { overlaps, spanOf } from "../../src/dossier/when.ts";
import { toText } from "../../src/reply/text.ts";
import { inputsOf } from "../support/actions.ts";
import { ask, askText, dossier } from "../support/engine.ts";
import { partsOf } from "../support/reading.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const eventsShown = (input: string) => ask(input).reply.items.flatMap((id) => dossier.get("event", id) ?? []);

describe("/timeline", () => {
  test.each([
    ["/timeline feb", "2026-02-01", "2026-02-28"],
    ["/timeline 23-24 jan", "2026-01-23", "2026-01-24"],
    ["/timeline late january", "2026-01-21", "2026-01-31"],
    ["/timeline 2026-01-20..2026-02-05", "2026-01-20", "2026-02-05"],
  ])("%s shows every event that may fall into it and no other", (input, from, to) => {
    const inside = dossier.all("event").filter(({ date }) => overlaps(date, spanOf(day(from), day(to))));
    expect(inside.length).toBeGreaterThan(3);
    expect(new Set(eventsShown(input))).toEqual(new Set(inside));
  });

  test("what has no end is told of no day after the last source", () => {
    expect(ask("/timeline 2027").reply.kind).toBe("not_found");
    expect(askText("/timeline 1-10 jan")).toContain("since 2014 — ");
  });

  test("alone it tells of the dossier's own time, and leads to what went before", () => {
    const { reply } = ask("/timeline");
    const before = inputsOf(reply).find((input) => /^\/timeline until/.test(input));
    expect(before).toBe("/timeline until 31 Dec 2025");
    const shown = [...eventsShown("/timeline"), ...eventsShown(before ?? "")];
    expect(new Set(shown)).toEqual(new Set(dossier.all("event")));
    expect(
      eventsShown("/timeline").filter(({ date }) => overlaps(date, spanOf(null, day("2025-12-31")))),
    ).toEqual(dossier.all("event").filter(({ date }) => date.to === null));
  });

  test("events stand in order of time, each with its day", () => {
    const { lines } = partsOf(askText("/timeline 2026-01-20..2026-02-05"));
    const end = lines.findIndex((line) => line.endsWith(":"));
    const first = lines.slice(0, end);
    expect(first.length).toBeGreaterThan(5);
    for (const line of first) expect(line).toMatch(/^• (?:\d.*|[A-Z][a-z]{2}.*|since .*) — /);
    const shown = eventsShown("/timeline 2026-01-20..2026-02-05").slice(0, first.length);
    const days = shown.map(({ date }) => String(date.from));
    expect(days).toEqual(days.toSorted());
  });

  test("what is dated less exactly stands apart and is not passed off as that day's", () => {
    const text = askText("/timeline 29 jan");
    const [exact = "", vague = ""] = text.split("Dated less exactly, or going on then:");
    expect(exact).toContain("29 Jan 2026");
    expect(vague).toContain("Jan 2026 — ");
    expect(exact).not.toMatch(/^• Jan 2026/m);
  });

  test("a topic, a party or a person narrows it", () => {
    for (const [word, id] of [
      ["donbas", "territory"],
      ["russia", "russia"],
      ["putin", "putin"],
    ]) {
      const shown = eventsShown(`/timeline ${word}`);
      expect(shown).not.toEqual([]);
      for (const { topics, parties, people } of shown)
        expect([...topics, ...parties, ...people]).toContain(id);
    }
    expect(partsOf(askText("/timeline late january donbas")).title).toBe(
      "Timeline · 21–31 Jan 2026 · Territory and Donbas",
    );
  });

  test("nothing in a period is said so, with the days that there are", () => {
    const { reply } = ask("/timeline 1991 putin");
    expect(reply.kind).toBe("not_found");
    expect(toText(reply)).toMatch(
      /no event under “Timeline · 1991 · .*Putin”\. Its events run from \d{4} to 2026-/,
    );
  });
});
