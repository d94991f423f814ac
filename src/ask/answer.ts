/** Composes the answer to a free question from the items that carry it, or says honestly that none does. */
import type { Dossier } from "../dossier/dossier.ts";
import { fold } from "../dossier/fuzzy.ts";
import type { Item, ItemOf } from "../dossier/schema.ts";
import { stem, stems } from "../dossier/search.ts";
import { line } from "../present/line.ts";
import { curator, dispute, disputesOn, quotation } from "../present/statement.ts";
import {
  type Action,
  type Block,
  type Draft,
  drill,
  heading,
  list,
  note,
  type Spans,
} from "../reply/document.ts";
import type { Match } from "./asked.ts";
import { choose, NUMBER, sentenceOf } from "./choose.ts";
import type { Question } from "./question.ts";
import { dateOf, type Ranked } from "./rank.ts";

/** A first page stays below about 1,200 characters; sources and things to try take some 350 of them. */
const BUDGET = 850;
/** The answer that ranked items give. @param ranked best first, at least one */
export function compose(
  dossier: Dossier,
  question: Question,
  ranked: readonly Ranked[],
  asked: Match["asked"] | null = null,
): Draft {
  const picks = asked ? asked.answers.flatMap((id) => dossier.item(id) ?? []) : choose(question, ranked);
  const statements = picks.filter((item) => item.kind !== "dispute");
  const disputes = asked
    ? picks.filter((item) => item.kind === "dispute")
    : disputesFor(dossier, question, ranked, picks);
  const page = new Page();
  // A doubt is answered by the accounts side by side; anything else by the statement first.
  const doubted = question.intents.has("doubt") || question.intents.has("compare");
  const first = picks[0]?.kind === "dispute" || doubted ? disputes.slice(0, 1) : [];
  for (const item of first) page.add(dispute(dossier, item), true);
  const lead = statements.slice(0, LEAD);
  page.add(statementBlocks(dossier, lead, page.left), first.length === 0);
  for (const item of disputes) if (!first.includes(item)) page.add(dispute(dossier, item), false);
  page.add(statementBlocks(dossier, statements.slice(LEAD), page.left), false);
  const missing = asked
    ? asked.unstated
      ? "Mentioned, but no source in the dossier states it."
      : null
    : unstated(question, statements);
  return {
    blocks: [...(missing ? [note(missing)] : []), ...page.blocks, ...unsaid(question), ...readings(question)],
    actions: actions(dossier, question, picks),
  };
}

/** An honest refusal that names the nearest thing there is. */
export function refuse(dossier: Dossier, question: Question, ranked: readonly Ranked[]): Draft {
  const { names, words } = question.unknown;
  const lacking = names.length > 0 ? names : words;
  const about =
    lacking.length > 0 ? ` on ${lacking.map((word) => `“${word}”`).join(", ")}` : " that answers this";
  const near = ranked
    .filter(({ item }) => item.kind !== "source" && item.kind !== "round")
    .slice(0, 1)
    .map(({ item }) => item);
  return {
    kind: "not_found",
    blocks: [
      note(`Not in the dossier: it has nothing${about}.`),
      ...(near.length > 0 ? [heading("The nearest thing in it"), ...itemBlocks(dossier, near)] : []),
      ...readings(question),
    ],
    actions: near.length > 0 ? actions(dossier, question, near) : [drill("Help", "/help")],
  };
}

/** Words that an answer passes over are named, so that nobody takes it for more than it is. */
function unsaid({ unknown }: Question): Block[] {
  const words = unknown.words.map((word) => `“${word}”`).join(", ");
  return words === "" ? [] : [note(`The dossier has nothing on ${words}; this is the nearest it says.`)];
}

export function readings(question: Question): Block[] {
  return question.readings.length > 0 ? [note(`${question.readings.join("; ")}.`)] : [];
}

/** Statements that stand before the disputes on them. */
const LEAD = 3;
/** Disputes in an answer at most. */
const MOST_DISPUTES = 2;

/** Disputes that the question asks for, or that bear on what is answered; the most fitting first. */
function disputesFor(
  dossier: Dossier,
  question: Question,
  ranked: readonly Ranked[],
  picks: readonly Item[],
): ItemOf<"dispute">[] {
  const scoreOf = (item: Item) => ranked.find((other) => other.item === item)?.score ?? 0;
  const bearing = disputesOn(dossier, picks).sort((a, b) => scoreOf(b) - scoreOf(a));
  const doubted = question.intents.has("doubt") || question.intents.has("compare");
  const best = Math.max(...ranked.slice(0, 10).map(({ coverage }) => coverage));
  const asked = ranked.flatMap(({ item, coverage }) =>
    item.kind === "dispute" && (picks.includes(item) || (doubted && coverage >= 0.75 * best)) ? [item] : [],
  );
  return [...new Set([...asked, ...bearing])].slice(0, doubted ? MOST_DISPUTES : 1);
}

/** Blocks of a page as long as they fit its budget. */
class Page {
  readonly blocks: Block[] = [];
  #used = 0;

  get left(): number {
    return BUDGET - this.#used;
  }

  /** Adds blocks when they fit, or in any case when `must`. */
  add(blocks: readonly Block[], must: boolean): void {
    const size = blocks.reduce((sum, block) => sum + sizeOf(block), 0);
    if (!must && size > this.left) return;
    this.blocks.push(...blocks);
    this.#used += size;
  }
}

function sizeOf(block: Block): number {
  const spans = (all: readonly Spans[]) =>
    all.flat().reduce((n, span) => n + ("text" in span ? span.text.length : 15), 0);
  switch (block.type) {
    case "title":
    case "heading":
    case "note":
      return block.text.length + 4;
    case "paragraph":
      return spans([block.spans]);
    case "list":
      return spans(block.items);
    case "comparison":
      return block.sides.reduce((n, side) => n + side.label.length + 4 + spans(side.items), 0);
    case "quote":
      return block.words.length + spans([block.by]);
    case "facts":
      return block.rows.reduce((n, { label, value }) => n + label.length + 2 + spans([value]), 0);
    case "table":
      return block.head.join(" | ").length + spans(block.rows.flat());
    case "divider":
      return 1;
    case "sources":
      // Listed when the reply is finished; the markers of its statements are counted above.
      return 0;
    default:
      return block satisfies never;
  }
}

/** Statements until the space is used; always the first. */
function statementBlocks(dossier: Dossier, items: readonly Item[], space: number): Block[] {
  const kept: Item[] = [];
  let used = 0;
  for (const item of items) {
    used += itemBlocks(dossier, [item]).reduce((sum, block) => sum + sizeOf(block), 0);
    if (kept.length > 0 && used > space) break;
    kept.push(item);
  }
  return itemBlocks(dossier, kept);
}

/** Items as blocks: quotations and disputes by themselves, runs of statements as lists. */
export function itemBlocks(dossier: Dossier, items: readonly Item[]): Block[] {
  const blocks: Block[] = [];
  let run: Spans[] = [];
  const flush = () => {
    if (run.length > 0) blocks.push(list(run));
    run = [];
  };
  for (const item of items) {
    if (item.kind === "quote" || item.kind === "dispute") {
      flush();
      blocks.push(...(item.kind === "quote" ? [quotation(dossier, item)] : dispute(dossier, item)));
    } else run.push([...line(dossier, item), ...(item.kind === "figure" ? curator(item.note) : [])]);
  }
  flush();
  return blocks;
}

/** Says plainly that the very thing asked for is mentioned but not given. */
function unstated(question: Question, statements: readonly Item[]): string | null {
  const [top] = statements;
  if (!top) return null;
  if (top.kind === "figure" && top.value === "unstated") return "Mentioned, but no source states the number.";
  const asksNumber = question.intents.has("howMany") || question.intents.has("howLong");
  if (asksNumber && top.kind !== "figure" && !NUMBER.test(sentenceOf(top))) {
    return "The dossier mentions this, but states no number.";
  }
  if (ASKS_NAMES.test(question.text) && !namesSomething(question, top))
    return "The dossier does not name them.";
  if (ASKS_DETAIL.test(question.text) && statements.length <= 2)
    return "No more detail than this is in the dossier.";
  const date = dateOf(top);
  if (question.intents.has("when") && date && date.precision !== "day" && date.precision !== "days") {
    return "No source gives the day.";
  }
  return null;
}

/** Asks for names: "which six regions", "in which mine", "names of the delegates". */
const ASKS_NAMES =
  /\b(?:which (?!is\b|was\b|are\b|one|version|figure|number|source|account|side|party|round)(?:\w+ ){0,2}\w+|names? of|what (?:is|was|are) the names?|'s name\b|name of)\b/i;

/** Asks for more than the gist. */
const ASKS_DETAIL =
  /\b(?:what exactly|exactly what|exact(?:ly)? which|precisely|in detail|specifics?|specifically|full text|contents? of|text of|written in)\b/i;

/** Whether a statement holds a proper name that the question does not. */
function namesSomething(question: Question, item: Item): boolean {
  const asked = new Set(stems([question.text, ...question.entities.map(({ name }) => name)].join(" ")));
  const names = sentenceOf(item).match(/(?<=[\w,] )\p{Lu}[\p{L}'-]+/gu) ?? [];
  return names.some((name) => !asked.has(stem(fold(name))) && !COMMON_NAMES.has(fold(name)));
}

/** Capitalised words that name no answer: months, and the adjectives of the parties are found in nearly every item. */
const COMMON_NAMES = new Set(
  "january february march april may june july august september october november december russia russian ukraine ukrainian us european europe american western".split(
    " ",
  ),
);

/** What to ask next: the people and topics of the answer. */
function actions(dossier: Dossier, question: Question, picks: readonly Item[]): Action[] {
  const found: Action[] = [];
  const add = (action: Action) => {
    if (found.length < 3 && !found.some((other) => JSON.stringify(other) === JSON.stringify(action)))
      found.push(action);
  };
  for (const entity of question.entities) {
    if (entity.kind === "person") add(drill(entity.name, `/person ${entity.name}`));
  }
  for (const item of picks) {
    if (item.kind === "delegate") {
      const party = dossier.get("party", item.party)?.name ?? item.party;
      add(drill(`Delegation of ${party}`, `/delegation ${party}`));
    }
    const topic = "topics" in item ? dossier.get("topic", item.topics[0]) : undefined;
    if (topic) add(drill(topic.name, `/position ${topic.name}`));
  }
  return found;
}
