/** Comparisons by structure: what parties want, what is told of people, how the rounds differ, side against side. */
import { type Dossier, namesOf } from "../dossier/dossier.ts";
import type { Item, ItemOf, Statement } from "../dossier/schema.ts";
import { idToken } from "../dossier/search.ts";
import { keyFirst, keyFitting } from "../present/parts.ts";
import { say } from "../present/statement.ts";
import { drill, type Side } from "../reply/document.ts";
import { readings } from "./around.ts";
import { type Form, firstOfEach, negotiators, of } from "./forms.ts";
import type { Question } from "./question.ts";
import { rank } from "./rank.ts";

/** Statements of one side, at most. */
const MOST_A_SIDE = 3;

/** From here on a curated question sets two things against each other by itself. */
export const COMPARED = 0.8;

/** "Compare russia and ukraine on territory", "pressure on zelensky vs putin", "agenda of both rounds": side by side. @param nearness of the nearest curated question */
export const comparison =
  (nearness: number): Form =>
  (dossier, question) => {
    const { intents, unknown } = question;
    if (unknown.names.length + unknown.words.length > 0) return null;
    if (
      !intents.has("compare") &&
      !(intents.has("wants") && question.several && of(question, "party").length > 1)
    )
      return null;
    const sides = [roundSides, ...(nearness < COMPARED ? [personSides] : []), partySides].reduce<Side[]>(
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

/** What parties want, on the topics asked about; the negotiating ones when only a topic is named. */
function partySides(dossier: Dossier, question: Question): Side[] {
  const topics = of(question, "topic").map(({ id }) => id);
  const named = of(question, "party").filter(({ id }) => dossier.about("position", id).length > 0);
  // What a party wants is no number.
  if (of(question, "person").length > 0 || question.intents.has("howMany")) return [];
  // Teams set against each other are told by who sits in them.
  if (question.intents.has("members") && topics.length === 0) return [];
  const parties =
    named.length > 0 ? named.map(({ id }) => id) : topics.length > 0 ? negotiators(dossier) : [];
  const ranked = rank(dossier, question);
  const about = [...topics, ...named.map(({ id }) => id)].map(idToken);
  // When nothing but the topic is asked about, what matters most on it comes first, not what repeats its name.
  const plain = question.subjects.every(({ forms }) => about.some((token) => forms.has(token)));
  return parties.flatMap((party) => {
    const found = ranked.flatMap(({ item }) =>
      item.kind === "position" && item.party === party ? [item] : [],
    );
    const own = plain ? keyFirst(found) : found;
    const on = (item: ItemOf<"position">) =>
      topics.length === 0 || item.topics.some((id) => topics.includes(id));
    const fitting = own.filter(on);
    const most = parties.length > 2 ? MOST_A_SIDE - 1 : MOST_A_SIDE;
    // Only when the words of the question find too little does the party speak for itself.
    const subject = topics.length === 1 ? topics[0] : undefined;
    const rest = fitting.length < MOST_A_SIDE ? dossier.about("position", subject ?? party) : [];
    const its = (item: ItemOf<"position">) => item.party === party && on(item) && !fitting.includes(item);
    const more = keyFitting(rest, its, most);
    return side(dossier, dossier.get("party", party)?.name ?? party, [...fitting, ...more], most);
  });
}

/** What is told of one side must hold so much of the question: the other side's name it cannot hold. */
const TOLD = 0.4;

/** What is told of several people, by what is asked. */
function personSides(dossier: Dossier, question: Question): Side[] {
  const people = of(question, "person");
  if (people.length < 2) return [];
  const ranked = rank(dossier, question);
  return people.flatMap(({ id, name }) => {
    const others = people.filter((person) => person.id !== id);
    const own = ranked.flatMap(({ item, coverage }) => {
      const named = namesOf(item);
      return coverage >= TOLD && isSaid(item) && named.has(id) && !others.some((other) => named.has(other.id))
        ? [item]
        : [];
    });
    return side(dossier, name, own, people.length > 2 ? MOST_A_SIDE - 1 : MOST_A_SIDE);
  });
}

const BOTH_ROUNDS =
  /\b(?:both|two|each|difference|between)\b.*\brounds?\b|\bcompar\w*\b.*\brounds\b|\brounds?\b.*\b(?:compar\w*|vs|versus)\b|\bjan\w*\b.*\bfeb\w*\b/i;

/** The rounds side by side: their agenda, venue, format or outcome, or one party's delegation in each. */
function roundSides(dossier: Dossier, question: Question): Side[] {
  if (!BOTH_ROUNDS.test(question.text)) return [];
  const [party] = of(question, "party");
  const { intents } = question;
  // A number or a length of time is no side of a comparison.
  if (intents.has("howMany") || intents.has("howLong")) return [];
  const about = intents.has("agenda") ? "agenda" : intents.has("where") ? "venue" : "outcome";
  return dossier.all("round").flatMap((round) => {
    if (!party) {
      const facts = dossier.about("fact", round.id);
      return side(
        dossier,
        round.name,
        keyFitting(facts, (fact) => fact.about === about, MOST_A_SIDE),
      );
    }
    const delegates = dossier.about("delegate", round.id).filter((delegate) => delegate.party === party.id);
    return side(dossier, round.name, firstOfEach(delegates, 5), 5);
  });
}

function side(dossier: Dossier, label: string, items: readonly Statement[], most = MOST_A_SIDE): Side[] {
  return items.length > 0 ? [{ label, items: items.slice(0, most).map((item) => say(dossier, item)) }] : [];
}

/** Whether an item is a statement of its own. */
const isSaid = (item: Item): item is Statement => "status" in item;
