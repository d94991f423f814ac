/** /changes: what the sources published since a day brought, and what was edited in the dossier since. */

import { args } from "../src/args.ts";
import { type Changes, changesBetween, changesSince, isTold } from "../src/briefing/changes.ts";
import { defineCommand } from "../src/command.ts";
import type { Dossier } from "../src/dossier/dossier.ts";
import type { Item, Kind } from "../src/dossier/kinds.ts";
import { UserError } from "../src/errors.ts";
import { dayText } from "../src/present/day.ts";
import { KIND_NAMES } from "../src/present/kinds.ts";
import { expected, line } from "../src/present/line.ts";
import { capped, keyFirst } from "../src/present/parts.ts";
import { dispute, say } from "../src/present/statement.ts";
import { type Block, drill, heading, list, note } from "../src/reply/document.ts";
import type { ItemHistory } from "../src/storage/briefings.ts";

/** Items of a kind, and disputes, of which the others are a command away. */
const MOST = 3;
/** Kinds of news, the most asked for first. */
const ORDER: readonly Exclude<Kind, "source" | "party" | "topic" | "dispute">[] = [
  "round",
  "event",
  "position",
  "figure",
  "quote",
  "delegate",
  "fact",
  "reaction",
  "outlook",
  "judgement",
  "term",
  "person",
];

export default defineCommand({
  name: "changes",
  group: "Ask",
  aliases: ["change", "new", "news", "latest", "updates"],
  summary: "What the latest sources brought, or those published since a day",
  local: {
    uk: { name: "зміни", summary: "Що додали останні джерела або джерела від певного дня" },
    ru: { name: "изменения", summary: "Что добавили последние источники или источники с какого-то дня" },
  },
  examples: ["/changes", "/changes since 29 jan", "/changes 4 feb"],
  args: { since: args.date("Sources published on this day or later; the latest when left out").optional() },
  run({ since }, { dossier, asOf, history }) {
    const published = dossier
      .all("source")
      .map((source) => source.published.date)
      .toSorted();
    const latest = published.at(-1);
    if (latest === undefined)
      throw new UserError("No source of the dossier was published by then.", "not_found");
    if (since && !since.from)
      throw new UserError(`“${since.label}” has no first day. Try /changes since 29 jan.`, "error", [
        "/changes",
      ]);
    // What a dossier was like on an earlier day cannot be told from when it was edited.
    const edits = history && !asOf ? editedSince(dossier, history, since?.from ?? null) : [];
    const day = since?.from ?? Temporal.PlainDate.from(latest);
    const changes = changesBetween(dossier.asOf(day.subtract({ days: 1 })), dossier, dayText(day));
    if (changes.sources.length === 0 && edits.length === 0)
      throw new UserError(
        `No source of the dossier was published on or after ${dayText(day)}; the last one is of ${dayText(latest)}.`,
        "not_found",
        ["/changes"],
      );
    return {
      blocks: [
        { type: "title", text: `Changes · sources since ${dayText(day)}` },
        ...edits,
        ...(changes.sources.length > 0 ? brought(dossier, changes) : [note(NO_SOURCE)]),
      ],
      actions: earlier(published, day).map((date) => drill(`Since ${date}`, `/changes ${date}`)),
    };
  },
});

const NO_SOURCE = "No source was published since then.";

/** What the sources of these days brought. */
function brought(dossier: Dossier, changes: Changes): Block[] {
  const arisen = keyFirst(changes.fresh.flatMap((item) => (item.kind === "dispute" ? [item] : [])));
  const settled = changes.changed.flatMap((item) => (item.kind === "outlook" ? [item] : []));
  return [
    list(changes.sources.map((source) => line(dossier, source))),
    ...(settled.length > 0
      ? [heading("What became of what was expected"), list(settled.map((item) => expected(dossier, item)))]
      : []),
    ...corrected(dossier, changes),
    ...capped("Disputes that arose", arisen, {
      most: MOST,
      all: "/dispute",
      draw: (items) => items.flatMap((item) => dispute(dossier, item)),
    }),
    ...ORDER.flatMap((kind) => news(dossier, changes.fresh, kind)),
    ...(changes.confirmed > 0
      ? [note(`${changes.confirmed} items known before rest on these sources too.`)]
      : []),
  ];
}

/** Items of each sort of edit shown at most. */
const MOST_EDITS = 8;

/**
 * What was edited in the dossier served here, whatever its sources' dates.
 * @param day the first day that counts, in UTC; the latest revision alone when null
 */
function editedSince(
  dossier: Dossier,
  history: ReadonlyMap<string, ItemHistory>,
  day: Temporal.PlainDate | null,
): Block[] {
  const changes = changesSince(dossier, history, revisionBefore(history, day), "");
  const sort = (title: string, items: readonly Item[]) =>
    capped(title, keyFirst(items.filter(isTold)), {
      most: MOST_EDITS,
      all: "/search, with words of what you look for",
      draw: (shown) => [list(shown.map((item) => line(dossier, item)))],
    });
  const gone = changes.withdrawn.join(", ");
  return [
    ...sort("New in the dossier", changes.fresh),
    ...sort("Changed in the dossier", changes.changed),
    ...corrected(dossier, changes),
    ...(gone ? [note(`Withdrawn from the dossier: ${gone}.`)] : []),
  ];
}

/** The last revision before a day; without one, the last but one. At least the first, which brought everything. */
function revisionBefore(history: ReadonlyMap<string, ItemHistory>, day: Temporal.PlainDate | null): number {
  const entries = [...history.values()];
  if (!day)
    return Math.max(
      1,
      ...entries.map(({ first, changed, gone }) => Math.max(first, changed ?? 0, gone ?? 0) - 1),
    );
  const start = day.toZonedDateTime("UTC").toInstant();
  const isBefore = (at: Temporal.Instant | null) => at !== null && Temporal.Instant.compare(at, start) < 0;
  const known = entries.flatMap(({ first, firstAt, changed, changedAt }) => [
    ...(isBefore(firstAt) ? [first] : []),
    ...(changed !== null && isBefore(changedAt) ? [changed] : []),
  ]);
  return Math.max(1, ...known);
}

/** New items of a kind: how many, and the key ones. */
function news(dossier: Dossier, fresh: readonly Item[], kind: (typeof ORDER)[number]): Block[] {
  const items = fresh.filter((item) => item.kind === kind);
  const key = items.toSorted((a, b) => Number(isKey(b)) - Number(isKey(a)));
  const { many, command } = KIND_NAMES[kind];
  return capped(`${many} (${items.length} new)`, key, {
    most: MOST,
    all: command,
    draw: (shown) => [list(shown.map((item) => line(dossier, item)))],
  });
}

const isKey = (item: Item): boolean => "key" in item && item.key;

/** Items that no longer hold, each with what stands in its place. */
function corrected(dossier: Dossier, { superseded }: Changes): Block[] {
  const lines = superseded.flatMap(({ item, by }) => [
    say(dossier, item),
    ...(by ? [line(dossier, by)] : []),
  ]);
  return lines.length > 0 ? [heading("Superseded, each with what stands in its place"), list(lines)] : [];
}

/** Days of publication before the one shown, the latest first. */
const earlier = (published: readonly string[], day: Temporal.PlainDate): string[] =>
  [...new Set(published)]
    .filter((date) => date < day.toString())
    .toReversed()
    .slice(0, 3);
