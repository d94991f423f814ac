/** Periods as people type them, read against the dossier's own days. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findPeriod } from "../../../src/dossier/find-period.ts";
import { parsePeriod } from "../../../src/dossier/period.ts";
import type { Calendar } from "../../../src/dossier/point.ts";

const CALENDAR: Calendar = {
  period: { from: "2026-01-01", to: "2026-02-28" },
  today: Temporal.PlainDate.from("2026-02-06"),
};

/** "2026-01-23..2026-01-24", with nothing on an open side; null when it is not read. */
function span(text: string, calendar = CALENDAR): string | null {
  const period = parsePeriod(text, calendar);
  return period && `${period.from ?? ""}..${period.to ?? ""}`;
}

describe("parsePeriod", () => {
  test.each([
    ["feb", "2026-02-01..2026-02-28"],
    ["Feb.", "2026-02-01..2026-02-28"],
    ["february 2025", "2025-02-01..2025-02-28"],
    ["23 jan", "2026-01-23..2026-01-23"],
    ["jan 23rd", "2026-01-23..2026-01-23"],
    ["Friday, 23 January 2026", "2026-01-23..2026-01-23"],
    ["the 23rd of january", "2026-01-23..2026-01-23"],
    ["23-24 jan", "2026-01-23..2026-01-24"],
    ["23–24 January", "2026-01-23..2026-01-24"],
    ["23 to 24 jan", "2026-01-23..2026-01-24"],
    ["january 23 and 24", "2026-01-23..2026-01-24"],
    ["january 23 to february 5", "2026-01-23..2026-02-05"],
    ["between 29 jan and 1 feb", "2026-01-29..2026-02-01"],
    ["late january", "2026-01-21..2026-01-31"],
    ["mid-january", "2026-01-11..2026-01-20"],
    ["early february", "2026-02-01..2026-02-10"],
    ["2026-01-20..2026-02-05", "2026-01-20..2026-02-05"],
    ["2026-01", "2026-01-01..2026-01-31"],
    ["2025", "2025-01-01..2025-12-31"],
    ["summer 2025", "2025-06-01..2025-08-31"],
    ["24.01.2026", "2026-01-24..2026-01-24"],
    ["24/1", "2026-01-24..2026-01-24"],
    ["1/24", "2026-01-24..2026-01-24"],
    ["1/24/26", "2026-01-24..2026-01-24"],
    ["24-01-2026", "2026-01-24..2026-01-24"],
    ["2026.01.24", "2026-01-24..2026-01-24"],
    ["20260124", "2026-01-24..2026-01-24"],
    ["3-feb-2026", "2026-02-03..2026-02-03"],
    ["feb-3", "2026-02-03..2026-02-03"],
    ["2/3 feb", "2026-02-02..2026-02-03"],
    ["2nd/3rd feb", "2026-02-02..2026-02-03"],
    ["feb 2/3", "2026-02-02..2026-02-03"],
    ["feb 2 thru 3", "2026-02-02..2026-02-03"],
    ["from feb 2 to 3", "2026-02-02..2026-02-03"],
    ["4+5 feb", "2026-02-04..2026-02-05"],
    ["4.-5. feb", "2026-02-04..2026-02-05"],
    ["3, 4 feb", "2026-02-03..2026-02-04"],
    ["4-5/2", "2026-02-04..2026-02-05"],
    ["23.–24.1.2026", "2026-01-23..2026-01-24"],
    ["02-03.02.26", "2026-02-02..2026-02-03"],
    ["23 jan-5 feb", "2026-01-23..2026-02-05"],
    ["jan 23-feb 5", "2026-01-23..2026-02-05"],
    ["08/2025", "2025-08-01..2025-08-31"],
    ["aug '25", "2025-08-01..2025-08-31"],
    ["summer 25", "2025-06-01..2025-08-31"],
    ["spring of '25", "2025-03-01..2025-05-31"],
    ["'14", "2014-01-01..2014-12-31"],
    ["yest", "2026-02-05..2026-02-05"],
    ["last wk", "2026-01-26..2026-02-01"],
    ["since 29 jan", "2026-01-29.."],
    ["29 jan till now", "2026-01-29.."],
    ["from 29 jan onwards", "2026-01-29.."],
    ["after 29 jan", "2026-01-30.."],
    ["until 1 feb", "..2026-02-01"],
    ["before 23 jan", "..2026-01-22"],
    ["in february", "2026-02-01..2026-02-28"],
    ["today", "2026-02-06..2026-02-06"],
    ["yesterday", "2026-02-05..2026-02-05"],
    ["tomorrow", "2026-02-07..2026-02-07"],
    ["last week", "2026-01-26..2026-02-01"],
    ["this week", "2026-02-02..2026-02-08"],
    ["next week", "2026-02-09..2026-02-15"],
    ["last month", "2026-01-01..2026-01-31"],
    ["the last week of january", "2026-01-25..2026-01-31"],
    ["first week of february", "2026-02-01..2026-02-07"],
    ["august", "2025-08-01..2025-08-31"],
    ["december", "2025-12-01..2025-12-31"],
  ])("%s", (text, expected) => expect(span(text)).toBe(expected));

  test.each([
    "",
    "__proto__",
    "constructor",
    "russia",
    "30 feb",
    "32 jan",
    "24-23 jan",
    "2026-02-05..2026-01-20",
    "feb feb",
    "the",
  ])("does not guess at %j", (text) => expect(span(text)).toBeNull());

  test("a month without a year is the dossier's own, not today's", () => {
    const later = { ...CALENDAR, today: Temporal.PlainDate.from("2031-05-01") };
    expect(span("feb", later)).toBe("2026-02-01..2026-02-28");
    const winter = { ...CALENDAR, period: { from: "2025-11-01", to: "2026-02-28" } };
    expect(span("november", winter)).toBe("2025-11-01..2025-11-30");
  });

  test("says how it was read", () => {
    expect(parsePeriod("23-24 jan", CALENDAR)?.label).toBe("23–24 Jan 2026");
    expect(parsePeriod("late january", CALENDAR)?.label).toBe("21–31 Jan 2026");
    expect(parsePeriod("since 29 jan", CALENDAR)?.label).toBe("since 29 Jan 2026");
  });

  const any = fc.oneof(
    fc.string(),
    fc
      .array(
        fc.constantFrom(
          ..."23 24 jan feb - to since late 2026 2026-01-20 .. and before the 31 of 0".split(" "),
        ),
      )
      .map((words) => words.join(" ")),
  );
  test("never throws, and never ends before it begins", () => {
    fc.assert(
      fc.property(any, (text) => {
        const period = parsePeriod(text, CALENDAR);
        if (period?.from && period.to) {
          expect(Temporal.PlainDate.compare(period.from, period.to)).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("findPeriod", () => {
  const find = (text: string) => {
    const words = text.split(" ");
    const found = findPeriod(words, CALENDAR);
    return found && words.slice(found.start, found.end).join(" ");
  };
  test.each([
    ["late january donbas", "late january"],
    ["what happened on 23-24 jan in abu dhabi", "on 23-24 jan in"],
    ["energy since 29 jan", "since 29 jan"],
    ["energy today", "today"],
    ["what happened yesterday", "yesterday"],
  ])("%s", (text, expected) => expect(find(text)).toContain(expected.replace(/^on | in$/g, "")));

  test("finds every run of words that is a period by itself", () => {
    const vocabulary =
      "late january feburary 24 jan, since 29th third of the 2025 summer winter - to until 23-24 yesterday today thirtieth 1 талks talks kyiv 24.01 2026-01-24 лютого sept";
    const words = fc.array(fc.constantFrom(...vocabulary.split(" ")), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(words, (run) => {
        fc.pre(parsePeriod(run.join(" "), CALENDAR) !== null);
        expect(findPeriod(run, CALENDAR)).toMatchObject({ start: 0, end: run.length });
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    "may the talks go on",
    "march on kyiv",
    "second round",
    "damaged 2/3 of the grid",
    "public sentiment",
    "who travelled with lutnick and yulia",
  ])("none in %j", (text) => expect(find(text)).toBeNull());

  test.each(["4 lutoho", "3 fevralya", "23 sichnya", "лютий"])("%j in Ukrainian or Russian", (text) =>
    expect(find(text)).toBe(text),
  );
});
