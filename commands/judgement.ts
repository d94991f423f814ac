/** /judgement: what authors, officials and others make of it: assessments and forecasts, each under its author. */

import { args } from "../src/args.ts";
import { on } from "../src/ask/find.ts";
import { defineCommand } from "../src/command.ts";
import type { Dossier } from "../src/dossier/dossier.ts";
import { fold } from "../src/dossier/fuzzy.ts";
import type { ItemOf } from "../src/dossier/kinds.ts";
import { exact } from "../src/dossier/lookup.ts";
import { UserError } from "../src/errors.ts";
import { capped, keyFirst, readAs } from "../src/present/parts.ts";
import { nameOf } from "../src/present/position.ts";
import { authorName, say } from "../src/present/statement.ts";
import { type Action, type Block, drill, list, note } from "../src/reply/document.ts";

type Judgement = ItemOf<"judgement">;

/** Judgements of each type when nothing was asked for. */
const MOST = 6;
/** The words for one type of judgement only. */
const TYPES: Readonly<Record<string, Judgement["type"]>> = {
  forecast: "forecast",
  forecasts: "forecast",
  assessment: "assessment",
  assessments: "assessment",
};

export default defineCommand({
  name: "judgement",
  group: "Numbers, disputes, what is next",
  aliases: ["judgements", "judgment", "judgments", "assessment", "assessments", "opinion", "analysis"],
  summary: "Assessments and forecasts under their authors, by topic or author",
  local: {
    uk: { name: "оцінки", summary: "Оцінки та прогнози з авторами, за темою чи автором" },
    ru: { name: "оценки", summary: "Оценки и прогнозы с авторами, по теме или автору" },
  },
  examples: ["/judgement peacekeepers", "/judgement anchorage analysis", "/judgement forecast"],
  args: { about: args.text("A topic, an author, “forecast”, or other words").optional() },
  run({ about }, { dossier, now }) {
    const found = about === undefined ? all(dossier) : select(about, dossier, now);
    const { items, subject, readings } = found;
    if (items.length === 0)
      throw new UserError(
        `The dossier has no assessment or forecast${subject ? ` on or by “${subject}”` : " by then"}.`,
        "not_found",
        topics(dossier, dossier.all("judgement")).map((name) => `/judgement ${name}`),
      );
    const whole = about !== undefined;
    const assessments = items.filter(({ type }) => type === "assessment");
    const forecasts = items.filter(({ type }) => type === "forecast");
    return {
      blocks: [
        { type: "title", text: ["Judgements", subject].filter((part) => part).join(" · ") },
        ...readAs(readings),
        ...byAuthor(dossier, "Assessments", assessments, whole),
        ...byAuthor(dossier, "Forecasts", forecasts, whole),
        ...(whole ? [] : [note(`Authors: ${authors(dossier, items).join(", ")}.`)]),
      ],
      actions: actions(dossier, items, whole),
    };
  },
});

interface Selection {
  readonly items: readonly Judgement[];
  readonly subject: string;
  readonly readings: readonly string[];
}

const all = (dossier: Dossier): Selection => ({ items: dossier.all("judgement"), subject: "", readings: [] });

/** By type, by author when the words name one, else by topic or words. */
function select(about: string, dossier: Dossier, now: Temporal.Instant): Selection {
  const type = TYPES[about.toLowerCase()];
  if (type)
    return {
      items: dossier.all("judgement").filter((j) => j.type === type),
      subject: `${type}s`,
      readings: [],
    };
  for (const kind of ["source", "person", "party"] as const) {
    const author = exact(dossier, kind, about);
    const own = author ? dossier.all("judgement").filter(({ by }) => by === author.id) : [];
    if (author && own.length > 0) return { items: own, subject: author.name, readings: [] };
  }
  const group = dossier.all("judgement").filter(({ by }) => fold(by) === fold(about));
  if (group[0]) return { items: group, subject: group[0].by, readings: [] };
  return on("judgement", about, dossier, now);
}

/** Judgements of a type, those of one author together; the key ones alone unless `whole`. */
function byAuthor(dossier: Dossier, title: string, items: readonly Judgement[], whole: boolean): Block[] {
  const ordered = [...Map.groupBy(items, ({ by }) => by).values()].flatMap(keyFirst);
  return capped(title, whole ? ordered : keyFirst(items), {
    most: whole ? items.length : MOST,
    all: `/judgement ${title.toLowerCase()}`,
    draw: (shown) => [list(shown.map((item) => say(dossier, item)))],
  });
}

function authors(dossier: Dossier, items: readonly Judgement[]): string[] {
  return [...Map.groupBy(items, ({ by }) => by)]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([by, own]) => `${authorName(dossier, by)} ${own.length}`);
}

/** Names of the topics with most judgements. */
function topics(dossier: Dossier, items: readonly Judgement[]): string[] {
  return [
    ...Map.groupBy(
      items.flatMap((item) => item.topics),
      (id) => id,
    ),
  ]
    .sort((a, b) => b[1].length - a[1].length)
    .slice(0, 5)
    .map(([id]) => nameOf(dossier, id));
}

function actions(dossier: Dossier, items: readonly Judgement[], whole: boolean): Action[] {
  const command = whole ? "/topic" : "/judgement";
  return topics(dossier, items).map((name) => drill(name, `${command} ${name}`));
}
