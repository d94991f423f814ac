/** What one party or person wants, offers or refuses: the positions told of them, those of the stance asked for first. */
import type { Dossier } from "../dossier/dossier.ts";
import type { ItemOf } from "../dossier/kinds.ts";
import { idToken } from "../dossier/search.ts";
import { keyFitting } from "../present/parts.ts";
import { say } from "../present/statement.ts";
import { drill, list } from "../reply/document.ts";
import { readings, refuse } from "./around.ts";
import { type Form, of } from "./forms.ts";
import type { Question } from "./question.ts";

type Position = ItemOf<"position">;

/** Positions in an answer, at most. */
const MOST = 5;

/** What the verb asks for, and the stances that tell it; the first that fits. */
const STANCES: readonly (readonly [asked: RegExp, stances: readonly Position["stance"][]])[] = [
  [/\bthreat\w*\b/i, ["threatens"]],
  [
    /\b(?:reject\w*|refus\w*|rul(?:e[sd]?|ing) out|oppos(?:es?|ed|ing)|against|red lines?|unacceptable)\b/i,
    ["rejects"],
  ],
  [
    /\b(?:offer\w*|propos\w*|conced\w*|(?:what|which|any) concessions?|compromis\w*|willing|prepared to|ready to)\b/i,
    ["offers", "accepts"],
  ],
];

/** A word by which a stance is asked for says nothing of what is asked about. */
const ASKS_STANCE =
  /^(?:threat\w*|reject\w*|refus\w*|rul(?:e[sd]?|ing)|out|oppos(?:es?|ed|ing)|against|red|lines?|unacceptable|offer\w*|propos\w*|conced\w*|concessions?|compromis\w*|willing|prepared|ready|demand\w*|insist\w*|requir\w*|conditions?)$/i;

/** "What does ukraine reject on territory": the positions of one party, on a topic when one is named. */
export const wanted: Form = (dossier, question) => {
  const [party, ...others] = of(question, "party");
  const [topic] = of(question, "topic");
  const { intents, subjects, unknown, text } = question;
  const asked = STANCES.find(([pattern]) => pattern.test(text))?.[1];
  if (!party || others.length > 0 || of(question, "person").length > 0) return null;
  if (!intents.has("wants") && !asked) return null;
  if (unknown.names.length + unknown.words.length > 0 || intents.has("why") || question.period) return null;
  // Words that belong to the topic's name ask for the topic; any other asks for something in particular.
  const about = [party.id, ...(topic ? [topic.id] : [])].map(idToken);
  const particular = ({ forms, word }: Question["subjects"][number]) =>
    !about.some((token) => forms.has(token)) && !ASKS_STANCE.test(word);
  if (subjects.some(particular)) return null;
  const its = (item: Position) => item.party === party.id && (!topic || item.topics.includes(topic.id));
  const fitting = ofStance(dossier, party.id, its, asked);
  if (fitting.length === 0) return null;
  const input = topic ? `/position ${topic.name} ${party.name}` : `/compare ${party.name}`;
  return {
    blocks: [list(fitting.map((item) => say(dossier, item))), ...readings(question)],
    actions: [drill(`All of ${party.name}`, input)],
  };
};

/** The positions that fit, those of the stance asked for alone when there are any. */
function ofStance(
  dossier: Dossier,
  party: string,
  its: (item: Position) => boolean,
  asked: readonly Position["stance"][] | undefined,
): Position[] {
  const all = dossier.about("position", party);
  const told = asked ? keyFitting(all, (item) => its(item) && asked.includes(item.stance), MOST) : [];
  return told.length > 0 ? told : keyFitting(all, its, MOST);
}

/** Asks for somebody's will, or for a view, which what they said tells as well; a "position" may be an office. */
const ASKS_WILL =
  /\b(?:wants?|demands?|demanded|insist\w*|conditions?|reject\w*|refus\w*|oppos(?:es?|ed|ing)|propos\w*|offer\w*|concessions?|red lines?)\b/i;
const ASKS_VIEW = /\b(?:stance|views? (?:on|of|about)|opinions?|attitude|position on)\b/i;

/** "What does the admiral demand": a refusal, when of nobody asked about is told what they want, or hold. */
export const untold: Form = (dossier, question) => {
  const people = of(question, "person").map(({ id }) => id);
  const [will, view] = [ASKS_WILL, ASKS_VIEW].map((asks) => asks.test(question.text));
  if (people.length === 0 || !(will || view) || question.intents.has("why")) return null;
  const told = people.some(
    (id) =>
      dossier.about("position", id).some(({ by }) => by === id) ||
      dossier.about("judgement", id).some(({ by }) => by === id) ||
      (!will && dossier.about("quote", id).some(({ speaker }) => speaker === id)) ||
      (!will && dossier.about("reaction", id).some(({ by }) => by === id)),
  );
  if (told) return null;
  return refuse(
    dossier,
    question,
    people.flatMap((id) => dossier.about("delegate", id).slice(0, 1)),
  );
};
