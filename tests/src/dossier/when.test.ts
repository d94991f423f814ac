/** Dates as precise as a source gives them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatWhen, overlaps, parseWhen, spanOf } from "../../../src/dossier/when.ts";

describe("parseWhen", () => {
  test.each([
    ["2026-01-23", "2026-01-23", "2026-01-23", "day", "23 Jan 2026"],
    ["2026-01-23..2026-01-24", "2026-01-23", "2026-01-24", "days", "23–24 Jan 2026"],
    ["2026-01-29..2026-02-01", "2026-01-29", "2026-02-01", "days", "29 Jan – 1 Feb 2026"],
    ["2025-12-30..2026-01-02", "2025-12-30", "2026-01-02", "days", "30 Dec 2025 – 2 Jan 2026"],
    ["2026-01", "2026-01-01", "2026-01-31", "month", "Jan 2026"],
    ["2024-02", "2024-02-01", "2024-02-29", "month", "Feb 2024"],
    ["2026-01..2026-02", "2026-01-01", "2026-02-28", "days", "Jan–Feb 2026"],
    ["2025-summer", "2025-06-01", "2025-08-31", "season", "summer 2025"],
    ["2026-winter", "2025-12-01", "2026-02-28", "season", "winter 2026"],
    ["1994", "1994-01-01", "1994-12-31", "year", "1994"],
    ["2025-10..2026-02-05", "2025-10-01", "2026-02-05", "days", "Oct 2025 – 5 Feb 2026"],
  ])("%s", (text, from, to, precision, shown) => {
    const when = parseWhen(text);
    expect(when && { ...when, from: String(when.from), to: String(when.to) }).toEqual({
      text,
      from,
      to,
      precision,
      ...spanOf(Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)),
    });
    expect(when && formatWhen(when)).toBe(shown);
  });

  test("since", () => {
    const when = parseWhen("2025-10..");
    expect(when?.to).toBeNull();
    expect(when && formatWhen(when)).toBe("since Oct 2025");
  });

  test.each([
    "",
    "2026-02-30",
    "2026-13",
    "23 January",
    "2026-02-05..2026-01-23",
    "2026..2027..2028",
    "26-01-23",
  ])("refuses %j", (text) => expect(parseWhen(text)).toBeNull());

  test("never throws, and what it reads it can write", () => {
    const shaped = fc.stringMatching(/^[0-9.\-a-z]{0,24}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), shaped), (text) => {
        const when = parseWhen(text);
        if (when) expect(formatWhen(when)).not.toBe("");
      }),
    );
  });
});

test("overlaps is symmetrical, and an open end reaches everything after it", () => {
  const day = fc
    .integer({ min: 0, max: 60 })
    .map((n) => Temporal.PlainDate.from("2026-01-01").add({ days: n }));
  const span = fc.tuple(day, day).map(([a, b]) => {
    const [from, to] = Temporal.PlainDate.compare(a, b) <= 0 ? [a, b] : [b, a];
    return { from, to };
  });
  fc.assert(
    fc.property(span, span, (a, b) => {
      const shares = String(a.from) <= String(b.to) && String(b.from) <= String(a.to);
      expect(overlaps(spanOf(a.from, a.to), spanOf(b.from, b.to))).toBe(shares);
      expect(overlaps(spanOf(b.from, b.to), spanOf(a.from, a.to))).toBe(shares);
      expect(overlaps(spanOf(a.from, null), spanOf(b.from, b.to))).toBe(String(a.from) <= String(b.to));
    }),
  );
});
