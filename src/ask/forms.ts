/** Questions of a known form, answered by structure: who somebody is, who sits in a delegation. */
import type { Dossier } from "../dossier/dossier.ts";
import { fold } from "../dossier/fuzzy.ts";
import type { ItemOf } from "../dossier/kinds.ts";
import { idToken } from "../dossier/search.ts";
import { stem, stems } from "../dossier/stem.ts";
import { fits } from "../dossier/when.ts";
import { keyFirst } from "../present/parts.ts";
import { postsOf } from "../present/person.ts";
import { dispute, disputesOn, say } from "../present/statement.ts";
import { type Block, type Draft, drill, list } from "../reply/document.ts";
import { readings } from "./around.ts";
import type { Question } from "./question.ts";
import type { Entity } from "./reader.ts";
import { CHAT, STOP } from "./words.ts";

/** A form answers, or hands the question on with null. */
export type Form = (dossier: Dossier, question: Question) => Draft | null;

/** The entities of one kind that a question names. */
export const of = <K extends Entity["kind"]>(question: Question, kind: K): Entity[] =>
  question.entities.filter((entity) => entity.kind === kind);

/** Whether the question asks about these entities and nothing else that the dossier knows. */
function onlyAbout(question: Question, entities: readonly Entity[]): boolean {
  const { unknown, subjects } = question;
  return unknown.names.length + unknown.words.length === 0 && subjects.length <= entities.length;
}

/** Words that ask who somebody is, and what goes along with them. */
const INTRODUCING = new Set(
  "who what which is was are tell describe introduce profile bio biography background about of the a an and or he she they both his her their that this do does did have has hold holds for in as title titles rank ranks post posts job jobs office offices role roles position positions function capacity head heads boss chief leader guy man bloke person people name names full exactly again explain know much".split(
    " ",
  ),
);

/** Asks for an office. */
const POST = /\b(?:titles?|ranks?|posts?|jobs?|offices?|roles?)\b/i;

/** "Who is Kostyukov", "umerov post": posts, profile, part in the talks. Any other word asks for something else of them. */
export const introduction: Form = (dossier, question) => {
  const people = of(question, "person");
  const { unknown, text } = question;
  if (people.length === 0 || question.period || unknown.names.length + unknown.words.length > 0) return null;
  // Two names and neither "who" nor an office ask what is between them, not who they are.
  const asksWho = question.intents.has("who") || question.intents.has("define") || POST.test(text);
  if (people.length > 1 && !asksWho) return null;
  // Words of an office, of the person's party or a round do not make it another question.
  const posts = people.flatMap(({ id }) => dossier.get("person", id)?.posts ?? []);
  const names = (["person", "party", "round"] as const).flatMap((kind) => of(question, kind));
  const named = question.terms.filter(({ forms }) => names.some(({ id }) => forms.has(idToken(id))));
  const offices = new Set(stems(posts.map((post) => post.text).join(" ")));
  const typed = new Set(named.flatMap(({ word }) => word.split(" ")));
  const goesAlong = (word: string) =>
    INTRODUCING.has(word) || CHAT.has(word) || typed.has(word) || offices.has(stem(word));
  if (!fold(text).split(" ").every(goesAlong)) return null;
  const blocks = people.slice(0, 3).flatMap(({ id }): Block[] => {
    const person = dossier.get("person", id);
    if (!person) return [];
    const profile = dossier
      .about("fact", id)
      .filter((fact) => fact.about === "profile" && fact.people[0] === id && saysMore(fact, person));
    const part = dossier.about("delegate", id).filter((delegate) => delegate.person === id);
    const told = [...profile, ...keyFirst(part).slice(0, people.length > 1 ? 1 : 2)];
    return [list([postsOf(person), ...told.slice(0, 4).map((item) => say(dossier, item))])];
  });
  const actions = people.map(({ name }) => drill(name, `/person ${name}`));
  return { blocks: [...blocks, ...readings(question)], actions };
};

/** Whether a fact on a person tells more than the posts do. */
function saysMore({ text }: ItemOf<"fact">, { name, posts }: ItemOf<"person">): boolean {
  const told = new Set(stems([name, ...posts.map((post) => post.text)].join(" ")));
  return stems(text).some((word) => !told.has(word) && !STOP.has(word));
}

const LED_TO = /\b(?:leads?|led|leading) (?:up )?to\b/i;

/** "Who leads the russian team", "americans at the talks on 4 feb": a delegation, or several. */
export const delegations: Form = (dossier, question) => {
  const { intents } = question;
  // A list of members is no number of them.
  if ((!intents.has("leads") && !intents.has("members")) || intents.has("howMany")) return null;
  // What led to the talks led no delegation.
  if (LED_TO.test(question.text)) return null;
  // What delegations said is not who sat in them.
  if (intents.has("said") && !intents.has("who")) return null;
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

export const negotiators = (dossier: Dossier): string[] =>
  dossier.all("party").flatMap(({ id, role }) => (role === "negotiator" ? [id] : []));

/** Rounds named, or held in the days named. */
function roundsAsked(dossier: Dossier, question: Question): string[] {
  const named = of(question, "round").map(({ id }) => id);
  const { period } = question;
  if (named.length > 0 || !period) return named;
  return dossier.all("round").flatMap((round) => (fits(round.date, period) === "apart" ? [] : [round.id]));
}

/** So many statements, one a person first, so that everybody is named before anybody is named twice. */
export function firstOfEach(delegates: readonly ItemOf<"delegate">[], most: number): ItemOf<"delegate">[] {
  const firsts = new Map<string, ItemOf<"delegate">>();
  const others: ItemOf<"delegate">[] = [];
  for (const delegate of delegates) {
    const who = delegate.person ?? delegate.id;
    if (!firsts.has(who)) firsts.set(who, delegate);
    else if (others.length < most) others.push(delegate);
  }
  return [...firsts.values(), ...others].slice(0, most);
}
