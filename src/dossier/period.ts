/**
 * Periods as people type them: "feb", "23-24 jan", "late january", "since 29 jan", "2026-01-20..2026-02-05".
 * Our own grammar because a general date library reads "january 23 to february 5" as the year 2023; here a
 * month without a year is always the dossier's own, and what is not understood is not guessed.
 */
import { MONTH, normalise } from "./period-words.ts";
import type { Manifest } from "./schema.ts";
import { formatWhen, parseWhen, type Span, spanOf } from "./when.ts";

type Day = Temporal.PlainDate;

/** Days from and to, inclusive; null is open. `label` says how it was read. */
export interface Period extends Span {
  readonly from: Day | null;
  readonly to: Day | null;
  readonly label: string;
}

/** What a typed date is read against: the dossier's days, and today for "yesterday". */
export interface Calendar {
  readonly period: Manifest["period"];
  readonly today: Day;
}

const mon = `(${[...MONTH.keys()].join("|")})`;
const year = "(?: (\\d{4}))?";

/** Parses a whole text as a period; null when it is not one. */
export function parsePeriod(text: string, calendar: Calendar): Period | null {
  return parsePlain(normalise(text), calendar);
}

/** @param plain normalised */
function parsePlain(plain: string, calendar: Calendar): Period | null {
  if (plain === "") return null;
  const open = /^(since|from|after|starting|until|till|before|by|up to) (.+)$/.exec(plain);
  if (open) {
    const point = parseSpan(open[2] ?? "", calendar);
    if (point) return openPeriod(open[1] ?? "", point);
  }
  const span = parseSpan(plain.replace(/^(?:on|in|during|at|around|for|within) /, ""), calendar);
  return span && labelled(span.from, span.to);
}

/** A stretch of days that a text names: what it starts and ends with. */
type Stretch = { from: Day; to: Day };

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
    match(text, `(\\d{1,2}) ?(?:-|to|and|&) ?(\\d{1,2}) ${mon}${year}`, ([a, b, m, y]) => [a, b, m, y]) ??
    match(text, `${mon} (\\d{1,2}) ?(?:-|to|and|&) ?(\\d{1,2})${year}`, ([m, a, b, y]) => [a, b, m, y]);
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

const ordered = (from: Day | null, to: Day | null): Stretch | null =>
  from && to && Temporal.PlainDate.compare(from, to) <= 0 ? { from, to } : null;

/** A day, month, part of a month, season or year. */
function parsePoint(text: string, calendar: Calendar, hint?: number): Stretch | null {
  const relative = relativeTo(calendar.today, text);
  if (relative) return relative;
  const when = parseWhen(text.replaceAll("/", "-"));
  // "2250" is an area, not a year.
  if (when?.precision === "year" && !/^(?:19|20)/.test(text)) return null;
  if (when?.to) return { from: when.from, to: when.to };
  const of = (m: number, y?: string) => (y ? Number(y) : (hint ?? dossierYear(m, calendar)));
  const numeric = match(text, "(\\d{1,2})[./](\\d{1,2})(?:[./](\\d{4}|\\d{2}))?", (g) => g);
  if (numeric) {
    const [d, m, y] = numeric;
    const one = day(of(Number(m), y?.length === 2 ? `20${y}` : y), Number(m), Number(d));
    return ordered(one, one);
  }
  const date =
    match(text, `(\\d{1,2}) ?${mon}${year}`, ([d, m, y]) => [d, m, y]) ??
    match(text, `${mon} ?(\\d{1,2})${year}`, ([m, d, y]) => [d, m, y]);
  if (date) {
    const month = MONTH.get(date[1] ?? "") ?? 0;
    const one = day(of(month, date[2]), month, Number(date[0]));
    return ordered(one, one);
  }
  const month = match(text, `(?:(early|start|beginning|mid|middle|late|end)[ -])?${mon}${year}`, (g) => g);
  if (month) {
    const [part, name, y] = month;
    const m = MONTH.get(name ?? "") ?? 0;
    const first = day(of(m, y), m, 1);
    return first && partOfMonth(part, first);
  }
  const week = match(text, `(1|2|3|4|last) week (?:in )?${mon}${year}`, (g) => g);
  if (week) {
    const m = MONTH.get(week[1] ?? "") ?? 0;
    const first = day(of(m, week[2]), m, 1);
    return first && weekOfMonth(week[0] ?? "", first);
  }
  const weekOf = match(text, `week (?:(\\d{1,2}) ${mon}|${mon} (\\d{1,2}))${year}`, (g) => g);
  if (weekOf) {
    const [before, name, month = name, after, y] = weekOf;
    const m = MONTH.get(month ?? "") ?? 0;
    const one = day(of(m, y), m, Number(before ?? after));
    const monday = one?.subtract({ days: one.dayOfWeek - 1 });
    return monday ? { from: monday, to: monday.add({ days: 6 }) } : null;
  }
  const season = match(text, `(spring|summer|autumn|winter)${year}`, (g) => g);
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
function dossierYear(month: number, calendar: Calendar): number {
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

function day(year: number, month: number, date: number): Day | null {
  try {
    return Temporal.PlainDate.from({ year, month, day: date }, { overflow: "reject" });
  } catch {
    return null;
  }
}

/** The few patterns above, compiled once: a long input tries each at every word. */
const compiled = new Map<string, RegExp>();
type Groups = (string | undefined)[];
/** Matches a whole text and hands on its groups; null when it does not match. */
function match(text: string, pattern: string, pick: (groups: Groups) => Groups): Groups | null {
  let whole = compiled.get(pattern);
  if (!whole) {
    whole = new RegExp(`^${pattern}$`);
    compiled.set(pattern, whole);
  }
  const found = whole.exec(text);
  return found && pick(found.slice(1));
}

/** Longest stretch of words that can be one period. */
const LONGEST = 9;
/** Words that are a month's or season's name but more often something else; a period only with a number beside them. */
const DOUBTFUL = new Set(["may", "march", "mar", "spring", "winter"]);

/** Every period has one of these in it, once it is normalised: a number, a month, a season, a day by its name. */
const ANCHOR = new RegExp(
  `\\d|\\b(?:${mon}|spring|summer|autumn|winter|today|yesterday|tomorrow|week|weekend|month)\\b`,
);

/** The longest run of words that is a period, as a half-open range of indexes; null when there is none. */
export function findPeriod(
  words: readonly string[],
  calendar: Calendar,
): { period: Period; start: number; end: number } | null {
  // Most questions name no day at all; each run of their words would be read in vain.
  const anchored = words.map((word) => ANCHOR.test(normalise(word)));
  for (let length = Math.min(LONGEST, words.length); length > 0; length--) {
    for (let start = 0; start + length <= words.length; start++) {
      if (!anchored.slice(start, start + length).includes(true)) continue;
      const text = words.slice(start, start + length).join(" ");
      const plain = normalise(text);
      if (words.length > length && DOUBTFUL.has(plain)) continue;
      const period = parsePlain(plain, calendar);
      if (period) return { period, start, end: start + length };
    }
  }
  return null;
}
