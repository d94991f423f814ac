/** /changes: what the sources published since a day brought: new items, new disputes, corrections, outcomes. */
import { args, defineCommand } from "../src/command.ts";
import type { Dossier } from "../src/dossier/dossier.ts";
import { citesOf } from "../src/dossier/dossier.ts";
import type { Item, ItemOf, Kind } from "../src/dossier/schema.ts";
import { formatWhen, parseWhen } from "../src/dossier/when.ts";
import { UserError } from "../src/errors.ts";
import { KIND_NAMES } from "../src/present/kinds.ts";
import { expected, line } from "../src/present/line.ts";
import { capped, keyFirst } from "../src/present/parts.ts";
import { dispute, say } from "../src/present/statement.ts";
import { type Block, drill, heading, list, note } from "../src/reply/document.ts";

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
  aliases: ["change", "new", "news", "latest", "updates"],
  summary: "What the latest sources brought, or those published since a day",
  local: {
    uk: { name: "зміни", summary: "Що додали останні джерела або джерела від певного дня" },
    ru: { name: "изменения", summary: "Что добавили последние источники или источники с какого-то дня" },
  },
  examples: ["/changes", "/changes since 29 jan", "/changes 4 feb"],
  args: { since: args.date("Sources published on this day or later; the latest when left out").optional() },
  run({ since }, { dossier }) {
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
    const day = since?.from ?? Temporal.PlainDate.from(latest);
    const sources = dossier.all("source").filter((source) => source.published.date >= day.toString());
    if (sources.length === 0)
      throw new UserError(
        `No source of the dossier was published on or after ${written(day)}; the last one is of ${written(Temporal.PlainDate.from(latest))}.`,
        "not_found",
        ["/changes"],
      );
    const before = dossier.asOf(day.subtract({ days: 1 }));
    const fresh = dossier.items.filter((item) => !before.item(item.id));
    const isNew = <T extends Item>(item: T) => !before.item(item.id);
    const arisen = keyFirst(dossier.all("dispute").filter(isNew));
    const blocks: Block[] = [
      { type: "title", text: `Changes · sources since ${written(day)}` },
      list(sources.map((source) => line(dossier, source))),
      ...settled(dossier, before),
      ...corrected(dossier, before),
      ...capped("Disputes that arose", arisen, {
        most: MOST,
        all: "/dispute",
        draw: (items) => items.flatMap((item) => dispute(dossier, item)),
      }),
      ...ORDER.flatMap((kind) => news(dossier, fresh, kind)),
      ...confirmations(dossier, before),
    ];
    return {
      blocks,
      actions: earlier(published, day).map((date) => drill(`Since ${date}`, `/changes ${date}`)),
    };
  },
});

function written(day: Temporal.PlainDate): string {
  const when = parseWhen(day.toString());
  return when ? formatWhen(when) : day.toString();
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

/** What was expected before, and what these sources say became of it. */
function settled(dossier: Dossier, before: Dossier): Block[] {
  const items = dossier
    .all("outlook")
    .filter(({ id, outcome }) => outcome && before.get("outlook", id) && !before.get("outlook", id)?.outcome);
  return items.length > 0
    ? [heading("What became of what was expected"), list(items.map((item) => expected(dossier, item)))]
    : [];
}

/** Items that these sources superseded, each with what stands in its place. */
function corrected(dossier: Dossier, before: Dossier): Block[] {
  const items = dossier.items.flatMap((item) => {
    const old = before.item(item.id);
    if (!("status" in item) || item.status !== "superseded" || !old || !("status" in old)) return [];
    return old.status === "superseded" ? [] : [item];
  });
  if (items.length === 0) return [];
  const lines = items.flatMap((item) => {
    const by = item.superseded_by ? dossier.item(item.superseded_by) : undefined;
    return [say(dossier, item), ...(by ? [line(dossier, by)] : [])];
  });
  return [heading("Superseded, each with what stands in its place"), list(lines)];
}

/** How many earlier items these sources carry too. */
function confirmations(dossier: Dossier, before: Dossier): Block[] {
  const sources = (item: Item | undefined) =>
    new Set((item ? citesOf(item) : []).map(({ source }) => source));
  const more = dossier.items.filter((item): item is Exclude<Item, ItemOf<"source">> => {
    const old = before.item(item.id);
    return old !== undefined && sources(item).size > sources(old).size;
  });
  return more.length > 0 ? [note(`${more.length} items known before rest on these sources too.`)] : [];
}

/** Days of publication before the one shown, the latest first. */
const earlier = (published: readonly string[], day: Temporal.PlainDate): string[] =>
  [...new Set(published)]
    .filter((date) => date < day.toString())
    .toReversed()
    .slice(0, 3);
