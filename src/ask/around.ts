/** What stands around an answer or in its place: refusals, what is passed over, how words were read, what to ask next. */
import type { Dossier } from "../dossier/dossier.ts";
import { fold } from "../dossier/fuzzy.ts";
import type { Item } from "../dossier/kinds.ts";
import { stem, stems } from "../dossier/stem.ts";
import { readAs } from "../present/parts.ts";
import { type Action, type Block, type Draft, drill, heading, note } from "../reply/document.ts";
import { textOf } from "./holding.ts";
import { itemBlocks } from "./page.ts";
import type { Question } from "./question.ts";

/** An honest refusal that names the nearest thing there is. @param items nearest first, none when nothing is near */
export function refuse(dossier: Dossier, question: Question, items: readonly Item[]): Draft {
  const { names, words } = question.unknown;
  const lacking = names.length > 0 ? names : words;
  const about =
    lacking.length > 0 ? ` on ${lacking.map((word) => `“${word}”`).join(", ")}` : " that answers this";
  const near = nearestOf(items);
  return {
    kind: "not_found",
    blocks: [
      note(`Not in the dossier: it has nothing${about}.`),
      ...nearestThing(dossier, items),
      ...readings(question),
    ],
    actions: near.length > 0 ? actions(dossier, question, near) : [drill("Help", "/help")],
  };
}

const nearestOf = (items: readonly Item[]): Item[] =>
  items.filter(({ kind }) => kind !== "source" && kind !== "round").slice(0, 1);

/** The nearest thing to what is refused, named as such. @param items nearest first, none when nothing is near */
export function nearestThing(dossier: Dossier, items: readonly Item[]): Block[] {
  const near = nearestOf(items);
  return near.length > 0 ? [heading("The nearest thing in it"), ...itemBlocks(dossier, near)] : [];
}

/** Words that an answer passes over are named, so that nobody takes it for more than it is. */
export function unsaid({ unknown }: Question): Block[] {
  const words = unknown.words.map((word) => `“${word}”`).join(", ");
  return words === "" ? [] : [note(`The dossier has nothing on ${words}; this is the nearest it says.`)];
}

/** Names asked about that only a phrasing knows: the answer tells what holds instead, and says so first. */
export function unnamed({ unknown }: Question, picks: readonly Item[]): Block[] {
  if (unknown.names.length === 0) return [];
  const told = new Set(picks.flatMap((item) => stems(textOf(item))));
  // "Deescalation" is told where "de-escalation" stands.
  const joined = picks.map((item) => fold(textOf(item)).replaceAll(" ", "")).join(" ");
  const names = unknown.names.filter(
    (name) => !told.has(stem(name)) && !joined.includes(name) && !/\d/.test(name),
  );
  if (names.length === 0) return [];
  return [note(`The dossier has nothing on ${names.map((name) => `“${name}”`).join(", ")}.`)];
}

export const readings = (question: Question): Block[] => readAs(question.readings);

/** Offers below an answer at most. */
const MOST_ACTIONS = 3;

/** What to ask next: the people and topics of the answer. */
export function actions(dossier: Dossier, question: Question, picks: readonly Item[]): Action[] {
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
