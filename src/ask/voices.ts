/** What several people or parties said, or how they reacted, side by side: only what is theirs. */
import type { Dossier } from "../dossier/dossier.ts";
import { fold } from "../dossier/fuzzy.ts";
import type { Item, ItemOf } from "../dossier/kinds.ts";
import { keyFirst } from "../present/parts.ts";
import { of } from "./forms.ts";
import { doubted, type Question } from "./question.ts";
import { rank } from "./rank.ts";
import type { Entity } from "./reader.ts";

/** What somebody said or did in answer to something. */
type Utterance = ItemOf<"quote"> | ItemOf<"reaction"> | ItemOf<"position">;

/** One voice, and what is theirs of what is asked about, best first. */
interface Voice {
  readonly id: string;
  readonly name: string;
  readonly items: readonly Utterance[];
}

/** What is said on a subject must hold so much of the question: the other voices it cannot hold. */
const ON_IT = 0.4;

/** What is said behind closed doors is not what each says in public. */
const TO_EACH_OTHER = /\b(?:each other|one another|privately|in private|behind closed doors)\b/i;

/** From here on a question names what is spoken of, not who speaks. */
const OBJECT = /\b(?:about|on|over|to|towards?|against|regarding|concerning|after|before)\b.*$/i;

/** "Ukraine's security" is somebody's, and nobody's word; "Ukraine's reaction" is. */
const OWNED =
  /\p{L}+['’]s(?!\s*(?:,|&|and\b|or\b|vs\b|versus\b|(?:first |public |exact )?(?:reactions?|responses?|answers?|views?|words?|statements?|comments?|remarks?|quotes?|positions?|stance|take)\b))/giu;

/** The voices that a question asks for by name; none unless it asks what several said, or how they reacted. */
export function voices(dossier: Dossier, question: Question): Voice[] {
  const { intents } = question;
  if (
    !question.several ||
    TO_EACH_OTHER.test(question.text) ||
    (!intents.has("said") && !intents.has("reaction"))
  )
    return [];
  // Whether they said the same is a doubt: the dispute on it tells.
  if (doubted(question)) return [];
  const before = ` ${fold(question.text.replace(OBJECT, "").replace(OWNED, " "))} `;
  const speakers = [...of(question, "person"), ...of(question, "party")].filter(({ kind, id }) =>
    isNamedIn(dossier, kind, id, before),
  );
  if (speakers.length < 2) return [];
  const ranked = rank(dossier, question);
  const bare = question.subjects.length <= of(question, "person").length + of(question, "party").length;
  const told = bare
    ? keyFirst([...dossier.all("quote"), ...dossier.all("reaction"), ...dossier.all("position")])
    : ranked.flatMap(({ item, coverage }) => (coverage >= ON_IT && isUtterance(item) ? [item] : []));
  // How somebody reacted is no demand; what somebody said may be any.
  const fitting = intents.has("reaction") ? told.filter(({ kind }) => kind === "reaction") : told;
  return speakers.flatMap(({ kind, id, name }) => {
    const items = fitting.filter((item) => isBy(dossier, item, kind, id));
    return items.length > 0 ? [{ id, name, items }] : [];
  });
}

/** What a person or party, or anybody, said or how they reacted in connection with a round alone. */
export const utteredIn = (dossier: Dossier, by: Entity | null, round: string): Utterance[] =>
  keyFirst([...dossier.all("quote"), ...dossier.all("reaction"), ...dossier.all("position")]).filter(
    (item) =>
      item.rounds.length === 1 && item.rounds[0] === round && (!by || isBy(dossier, item, by.kind, by.id)),
  );

const isUtterance = (item: Item): item is Utterance =>
  item.kind === "quote" || item.kind === "reaction" || item.kind === "position";

/** Whether somebody said it, or somebody of a party did. */
function isBy(dossier: Dossier, item: Utterance, kind: Entity["kind"], id: string): boolean {
  const by = item.kind === "quote" ? item.speaker : item.by;
  if (by === id) return true;
  if (kind !== "party") return false;
  return item.kind === "position" ? item.party === id : dossier.get("person", by)?.party === id;
}

/** Whether a person or party is named in a folded text between spaces. */
export function isNamedIn(dossier: Dossier, kind: Entity["kind"], id: string, folded: string): boolean {
  if (kind !== "person" && kind !== "party") return false;
  const named = dossier.get(kind, id);
  return (
    named !== undefined && [named.name, ...named.aliases].some((name) => folded.includes(` ${fold(name)} `))
  );
}
