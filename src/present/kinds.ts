/** What each kind of item is called, and which command lists it. */
import type { Kind } from "../dossier/kinds.ts";

interface Naming {
  readonly one: string;
  readonly many: string;
  /** The command that lists items of this kind. */
  readonly command: string;
}

export const KIND_NAMES: Readonly<Record<Kind, Naming>> = {
  source: { one: "Source", many: "Sources", command: "/sources" },
  party: { one: "Party", many: "Parties", command: "/delegation" },
  person: { one: "Person", many: "People", command: "/person" },
  topic: { one: "Topic", many: "Topics", command: "/topic" },
  round: { one: "Round", many: "Rounds", command: "/round" },
  delegate: { one: "Delegate", many: "Delegates", command: "/delegation" },
  event: { one: "Event", many: "Events", command: "/timeline" },
  fact: { one: "Background", many: "Background", command: "/background" },
  position: { one: "Position", many: "Positions", command: "/position" },
  figure: { one: "Figure", many: "Figures", command: "/figure" },
  quote: { one: "Quote", many: "Quotes", command: "/quote" },
  reaction: { one: "Reaction", many: "Reactions", command: "/reaction" },
  judgement: { one: "Judgement", many: "Judgements", command: "/judgement" },
  term: { one: "Term", many: "Terms", command: "/term" },
  dispute: { one: "Sources differ", many: "Disputes", command: "/dispute" },
  outlook: { one: "Outlook", many: "Outlook", command: "/outlook" },
  question: { one: "Question", many: "Questions", command: "/help" },
};
