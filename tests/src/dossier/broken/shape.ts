/** Items that have not the shape of their kind. */
import type { Broken } from "./case.ts";

export const SHAPE: Broken[] = [
  [
    "a missing key",
    [
      [
        "events.yaml",
        "- id: ev-second-meeting-put-off\n  date: 2030-03-10",
        "- ▸id: ev-second-meeting-put-off",
      ],
    ],
    'ev-second-meeting-put-off: "date" is missing',
  ],
  ["a missing id", [["terms.yaml", "- id: term-spawning-pause\n  term", "- ▸term"]], '"id" is missing'],
  [
    "words for a number",
    [["rounds.yaml", "number: 1", "number: ▸first"]],
    'round-1: "number" must be a number',
  ],
  [
    "a fraction for a whole number",
    [["rounds.yaml", "number: 1", "number: ▸1.5"]],
    'round-1: "number" must be a whole number',
  ],
  [
    "a number below one",
    [["rounds.yaml", "number: 1", "number: ▸0"]],
    'round-1: "number" must be at least 1',
  ],
  [
    "a number for text",
    [["terms.yaml", "term: Spawning pause", "term: ▸1951"]],
    'term-spawning-pause: "term" must be text',
  ],
  [
    "words for a list",
    [["reactions.yaml", "topics: [catch]", "topics: ▸catch"]],
    're-vale-delay: "topics" must be a list',
  ],
  [
    "a list of numbers",
    [["reactions.yaml", "topics: [catch]", "topics: [▸5]"]],
    're-vale-delay: an entry of "topics" must be text',
  ],
  [
    "words for true or false",
    [["disputes.yaml", "key: true", "key: ▸yes"]],
    'dis-catch: "key" must be true or false',
  ],
  [
    "empty text",
    [["terms.yaml", "term: Spawning pause", 'term: ▸""']],
    'term-spawning-pause: "term" must not be empty',
  ],
  [
    "an unknown key",
    [["events.yaml", "  where: Elmsford", "  ▸were: Elmsford"]],
    'ev-first-meeting: unknown key "were"; did you mean "where"?',
  ],
  [
    "an unknown key like no other",
    [["events.yaml", "  where: Elmsford", "  ▸weather: Elmsford"]],
    'ev-first-meeting: unknown key "weather"',
  ],
  [
    "an unknown key of a citation",
    [["terms.yaml", "{ source: s002, at: [6] }", "{ source: s002, at: [6], ▸sourcs: s001 }"]],
    'term-spawning-pause: unknown key "sourcs"; did you mean "source"?',
  ],
  [
    "an unknown key of the dossier",
    [["dossier.yaml", "synonyms:", "▸synonymes:"]],
    'unknown key "synonymes"; did you mean "synonyms"?',
  ],
  [
    "a synonym of two words",
    [["dossier.yaml", "synonyms:\n", "synonyms:\n  - [lake, ▸inland sea]\n"]],
    'an entry of "synonyms" must be a single word, without spaces or hyphens',
  ],
  [
    "a missing key of the dossier",
    [["dossier.yaml", "id: lake-mira\ntitle: The Lake Mira talks", "▸id: lake-mira"]],
    '"title" is missing',
  ],
  [
    "a period that ends first",
    [["dossier.yaml", "from: 2030-03-01", "from: ▸2030-04-01"]],
    '"period" begins on 2030-04-01, after its end on 2030-03-31',
  ],
  [
    "a period that is not in days",
    [["dossier.yaml", "from: 2030-03-01", "from: ▸March"]],
    '"from" in "period" must be a day such as 2026-01-24',
  ],
  [
    "capitals in an id",
    [
      ["topics.yaml", "- id: counts", "- id: ▸Fish Counts"],
      ["positions.yaml", "[counts]", "[catch]"],
    ],
    'Fish Counts: "id" must be lower-case words joined by hyphens, such as ev-kremlin-meeting',
  ],
  [
    "a date that is none",
    [["outlook.yaml", "date: 2030-03-10", "date: ▸10 March"]],
    'out-second-meeting: "date": "10 March" is not a date; write 2026-01-23, 2026-01-23..2026-01-24, 2026-01, 2025-summer, 1994 or 2025-10..',
  ],
  [
    "a day that no month has",
    [["outlook.yaml", "date: 2030-03-10", "date: ▸2030-02-30"]],
    'out-second-meeting: "date": "2030-02-30" is not a date; write 2026-01-23, 2026-01-23..2026-01-24, 2026-01, 2025-summer, 1994 or 2025-10..',
  ],
  [
    "a range of days that ends first",
    [["outlook.yaml", "date: 2030-03-10", "date: ▸2030-03-10..2030-03-09"]],
    'out-second-meeting: "date": "2030-03-10..2030-03-09" ends before it begins',
  ],
  [
    "a source's date that is not a day",
    [["sources.yaml", "date: 2030-03-03", "date: ▸2030-03"]],
    's001: "date" in "published" must be a day such as 2026-01-24',
  ],
  [
    "a grade",
    [["sources.yaml", "grade: B2", "grade: ▸B7"]],
    's001: "grade" must be an Admiralty grade such as B2 (A–F, then 1–6)',
  ],
  [
    "a colour",
    [["parties.yaml", '"#b22222"', "▸red"]],
    'southland: "colour" must be a colour such as #1f4e9e',
  ],
  [
    "a word that is not on the list",
    [
      [
        "delegates.yaml",
        "  person: vale\n  party: southland\n  round: round-1\n  capacity: head",
        "  person: vale\n  party: southland\n  round: round-1\n  capacity: ▸chief",
      ],
    ],
    'del-vale: "capacity" must be one of head, member, alongside',
  ],
  [
    "a status",
    [["reactions.yaml", "by: vale", "by: vale\n  status: ▸rumoured"]],
    're-vale-delay: "status" must be one of reported, claimed, alleged, disputed, denied, superseded',
  ],
  [
    "no citations",
    [
      ["terms.yaml", "\n  cites: [{ source: s002, at: [6] }]", ""],
      ["terms.yaml", "- id", "- ▸id"],
    ],
    'term-spawning-pause: "cites" is missing',
  ],
  [
    "an empty list of citations",
    [["terms.yaml", "[{ source: s002, at: [6] }]", "▸[]"]],
    'term-spawning-pause: "cites" needs at least one citation: no citation, no item',
  ],
  [
    "a citation without a paragraph",
    [["terms.yaml", "at: [6]", "at: ▸[]"]],
    'term-spawning-pause: "at" in "cites" must not be empty',
  ],
  [
    "a citation without a source",
    [["terms.yaml", "{ source: s002, at: [6] }", "▸{ at: [6] }"]],
    'term-spawning-pause: "source" in "cites" is missing',
  ],
  [
    "a paragraph before the first",
    [["terms.yaml", "at: [6]", "at: [▸0]"]],
    'term-spawning-pause: an entry of "at" in "cites" must be at least 1',
  ],
  [
    "a value that is no number",
    [["figures.yaml", "value: 450", "value: ▸many"]],
    'fig-catch-450: "value" must be a number, { from: …, to: … } or unstated',
  ],
  [
    "a range without an end",
    [["figures.yaml", "value: 450", "value: ▸{ from: 450 }"]],
    'fig-catch-450: "to" in "value" is missing',
  ],
  [
    "a position without a topic",
    [["positions.yaml", "topics: [counts]", "topics: ▸[]"]],
    'pos-southland-counts: "topics" must not be empty',
  ],
  [
    "a dispute with one account",
    [
      [
        "disputes.yaml",
        "\n    - text: Northland asked for no more than 450 tonnes.\n      cites: [{ source: s002, at: [2] }]",
        "",
      ],
      ["disputes.yaml", "    - text", "    ▸- text"],
    ],
    'dis-catch: "accounts" needs at least two accounts',
  ],
  [
    "a likelihood outside the seven terms",
    [["judgements.yaml", "likelihood: unlikely", "likelihood: ▸probable"]],
    'j-no-deal-before-summer: "likelihood" must be one of almost no chance, very unlikely, unlikely, roughly even chance, likely, very likely, almost certain',
  ],
];
