/** Dates as precise as a source gives them, and how they are compared and written. */

/** A stretch of days as day numbers, inclusive; infinite where it is open. Comparing a million dates wants numbers. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Days from and to, inclusive; `to` is null for "since". `text` is the form written in the dossier. */
export interface When extends Span {
  readonly text: string;
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate | null;
  readonly precision: "day" | "days" | "month" | "season" | "year" | "since";
}

/** First month of each season, in the meteorological sense; winter is named after the year it ends in. */
const SEASONS = { spring: 3, summer: 6, autumn: 9, winter: 12 } as const;

/** Parses one end of a range: a day, month, season or year. Null when it is none of these. */
function parsePart(part: string): (Pick<When, "from" | "precision"> & { to: Temporal.PlainDate }) | null {
  const m = /^(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|(spring|summer|autumn|winter)))?$/.exec(part);
  if (!m) return null;
  const year = Number(m[1]);
  try {
    if (m[4]) {
      const season = m[4] as keyof typeof SEASONS;
      const from = Temporal.PlainDate.from(
        { year: season === "winter" ? year - 1 : year, month: SEASONS[season], day: 1 },
        { overflow: "reject" },
      );
      return { from, to: from.add({ months: 3 }).subtract({ days: 1 }), precision: "season" };
    }
    const from = Temporal.PlainDate.from(
      { year, month: Number(m[2] ?? 1), day: Number(m[3] ?? 1) },
      { overflow: "reject" },
    );
    if (m[3]) return { from, to: from, precision: "day" };
    const span = m[2] ? { months: 1 } : { years: 1 };
    return { from, to: from.add(span).subtract({ days: 1 }), precision: m[2] ? "month" : "year" };
  } catch {
    return null;
  }
}

/** Parses a date of the dossier; null when it is not one. A range may mix precisions: 2025-10..2026-02-05. */
export function parseWhen(text: string): When | null {
  const [head = "", tail, more] = text.split("..");
  if (more !== undefined) return null;
  const from = parsePart(head);
  if (!from) return null;
  if (tail === undefined) return { text, ...from, ...spanOf(from.from, from.to) };
  if (tail === "") return { text, from: from.from, to: null, precision: "since", ...spanOf(from.from, null) };
  const to = parsePart(tail);
  if (!to || Temporal.PlainDate.compare(from.from, to.to) > 0) return null;
  return { text, from: from.from, to: to.to, precision: "days", ...spanOf(from.from, to.to) };
}

/** Two days, each null where it is open, as day numbers. */
export function spanOf(from: Temporal.PlainDate | null, to: Temporal.PlainDate | null): Span {
  const number = (day: Temporal.PlainDate) => Date.UTC(day.year, day.month - 1, day.day) / 86_400_000;
  return {
    start: from ? number(from) : Number.NEGATIVE_INFINITY,
    end: to ? number(to) : Number.POSITIVE_INFINITY,
  };
}

/** Whether two stretches of days share a day. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** A stretch of days up to this long says when something happened; a longer one says only roughly. */
const FIRM_DAYS = 4;

/**
 * How a date lies to the days asked about: within them, or so short that it falls there; around them, when it
 * is too rough to say; or apart.
 */
export function fits(date: When, days: Span): "within" | "around" | "apart" {
  if (!overlaps(date, days)) return "apart";
  const inside = date.start >= days.start && date.end <= days.end;
  return inside || date.end - date.start < FIRM_DAYS ? "within" : "around";
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** "23 Jan 2026", "23–24 Jan 2026", "Aug 2025", "summer 2025", "1994", "since Oct 2025". */
export function formatWhen(when: When): string {
  const [head = "", tail] = when.text.split("..");
  if (tail === undefined) return formatPart(head);
  if (tail === "") return `since ${formatPart(head)}`;
  const [y1, m1, d1] = head.split("-");
  const [y2, m2, d2] = tail.split("-");
  if (d1 && d2 && y1 === y2) {
    return m1 === m2
      ? `${Number(d1)}–${formatPart(tail)}`
      : `${Number(d1)} ${MONTHS[Number(m1) - 1]} – ${formatPart(tail)}`;
  }
  if (m1 && m2 && !d1 && !d2 && y1 === y2) return `${formatPart(head).split(" ")[0]}–${formatPart(tail)}`;
  return `${formatPart(head)} – ${formatPart(tail)}`;
}

function formatPart(part: string): string {
  const [year, month, day] = part.split("-");
  if (!month) return part;
  if (month in SEASONS) return `${month} ${year}`;
  const name = MONTHS[Number(month) - 1];
  return day ? `${Number(day)} ${name} ${year}` : `${name} ${year}`;
}
