/** Citations of paragraphs, and paragraphs that nothing accounts for. Names, numbers and files that belong to two. */
import type { Broken } from "./case.ts";

export const PARAGRAPHS: Broken[] = [
  [
    "a paragraph past the last",
    [["terms.yaml", "at: [6]", "at: [6, ▸8]"]],
    "term-spawning-pause: s002 has 7 paragraphs; ¶8 does not exist",
  ],
  [
    "a paragraph that is skipped",
    [["terms.yaml", "at: [6]", "at: [▸1, 6]"]],
    "term-spawning-pause: s002 ¶1 is listed as skipped there; cite it or skip it, not both",
  ],
  [
    "a source cited twice",
    [
      [
        "terms.yaml",
        "[{ source: s002, at: [6] }]",
        "[{ source: s002, at: [6] }, ▸{ source: s002, at: [7] }]",
      ],
    ],
    'term-spawning-pause: cites s002 twice; put all its paragraphs into one "at"',
  ],
  [
    "a paragraph cited twice",
    [["terms.yaml", "at: [6]", "at: ▸[6, 6]"]],
    "term-spawning-pause: names a paragraph of s002 twice",
  ],
  [
    "paragraphs that nothing accounts for",
    [
      ["terms.yaml", "at: [6]", "at: [2]"],
      ["facts.yaml", "at: [7]", "at: [2]"],
      ["sources.yaml", "paragraphs: 7", "▸paragraphs: 7"],
    ],
    "s002: 2 paragraphs are neither cited by an item nor skipped with a reason: ¶6–7",
  ],
  [
    "a paragraph skipped past the last",
    [
      ["sources.yaml", "  file: s002.txt\n  paragraphs: 7\n", "  file: s002.txt\n  paragraphs: 7\n"],
      [
        "sources.yaml",
        "  grade: C3\n  skipped:\n    - { at: [1]",
        "  grade: C3\n  skipped:\n    - { at: [1, ▸8]",
      ],
    ],
    "s002: skips ¶8, but has 7 paragraphs",
  ],
  [
    "a paragraph skipped twice",
    [
      [
        "sources.yaml",
        "  grade: C3\n  skipped:\n",
        "  grade: C3\n  skipped:\n    - { at: [1], reason: heading }\n",
      ],
      ["sources.yaml", "heading }\n    - { at: [1]", "heading }\n    - { at: [▸1]"],
    ],
    "s002: skips ¶1 twice",
  ],
];

export const NAMES: Broken[] = [
  [
    "an alias of two people",
    [["people.yaml", "aliases: [Vale]", "aliases: [Vale, ▸berg]"]],
    'vale: "berg" already means berg; a name must mean one person',
  ],
  [
    "the name of another party",
    [["parties.yaml", "name: Southland", "name: ▸Northern Side"]],
    'southland: "Northern Side" already means northland; a name must mean one party',
  ],
  [
    "a name of signs",
    [["people.yaml", "aliases: [Vale]", 'aliases: [Vale, ▸"—"]']],
    'vale: the name "—" has neither letters nor digits',
  ],
  [
    "two rounds of one number",
    [
      [
        "rounds.yaml",
        "- id: round-1",
        "- { id: round-2, number: 1, name: Second meeting, date: 2030-03-10, text: They met., cites: [{ source: s001, at: [2] }] }\n- id: round-1",
      ],
      ["rounds.yaml", "  number: 1", "  number: ▸1"],
    ],
    'round-1: "number" 1 is already that of round-2',
  ],
  [
    "two sources of one name",
    [["sources.yaml", "short: Elmsford Radio", "short: ▸Lake Courier"]],
    's002: "Lake Courier" already means s001; a name must mean one source',
  ],
  [
    "an alias of two sources",
    [["sources.yaml", "  short: Elmsford Radio", "  short: Elmsford Radio\n  aliases: [▸lake courier]"]],
    's002: "lake courier" already means s001; a name must mean one source',
  ],
  [
    "two sources of one text",
    [["sources.yaml", "file: s002.txt", "file: ▸s001.txt"]],
    's002: "file" s001.txt is already that of s001',
  ],
];
