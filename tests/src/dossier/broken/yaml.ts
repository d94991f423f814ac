/** What is not YAML, or not what was meant in YAML. */
import type { Broken } from "./case.ts";

export const YAML: Broken[] = [
  [
    "a tab",
    [["events.yaml", "  where: Elmsford", "▸\twhere: Elmsford"]],
    "is indented with a tab; use spaces",
  ],
  [
    "a key twice",
    [["events.yaml", "  where: Elmsford", "  where: Elmsford\n  ▸where: Town"]],
    "says the same key twice; keep one",
  ],
  [
    "a key out of line",
    [["events.yaml", "  where: Elmsford", "▸ where: Elmsford"]],
    'is not in line with the keys above it, nor does it begin with "- "; line it up',
  ],
  [
    "a colon in plain text",
    [["events.yaml", "  where: Elmsford", "  where: ▸Elmsford: old town"]],
    'has a ": " inside plain text; put the text in quotes',
  ],
  [
    "two documents",
    [["events.yaml", "- id: ev-second", "▸---\n- id: ev-second"]],
    'holds several documents divided by "---"; keep one',
  ],
  [
    "an open bracket",
    [["terms.yaml", "[closed season]\n  text", "[closed season\n  ▸text"]],
    'stands where a "[" or "{" above should have been closed; close it',
  ],
  [
    "an open quotation mark",
    [["terms.yaml", "term: Spawning pause", 'term: ▸"Spawning pause']],
    "opens a quotation mark that is never closed",
  ],
  [
    "a reference to nothing",
    [["terms.yaml", "term: Spawning pause", "term: ▸*pause"]],
    'begins with "*", which YAML takes for a reference; put the text in quotes',
  ],
  [
    "text that begins with a reserved sign",
    [["terms.yaml", "term: Spawning pause", "term: ▸@ the lake"]],
    "begins with a sign that means something in YAML; put the text in quotes",
  ],
  [
    "text after a quotation",
    [["terms.yaml", "term: Spawning pause", 'term: "Spawning" ▸pause']],
    "goes on after its value has ended; put the whole text in quotes",
  ],
  [
    "an unknown tag",
    [["terms.yaml", "term: Spawning pause", "term: ▸!python Spawning pause"]],
    'begins with "!", which means something in YAML; put the text in quotes',
  ],
  [
    "an entry that is not an item",
    [["terms.yaml", "- id: term-spawning-pause", "- ▸just words\n- id: term-spawning-pause"]],
    'is not an item; begin each item with "- id: …"',
  ],
];
