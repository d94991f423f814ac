/** A point of time as people type it: a day, week, month, season or year, also by its distance from today. */
import { MONTH } from "./period-words.ts";
import type { Manifest } from "./schema.ts";
import { parseWhen } from "./when.ts";

export type Day = Temporal.PlainDate;

/** What a typed date is read against: the dossier's days, and today for "yesterday". */
export interface Calendar {
  readonly period: Manifest["period"];
  readonly today: Day;
}

/** A stretch of days that a text names: what it starts and ends with. */
export type Stretch = { from: Day; to: Day };

/** A month's name, and a year that may follow, as parts of a pattern; each is a group. */
export const MONTH_NAME = `(${[...MONTH.keys()].join("|")})`;
export const YEAR = "(?: (\\d{4}))?";

/**
 * A day, month, part of a month, week, season or year; null when a text is none.
 * @param text normalised
 * @param hint the year of what has none of its own; without it that is the dossier's
 */
export function parsePoint(text: string, calendar: Calendar, hint?: number): Stretch | null {
  const relative = relativeTo(calendar.today, text);
  if (relative) return relative;
  const when = parseWhen(text.replaceAll("/", "-"));
  // "2250" is an area, not a year.
  if (when?.precision === "year" && !/^(?:19|20)/.test(text)) return null;
  if (when?.to) return { from: when.from, to: when.to };
  const of = (m: number, y?: string) => (y ? Number(y) : (hint ?? dossierYear(m, calendar)));
  const numeric = matched(text, "(\\d{1,2})[./](\\d{1,2})(?:[./](\\d{4}|\\d{2}))?", (g) => g);
  if (numeric) {
    const [first, second, y] = numeric;
    // "1/23" can only be the American order.
    const [d, m] = Number(second) > 12 ? [second, first] : [first, second];
    const one = day(of(Number(m), y?.length === 2 ? `20${y}` : y), Number(m), Number(d));
    return ordered(one, one);
  }
  // "Jan 23 24" are two days, and so may "23 jan 24" be: only the dossier's own year is read from two digits.
  const short = `(?: (${calendar.period.from.slice(2, 4)}))`;
  const date =
    matched(text, `(\\d{1,2}) ?${MONTH_NAME}${YEAR}`, ([d, m, y]) => [d, m, y]) ??
    matched(text, `(\\d{1,2}) ?${MONTH_NAME}${short}`, ([d, m, y]) => [d, m, `20${y}`]) ??
    matched(text, `${MONTH_NAME} ?(\\d{1,2})${YEAR}`, ([m, d, y]) => [d, m, y]);
  if (date) {
    const month = MONTH.get(date[1] ?? "") ?? 0;
    const one = day(of(month, date[2]), month, Number(date[0]));
    return ordered(one, one);
  }
  const month = matched(
    text,
    `(?:(early|start|beginning|mid|middle|late|end)[ -])?${MONTH_NAME}${YEAR}`,
    (g) => g,
  );
  if (month) {
    const [part, name, y] = month;
    const m = MONTH.get(name ?? "") ?? 0;
    const first = day(of(m, y), m, 1);
    return first && partOfMonth(part, first);
  }
  const week = matched(text, `(1|2|3|4|last) week (?:in )?${MONTH_NAME}${YEAR}`, (g) => g);
  if (week) {
    const m = MONTH.get(week[1] ?? "") ?? 0;
    const first = day(of(m, week[2]), m, 1);
    return first && weekOfMonth(week[0] ?? "", first);
  }
  const weekOf = matched(text, `week (?:(\\d{1,2}) ${MONTH_NAME}|${MONTH_NAME} (\\d{1,2}))${YEAR}`, (g) => g);
  if (weekOf) {
    const [before, name, month = name, after, y] = weekOf;
    const m = MONTH.get(month ?? "") ?? 0;
    const one = day(of(m, y), m, Number(before ?? after));
    const monday = one?.subtract({ days: one.dayOfWeek - 1 });
    return monday ? { from: monday, to: monday.add({ days: 6 }) } : null;
  }
  const partOfYear = matched(text, "(early|start|beginning|mid|middle|late|end)[ -](\\d{4})", (g) => g);
  if (partOfYear) {
    const [part = "", y] = partOfYear;
    const third = /^(?:early|start|beg)/.test(part) ? 1 : part.startsWith("mid") ? 5 : 9;
    const first = day(Number(y), third, 1);
    return first && { from: first, to: first.add({ months: 4 }).subtract({ days: 1 }) };
  }
  const season = matched(text, `(spring|summer|autumn|winter)${YEAR}`, (g) => g);
  if (season) {
    const [name = "", typed] = season;
    const span = parseWhen(`${typed ?? latestSeason(name, calendar)}-${name}`);
    return span?.to ? { from: span.from, to: span.to } : null;
  }
  return null;
}

const NEAR_DAYS: ReadonlyMap<string, number> = new Map([
  ["yesterday", -1],
  ["today", 0],
  ["tomorrow", 1],
  ["day before yesterday", -2],
  ["day after tomorrow", 2],
]);

/** Days by their distance from today; weeks run from Monday to Sunday. */
function relativeTo(today: Day, text: string): Stretch | null {
  const near = NEAR_DAYS.get(text);
  if (near !== undefined) {
    const one = today.add({ days: near });
    return { from: one, to: one };
  }
  const [, count = "", ago] =
    /^(\d{1,2}|a|one|two|three|four|five|six) (day|week|month)s? ago$/.exec(text) ?? [];
  if (ago) {
    const n = { a: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 }[count] ?? Number(count);
    if (ago === "day") return relativeTo(today.subtract({ days: n }), "today");
    const then = ago === "week" ? today.subtract({ weeks: n }) : today.subtract({ months: n });
    return relativeTo(then, `this ${ago}`);
  }
  const [, which = "", unit] = /^(this|last|next) (weekend|week|month)$/.exec(text) ?? [];
  const by = { last: -1, this: 0, next: 1 }[which];
  if (by === undefined) return null;
  if (unit === "week") {
    const monday = today.subtract({ days: today.dayOfWeek - 1 }).add({ weeks: by });
    return { from: monday, to: monday.add({ days: 6 }) };
  }
  if (unit === "weekend") {
    const saturday = today.subtract({ days: today.dayOfWeek - 6 }).add({ weeks: by });
    return { from: saturday, to: saturday.add({ days: 1 }) };
  }
  const first = today.with({ day: 1 }).add({ months: by });
  return { from: first, to: first.with({ day: first.daysInMonth }) };
}

/** Seven days from the first, eighth …, or the last seven. */
function weekOfMonth(which: string, first: Day): Stretch {
  if (which === "last")
    return { from: first.with({ day: first.daysInMonth - 6 }), to: partOfMonth("end", first).to };
  const from = first.add({ weeks: Number(which) - 1 });
  return { from, to: from.add({ days: 6 }) };
}

/** The year of the latest season of that name that has begun by the dossier's last day; winter has that of its end. */
function latestSeason(name: string, calendar: Calendar): number {
  const starts = { spring: 3, summer: 6, autumn: 9, winter: 12 }[name] ?? 1;
  return dossierYear(starts, calendar) + (name === "winter" ? 1 : 0);
}

/** The latest year in which a month begins no later than the dossier's last day. */
export function dossierYear(month: number, calendar: Calendar): number {
  const last = Temporal.PlainDate.from(calendar.period.to);
  return month <= last.month ? last.year : last.year - 1;
}

function partOfMonth(part: string | undefined, first: Day): Stretch {
  const last = first.with({ day: first.daysInMonth });
  switch (part) {
    case "early":
    case "start":
    case "beginning":
      return { from: first, to: first.with({ day: 10 }) };
    case "mid":
    case "middle":
      return { from: first.with({ day: 11 }), to: first.with({ day: 20 }) };
    case "late":
    case "end":
      return { from: first.with({ day: 21 }), to: last };
    default:
      return { from: first, to: last };
  }
}

/** A day of the calendar; null when there is none such. */
export function day(year: number, month: number, date: number): Day | null {
  try {
    return Temporal.PlainDate.from({ year, month, day: date }, { overflow: "reject" });
  } catch {
    return null;
  }
}

/** The few patterns of points and periods, compiled once: a long input tries each at every word. */
const compiled = new Map<string, RegExp>();
type Groups = (string | undefined)[];
/** Matches a whole text and hands on its groups; null when it does not match. */
export function matched(text: string, pattern: string, pick: (groups: Groups) => Groups): Groups | null {
  let whole = compiled.get(pattern);
  if (!whole) {
    whole = new RegExp(`^${pattern}$`);
    compiled.set(pattern, whole);
  }
  const found = whole.exec(text);
  return found && pick(found.slice(1));
}

/** Days from one to another; null when there are none. */
export const ordered = (from: Day | null, to: Day | null): Stretch | null =>
  from && to && Temporal.PlainDate.compare(from, to) <= 0 ? { from, to } : null;
