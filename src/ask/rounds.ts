/** The two rounds side by side: what is asked of them, who sat in each, how a person or party spoke in each. */
import type { Dossier } from "../dossier/dossier.ts";
import type { Item, ItemOf, Statement } from "../dossier/kinds.ts";
import { idToken } from "../dossier/search.ts";
import { line } from "../present/line.ts";
import { keyFirst, keyFitting } from "../present/parts.ts";
import { say } from "../present/statement.ts";
import type { Side } from "../reply/document.ts";
import { hintsAtRounds, namesBothRounds } from "./both-rounds.ts";
import { firstOfEach, negotiators, of } from "./forms.ts";
import type { Question } from "./question.ts";
import { utteredIn } from "./voices.ts";

/** Statements of one side, at most. */
export const MOST_A_SIDE = 3;
/** Members of all delegations in a round, at most. */
const MOST_SEATED = 6;

/** The rounds side by side: what is asked of them, or their outcome and agenda, or the delegations in each. */
export function roundSides(dossier: Dossier, question: Question): Side[] {
  if (!namesSeveral(dossier, question) || DATED.test(question.text)) return [];
  // "Hopes of round 1 vs its outcome" sets nothing of another round against it.
  if (of(question, "round").length === 1 && !hintsAtRounds(dossier, question.text)) return [];
  const [party, ...parties] = of(question, "party");
  const { intents } = question;
  // Several in several rounds are no two sides.
  if (parties.length > 0 || of(question, "person").length > 1) return [];
  // A number or a length of time is no side of a comparison.
  if (intents.has("howMany") || intents.has("howLong")) return [];
  const about =
    intents.has("agenda") || TOPICS.test(question.text)
      ? ["agenda"]
      : intents.has("where")
        ? ["venue"]
        : OUTCOME.test(question.text)
          ? ["outcome"]
          : ["outcome", "agenda"];
  const seated = intents.has("members") || intents.has("leads");
  const [person] = of(question, "person");
  const beside = besideRounds(question);
  const told = intents.has("said") || intents.has("reaction") || TONE.test(question.text);
  const silent = !told && !intents.has("wants");
  // What a party did before a round is told neither by who sat there nor by what it said of it.
  if (party && !seated && silent && (beside.length > 0 || ASIDE.test(question.text))) return [];
  const isAsked = ({ kind }: Item) => (kind === "position") === (intents.has("wants") && !told);
  // What is asked of the rounds besides is not told by their outcome and agenda.
  const plain = beside.length === 0 || seated || (about.length === 1 && about[0] !== "agenda");
  if (!person && !party && !plain) return [];
  return dossier.all("round").flatMap((round) => {
    if (party && (seated || silent)) {
      const delegates = dossier.about("delegate", round.id).filter((delegate) => delegate.party === party.id);
      const heads = intents.has("leads") ? delegates.filter(({ capacity }) => capacity === "head") : [];
      return side(dossier, round.name, firstOfEach(heads.length > 0 ? heads : delegates, 5), 5);
    }
    if (party) return side(dossier, round.name, utteredIn(dossier, party, round.id).filter(isAsked));
    if (person) return side(dossier, round.name, utteredIn(dossier, person, round.id));
    if (told && about.length > 1)
      return side(dossier, round.name, utteredIn(dossier, null, round.id).filter(isAsked));
    if (seated) return side(dossier, round.name, seatedAt(dossier, round.id, intents), MOST_SEATED);
    const facts = dossier.about("fact", round.id);
    const facing = about.flatMap((aspect) => {
      const own = keyFitting(facts, (fact) => fact.about === aspect && fact.rounds.length === 1, MOST_A_SIDE);
      // What holds for every round sets none against another.
      const all = own.length > 0 ? own : facts.filter((fact) => fact.about === aspect);
      return all.slice(0, about.length > 1 ? MOST_A_SIDE - 1 : MOST_A_SIDE);
    });
    return side(dossier, round.name, facing, MOST_A_SIDE + 1);
  });
}

/** Asks for what lies around the rounds. */
const ASIDE = /\b(?:before|ahead of|prior to|run-?up|after|between|leading (?:up )?to)\b/i;
/** Words that name rounds, or what is told of every round. */
const ROUND_WORD =
  /^(?:first|second|1st|2nd|both|two|rounds?|talks?|meetings?|sessions?|settings?|venues?|agendas?|topics?)$/i;

/** Whether something of both rounds is asked that stands side by side, though nothing says that they are compared. */
export const isOfBothRounds = (dossier: Dossier, question: Question): boolean =>
  (namesSeveral(dossier, question) &&
    besideRounds(question).length === 0 &&
    ASPECTS.some((aspect) => question.intents.has(aspect))) ||
  (of(question, "round").length > 1 && OUTCOME.test(question.text));

/** What is asked of rounds, beside them and a party. */
function besideRounds(question: Question): Question["subjects"] {
  const named = [...of(question, "party"), ...of(question, "round")].map(({ id }) => idToken(id));
  return question.subjects.filter(
    ({ forms, word }) => !ROUND_WORD.test(word) && !named.some((token) => forms.has(token)),
  );
}

const namesSeveral = (dossier: Dossier, question: Question): boolean =>
  of(question, "round").length > 1 || namesBothRounds(dossier, question.text);

const ASPECTS = ["agenda", "where", "members", "leads"] as const;

/** Asks how somebody speaks of the talks. */
const TONE = /\b(?:tones?|mood|attitude|rhetoric|words|messag\w*)\b/i;
/** Asks for days and hours, which no statement on a round's outcome tells. */
const DATED = /\b(?:days?|dates?|when|hours?|weeks?|apart|elapsed|start(?:ed|s)?|beg[ai]n\w*)\b/i;

/** Asks what rounds were about. */
const TOPICS = /\b(?:topics?|subjects?|issues?)\b/i;
/** Asks what came of a round. */
const OUTCOME =
  /\b(?:outcomes?|results?|achiev\w*|agreed|agreements?|decid\w*|progress|success\w*|productive|conclu\w*|end(?:ed)?)\b/i;

/** Who sat in the delegations in a round, the first of each before the second of any; only heads when they are asked for. */
function seatedAt(dossier: Dossier, round: string, intents: Question["intents"]): ItemOf<"delegate">[] {
  const delegates = dossier.about("delegate", round);
  const teams = negotiators(dossier).map((party) => {
    const own = delegates.filter((delegate) => delegate.party === party);
    const heads = own.filter(({ capacity }) => capacity === "head");
    const people = new Set(own.map(({ person, id }) => person ?? id)).size;
    return intents.has("leads") ? firstOfEach(heads, 1) : firstOfEach(keyFirst(own), people);
  });
  const longest = Math.max(...teams.map((team) => team.length));
  return Array.from({ length: longest }, (_, at) => teams.flatMap((team) => team[at] ?? [])).flat();
}

/** One side of a comparison; none without statements. */
export function side(
  dossier: Dossier,
  label: string,
  items: readonly Statement[],
  most = MOST_A_SIDE,
): Side[] {
  return items.length > 0
    ? [
        {
          label,
          items: items
            .slice(0, most)
            .map((item) => (item.kind === "quote" ? line(dossier, item) : say(dossier, item))),
        },
      ]
    : [];
}
