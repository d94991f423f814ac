/** Ids that name nothing or the wrong thing; what supersedes and disputes what. */
import type { Broken } from "./case.ts";

export const REFERENCES: Broken[] = [
  [
    "a topic",
    [["reactions.yaml", "topics: [catch]", "topics: [▸catches]"]],
    're-vale-delay: there is no topic "catches"; did you mean "catch"?',
  ],
  [
    "a party",
    [["reactions.yaml", "parties: [southland]", "parties: [▸south]"]],
    're-vale-delay: there is no party "south"; did you mean "southland"?',
  ],
  [
    "a person",
    [["reactions.yaml", "people: [vale]", "people: [▸tomas-vale]"]],
    're-vale-delay: there is no person "tomas-vale"; did you mean "vale"?',
  ],
  [
    "a round",
    [["quotes.yaml", "rounds: [round-1]", "rounds: [▸round-9]"]],
    'q-berg-two-fleets: there is no round "round-9"; did you mean "round-1"?',
  ],
  [
    "the party of a person",
    [["people.yaml", "party: southland", "party: ▸eastland"]],
    'vale: there is no party "eastland"',
  ],
  [
    "the person of a delegate",
    [["delegates.yaml", "person: vale", "person: ▸nobody"]],
    'del-vale: there is no person "nobody"',
  ],
  [
    "the round of a delegate",
    [
      [
        "delegates.yaml",
        "- id: del-berg\n  person: berg\n  party: northland\n  round: round-1",
        "- id: del-berg\n  person: berg\n  party: northland\n  round: ▸first",
      ],
    ],
    'del-berg: there is no round "first"',
  ],
  [
    "a speaker",
    [["quotes.yaml", "speaker: berg", "speaker: ▸borg"]],
    'q-berg-two-fleets: there is no person "borg"; did you mean "berg"?',
  ],
  [
    "who reacted",
    [["reactions.yaml", "by: vale", "by: ▸the-council"]],
    're-vale-delay: there is no person or party "the-council"',
  ],
  [
    "the author of a judgement",
    [["judgements.yaml", "by: s002", "by: ▸s003"]],
    'j-no-deal-before-summer: there is no source, person or party "s003"; did you mean "s001"?',
  ],
  [
    "an answer",
    [["questions.yaml", "answers: [dis-catch]", "answers: [▸dis-catches]"]],
    'ask-catch-northland: there is no statement or dispute "dis-catches"; did you mean "dis-catch"?',
  ],
  [
    "an answer without a sentence",
    [["questions.yaml", "answers: [dis-catch]", "answers: [▸vale]"]],
    'ask-catch-northland: "vale" is a person; a statement or dispute belongs here',
  ],
  [
    "a source",
    [
      ["terms.yaml", "aliases", "note: A remark.\n  aliases"],
      [
        "terms.yaml",
        "[{ source: s002, at: [6] }]",
        "[{ source: s002, at: [6] }, { source: ▸s020, at: [6] }]",
      ],
    ],
    'term-spawning-pause: there is no source "s020"; did you mean "s002"?',
  ],
  [
    "the source of a post",
    [["people.yaml", "Ambassador, cites: [{ source: s001", "Ambassador, cites: [{ source: ▸courier"]],
    'vale: there is no source "courier"',
  ],
  [
    "the source of an account",
    [["disputes.yaml", "source: s001", "source: ▸x001"]],
    'dis-catch: there is no source "x001"; did you mean "s001"?',
  ],
  [
    "the source of an outcome",
    [["outlook.yaml", "    cites: [{ source: s002", "    cites: [{ source: ▸radio"]],
    'out-second-meeting: there is no source "radio"',
  ],
  [
    "an item of a dispute",
    [["disputes.yaml", "items: [", "items: [▸catch-400, "]],
    'dis-catch: there is no statement "catch-400"; did you mean "fig-catch-400"?',
  ],
  [
    "a dispute on a party",
    [["disputes.yaml", "items: [", "items: [▸northland, "]],
    'dis-catch: "northland" is a party; a statement belongs here',
  ],
  [
    "a person for a topic",
    [["reactions.yaml", "topics: [catch]", "topics: [▸berg]"]],
    're-vale-delay: "berg" is a person; a topic belongs here',
  ],
  [
    "a judgement that rests on another source than its author",
    [
      [
        "judgements.yaml",
        "[{ source: s002, at: [5] }]",
        "[{ source: s002, at: [5] }, { source: ▸s001, at: [2] }]",
      ],
    ],
    "j-no-deal-before-summer: is the view of s002 itself, so it cannot rest on s001",
  ],
  [
    "an id twice",
    [["facts.yaml", "- id: fact-treaty", "- id: ▸fact-customs-house"]],
    "fact-customs-house: this id is already taken by a fact; ids are unique in the whole dossier",
  ],
  [
    "the prefix of another kind",
    [["facts.yaml", "- id: fact-treaty", "- id: ▸ev-treaty"]],
    'ev-treaty: the id of a fact begins with "fact-"',
  ],
  [
    "a successor that is missing",
    [
      [
        "facts.yaml",
        "about: background",
        "about: background\n  status: superseded\n  superseded_by: ▸fact-treat",
      ],
    ],
    'fact-treaty: there is no statement "fact-treat"',
  ],
  [
    "superseded by nothing",
    [["facts.yaml", "about: background", "about: background\n  status: ▸superseded"]],
    'fact-treaty: is superseded, but "superseded_by" does not say by which item',
  ],
  [
    "a successor without the status",
    [["facts.yaml", "about: background", "about: background\n  superseded_by: ▸fact-customs-house"]],
    'fact-treaty: has "superseded_by", so its status must be superseded',
  ],
  [
    "superseded by itself",
    [
      [
        "facts.yaml",
        "about: background",
        "about: background\n  status: superseded\n  superseded_by: ▸fact-treaty",
      ],
    ],
    "fact-treaty: supersession runs in a circle: fact-treaty → fact-treaty; the newest item must not be superseded",
  ],
  [
    "two items that supersede each other",
    [
      [
        "facts.yaml",
        "about: background",
        "about: background\n  status: superseded\n  superseded_by: fact-customs-house",
      ],
      ["facts.yaml", "about: venue", "about: venue\n  status: superseded\n  superseded_by: ▸fact-treaty"],
    ],
    "fact-customs-house: supersession runs in a circle: fact-customs-house → fact-treaty → fact-customs-house; the newest item must not be superseded",
  ],
  [
    "disputed by no dispute",
    [["facts.yaml", "about: background", "about: background\n  status: ▸disputed"]],
    'fact-treaty: has the status disputed, but no dispute lists it under "items"',
  ],
];
