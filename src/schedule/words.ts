/** Times of day and days of the week as people type them, and a schedule as it is written back. */
import { fold, nearest } from "../dossier/fuzzy.ts";
import { UserError } from "../errors.ts";
import type { Schedule } from "../storage/briefings.ts";

/** What a text was read as; `said` tells the person where that may surprise them. */
export interface Reading<T> {
  readonly value: T;
  readonly said?: string;
}

const HALF_HOURS = Array.from({ length: 48 }, (_, i) => clockTime(Math.floor(i / 2), (i % 2) * 30));
/** When most people want a briefing: offered first. */
const USUAL = ["08:00", "07:00", "07:30", "08:30", "09:00", "06:30", "06:00", "12:00", "18:00"];

const NAMED = new Map([
  ["noon", "12:00"],
  ["midday", "12:00"],
  ["midnight", "00:00"],
]);

/** A time of day, as "08:00". */
export const TIME = {
  /** "8", "8:00", "08.30", "0800", "7am", "7:30 pm", "noon". @throws UserError for what can only be a wrong time */
  read(text: string): Reading<string> | null {
    const plain = text.toLowerCase().replace(/\b([ap])\.\s?m\.?/, "$1m");
    const named = NAMED.get(plain);
    if (named) return { value: named };
    const found =
      /^(\d{1,2})(?:[:.](\d{2}))?\s?(am|pm)?$/.exec(plain) ??
      /^(\d{1,2})h(\d{2})?$/.exec(plain) ??
      /^(\d{2})(\d{2})$/.exec(plain);
    if (!found) return null;
    const [, typed, minutes = "0", half] = found;
    const hours = half ? (Number(typed) % 12) + (half === "pm" ? 12 : 0) : Number(typed);
    const twelve = half === undefined || (Number(typed) >= 1 && Number(typed) <= 12);
    if (hours < 24 && Number(minutes) < 60 && twelve) return { value: clockTime(hours, Number(minutes)) };
    if (hours === 24 && Number(minutes) === 0) throw new UserError("A day ends at 23:59; midnight is 00:00.");
    throw new UserError(TIME.refusal(text));
  },
  refusal: (text: string): string =>
    `“${text}” is not a time I can read. Try 08:00, 7:30 or 7:30 pm; hours without am or pm count to 24.`,
  suggest(typed: string): string[] {
    const text = typed.trim();
    const begun = [...USUAL, ...HALF_HOURS].filter(
      (time) => time.startsWith(text) || time.startsWith(`0${text}`),
    );
    return [...new Set([...readQuietly(TIME.read, text), ...begun])];
  },
};

function clockTime(hours: number, minutes: number): string {
  return [hours, minutes].map((n) => String(n).padStart(2, "0")).join(":");
}

const SHORT = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const LONG = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/** The same in English, Ukrainian and Russian, short and long, as `fold` leaves them. */
const DAY_NAMES = [
  ["mon", "mo", "monday", "mondays", "пн", "понеділок", "понедельник"],
  ["tue", "tu", "tues", "tuesday", "tuesdays", "вт", "вівторок", "вторник"],
  ["wed", "we", "wednesday", "wednesdays", "ср", "середа", "среда"],
  ["thu", "th", "thur", "thurs", "thursday", "thursdays", "чт", "четвер", "четверг"],
  ["fri", "fr", "friday", "fridays", "пт", "пятниця", "пятница"],
  ["sat", "sa", "saturday", "saturdays", "сб", "субота", "суббота"],
  ["sun", "su", "sunday", "sundays", "нд", "вс", "неділя", "воскресенье"],
];
const DAILY = [1, 2, 3, 4, 5, 6, 7];
const WEEKDAYS = [1, 2, 3, 4, 5];
const WEEKENDS = [6, 7];
const GROUPS: readonly [readonly number[], readonly string[]][] = [
  [DAILY, ["daily", "everyday", "day", "all", "щодня", "щоденно", "ежедневно"]],
  [WEEKDAYS, ["weekdays", "weekday", "workdays", "workday", "будні", "будни", "будням"]],
  [WEEKENDS, ["weekends", "weekend", "вихідні", "выходные"]],
];
const MEANINGS = new Map<string, readonly number[]>([
  ...DAY_NAMES.flatMap((names, i) => names.map((name): [string, number[]] => [fold(name), [i + 1]])),
  ...GROUPS.flatMap(([days, names]) => names.map((name): [string, readonly number[]] => [fold(name), days])),
]);
/** Words that only join days. */
const JOINS = new Set([
  "every",
  "each",
  "on",
  "and",
  "the",
  "only",
  "working",
  "business",
  "по",
  "і",
  "и",
  "та",
]);
const USUAL_DAYS = ["weekdays", "daily", "weekends", "mon,wed,fri", "tue,thu"];

/** Days of the week: ISO numbers, ascending, each once. */
export const DAYS = {
  /**
   * "weekdays", "every day", "mon,wed,fri", "mon-fri", "sat to mon".
   * @param mend whether misspelt names are taken too
   */
  read(text: string, mend = false): Reading<readonly number[]> | null {
    const plain = text
      .toLowerCase()
      .replace(/\b(?:working|business) days?\b/g, "weekdays")
      .replace(/[‐‑–—−]|(?<=\s)(?:to|till|through|until)(?=\s)/g, "-");
    const slips: string[] = [];
    const days = new Set<number>();
    let last: number | null = null;
    let ranging = false;
    for (const [token] of plain.matchAll(/[^\s,;&+/-]+|-/g)) {
      const word = fold(token);
      if (JOINS.has(word)) continue;
      if (token === "-") {
        if (last === null || ranging) return null;
        ranging = true;
        continue;
      }
      const meant = MEANINGS.has(word) || !mend ? word : nearest(word, MEANINGS.keys());
      const named = meant === null ? undefined : MEANINGS.get(meant);
      if (!named) return null;
      if (meant !== word) slips.push(`“${token}” read as ${daysText(named)}`);
      const [day] = named;
      const single = named.length === 1 && day !== undefined ? day : null;
      if (ranging && (last === null || single === null)) return null;
      for (const one of ranging && last && single ? range(last, single) : named) days.add(one);
      ranging = false;
      last = single;
    }
    if (days.size === 0 || ranging) return null;
    const value = [...days].toSorted((a, b) => a - b);
    return slips.length > 0 ? { value, said: slips.join("; ") } : { value };
  },
  refusal: (text: string): string =>
    `“${text}” are not days I can read. Try weekdays, daily, weekends, mon,wed,fri or mon-fri.`,
  suggest(typed: string): string[] {
    const text = typed.trim().toLowerCase();
    const read = readQuietly(DAYS.read, text).map((days) => daysText(days).toLowerCase());
    const begun = [...USUAL_DAYS, ...LONG.map((name) => name.toLowerCase())].filter((name) =>
      name.startsWith(text),
    );
    return [...new Set([...read, ...begun])];
  },
};

/** From one day to another, over the week's end where need be. */
function range(from: number, to: number): number[] {
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, i) => ((from - 1 + i) % 7) + 1);
}

/** What a text typed so far can already be read as; nothing where it is wrong. */
function readQuietly<T>(read: (text: string) => Reading<T> | null, text: string): T[] {
  try {
    const reading = read(text);
    return reading ? [reading.value] : [];
  } catch {
    return [];
  }
}

/** "Daily", "Mon–Fri", "Mon, Wed, Fri", "Sundays". */
export function daysText(days: readonly number[]): string {
  if (days.length === 7) return "Daily";
  const [only] = days;
  if (days.length === 1 && only) return `${LONG[only - 1]}s`;
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  return runs
    .flatMap((run) => {
      const names = run.map((day) => SHORT[day - 1]);
      return run.length > 2 ? [`${names[0]}–${names.at(-1)}`] : names;
    })
    .join(", ");
}

/** "Mon–Fri at 08:00, Europe/Kyiv". */
export const scheduleText = ({ days, time, zone }: Schedule): string =>
  `${daysText(days)} at ${time}, ${zone}`;

/** "Mon 23 Nov 2026, 08:00" in a zone. */
export function localText(moment: Temporal.Instant, zone: string): string {
  const { dayOfWeek, day, month, year, hour, minute } = moment.toZonedDateTimeISO(zone);
  return `${SHORT[dayOfWeek - 1]} ${day} ${MONTHS[month - 1]} ${year}, ${clockTime(hour, minute)}`;
}
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
