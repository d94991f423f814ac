/** "What happened on the 22nd": a day without its month is the one that the dossier tells of. */
import type { Dossier } from "../dossier/dossier.ts";
import { MONTH } from "../dossier/period-words.ts";
import { dateOf } from "./rank.ts";

const ORDINAL = /^(\d{1,2})(?:st|nd|rd|th)\W*$/i;
/** Beside one of these an ordinal is no day without a month. */
const NOT_ALONE = /^(?:(?:century|(?:round|time|day|meeting|article|source)s?|of|and|to)\b|[-–]|\d)/i;
/** After one of these it is a day: "the 4th", "on 23rd", "fri 23rd". */
const ALONE =
  /^(?:the|on|since|until|till|before|after|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)$/i;
const isMonth = (word: string): boolean => MONTH.has(word.toLowerCase().replace(/\W+$/, ""));

const months = new WeakMap<Dossier, ReadonlyMap<number, string>>();

/** Typed words in which a day alone ("the 4th") is followed by the month in which most is dated on such a day. */
export function withMonths(typed: readonly string[], dossier: Dossier): string[] {
  return typed.flatMap((word, at) => {
    const day = ORDINAL.exec(word)?.[1];
    // Asked last: all items are gone through for it.
    const month = day && ALONE.test(typed[at - 1] ?? "") ? monthsOf(dossier).get(Number(day)) : undefined;
    const next = typed[at + 1] ?? "";
    return month === undefined || NOT_ALONE.test(next) || isMonth(next) ? [word] : [`${Number(day)}`, month];
  });
}

/** Day of the month → the month of the dossier's own time in which it has most. */
function monthsOf(dossier: Dossier): ReadonlyMap<number, string> {
  let found = months.get(dossier);
  if (!found) {
    const { from, to } = dossier.manifest.period;
    const days = dossier.items.flatMap((item) => {
      const first = dateOf(item)?.from;
      const known = dateOf(item)?.precision === "day" || dateOf(item)?.precision === "days";
      return first && known && `${first}` >= from && `${first}` <= to ? [first] : [];
    });
    found = new Map(
      [...Map.groupBy(days, ({ day }) => day)].map(([day, on]) => {
        const [most] = [...Map.groupBy(on, ({ month }) => month).values()].sort(
          (a, b) => b.length - a.length,
        );
        return [day, (most?.[0] ?? Temporal.PlainDate.from(from)).toLocaleString("en-GB", { month: "long" })];
      }),
    );
    months.set(dossier, found);
  }
  return found;
}
