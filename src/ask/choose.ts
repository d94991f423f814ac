/** Which of the ranked items make up an answer: the best, what completes it, what ranks close to it. */
import type { Dossier } from "../dossier/dossier.ts";
import { citesOf } from "../dossier/dossier.ts";
import type { Item } from "../dossier/kinds.ts";
import { holds, indexOf, type Term, worthOf } from "../dossier/search.ts";
import { stems } from "../dossier/stem.ts";
import { isSameMeasure, MOST_VALUES } from "./numbers.ts";
import type { Question } from "./question.ts";
import type { Ranked } from "./rank.ts";

/** Items in an answer at most, whatever their length. */
const MOST = 6;
/** How far below the best an item may rank and still belong to the answer. */
const BAND = 0.3;
/** Two sentences that share this part of their words say the same. */
const SAME = 0.6;
/** An item that means a word at least this well is about it. */
const MEANT = 0.7;
/** So many of the best are looked through for one that completes the answer. */
const NEAR = 40;

/** Items of the answer, the best first. @param given those that stand in it already, and are not handed back */
export function choose(question: Question, ranked: readonly Ranked[], given: readonly Item[] = []): Item[] {
  const [top, ...rest] = ranked;
  if (!top) return [];
  const picks: Ranked[] = [];
  const add = (hit: Ranked, most = MOST) => {
    const there = [...given, ...picks.map(({ item }) => item)];
    if (there.length >= most || there.some((item) => item === hit.item || alike(item, hit.item))) return;
    picks.push(hit);
  };
  add(top);
  for (const hit of rest) if (isSameMeasure(top.item, hit.item)) add(hit, MOST_VALUES);
  for (const hit of completing(question, top, rest)) add(hit);
  for (const hit of rest) {
    if (hit.score < top.score - BAND) break;
    // Another number answers another question.
    const stray =
      top.item.kind === "figure" && hit.item.kind === "figure" && !isSameMeasure(top.item, hit.item);
    if (!stray && hit.coverage >= top.coverage * 0.6) add(hit);
  }
  return picks.map(({ item }) => item);
}

/** The best items that hold what the first leaves out, when the question asks for several things or they stand together. */
export function completing(question: Question, top: Ranked, rest: readonly Ranked[]): Ranked[] {
  const found: Ranked[] = [];
  const open = new Set(question.subjects.filter((term) => !holds(top, term)));
  for (const hit of rest.slice(0, NEAR)) {
    if (open.size === 0) break;
    const adds = [...open].filter((term) => holds(hit, term));
    if (adds.length === 0 || !(question.several || shareParagraph(top.item, hit.item))) continue;
    found.push(hit);
    for (const term of adds) open.delete(term);
  }
  return found;
}

/**
 * The part of the subjects' weight that the best item carries, with those that stand in the same paragraph, or
 * that a question for several things names beside it.
 */
export function carried(dossier: Dossier, question: Question, ranked: readonly Ranked[]): number {
  const [top, ...rest] = ranked;
  if (!top) return 0;
  const index = indexOf(dossier);
  const hits = [top, ...completing(question, top, rest)];
  const total = question.subjects.reduce((sum, term) => sum + index.weight(term), 0);
  const held = question.subjects.reduce(
    (sum, term) => sum + index.weight(term) * Math.max(...hits.map((hit) => worthOf(hit, term))),
    0,
  );
  return total > 0 ? held / total : 1;
}

/** Whether an item that was found is about a term: holds it, or what means nearly the same. */
export const isAbout = (hit: Ranked | undefined, term: Term): boolean =>
  hit !== undefined && worthOf(hit, term) >= MEANT;

/** Whether two items rest on one paragraph. */
function shareParagraph(a: Item, b: Item): boolean {
  const places = new Set(citesOf(a).flatMap(({ source, at }) => at.map((n) => `${source} ${n}`)));
  return citesOf(b).some(({ source, at }) => at.some((n) => places.has(`${source} ${n}`)));
}

const stemCache = new WeakMap<Item, Set<string>>();

function stemsOf(item: Item): Set<string> {
  let set = stemCache.get(item);
  if (!set) {
    set = new Set(stems(sentenceOf(item)));
    stemCache.set(item, set);
  }
  return set;
}

/** Whether two items say the same in other words. */
function alike(a: Item, b: Item): boolean {
  if (digits(a) !== digits(b)) return false;
  const [x, y] = [stemsOf(a), stemsOf(b)];
  const shared = x.intersection(y).size;
  return shared / Math.min(x.size, y.size) >= SAME + (a.kind === b.kind ? 0.15 : 0);
}

/** Sentences with other numbers say other things, however alike they read. */
const digits = (item: Item): string =>
  item.kind === "figure" ? (sentenceOf(item).match(/\d+/g) ?? []).join() : "";

/** The sentence by which an item is known. */
export function sentenceOf(item: Item): string {
  if (item.kind === "dispute") return item.question;
  if (item.kind === "question") return "";
  return "text" in item ? item.text : "name" in item ? item.name : item.title;
}
