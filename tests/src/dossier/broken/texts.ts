/** What only the texts of the sources show. */
import type { Broken } from "./case.ts";

export const AGAINST_TEXTS: Broken[] = [
  [
    "words that were not said",
    [["quotes.yaml", "words: The lake cannot feed two fleets", "words: ▸The lake can feed two fleets"]],
    'q-berg-two-fleets: these words do not stand like this in s001 ¶4: "The lake can feed two fleets"',
  ],
  [
    "words that are only part of a word",
    [["quotes.yaml", "words: The lake cannot feed two fleets", "words: ▸he lake cannot feed two fleets"]],
    'q-berg-two-fleets: these words do not stand like this in s001 ¶4: "he lake cannot feed two fleets"',
  ],
  [
    "a figure that is not there",
    [["figures.yaml", "value: 450", "value: ▸455"]],
    "fig-catch-450: the number 455 does not stand in s002 ¶2",
  ],
  [
    "one end of a range that is not there",
    [["figures.yaml", "value: 450", "value: ▸{ from: 405, to: 450 }"]],
    "fig-catch-450: the number 405 does not stand in s002 ¶2",
  ],
  [
    "a number in a sentence that is not there",
    [
      [
        "disputes.yaml",
        "text: Northland asked for no more than 450 tonnes.",
        "text: ▸Northland asked for no more than 4,500 tonnes.",
      ],
    ],
    "dis-catch: says 4500, which does not stand in s002 ¶2",
  ],
  [
    "a number in a sentence that only one of its sources gives",
    [
      [
        "events.yaml",
        "text: The delegations met for the first time on 3 March 2030.",
        "text: ▸The delegations met for the first time on 3 March 2030 to speak of 450 tonnes.",
      ],
    ],
    "ev-first-meeting: says 450, which does not stand in s001 ¶2",
  ],
  [
    "a figure of the other sign",
    [
      ["texts/s002.txt", "than 450", "than -450"],
      ["disputes.yaml", "than 450", "than -450"],
      ["figures.yaml", "value: 450", "value: ▸450"],
    ],
    "fig-catch-450: the number 450 does not stand in s002 ¶2",
  ],
  [
    "a person who is not named",
    [
      ["reactions.yaml", "people: [vale]", "people: [vale, berg]"],
      ["reactions.yaml", "[{ source: s002", "[▸{ source: s002"],
    ],
    "re-vale-delay: Anna Berg is named under none of the known spellings in s002 ¶4",
  ],
  [
    "a post of somebody who is not named",
    [
      [
        "people.yaml",
        "text: Ambassador, cites: [{ source: s001, at: [3] }]",
        "text: Ambassador, cites: [▸{ source: s001, at: [2] }]",
      ],
    ],
    "vale: Tomas Vale is named under none of the known spellings in s001 ¶2",
  ],
  [
    "a copied sentence",
    [
      [
        "facts.yaml",
        "text: A treaty has divided Lake Mira between its neighbours since 1951.",
        "text: ▸The lake has been shared by treaty since 1951, it says.",
      ],
      ["texts/s002.txt", "since 1951.", "since 1951, it says."],
    ],
    'fact-treaty: copies s002 ¶7: "the lake has been shared by treaty since 1951 it"; say it in your own words',
  ],
  [
    "a copied account",
    [
      [
        "disputes.yaml",
        "text: Northland asked for no more than 450 tonnes.",
        "text: ▸Northland had asked for a yearly catch of no more than 450 tonnes.",
      ],
    ],
    'dis-catch: copies s002 ¶2: "northland had asked for a yearly catch of no more"; say it in your own words',
  ],
  [
    "a wrong count of paragraphs",
    [
      ["texts/s002.txt", "Yesterday's", "A line more.\n\nYesterday's"],
      ["sources.yaml", "paragraphs: 7", "paragraphs: ▸7"],
    ],
    "s002: says 7 paragraphs, but s002.txt has 8; nothing is compared with it until they agree",
  ],
  [
    "a text that is missing",
    [["sources.yaml", "file: s002.txt", "file: ▸s003.txt"]],
    "s002: its text s003.txt cannot be read in the folder of sources",
  ],
];
