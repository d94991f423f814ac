/** Questions of a known form, answered by structure: who somebody is, who sits in a delegation, side against side. */
import { type Dossier, namesOf } from "../dossier/dossier.ts";
import type { Item, ItemOf, Statement } from "../dossier/schema.ts";
import { idToken } from "../dossier/search.ts";
import { stems } from "../dossier/stem.ts";
import { fits } from "../dossier/when.ts";
import { keyFirst, keyFitting } from "../present/parts.ts";
import { postsOf } from "../present/person.ts";
import { sourceFacts } from "../present/source.ts";
import { dispute, disputesOn, say } from "../present/statement.ts";
import { type Block, type Draft, drill, list, type Side } from "../reply/document.ts";
import { readings } from "./around.ts";
import type { Question } from "./question.ts";
import { rank } from "./rank.ts";
import type { Entity } from "./reader.ts";

/** A form answers, or hands the question on with null. */
export type Form = (dossier: Dossier, question: Question) => Draft | null;

/** Statements of one side, at most. */
const MOST_A_SIDE = 3;

const of = <K extends Entity["kind"]>(question: Question, kind: K): Entity[] =>
  question.entities.filter((entity) => entity.kind === kind);

/** Whether the question asks about these entities and nothing else that the dossier knows. */
function onlyAbout(question: Question, entities: readonly Entity[]): boolean {
  const { unknown, subjects } = question;
  return unknown.names.length + unknown.words.length === 0 && subjects.length <= entities.length;
}

/** What people ask of a source itself. */
const ABOUT_SOURCE =
  /\b(?:grade|graded|rating|reliab\w*|credib\w*|trust\w*|author|who wrote|wrote|written|publish\w*|publication|dated?|outlets?|based on|rests? on|rel(?:y|ies) on|agenc\w*|references?|leaning|political|orientation|bias\w*|limits?|weakness\w*|how good|any good|anonymous|signed|unsigned|updat\w*|byline|reporter|journalist|beat|who is|what is)\b/i;

/** Whatever else is asked: the author is told with the source. */
const ASKS_AUTHOR = /\b(?:author|who wrote|who is behind|writer|byline)\b/i;

/** "What grade does the failure article have": the receipt of a source. */
export const aboutSource: Form = (dossier, question) => {
  const [named] = of(question, "source");
  const source = dossier.get("source", named?.id);
  const others = question.subjects.filter(({ word }) => !ABOUT_SOURCE.test(word));
  if (!source || (others.length > 0 && !ASKS_AUTHOR.test(question.text)) || !ABOUT_SOURCE.test(question.text))
    return null;
  return { blocks: sourceFacts(source), actions: [drill(source.short, `/sources ${source.short}`)] };
};

/** Asks for those who are not named. */
const OTHERS = /\b(?:besides|apart from|other than|except|next to|accompan\w+)\b/i;
/** Who did something, not who is somebody. */
const WHO_DID =
  /\bwho (?:saw|met|meets|visited|called|likes?|knows?|asked|told|helps?|helped|trusts?|hates?|replaced|hired)\b/i;

/** "Who is Kostyukov", "umerov post": posts, profile, part in the talks. */
export const introduction: Form = (dossier, question) => {
  const people = of(question, "person");
  const topical = [
    "said",
    "wants",
    "reaction",
    "happened",
    "when",
    "where",
    "next",
    "why",
    "howMany",
  ] as const;
  if (people.length === 0 || question.period || topical.some((intent) => question.intents.has(intent)))
    return null;
  // "The peace plan of Trump" is not who he is, and "besides Umerov" are the others.
  if (of(question, "term").length > 0 || OTHERS.test(question.text)) return null;
  // "Who saw Putin" asks for others than him.
  if (WHO_DID.test(question.text)) return null;
  // Two names and no "who" ask what is between them, not who they are.
  if (people.length > 1 && !question.intents.has("who") && !question.intents.has("define")) return null;
  const own = of(question, "party").filter(({ id }) =>
    people.some((p) => dossier.get("person", p.id)?.party === id),
  );
  const { unknown, subjects } = question;
  if (unknown.names.length + unknown.words.length > 0) return null;
  // Words of an office, of the person's party or a round do not make it another question.
  const offices = new Set(
    people.flatMap(({ id }) => dossier.get("person", id)?.posts ?? []).flatMap(({ text }) => stems(text)),
  );
  const others = subjects.filter(({ forms }) => ![...forms.keys()].some((form) => offices.has(form)));
  if (others.length > people.length + own.length + of(question, "round").length) return null;
  const blocks = people.slice(0, 3).flatMap(({ id }): Block[] => {
    const person = dossier.get("person", id);
    if (!person) return [];
    const profile = dossier
      .about("fact", id)
      .filter((fact) => fact.about === "profile" && fact.people[0] === id);
    const part = dossier.about("delegate", id).filter((delegate) => delegate.person === id);
    const told = [...profile, ...keyFirst(part).slice(0, people.length > 1 ? 1 : 2)];
    return [list([postsOf(person), ...told.slice(0, 4).map((item) => say(dossier, item))])];
  });
  const actions = people.map(({ name }) => drill(name, `/person ${name}`));
  return { blocks: [...blocks, ...readings(question)], actions };
};

/** "Who leads the russian team", "americans at the talks on 4 feb": a delegation, or several. */
export const delegations: Form = (dossier, question) => {
  const { intents } = question;
  if (!intents.has("leads") && !intents.has("members")) return null;
  if (of(question, "person").length > 0) return null;
  const named = of(question, "party").filter(({ id }) => dossier.about("delegate", id).length > 0);
  const rounds = roundsAsked(dossier, question);
  if (!onlyAbout(question, [...of(question, "party"), ...of(question, "round")])) return null;
  const parties = named.length > 0 ? named.map(({ id }) => id) : question.several ? negotiators(dossier) : [];
  if (parties.length === 0) return null;
  const most = parties.length > 1 ? 2 : 5;
  const heads = intents.has("leads");
  const shown = parties.flatMap((party) => {
    const all = dossier
      .about("delegate", party)
      .filter(
        (d) => d.party === party && (rounds.length === 0 || d.rounds.some((id) => rounds.includes(id))),
      );
    const fitting = heads ? all.filter((d) => d.capacity === "head") : keyFirst(all);
    return firstOfEach(fitting.length > 0 ? fitting : all, most);
  });
  if (shown.length === 0) return null;
  const [differing] = disputesOn(dossier, shown).filter((item) => item.type === "membership");
  return {
    blocks: [
      list(shown.map((delegate) => say(dossier, delegate))),
      ...(differing && parties.length === 1 && shown.length < 4 ? dispute(dossier, differing) : []),
      ...readings(question),
    ],
    actions: parties.map((id) => drill("Delegation", `/delegation ${dossier.get("party", id)?.name ?? id}`)),
  };
};

const negotiators = (dossier: Dossier): string[] =>
  dossier.all("party").flatMap(({ id, role }) => (role === "negotiator" ? [id] : []));

/** Rounds named, or held in the days named. */
function roundsAsked(dossier: Dossier, question: Question): string[] {
  const named = of(question, "round").map(({ id }) => id);
  const { period } = question;
  if (named.length > 0 || !period) return named;
  return dossier.all("round").flatMap((round) => (fits(round.date, period) === "apart" ? [] : [round.id]));
}

/** So many statements, one a person first, so that everybody is named before anybody is named twice. */
function firstOfEach(delegates: readonly ItemOf<"delegate">[], most: number): ItemOf<"delegate">[] {
  const firsts = new Map<string, ItemOf<"delegate">>();
  const others: ItemOf<"delegate">[] = [];
  for (const delegate of delegates) {
    const who = delegate.person ?? delegate.id;
    if (!firsts.has(who)) firsts.set(who, delegate);
    else if (others.length < most) others.push(delegate);
  }
  return [...firsts.values(), ...others].slice(0, most);
}

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
    const rest = fitting.length < MOST_A_SIDE ? dossier.about("position", party) : [];
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
    const facts = dossier.about("fact", round.id).filter((fact) => fact.about === about);
    const delegates = dossier.about("delegate", round.id).filter((delegate) => delegate.party === party?.id);
    return party
      ? side(dossier, round.name, firstOfEach(delegates, 5), 5)
      : side(dossier, round.name, keyFirst(facts));
  });
}

function side(dossier: Dossier, label: string, items: readonly Statement[], most = MOST_A_SIDE): Side[] {
  return items.length > 0 ? [{ label, items: items.slice(0, most).map((item) => say(dossier, item)) }] : [];
}

/** Positions in an answer to what one party wants, at most. */
const MOST_WANTED = 5;

/** "What does ukraine want on security guarantees": the positions of one party, on a topic when one is named. */
export const wanted: Form = (dossier, question) => {
  const [party, ...others] = of(question, "party");
  const [topic] = of(question, "topic");
  const { intents, subjects, unknown } = question;
  if (!party || others.length > 0 || !intents.has("wants") || of(question, "person").length > 0) return null;
  if (unknown.names.length + unknown.words.length > 0 || intents.has("why") || question.period) return null;
  // Words that belong to the topic's name ask for the topic; any other asks for something in particular.
  const about = [party.id, ...(topic ? [topic.id] : [])].map(idToken);
  if (subjects.some(({ forms }) => !about.some((token) => forms.has(token)))) return null;
  const its = (item: ItemOf<"position">) =>
    item.party === party.id && (!topic || item.topics.includes(topic.id));
  const fitting = keyFitting(dossier.about("position", party.id), its, MOST_WANTED);
  if (fitting.length === 0) return null;
  const input = topic ? `/position ${topic.name} ${party.name}` : `/compare ${party.name}`;
  return {
    blocks: [list(fitting.map((item) => say(dossier, item))), ...readings(question)],
    actions: [drill(`All of ${party.name}`, input)],
  };
};

/** Whether an item is a statement of its own. */
const isSaid = (item: Item): item is Statement => "status" in item;
