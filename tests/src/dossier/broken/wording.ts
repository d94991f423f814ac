/** Sentences, likelihood, questions, ranges. */
import type { Broken } from "./case.ts";

export const WORDING: Broken[] = [
  [
    "a question asked twice",
    [["questions.yaml", "- is it 400 or 450 tonnes", "- ▸What limit, on fishing, is Northland after?"]],
    'ask-catch-northland: "What limit, on fishing, is Northland after?" is asked here already; one way to ask leads to one answer',
  ],
  [
    "a question without words",
    [["questions.yaml", "- is it 400 or 450 tonnes", '- ▸"?!"']],
    'ask-catch-northland: "?!" has neither letters nor digits',
  ],
  [
    "an answer twice",
    [["questions.yaml", "answers: [dis-catch]", "answers: [dis-catch, ▸dis-catch]"]],
    'ask-catch-northland: names "dis-catch" twice',
  ],
  [
    "two sentences",
    [["facts.yaml", "text: A treaty has", "text: ▸There is a lake. A treaty has"]],
    'fact-treaty: "text" holds more than one sentence; one fact a sentence, one sentence an item',
  ],
  [
    "a second sentence in lower case",
    [["facts.yaml", "text: A treaty has", "text: ▸There is a lake. a treaty has"]],
    'fact-treaty: "text" holds more than one sentence; one fact a sentence, one sentence an item',
  ],
  [
    "no full stop",
    [
      [
        "facts.yaml",
        "text: A treaty has divided Lake Mira between its neighbours since 1951.",
        "text: ▸A treaty of 1951",
      ],
    ],
    'fact-treaty: "text" must be a complete sentence and end in a full stop',
  ],
  [
    "no capital letter",
    [["facts.yaml", "text: A treaty", "text: ▸a treaty"]],
    'fact-treaty: "text" must begin with a capital letter',
  ],
  [
    "several lines",
    [["facts.yaml", "text: A treaty has", "text: ▸|-\n    A treaty has\n    long"]],
    'fact-treaty: "text" runs over several lines; write one sentence',
  ],
  [
    "an account that is not a sentence",
    [["disputes.yaml", "text: Northland asked for no more than 450 tonnes.", "text: ▸450 tonnes"]],
    'dis-catch: "text" must be a complete sentence and end in a full stop',
  ],
  [
    "an outcome that is not a sentence",
    [["outlook.yaml", "text: The second meeting was put off without a new date.", "text: ▸put off"]],
    'out-second-meeting: "text" must be a complete sentence and end in a full stop',
  ],
  [
    "a likelihood in other words",
    [
      [
        "judgements.yaml",
        "text: An agreement on the catch before the summer is unlikely.",
        "text: ▸An agreement before the summer is improbable, in a word unlikely.",
      ],
    ],
    'j-no-deal-before-summer: "improbable" is not one of the seven terms of likelihood (ICD 203): almost no chance, very unlikely, unlikely, roughly even chance, likely, very likely, almost certain',
  ],
  [
    "a likelihood that the sentence lacks",
    [
      [
        "judgements.yaml",
        "text: An agreement on the catch before the summer is unlikely.",
        "text: No agreement on the catch is near.",
      ],
      ["judgements.yaml", "likelihood: unlikely", "likelihood: ▸unlikely"],
    ],
    'j-no-deal-before-summer: has the likelihood "unlikely", but its sentence does not say so',
  ],
  [
    "a likelihood within another",
    [["judgements.yaml", "likelihood: unlikely", "likelihood: ▸likely"]],
    'j-no-deal-before-summer: has the likelihood "likely", but its sentence does not say so',
  ],
  [
    "a likelihood that is not named",
    [
      ["judgements.yaml", "  likelihood: unlikely\n", ""],
      ["judgements.yaml", "text: An", "text: ▸An"],
    ],
    'j-no-deal-before-summer: says "unlikely", so "likelihood" must name the term',
  ],
  [
    "two likelihoods in a sentence",
    [
      ["judgements.yaml", "is unlikely.", "is unlikely and a delay very likely."],
      ["judgements.yaml", "text: An", "text: ▸An"],
    ],
    'j-no-deal-before-summer: says "very likely" beside "unlikely"; one likelihood a sentence, one sentence an item',
  ],
  [
    "likelihood and confidence",
    [
      ["judgements.yaml", "is unlikely.", "is unlikely, a view held with confidence."],
      ["judgements.yaml", "text: An", "text: ▸An"],
    ],
    "j-no-deal-before-summer: speaks of likelihood and confidence in one sentence (ICD 203 keeps them apart)",
  ],
  [
    "quotation marks around words",
    [
      [
        "quotes.yaml",
        "words: The lake cannot feed two fleets",
        'words: ▸"“The lake cannot feed two fleets”"',
      ],
    ],
    'q-berg-two-fleets: "words" are written without quotation marks around them',
  ],
  [
    "a question that does not ask",
    [
      [
        "disputes.yaml",
        "question: Which yearly catch does Northland ask for?",
        "question: ▸The yearly catch.",
      ],
    ],
    'dis-catch: "question" must be a question and end in "?"',
  ],
  [
    "two equal accounts",
    [
      [
        "disputes.yaml",
        "text: Northland asked for no more than 450 tonnes.",
        "text: Northland asks for less than 400 tonnes.",
      ],
      [
        "disputes.yaml",
        "    - text: Northland asks for less than 400 tonnes.\n      cites: [{ source: s001",
        "    ▸- text: Northland asks for less than 400 tonnes.\n      cites: [{ source: s001",
      ],
    ],
    "dis-catch: two accounts say the same; put their citations into one",
  ],
  [
    "a range that falls",
    [["figures.yaml", "value: 450", "value: ▸{ from: 450, to: 400 }"]],
    "fig-catch-450: the range 450–400 must go from the smaller to the larger number",
  ],
  [
    "a measure spelled two ways",
    [
      [
        "figures.yaml",
        "measure: Yearly catch that Northland asks for\n  value: 450",
        "measure: ▸Yearly catch, that Northland asks for\n  value: 450",
      ],
    ],
    'fig-catch-450: the measure "Yearly catch, that Northland asks for" is written "Yearly catch that Northland asks for" elsewhere; write it the same so that they stand side by side',
  ],
];
