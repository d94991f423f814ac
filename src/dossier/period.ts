/**
 * Periods as people type them: "feb", "23-24 jan", "late january", "since 29 jan", "2026-01-20..2026-02-05".
 * Our own grammar because a general date library reads "january 23 to february 5" as the year 2023; here a
 * month without a year is always the dossier's own, and what is not understood is not guessed.
 */
import { MONTH, normalise } from "./period-words.ts";
import {
  type Calendar,
  type Day,
  day,
  dossierYear,
  MONTH_NAME,
  matched,
  ordered,
  parsePoint,
  type Stretch,
  YEAR,
} from "./point.ts";
import { formatWhen, parseWhen, type Span, spanOf } from "./when.ts";

/** Days from and to, inclusive; null is open. `label` says how it was read. */
export interface Period extends Span {
  readonly from: Day | null;
  readonly to: Day | null;
  readonly label: string;
}

/** Parses a whole text as a period; null when it is not one. */
export function parsePeriod(text: string, calendar: Calendar): Period | null {
  return parseNormal(normalise(text), calendar);
}

/** The same for a text that is normalised already. */
export function parseNormal(plain: string, calendar: Calendar): Period | null {
  if (plain === "") return null;
  const [, begun] =
    /^(?:from |since )?(.+?) (?:(?:till|until|to|up to) (?:now|today|date|present)|onwards?)$/.exec(plain) ??
    [];
  const start = begun && parseSpan(begun, calendar);
  if (start) return openPeriod("since", start);
  const open = /^(since|from|after|starting|until|till|before|by|up to) (.+)$/.exec(plain);
  // "From 2 to 3 feb" has its end.
  if (open && !/^from .+ (?:to|till|until|through) /.test(plain)) {
    const point = parseSpan(open[2] ?? "", calendar);
    if (point) return openPeriod(open[1] ?? "", point);
  }
  const span = parseSpan(plain.replace(/^(?:on|in|during|at|around|for|within) /, ""), calendar);
  return span && labelled(span.from, span.to);
}

function openPeriod(word: string, span: Stretch): Period {
  switch (word) {
    case "after":
      return labelled(span.to.add({ days: 1 }), null);
    case "before":
      return labelled(null, span.from.subtract({ days: 1 }));
    case "until":
    case "till":
    case "by":
    case "up to":
      return labelled(null, span.to);
    default:
      return labelled(span.from, null);
  }
}

function labelled(from: Day | null, to: Day | null): Period {
  const text = [from, to].map((day) => day?.toString() ?? "");
  const span = spanOf(from, to);
  if (from && to) return { from, to, ...span, label: spanLabel(from, to) };
  const when = parseWhen(text[0] || text[1] || "");
  const day = when ? formatWhen(when) : "";
  return { from, to, ...span, label: from ? `since ${day}` : `until ${day}` };
}

function spanLabel(from: Day, to: Day): string {
  const whole = from.day === 1 && to.day === to.daysInMonth && from.year === to.year;
  let text = from.equals(to) ? from.toString() : `${from}..${to}`;
  if (whole && from.month === to.month) text = from.toString().slice(0, 7);
  else if (whole && from.month === 1 && to.month === 12) text = String(from.year);
  const when = parseWhen(text);
  return when ? formatWhen(when) : text;
}

function parseSpan(typed: string, calendar: Calendar): Stretch | null {
  const text = typed.replace(/^(?:from|between) /, "");
  const point = parsePoint(text, calendar);
  if (point) return point;
  const compact =
    matched(text, `(\\d{1,2}) ?(?:-|to|and|&) ?(\\d{1,2}) ${MONTH_NAME}${YEAR}`, ([a, b, m, y]) => [
      a,
      b,
      m,
      y,
    ]) ??
    matched(text, `${MONTH_NAME} (\\d{1,2}) ?(?:-|to|and|&) ?(\\d{1,2})${YEAR}`, ([m, a, b, y]) => [
      a,
      b,
      m,
      y,
    ]);
  if (compact) {
    const [a, b, m, y] = compact;
    const month = MONTH.get(m ?? "") ?? 0;
    const of = y ? Number(y) : dossierYear(month, calendar);
    return ordered(day(of, month, Number(a)), day(of, month, Number(b)));
  }
  for (const [, divider] of text.matchAll(/(\.\.| - | to | until | till | through | and |-)/g)) {
    const [head = "", ...rest] = text.split(divider ?? " ");
    const tail = rest.join(divider);
    if (rest.length === 0) continue;
    const to = parsePoint(tail.trim(), calendar);
    // "23 to 25 jan 2025": the year of the end holds for a start without one.
    const from = parsePoint(head.trim(), calendar, to?.to.year) ?? null;
    if (from && to) return ordered(from.from, to.to);
  }
  return null;
}
