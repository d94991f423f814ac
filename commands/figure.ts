/** /figure: a number as every source has it, same measure together, with what it holds for and who differs. */

import { args } from "../src/args.ts";
import { findOf } from "../src/ask/find.ts";
import { defineCommand } from "../src/command.ts";
import type { Dossier } from "../src/dossier/dossier.ts";
import { fold } from "../src/dossier/fuzzy.ts";
import type { ItemOf } from "../src/dossier/kinds.ts";
import { formatWhen } from "../src/dossier/when.ts";
import { UserError } from "../src/errors.ts";
import { disputes, keyFirst, readAs } from "../src/present/parts.ts";
import { nameOf } from "../src/present/position.ts";
import { disputesOn, sayNoted, sourceNames } from "../src/present/statement.ts";
import {
  type Block,
  bold,
  type Draft,
  drill,
  heading,
  note,
  plain,
  type Spans,
} from "../src/reply/document.ts";

type Figure = ItemOf<"figure">;

/** Measures shown with their values; of the others only the names. */
const MOST = 4;
const MOST_DISPUTES = 3;

export default defineCommand({
  name: "figure",
  group: "Numbers, disputes, what is next",
  aliases: ["figures", "number", "numbers", "stat", "stats"],
  summary: "A number as every source has it, with its date and where sources differ",
  local: {
    uk: { name: "цифри", summary: "Число в усіх джерелах: на яку дату і де вони розходяться" },
    ru: { name: "цифры", summary: "Число во всех источниках: на какую дату и где они расходятся" },
  },
  examples: ["/figure donetsk", "/figure kremlin meeting", "/figure deserters", "/figure"],
  args: { what: args.text("What is measured, in your own words").optional() },
  run({ what }, { dossier, now }) {
    if (what === undefined) return overview(dossier);
    const found = select(what, dossier, now);
    if (found.figures.length === 0) throw nothing(dossier, what);
    // All values of a measure belong together, also those that do not hold the words.
    const measures = [...new Set(found.figures.map(({ measure }) => measure))];
    const shown = measures.slice(0, found.whole ? measures.length : MOST);
    const figures = shown.flatMap((measure) => valuesOf(dossier, measure));
    const rest = measures.slice(shown.length);
    return {
      blocks: [
        { type: "title", text: `Figures · ${what}` },
        ...readAs(found.readings),
        ...shown.flatMap((measure) => oneMeasure(dossier, measure)),
        ...disputes(dossier, onNumbers(dossier, figures)),
        ...(rest.length > 0 ? [note(`Also measured: ${rest.join("; ")}.`)] : []),
      ],
      actions: rest.slice(0, 5).map((measure) => drill(measure, `/figure ${measure}`)),
    };
  },
});

interface Selection {
  readonly figures: readonly Figure[];
  readonly readings: readonly string[];
  /** Everything of a topic, not only what fits some words best. */
  readonly whole: boolean;
}

/** By measure, by topic when it is named in full, else by words: "donetsk" is more exact than the topic it stands for. */
function select(what: string, dossier: Dossier, now: Temporal.Instant): Selection {
  const all = dossier.all("figure");
  const measured = all.filter(({ measure }) => fold(measure) === fold(what));
  if (measured.length > 0) return { figures: measured, readings: [], whole: true };
  const topic = dossier.all("topic").find(({ name, id }) => [name, id].some((n) => fold(n) === fold(what)));
  if (topic) return { figures: keyFirst(dossier.about("figure", topic.id)), readings: [], whole: true };
  const { items, question } = findOf("figure", what, dossier, now);
  return { figures: items, readings: question.readings, whole: false };
}

/** Disputes on these figures, those on numbers first. */
function onNumbers(dossier: Dossier, figures: readonly Figure[]): ItemOf<"dispute">[] {
  return disputesOn(dossier, figures)
    .toSorted((a, b) => Number(b.type === "number") - Number(a.type === "number"))
    .slice(0, MOST_DISPUTES);
}

const valuesOf = (dossier: Dossier, measure: string): Figure[] =>
  dossier.all("figure").filter((figure) => figure.measure === measure);

function oneMeasure(dossier: Dossier, measure: string): Block[] {
  const sides = valuesOf(dossier, measure).map((figure) => {
    const asOf = figure.as_of ? `, as of ${formatWhen(figure.as_of)}` : "";
    return { label: `${sourceNames(dossier, figure.cites)}${asOf}`, items: [value(dossier, figure)] };
  });
  return [heading(measure), { type: "comparison", sides }];
}

/** "over 3 hours — The sentence." */
function value(dossier: Dossier, figure: Figure): Spans {
  return [bold(amount(figure)), plain(" — "), ...sayNoted(dossier, figure)];
}

function amount({ value, unit, qualifier }: Figure): string {
  if (value === "unstated") return "number not given";
  const number = typeof value === "number" ? digits(value) : `${digits(value.from)}–${digits(value.to)}`;
  return [qualifier, unit === "%" ? `${number} %` : `${number} ${unit}`].filter((part) => part).join(" ");
}

/** "5,000". */
const digits = (value: number): string => value.toLocaleString("en", { maximumFractionDigits: 10 });

/** The measures by topic; their values are a question away. */
function overview(dossier: Dossier): Draft {
  const byTopic = Map.groupBy(dossier.all("figure"), ({ topics }) => topics[0] ?? "");
  if (byTopic.size === 0) throw new UserError("The dossier has no figure by then.", "not_found");
  const groups = [...byTopic].map(([topic, figures]) => ({
    name: nameOf(dossier, topic) || "Other",
    measures: [...new Set(figures.map(({ measure }) => measure))],
  }));
  return {
    blocks: [
      { type: "title", text: "What the dossier measures" },
      ...groups.flatMap(({ name, measures }) => [heading(name), note(`${measures.join("; ")}.`)]),
    ],
    actions: groups.slice(0, 5).map(({ name }) => drill(name, `/figure ${name}`)),
  };
}

function nothing(dossier: Dossier, what: string): UserError {
  return new UserError(
    `The dossier has no figure for “${what}”. /figure lists what it measures.`,
    "not_found",
    ["/figure", `/search ${what}`].filter((input) => input.length < 100 && dossier.all("figure").length > 0),
  );
}
