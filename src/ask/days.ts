/** Questions on days: what happened then, and honestly nothing on days that no source can tell of. */
import type { Dossier } from "../dossier/dossier.ts";
import type { Item } from "../dossier/kinds.ts";
import { fits, overlaps, type When } from "../dossier/when.ts";
import { dayText } from "../present/day.ts";
import { expected } from "../present/line.ts";
import { keyFirst } from "../present/parts.ts";
import { lastDay } from "../present/source.ts";
import { sayDated } from "../present/statement.ts";
import { type Draft, drill, list, note } from "../reply/document.ts";
import { nearestThing } from "./around.ts";
import { sentenceOf } from "./choose.ts";
import type { Form } from "./forms.ts";
import { textOf } from "./holding.ts";
import { namedDays } from "./named-days.ts";
import type { Question } from "./question.ts";
import { dateOf, datesOf, type Ranked } from "./rank.ts";

/** An item that tells of the days stands among so many of the best. */
const NEAR = 20;
/** So many sentences are looked through for the days that they name. */
const MOST_READ = 200;
/** Events in an answer at most. */
const MOST_A_DAY = 6;

/** Refuses a question on days that no source can tell of; null for every other. @param ranked best first @param near shown as the nearest thing */
export function beyond(
  dossier: Dossier,
  { period, subjects }: Question,
  ranked: readonly Ranked[],
  near: readonly Item[] = [],
): Draft | null {
  const last = lastDay(dossier);
  const from = period?.from?.toString();
  if (!period || last === undefined || from === undefined || from <= last) return null;
  // Who names nothing but the days asks for whatever was set for them.
  const items = subjects.length > 0 ? ranked.slice(0, NEAR).map(({ item }) => item) : dossier.all("outlook");
  const dated = items.some((item) => {
    const date = dateOf(item);
    return date !== undefined && fits(date, period) === "within";
  });
  const told = (item: Item) => {
    const named = namedDays(dossier, sentenceOf(item), last);
    return named?.from && named.from.toString() > last && overlaps(named, period);
  };
  if (dated || items.slice(0, MOST_READ).some(told)) return null;
  return {
    kind: "not_found",
    blocks: [
      note(`Not in the dossier: it has nothing of ${period.label}; its last source is of ${dayText(last)}.`),
      ...nearestThing(dossier, near),
    ],
    actions: [drill("Outlook", "/outlook")],
  };
}

/** Refuses a question on a time before the dossier's own of which no item tells; null for every other. @param ranked best first */
export function before(
  dossier: Dossier,
  { text, period, entities, subjects }: Question,
  ranked: readonly Ranked[],
): Draft | null {
  const { from } = dossier.manifest.period;
  if (!period?.to || period.to.toString() >= from || subjects.length === 0) return null;
  // A term may be named after its year, and a round or a source put on a wrong day is told its own.
  if (entities.some(({ kind }) => kind === "round" || kind === "source")) return null;
  const items = ranked.slice(0, NEAR).map(({ item }) => item);
  const told = (item: Item) => {
    const named = namedDays(dossier, textOf(item), from);
    return named?.from && named.to && overlaps(named, period);
  };
  // What has gone on since some day tells nothing of one time in between.
  const dated = (item: Item) =>
    datesOf(dossier, item).some((date) => date.to !== null && overlaps(date, period));
  if (items.some((item) => dated(item) || told(item))) return null;
  return {
    kind: "not_found",
    blocks: [
      note(
        `Not in the dossier: it has nothing on this of ${/\d{4}/.test(text) ? period.label : "that time"}.`,
      ),
      ...nearestThing(dossier, items),
    ],
    actions: [drill("Timeline", "/timeline")],
  };
}

/** "What happened on 1 feb": the main events of the days asked about, when hardly anything else is. */
export const dayDigest: Form = (dossier, question) => {
  const { period, subjects, unknown, intents } = question;
  const other = [
    "agenda",
    "where",
    "next",
    "members",
    "leads",
    "howLong",
    "howMany",
    "said",
    "why",
    "reaction",
  ] as const;
  if (other.some((intent) => intents.has(intent))) return null;
  if (!period || subjects.length > 0 || unknown.names.length + unknown.words.length > 0) return null;
  const set = dossier.all("outlook").filter(({ date }) => date && fits(date, period) === "within");
  const events = dossier.all("event").filter((event) => fits(event.date, period) === "within");
  if (events.length === 0 && set.length > 0)
    return {
      blocks: [list(set.map((item) => expected(dossier, item)))],
      actions: [drill("Outlook", "/outlook")],
    };
  if (events.length === 0) {
    const blocks = [note(`Not in the dossier: it has no event of ${period.label}.`)];
    return { kind: "not_found", blocks, actions: [drill("Timeline", "/timeline")] };
  }
  // What only reaches into the days comes after what was on them, and after what was set for them.
  const inside = ({ date }: { date: When }) => date.start >= period.start && date.end <= period.end;
  const [on, reaching] = [events.filter(inside), events.filter((event) => !inside(event))].map((of) =>
    keyFirst(of)
      .slice(0, MOST_A_DAY)
      .sort((a, b) => Temporal.PlainDate.compare(a.date.from, b.date.from)),
  );
  const due = set.filter(({ date }) => date && inside({ date })).map((item) => expected(dossier, item));
  const lines = [
    ...(on ?? []).map((event) => sayDated(dossier, event)),
    ...due,
    ...(reaching ?? []).map((event) => sayDated(dossier, event)),
  ];
  const more = events.length + due.length - Math.min(lines.length, MOST_A_DAY);
  return {
    blocks: [
      list(lines.slice(0, MOST_A_DAY)),
      ...(more > 0 ? [note(`${more} more of ${period.label} in the timeline.`)] : []),
    ],
    actions: [drill("Timeline", `/timeline ${period.label}`)],
  };
};
