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
import { isExact } from "./lead.ts";
import type { Question } from "./question.ts";
import { dateOf, type Ranked } from "./rank.ts";

/** Characters of statements in an answer; the page is cut to its limit once its sources are known. */
const BUDGET = 1000;
/** The answer that ranked items give. @param ranked best first, at least one */
export function compose(dossier: Dossier, question: Question, ranked: readonly Ranked[]): Draft {
  const picks = choose(question, ranked);
  const statements = picks.filter((item) => item.kind !== "dispute");
  const disputes = disputesFor(dossier, question, ranked, picks);
  const page = new Page();
  // A doubt is answered by the accounts side by side; anything else by the statement first.
  const first = picks[0]?.kind === "dispute" || doubted(question) ? disputes.slice(0, 1) : [];
  for (const item of first) page.add(dispute(dossier, item), true);
  const lead = statements.slice(0, LEAD);
  page.add(statementBlocks(dossier, lead, page.left), first.length === 0);
  for (const item of disputes) if (!first.includes(item)) page.add(dispute(dossier, item), false);
  page.add(statementBlocks(dossier, statements.slice(LEAD), page.left), false);
  const missing = unstated(question, statements);
  return {
    ...(missing === NO_NUMBER && { kind: "not_found" as const }),
    blocks: [...(missing ? [note(missing)] : []), ...page.blocks, ...unsaid(question), ...readings(question)],
    actions: actions(dossier, question, picks),
  };
}

/** The answer to a curated question, and what else ranks close to its best. */
export function composeAsked(
  dossier: Dossier,
  question: Question,
  ranked: readonly Ranked[],
  near: readonly Match[],
  parts: readonly Match[],
): Draft {
  const asked = near[0]?.asked;
  const lacking = asked !== undefined && near[0] !== undefined && isLacking(dossier, question, near[0]);
  const answers = lacking ? itemsOf(dossier, asked) : together(dossier, question, near, parts);
  const more = lacking ? [] : choose(question, ranked, answers);
  const picks = [...answers, ...more];
  const missing = lacking ? NOT_STATED : unstated(question, answers);
  const blocks = statementBlocks(dossier, picks, BUDGET);
  return {
    ...((lacking || missing === NO_NUMBER) && { kind: "not_found" as const }),
    blocks: [...(missing ? [note(missing)] : []), ...blocks, ...readings(question)],
    actions: actions(dossier, question, picks),
  };
}

const itemsOf = (dossier: Dossier, { answers }: Match["asked"]): Item[] =>
  answers.flatMap((id) => dossier.item(id) ?? []);

/** A curated question this much farther than the nearest may be the one meant. */
const RIVAL = 0.3;
/** What each further answer of a curated question stands back behind the one before it. */
const STEP = 0.12;

/** The best answer to the nearest question and to each part, then the best ones to what comes close. */
function together(
  dossier: Dossier,
  question: Question,
  near: readonly Match[],
  parts: readonly Match[],
): Item[] {
  const values = new Map<Item, number>();
  const least = Math.max(...[...near.slice(0, 1), ...parts].map(({ nearness }) => nearness)) - RIVAL;
  for (const { asked, nearness } of [...near, ...parts]) {
    for (const [i, item] of itemsOf(dossier, asked).entries()) {
      const value = nearness - i * STEP + (item.kind === "dispute" && doubted(question) ? STEP : 0);
      if (value > least) values.set(item, Math.max(value, values.get(item) ?? 0));
    }
  }
  const firsts = [...near.slice(0, 1), ...parts].flatMap(({ asked }) => itemsOf(dossier, asked).slice(0, 1));
  const own = new Set(near[0]?.asked.answers);
  const sorted = [...values].sort(([, a], [, b]) => b - a).map(([item]) => item);
  const picks = [...new Set([...firsts, ...sorted])];
  if (doubted(question)) return picks;
  // Disputes are long: those of other questions stand back, and numbers asked for come before what is said of them.
  const numbers = question.intents.has("howMany") ? picks.filter(({ kind }) => kind === "figure") : [];
  const measured = numbers.slice(0, 1).flatMap((figure) => sameMeasure(dossier, figure));
  const rest = picks.filter((item) => item.kind !== "dispute" || own.has(item.id));
  const lead = measured.length > 0 && !isExact(near[0]) ? [] : firsts;
  return [...new Set([...lead, ...measured, ...numbers, ...rest])];
}

/** All figures that measure the same. */
const sameMeasure = (dossier: Dossier, item: Item): Item[] =>
  item.kind === "figure" ? dossier.all("figure").filter(({ measure }) => measure === item.measure) : [];

/** Whether the very thing asked for is mentioned in the dossier but not given. */
function isLacking(dossier: Dossier, question: Question, { asked, same }: Match): boolean {
  if (!asked.unstated || same < ASKS_SAME) return false;
  if (same >= ASKS_JUST) return true;
  const [first] = itemsOf(dossier, asked);
  if (!asksDetail(question)) return false;
  return !(question.intents.has("howMany") && first && NUMBER.test(sentenceOf(first)));
}

/** A detail is lacking only where the curated question asks for just that detail. */
const ASKS_SAME = 0.75;
const ASKS_JUST = 0.95;

const NO_NUMBER = "The dossier mentions this, but states no number.";
const NOT_STATED = "Mentioned, but not stated: no source in the dossier gives it.";

const doubted = ({ intents }: Question): boolean => intents.has("doubt") || intents.has("compare");

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
  const best = Math.max(...ranked.slice(0, 10).map(({ coverage }) => coverage));
  const asked = ranked.flatMap(({ item, coverage }) =>
    item.kind === "dispute" && (picks.includes(item) || (doubted(question) && coverage >= 0.75 * best))
      ? [item]
      : [],
  );
  return [...new Set([...asked, ...bearing])].slice(0, doubted(question) ? MOST_DISPUTES : 1);
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
  if (asksNumber && top.kind !== "figure" && top.kind !== "dispute" && !NUMBER.test(sentenceOf(top))) {
    return NO_NUMBER;
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

/** Whether a question asks for a detail, not just for the matter. */
function asksDetail({ intents, text }: Question): boolean {
  const details = ["howMany", "howLong", "when", "where", "who"] as const;
  return details.some((intent) => intents.has(intent)) || ASKS_NAMES.test(text) || ASKS_DETAIL.test(text);
}

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
