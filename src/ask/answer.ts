/** Composes the answer to a free question from the items that carry it, or says honestly that none does. */
import type { Dossier } from "../dossier/dossier.ts";
import type { Item, ItemOf } from "../dossier/schema.ts";
import { stem, stems } from "../dossier/stem.ts";
import { dispute, disputesOn } from "../present/statement.ts";
import { type Action, type Block, type Draft, drill, heading, note } from "../reply/document.ts";
import type { Match } from "./asked.ts";
import { choose, NUMBER, sentenceOf } from "./choose.ts";
import { asksNumber, lackingOf, NO_NUMBER, NOT_STATED, unstated } from "./lacking.ts";
import { isExact, textOf } from "./lead.ts";
import { BUDGET, itemBlocks, Page, statementBlocks } from "./page.ts";
import type { Question } from "./question.ts";
import type { Ranked } from "./rank.ts";

/** The answer that ranked items give. @param ranked best first, at least one */
export function compose(dossier: Dossier, question: Question, ranked: readonly Ranked[]): Draft {
  const picks = choose(question, ranked);
  const statements = picks.filter((item) => item.kind !== "dispute");
  const { asked, disputes } = disputesFor(dossier, question, ranked, picks);
  const page = new Page();
  // A doubt is answered by the accounts of just that side by side; anything else by the statement first.
  const first = picks[0]?.kind === "dispute" || doubted(question) ? asked.slice(0, 1) : [];
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
  matches: readonly Match[],
): Draft {
  const lacking = lackingOf(dossier, question, ranked, near, matches);
  const answers = lacking
    ? itemsOf(dossier, lacking.asked)
    : leading(question, ranked, near, together(dossier, question, near, parts));
  const picks = lacking
    ? answers
    : withDispute(dossier, ranked, [...answers, ...beside(question, ranked, near, answers)]);
  const other = lacking ? undefined : rivalOf(near, picks);
  const missing = lacking ? NOT_STATED : unstated(question, answers);
  const blocks = statementBlocks(dossier, picks, BUDGET);
  return {
    ...((lacking || missing === NO_NUMBER) && { kind: "not_found" as const }),
    blocks: [
      ...(missing ? [note(missing)] : unnamed(question, picks)),
      ...blocks,
      ...takenFor(near[0], other),
      ...readings(question),
    ],
    actions: [...(other ? [drill(other, `/ask ${other}`)] : []), ...actions(dossier, question, picks)],
  };
}

/** What else ranks close: beside answers that are sure, only what holds as much of the question as the best of them. */
function beside(
  question: Question,
  ranked: readonly Ranked[],
  near: readonly Match[],
  answers: readonly Item[],
): Item[] {
  const more = choose(question, ranked, answers);
  if (question.several || (near[0]?.nearness ?? 0) < CLOSE) return more;
  const coverageOf = (item: Item) => ranked.find((hit) => hit.item === item)?.coverage ?? 0;
  const least = Math.max(...answers.map(coverageOf));
  return more.filter((item) => coverageOf(item) >= least);
}

/** A curated question so little farther than the nearest is as likely meant. */
const AS_LIKELY = 0.02;
/** Items that an answer shows in any case. */
const SHOWN = 3;

/** Another way in which a question may be meant, when the answer does not show what answers that. */
function rivalOf(near: readonly Match[], picks: readonly Item[]): string | undefined {
  const [best, next] = near;
  if (!best || !next || best.nearness >= CLOSE || next.nearness < best.nearness - AS_LIKELY) return undefined;
  const shown = new Set(picks.slice(0, SHOWN).map(({ id }) => id));
  return next.asked.answers.some((id) => shown.has(id)) ? undefined : next.asked.asks[0];
}

/** Says how a question was read that may be read otherwise. */
function takenFor(best: Match | undefined, other: string | undefined): Block[] {
  return best && other ? [note(`Read as “${best.asked.asks[0]}”; it may also mean “${other}”.`)] : [];
}

export const itemsOf = (dossier: Dossier, asked: Match["asked"] | undefined): Item[] =>
  (asked?.answers ?? []).flatMap((id) => dossier.item(id) ?? []);

/** A curated question this much farther than the nearest may be the one meant. */
const RIVAL = 0.3;
/** What each further answer of a curated question stands back behind the one before it. */
const STEP = 0.08;
/** What a dispute counts more for a question that doubts. */
const DOUBT = 0.15;
/** What an answer that names another person than the one asked about stands back. */
const ANOTHER = 0.2;

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
      const value =
        nearness -
        i * STEP +
        (item.kind === "dispute" && doubted(question) ? DOUBT : 0) -
        (isOnAnother(question, item) ? ANOTHER : 0);
      if (value > least) values.set(item, Math.max(value, values.get(item) ?? 0));
    }
  }
  const firsts = [...near.slice(0, 1), ...parts].flatMap(({ asked }) => {
    const items = itemsOf(dossier, asked);
    const first = items.find((item) => !isOnAnother(question, item)) ?? items[0];
    return first ? [first] : [];
  });
  const own = new Set(near[0]?.asked.answers);
  const sorted = [...values].sort(([, a], [, b]) => b - a).map(([item]) => item);
  if (doubted(question)) return disputesFirst(dossier, firsts, sorted);
  // What the nearest one gives beyond those comes before anything found by the words alone.
  const picks = [...new Set([...firsts, ...sorted, ...itemsOf(dossier, near[0]?.asked)])];
  // Disputes are long: those of other questions stand back, and numbers asked for come before what is said of them.
  const numbers = question.intents.has("howMany") ? picks.filter(({ kind }) => kind === "figure") : [];
  const measured = numbers.slice(0, 1).flatMap((figure) => sameMeasure(dossier, figure));
  const rest = picks.filter((item) => item.kind !== "dispute" || own.has(item.id));
  // "Almost all" is a quantity too.
  const told = firsts.some((item) => NUMBER.test(sentenceOf(item)));
  const lead = measured.length > 0 && !isExact(near[0]) && !told ? [] : firsts;
  return [...new Set([...lead, ...measured, ...numbers, ...rest])];
}

/** Whether an answer names people, but none of those asked about. */
function isOnAnother({ entities }: Question, item: Item): boolean {
  const asked = entities.filter(({ kind }) => kind === "person");
  if (asked.length === 0 || !("people" in item) || item.people.length === 0) return false;
  return !asked.some(({ id }) => item.people.includes(id));
}

/** The answers to a doubt: the dispute on just that, before what one side of it says. */
function disputesFirst(dossier: Dossier, firsts: readonly Item[], sorted: readonly Item[]): Item[] {
  const [best] = [...firsts, ...sorted];
  const bearing = new Set(best ? disputesOn(dossier, [best]) : []);
  const own = [...firsts, ...sorted].filter(
    (item) => item.kind === "dispute" && (firsts.includes(item) || bearing.has(item)),
  );
  const asked = own.length > 0 ? own : sorted.slice(0, 1).filter(({ kind }) => kind === "dispute");
  return [...new Set([...asked, ...firsts, ...sorted])];
}

/** Statements that stand before a dispute on the first of them. */
const BEFORE_DISPUTE = 3;
/** A dispute belongs to an answer when it holds so much of what the best item holds of the question. */
const BEARS = 0.75;

/** Items with the most fitting dispute on the first of them, when none stands among them. */
function withDispute(dossier: Dossier, ranked: readonly Ranked[], items: readonly Item[]): Item[] {
  const [first] = items;
  const [top] = ranked;
  if (!first || !top || items.slice(0, BEFORE_DISPUTE).some(({ kind }) => kind === "dispute"))
    return [...items];
  const bearing: readonly Item[] = disputesOn(dossier, [first]);
  const best = ranked.find(
    ({ item, coverage }) => bearing.includes(item) && coverage >= BEARS * top.coverage,
  );
  if (!best) return [...items];
  return [...new Set([...items.slice(0, BEFORE_DISPUTE), best.item, ...items.slice(BEFORE_DISPUTE)])];
}

/** A curated question nearer than this is the one asked; below it, an item that holds clearly more may know better. */
const CLOSE = 0.85;
const AHEAD = 0.15;
const LESS = 0.9;

/** The answers, behind the best item by the words alone when that fits clearly better than the first of them. */
function leading(
  question: Question,
  ranked: readonly Ranked[],
  near: readonly Match[],
  answers: Item[],
): Item[] {
  const [top] = ranked;
  const first = ranked.find(({ item }) => item === answers[0]);
  if (!top || near.some(({ nearness }) => nearness >= CLOSE) || doubted(question)) return answers;
  // A number that nobody asks for does not lead.
  if (top.item.kind === "figure" && !asksNumber(question)) return answers;
  if (top.score < (first?.score ?? 0) + AHEAD || top.coverage < LESS * (first?.coverage ?? 0)) return answers;
  return [...new Set([top.item, ...answers])];
}

/** Values of one measure beside each other at most; more would be a table, not an answer. */
const MOST_VALUES = 24;
const measures = new WeakMap<Dossier, ReadonlyMap<string, readonly ItemOf<"figure">[]>>();

/** The figures that measure the same. */
function sameMeasure(dossier: Dossier, item: Item): readonly Item[] {
  if (item.kind !== "figure") return [];
  const byMeasure = measures.get(dossier) ?? Map.groupBy(dossier.all("figure"), ({ measure }) => measure);
  measures.set(dossier, byMeasure);
  return byMeasure.get(item.measure)?.slice(0, MOST_VALUES) ?? [];
}

const doubted = ({ intents }: Question): boolean => intents.has("doubt") || intents.has("compare");

/** An honest refusal that names the nearest thing there is. @param items nearest first, none when nothing is near */
export function refuse(dossier: Dossier, question: Question, items: readonly Item[]): Draft {
  const { names, words } = question.unknown;
  const lacking = names.length > 0 ? names : words;
  const about =
    lacking.length > 0 ? ` on ${lacking.map((word) => `“${word}”`).join(", ")}` : " that answers this";
  const near = items.filter(({ kind }) => kind !== "source" && kind !== "round").slice(0, 1);
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

/** Names asked about that only a phrasing knows: the answer tells what holds instead, and says so first. */
function unnamed({ unknown }: Question, picks: readonly Item[]): Block[] {
  if (unknown.names.length === 0) return [];
  const told = new Set(picks.flatMap((item) => stems(textOf(item))));
  const names = unknown.names.filter((name) => !told.has(stem(name)) && !/\d/.test(name));
  if (names.length === 0) return [];
  return [note(`The dossier has nothing on ${names.map((name) => `“${name}”`).join(", ")}.`)];
}

export function readings(question: Question): Block[] {
  return question.readings.length > 0 ? [note(`${question.readings.join("; ")}.`)] : [];
}

/** Statements that stand before the disputes on them. */
const LEAD = 3;
/** Disputes in an answer at most. */
const MOST_DISPUTES = 2;

/** Disputes that the question asks for, and those with others that bear on what is answered; the most fitting first. */
function disputesFor(
  dossier: Dossier,
  question: Question,
  ranked: readonly Ranked[],
  picks: readonly Item[],
): Record<"asked" | "disputes", ItemOf<"dispute">[]> {
  const scores = new Map(ranked.map(({ item, score }) => [item, score]));
  const scoreOf = (item: Item) => scores.get(item) ?? 0;
  const bearing = disputesOn(dossier, picks.slice(0, 1)).sort((a, b) => scoreOf(b) - scoreOf(a));
  const best = Math.max(...ranked.slice(0, 10).map(({ coverage }) => coverage));
  const asked = ranked.flatMap(({ item, coverage }) =>
    item.kind === "dispute" && (picks.includes(item) || (doubted(question) && coverage >= 0.75 * best))
      ? [item]
      : [],
  );
  const most = doubted(question) ? MOST_DISPUTES : 1;
  return { asked, disputes: [...new Set([...asked, ...bearing])].slice(0, most) };
}

/** Offers below an answer at most. */
const MOST_ACTIONS = 3;

/** What to ask next: the people and topics of the answer. */
function actions(dossier: Dossier, question: Question, picks: readonly Item[]): Action[] {
  const found: Action[] = [];
  const add = (action: Action) => {
    if (
      found.length < MOST_ACTIONS &&
      !found.some((other) => JSON.stringify(other) === JSON.stringify(action))
    )
      found.push(action);
  };
  for (const entity of question.entities) {
    if (entity.kind === "person") add(drill(entity.name, `/person ${entity.name}`));
  }
  for (const item of picks) {
    if (found.length >= MOST_ACTIONS) break;
    if (item.kind === "delegate") {
      const party = dossier.get("party", item.party)?.name ?? item.party;
      add(drill(`Delegation of ${party}`, `/delegation ${party}`));
    }
    const topic = "topics" in item ? dossier.get("topic", item.topics[0]) : undefined;
    if (topic) add(drill(topic.name, `/position ${topic.name}`));
  }
  return found;
}
