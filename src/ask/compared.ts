/** Comparisons by structure: what parties want, what is told of people, how the rounds differ, side against side. */
import { type Dossier, namesOf } from "../dossier/dossier.ts";
import { fold } from "../dossier/fuzzy.ts";
import type { Item, ItemOf, Statement } from "../dossier/kinds.ts";
import { idToken, worthOf } from "../dossier/search.ts";
import { keyFirst, keyFitting } from "../present/parts.ts";
import { drill, type Side } from "../reply/document.ts";
import { readings } from "./around.ts";
import { namesEachRound } from "./both-rounds.ts";
import { type Form, negotiators, of } from "./forms.ts";
import type { Question } from "./question.ts";
import { rank } from "./rank.ts";
import type { Entity } from "./reader.ts";
import { isOfBothRounds, MOST_A_SIDE, roundSides, side } from "./rounds.ts";
import { sidesOf as divided } from "./sides.ts";
import { isNamedIn, voices } from "./voices.ts";

/** When nothing but a topic is asked about, so many of what matters most on it come first. */
const MOST_KEY = 2;
/** A position that means a word at least this well touches on it. */
const TOUCHED = 0.4;
/** From here on a curated question sets two things against each other by itself … */
export const COMPARED = 0.8;
/** … and from here on it knows better what is meant than a topic alone does. */
const KNOWS_BETTER = 0.65;
/** From here on it knows better what parties are compared in than all that they want. */
const KNOWS_THEM = 0.92;

/** "Compare russia and ukraine on territory", "pressure on zelensky vs putin", "agenda of both rounds": side by side. @param nearness of the nearest curated question */
export const comparison =
  (nearness: number): Form =>
  (dossier, question) => {
    const { intents, unknown } = question;
    if (unknown.names.length + unknown.words.length > 0) return null;
    const speakers = nearness < COMPARED ? voices(dossier, question) : [];
    const several = question.several || DIFFERS.test(question.text);
    const isCompared =
      intents.has("compare") ||
      namesEachRound(dossier, question.text) ||
      (intents.has("wants") && several && partiesNamed(dossier, question).length > 1) ||
      speakers.length > 1;
    if (!isCompared) {
      const rounds =
        nearness < COMPARED && isOfBothRounds(dossier, question) ? roundSides(dossier, question) : [];
      return rounds.length > 1 ? { blocks: [{ type: "comparison", sides: rounds }], actions: [] } : null;
    }
    const wants = intents.has("wants");
    const told = nearness < COMPARED ? [personSides] : [];
    const positions: typeof roundSides = (dossier, question) => partySides(dossier, question, nearness);
    const wanted =
      wants || nearness < KNOWS_BETTER || partiesNamed(dossier, question).length > 0 ? [positions] : [];
    const said = () => speakers.flatMap(({ name, items }) => side(dossier, name, items));
    const sides = [said, roundSides, ...(wants ? [...wanted, ...told] : [...told, ...wanted])].reduce<Side[]>(
      (found, form) => (found.length > 1 ? found : form(dossier, question)),
      [],
    );
    if (sides.length < 2) return null;
    const topic = of(question, "topic")[0];
    return {
      blocks: [{ type: "comparison", sides }, ...readings(question)],
      actions: topic ? [drill(topic.name, `/position ${topic.name}`)] : [],
    };
  };

const DIFFERS = /\bdiffer(?:s|ed)?\b/i;

/** What parties want, on the topics asked about; the negotiating ones when only a topic is named. */
function partySides(dossier: Dossier, question: Question, nearness: number): Side[] {
  const topics = of(question, "topic").map(({ id }) => id);
  const people = of(question, "person");
  const named = partiesNamed(dossier, question).filter((id) => dossier.about("position", id).length > 0);
  if (people.length > 0 && named.length < 2) return [];
  // What a party wants is no number and no length of time.
  if (question.intents.has("howMany") || question.intents.has("howLong")) return [];
  // What is wanted besides land is all but land.
  if (BESIDES.test(question.text)) return [];
  if (nearness >= KNOWS_THEM || !isAgainst(dossier, question, named)) return [];
  // One plan against another is no party against another.
  if (named.length === 0 && divided(question.text)) return [];
  // Teams set against each other are told by who sits in them.
  if (question.intents.has("members") && topics.length === 0) return [];
  const parties = named.length > 0 ? named : topics.length > 0 ? negotiators(dossier) : [];
  const ranked = rank(dossier, question);
  const about = [...topics, ...named].map(idToken);
  // What is asked of the parties besides must stand in what they want.
  const others = question.subjects.filter(({ forms }) => !about.some((token) => forms.has(token)));
  const wanting = ranked.filter(({ item }) => item.kind === "position" && parties.includes(item.party));
  const held = others.filter((term) => wanting.some((hit) => worthOf(hit, term) >= TOUCHED));
  if (held.length < others.length / 2) return [];
  // What is neither a topic nor asked for by the parties is not told by what they want.
  if (others.length > 0 && topics.length === 0 && !question.intents.has("wants")) return [];
  if (others.length > 0 && nearness >= COMPARED && !question.intents.has("wants")) return [];
  // When nothing but the topic is asked about, what matters most on it comes first, not what repeats its name.
  const plain = others.length === 0;
  return parties.flatMap((party) => {
    const on = (item: ItemOf<"position">) =>
      item.party === party && (topics.length === 0 || item.topics.some((id) => topics.includes(id)));
    const key = plain
      ? dossier.about("position", topics[0] ?? party).filter((item) => item.key && on(item))
      : [];
    // When no topic is named either, each of them is on another one.
    const most = parties.length > 2 ? MOST_A_SIDE - 1 : MOST_A_SIDE;
    if (plain && topics.length === 0 && named.length > 1) {
      const first = Map.groupBy(
        keyFirst(dossier.about("position", party).filter(on)),
        (item) => item.topics[0],
      );
      const spread = [...first.values()].flatMap(([item]) => item ?? []);
      return side(dossier, dossier.get("party", party)?.name ?? party, spread, most);
    }
    // People are asked for what their parties want, which need not name them.
    const found = (people.length > 0 ? [] : ranked).flatMap(({ item }) =>
      item.kind === "position" && on(item) ? [item] : [],
    );
    const fitting = [...new Set([...key.slice(0, MOST_KEY), ...found])];
    // Only when the words of the question find too little does the party speak for itself.
    const subject = topics.length === 1 ? topics[0] : undefined;
    const rest = fitting.length < MOST_A_SIDE ? dossier.about("position", subject ?? party) : [];
    const its = (item: ItemOf<"position">) => on(item) && !fitting.includes(item);
    const more = keyFitting(rest, its, most);
    return side(dossier, dossier.get("party", party)?.name ?? party, [...fitting, ...more], most);
  });
}

/** Whether two parties stand on two sides: "American offers to Ukraine versus American demands on Ukraine" sets offers against demands. */
function isAgainst(dossier: Dossier, { text }: Question, parties: readonly string[]): boolean {
  const [one, other] = parties;
  const sides = one && other && parties.length === 2 ? divided(text) : null;
  if (!one || !other || !sides) return true;
  const names = sides.map((side) =>
    parties.filter((id) => isNamedIn(dossier, "party", id, ` ${fold(side)} `)),
  );
  return names.every((own) => own.length < 2);
}

const BESIDES = /\b(?:besides|beside|apart from|other than|except|aside from|in addition to|beyond)\b/i;

/**
 * The parties that a question names, or else those of the people whom it asks what they want: of both, when one of them
 * stands on either side, "Zelensky's demand versus Russia's".
 */
function partiesNamed(dossier: Dossier, question: Question): string[] {
  const people = of(question, "person");
  const parties = of(question, "party");
  if (people.length === 0) return parties.map(({ id }) => id);
  if (!question.intents.has("wants")) return [];
  const partyOf = ({ kind, id }: Entity) => (kind === "person" ? dossier.get("person", id)?.party : id) ?? [];
  if (parties.length === 0) return [...new Set(people.flatMap(partyOf))];
  const sides = (divided(question.text) ?? []).map((side) =>
    [...people, ...parties].filter(({ kind, id }) => isNamedIn(dossier, kind, id, ` ${fold(side)} `)),
  );
  return sides.every((own) => own.length === 1) ? [...new Set(sides.flat().flatMap(partyOf))] : [];
}

/** What is told of one side must hold so much of the question: the other side's name it cannot hold. */
const TOLD = 0.4;

/** What is told of several people, by what is asked. */
function personSides(dossier: Dossier, question: Question): Side[] {
  const people = of(question, "person");
  if (people.length < 2) return [];
  // "Trump's meeting with Putin versus his with Zelensky" sets nobody against anybody.
  const named = (divided(question.text) ?? []).map((side) =>
    people.filter(({ id }) => isNamedIn(dossier, "person", id, ` ${fold(side)} `)),
  );
  if (named.some((own) => own.length > 1)) return [];
  const ranked = rank(dossier, question);
  return people.flatMap(({ id, name }) => {
    const others = people.filter((person) => person.id !== id);
    const own = ranked.flatMap(({ item, coverage }) => {
      const named = namesOf(item);
      return coverage >= TOLD &&
        isStatement(item) &&
        named.has(id) &&
        !others.some((other) => named.has(other.id))
        ? [item]
        : [];
    });
    return side(dossier, name, own, people.length > 2 ? MOST_A_SIDE - 1 : MOST_A_SIDE);
  });
}

/** Whether an item is a statement of its own. */
const isStatement = (item: Item): item is Statement => "status" in item;
