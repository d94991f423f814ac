/** "X versus Y" where no curated question sets them against each other: what answers each, side by side. */
import { citesOf, type Dossier } from "../dossier/dossier.ts";
import { fold } from "../dossier/fuzzy.ts";
import type { Item, Statement } from "../dossier/kinds.ts";
import type { Calendar } from "../dossier/point.ts";
import { dispute, disputesOn, say } from "../present/statement.ts";
import { type Draft, drill } from "../reply/document.ts";
import { matchAsked } from "./asked.ts";
import { between, speaks } from "./differing.ts";
import { itemsOf } from "./holding.ts";
import { askedFor } from "./lead.ts";
import { type Question, readQuestion } from "./question.ts";
import { rank } from "./rank.ts";

/** Statements of one side at most. */
const MOST_A_SIDE = 2;
/** What is found by the words alone must hold so much of a side. */
const ENOUGH = 0.8;
/** Curated questions whose answers are looked through for what two sources tell. */
const MOST_NEAR = 3;
/** Only a curated question as near to one side as this tells that side. */
const CLEAR = 0.8;
/** Longer labels are cut, in characters. */
const LABEL = 60;

/** How people set two things against each other. */
const AGAINST = [
  /^(.+?)[\s,]+(?:vs\.?|versus|as opposed to|compared (?:to|with)|in contrast (?:to|with)|set against)\s+(.+)$/i,
  /\b(?:(?:differences?|differs?|distinguish\w*|gap) between|compar(?:e|ing|ison of|ison between)|contrast(?: between)?)\s+(.+?)\s+(?:and|with|against)\s+(.+)$/i,
  // "Offers to Kyiv" is one side: only what nothing else divides is divided by "to".
  /\bcompar(?:e|ing)\s+(.+?)\s+to\s+(.+)$/i,
];
/** Words around a side that belong to the comparison. */
const FRAME =
  /^(?:(?:please|can you|could you|compare|comparing|contrast|how does|how do|the)\s+)+|[?.!]+$|\s+(?:please|pls|side by side)$/gi;

/** What both sides are compared in: "… in terms of their leaders". */
const RESPECT =
  /\s+(?:in (?:terms|respect|regard|relation|connection) (?:of|to|with)|with (?:respect|regard) to|regarding|concerning|as (?:regards|to))\s+(?:their\s+)?(.+?)[?.!]*$/i;

const ORDINAL = /^(?:first|second|third|fourth|1st|2nd|3rd|4th)$/i;
const ON = /^(?:on|about|over)$/i;

/** Both sides of a comparison, as questions of their own; null when a question has none. */
export function sidesOf(text: string): readonly [string, string] | null {
  for (const form of AGAINST) {
    const found = form.exec(text.trim().replace(RESPECT, ""));
    const [a = [], b = []] = [found?.[1], found?.[2]].map((side = "") =>
      side.replace(FRAME, "").split(/\s+/).filter(Boolean),
    );
    if (a.length === 0 || b.length === 0) continue;
    const respect = RESPECT.exec(text.trim())?.[1] ?? "";
    const sides = (...both: string[][]) => {
      const [one = "", other = ""] = both.map((words) => `${words.join(" ")} ${respect}`.trim());
      return [one, other] as const;
    };
    // "Anchorage analysis vs failure analysis on Europe": what both are compared on stands last.
    const subject = b.findIndex((word, at) => at > 0 && ON.test(word));
    if (subject > 0 && !a.some((word) => ON.test(word))) return sides([...a, ...b.slice(subject)], b);
    // "The second round compared with the first": one number stands for the other.
    const ordinal =
      b.length === 1 && ORDINAL.test(b[0] ?? "") ? a.findIndex((word) => ORDINAL.test(word)) : -1;
    if (ordinal >= 0) return sides(a, a.with(ordinal, b[0] ?? ""));
    // "Russian delegation january vs february": the shorter side leaves out what both share.
    if (b.length === 1 && a.length > 1) return sides(a, [...a.slice(0, -b.length), ...b]);
    if (a.length === 1 && b.length > 1) return sides([...a, ...b.slice(a.length)], b);
    return sides(a, b);
  }
  return null;
}

/** The best statements on each side, and the dispute on them; null when a side has none of its own. */
export function sideBySide(dossier: Dossier, question: Question, calendar: Calendar): Draft | null {
  const plainly = sidesOf(question.text);
  const each = plainly ? null : eachOf(dossier, question);
  const sides = plainly ?? each?.texts;
  if (!sides) return null;
  const labels = each?.names ?? sides;
  const [a, b] = sides.map((text) => best(dossier, text, calendar, each !== null));
  if (!a?.[0] || !b?.[0] || a[0] === b[0]) return null;
  const others = new Set(disputesOn(dossier, [b[0]]));
  const bearing = disputesOn(dossier, [a[0]]).find((item) => others.has(item));
  const own = (items: readonly Statement[], others: readonly Statement[]) =>
    items.filter((item) => !others.includes(item)).map((item) => say(dossier, item));
  const topic = question.entities.find(({ kind }) => kind === "topic");
  return {
    blocks: [
      {
        type: "comparison",
        sides: [
          { label: labelOf(labels[0]), items: own(a, []) },
          { label: labelOf(labels[1]), items: own(b, a) },
        ],
      },
      ...(bearing ? dispute(dossier, bearing) : []),
    ],
    actions: topic ? [drill(topic.name, `/position ${topic.name}`)] : [],
  };
}

/** A side as it was asked about; a long one is cut after a word, which is shown. */
export function labelOf(text: string): string {
  if (text.length <= LABEL) return text;
  const cut = text.slice(0, LABEL).toWellFormed();
  return `${cut.replace(/\s+\S*$/, "")}…`;
}

/** Names of people and parties joined in one question, "what do Rubio and Witkoff say": a question for each of them. */
function eachOf(
  dossier: Dossier,
  question: Question,
): { readonly names: readonly [string, string]; readonly texts: readonly [string, string] } | null {
  const named = question.entities.filter(({ kind }) => kind === "person" || kind === "party");
  if (named.length !== 2) return null;
  const text = ` ${fold(question.text)} `;
  const [one, other] = named.map(({ kind, id, name }) => {
    const item = kind === "person" ? dossier.get("person", id) : dossier.get("party", id);
    const names = [name, ...(item?.aliases ?? [])].map(fold);
    const spelt = names.filter((spelling) => text.includes(` ${spelling} `));
    return { name, spelt: spelt.sort((a, b) => b.length - a.length)[0] };
  });
  if (!one?.spelt || !other?.spelt) return null;
  for (const [a, b] of [
    [one, other],
    [other, one],
  ] as const)
    for (const between of JOINED) {
      const both = ` ${a.spelt} ${between} ${b.spelt} `;
      if (!text.includes(both)) continue;
      const alone = (name: string | undefined) => text.replace(both, ` ${name} `).trim();
      return { names: [a.name, b.name], texts: [alone(a.spelt), alone(b.spelt)] };
    }
  return null;
}

const JOINED = ["and", "or", "vs", "versus"];

/** Words that set sources against each other, and ask for nothing that they tell. */
const SETTING =
  /\b(?:compar\w*|contrast\w*|versus|vs|differ\w*|(?:dis)?agree\w*|contradict\w*|match\w*|same|both|between|accounts?|sources?|according|sa(?:ys?|id)|tells?|reports?|writes?)\b/gi;
/** Disputes, at most. */
const MOST_DISPUTES = 2;

/** "Digest vs Kyiv Independent on the agenda": the disputes in which both have an account of their own, or what each tells. */
export function accounts(dossier: Dossier, question: Question, calendar: Calendar): Draft | null {
  const named = question.entities.filter(({ kind }) => kind === "source").map(({ id }) => id);
  if (named.length < 2) return null;
  const names = named.flatMap((id) => dossier.get("source", id) ?? []);
  const spellings = names.flatMap(({ title, short, aliases }) => [title, short, ...aliases].map(fold));
  const rest = spellings
    .sort((a, b) => b.length - a.length)
    .reduce((text, spelling) => text.replaceAll(` ${spelling} `, " "), ` ${fold(question.text)} `)
    .replace(SETTING, " ");
  const asked = readQuestion(rest, dossier, calendar);
  if (asked.unknown.names.length + asked.unknown.words.length > 0 || asked.subjects.length === 0) return null;
  const ranked = rank(dossier, asked);
  const near = askedFor(dossier, asked, matchAsked(dossier, asked, ranked)).filter(
    ({ asked }) => !asked.absent,
  );
  const answers = near
    .slice(0, MOST_NEAR)
    .flatMap(({ asked }) => asked.answers.flatMap((id) => dossier.item(id) ?? []));
  const found = ranked.flatMap(({ item, coverage }) => (coverage >= ENOUGH ? [item] : []));
  const items = [...new Set([...answers, ...found])];
  const disputes = items.filter(
    (item) => item.kind === "dispute" && named.every((id) => speaks(item, id, named)),
  );
  if (disputes.length > 0) {
    // What only a farther curated question leads to stands alone, where nothing nearer does.
    const best = disputes.filter(({ id }) => near[0]?.asked.answers.includes(id)).slice(0, MOST_DISPUTES);
    return {
      blocks: (best.length > 0 ? best : disputes.slice(0, 1)).flatMap((item) =>
        item.kind === "dispute" ? dispute(dossier, between(item, named)) : [],
      ),
      actions: [drill("Where sources differ", "/dispute")],
    };
  }
  const sides = names.map(({ id, short }) => ({
    label: short,
    items: items
      .filter(isToldPlainly)
      .filter((item) => citesOf(item).some(({ source }) => source === id))
      .slice(0, MOST_A_SIDE)
      .map((item) => say(dossier, item)),
  }));
  if ((near[0]?.nearness ?? 0) < CLEAR || sides.some((side) => side.items.length === 0)) return null;
  return { blocks: [{ type: "comparison", sides }], actions: [drill("Sources", "/sources")] };
}

/**
 * Statements that answer one side: of the curated question nearest to it, else those that hold most of its words.
 * @param alone whether only a curated question may tell it
 */
function best(dossier: Dossier, text: string, calendar: Calendar, alone: boolean): Statement[] {
  const question = readQuestion(text, dossier, calendar);
  const { names, words } = question.unknown;
  if (names.length + words.length > 0 || question.subjects.length === 0) return [];
  const ranked = rank(dossier, question);
  const [near] = askedFor(dossier, question, matchAsked(dossier, question, ranked));
  const isClear = near !== undefined && near.nearness >= CLEAR;
  if (alone && !isClear) return [];
  const answers = isClear ? itemsOf(dossier, near.asked).filter(isToldPlainly) : [];
  // A bare name says nothing of what is compared: all that names it would fit.
  const bare = question.subjects.length <= question.entities.length;
  const found = bare ? [] : ranked.filter(({ item, coverage }) => isToldPlainly(item) && coverage >= ENOUGH);
  const others = found.map(({ item }) => item).filter(isToldPlainly);
  return [...new Set([...answers, ...others])].slice(0, MOST_A_SIDE);
}

const isToldPlainly = (item: Item): item is Statement => "status" in item && item.kind !== "quote";
