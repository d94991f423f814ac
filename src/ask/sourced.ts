/** Questions on the sources themselves, answered by structure: who wrote them, how far to trust them, what one alone tells. */
import { citesOf, type Dossier } from "../dossier/dossier.ts";
import type { Item, Statement } from "../dossier/kinds.ts";
import { keyFirst } from "../present/parts.ts";
import { sourceFacts } from "../present/source.ts";
import { disputesOn, say } from "../present/statement.ts";
import { drill } from "../reply/document.ts";
import { type Form, of } from "./forms.ts";
import type { Intent } from "./intents.ts";

/** What people ask of a source itself. */
const ABOUT_SOURCE =
  /\b(?:grade|graded|rating|reliab\w*|credib\w*|trust\w*|author|who wrote|wrote|written|publish\w*|publication|dated?|outlets?|based on|rests? on|rel(?:y|ies) on|agenc\w*|references?|leaning|political|orientation|bias\w*|limits?|weakness\w*|how good|any good|anonymous|signed|unsigned|updat\w*|byline|reporter|journalist|beat|who is|what is)\b/i;

/** Whatever else is asked: the author is told with the source. */
const ASKS_AUTHOR = /\b(?:author|who wrote|who is behind|writer|byline)\b/i;

/** What is recorded of every source, and how people ask for it. */
const RECORDED: readonly (readonly [label: string, asked: RegExp])[] = [
  [
    "Author",
    /\b(?:authors?|wrote|written|writers?|anonymous|(?:un)?signed|byline|pen name|reporter|journalist)\b/i,
  ],
  ["Publisher", /\b(?:publisher|published by|outlets?|newspaper|newsroom)\b/i],
  [
    "Date",
    /\b(?:dates?|dated|undated|published|publication|when|newest|oldest|latest|earliest|came out|appeared)\b/i,
  ],
  [
    "Rests on",
    /\b(?:rests? on|bas(?:ed|is)|rel(?:y|ies)|references?|agenc\w*|media|newspapers?|sourcing|(?<!kyiv )independen\w*|names? (?:its|their) sources)\b/i,
  ],
  [
    "Leaning",
    /\b(?:leaning|bias\w*|one-?sided|neutral|balanced|partisan|pro-\w+|favou?rs?|tone|whose sides?|sympath\w*|sides with)\b/i,
  ],
  ["Limits", /\b(?:limits?|weakness\w*|flaws?|shortcomings?)\b/i],
  ["Grade", /\b(?:grades?|graded|rating|ranked?|reliab\w*|credib\w*|trust\w*|believ\w*)\b/i],
];
/** The sources themselves, no one named: "which source", "the articles", "all five texts". */
const SOURCES =
  /\b(?:which|what|any|all|each|every|the|your|these|those|five|how many|of) (?:(?!anonymous|unnamed|internal|unidentified|american|us|ukrainian|russian|official)\w+ )?(?:sources?|articles?|documents?|texts?|pieces?|reports|(?<!\bthe )report)\b|\bof the five\b|\bsourcing\b/i;
/** Words that name the sources, not what is asked of them. */
const SOURCE_WORD =
  /^(?:names?|sides?|each|sources?|articles?|documents?|texts?|pieces?|reports?|five|two|used?)$/i;

/** "Which sources are signed", "compare the grades of the failure analysis and the Kyiv Independent": a line for each. */
export const sourcesCompared: Form = (dossier, question) => {
  const named = of(question, "source").flatMap(({ id }) => dossier.get("source", id) ?? []);
  if (named.length === 1 || (named.length === 0 && !SOURCES.test(question.text))) return null;
  const asked = RECORDED.filter(([, words]) => words.test(question.text)).map(([label]) => label);
  const others = question.subjects.filter(
    ({ word }) => !SOURCE_WORD.test(word) && !RECORDED.some(([, words]) => words.test(word)),
  );
  if (asked.length === 0 || others.length > 0 || question.unknown.names.length > 0) return null;
  const sources = named.length > 0 ? named : dossier.all("source");
  const rows = sources.flatMap((source) => {
    const facts = sourceFacts(source).flatMap((block) => (block.type === "facts" ? block.rows : []));
    return facts
      .filter(({ label }) => asked.includes(label))
      .map(({ label, value }) => ({ label: `${source.short}, ${label.toLowerCase()}`, value }));
  });
  return { blocks: [{ type: "facts", rows }], actions: [drill("Sources", "/sources")] };
};

/** "What grade does the failure article have": the receipt of a source. */
export const aboutSource: Form = (dossier, question) => {
  const compared = sourcesCompared(dossier, question);
  if (compared) return compared;
  const [named] = of(question, "source");
  const source = dossier.get("source", named?.id);
  const others = question.subjects.filter(({ word }) => !ABOUT_SOURCE.test(word));
  if (!source || (others.length > 0 && !ASKS_AUTHOR.test(question.text)) || !ABOUT_SOURCE.test(question.text))
    return null;
  return { blocks: sourceFacts(source), actions: [drill(source.short, `/sources ${source.short}`)] };
};

/** Asks for what stands in one source and in none of the others. */
const ALONE =
  /\b(?:only|alone|exclusive\w*|unique\w*|nowhere else|no(?:ne of the| other| one else)|nobody else|not in (?:the|any) others?|(?:just|a) (?:one|single))\b/i;
const BUT_NOT = /\b(?:but not|and not|missing (?:in|from)|left out (?:in|by|of)|unlike)\b/i;
/** Any source, when it is one alone. */
const ANY_ONE = /\b(?:one|single) (?:source|article|document|text|piece|report)\b/i;
/** What else such a question may say. */
const TELLS =
  /^(?:\w*tell\w*|told|reports?|reported|news|learn\w*|facts?|details?|information|contains?|adds?|new|others?|single|sources?|articles?|texts?|pieces?|papers?)$/i;
/** Statements of one source, and of each, at most. */
const MOST_ALONE = 6;
const MOST_OF_EACH = 2;

/** "What does only the second-round report tell", "what is in one source alone": what no other source is cited for. */
export const toldAlone: Form = (dossier, question) => {
  const named = of(question, "source").flatMap(({ id }) => dossier.get("source", id) ?? []);
  const { unknown, subjects, text } = question;
  if (!(ALONE.test(text) || BUT_NOT.test(text)) || (named.length === 0 && !ANY_ONE.test(text))) return null;
  if (unknown.names.length > 0 || subjects.some(({ word }) => !TELLS.test(word))) return null;
  // "In one but not in the other" asks for the first alone.
  const but = named.length === 2 && BUT_NOT.test(text) ? named[1]?.id : undefined;
  const sources = but ? named.slice(0, 1) : named.length > 0 ? named : dossier.all("source");
  const sides = sources.flatMap(({ id, short }) => {
    const own = keyFirst(soleIn(dossier, id, but)).slice(0, sources.length > 1 ? MOST_OF_EACH : MOST_ALONE);
    return own.length > 0 ? [{ label: short, items: own.map((item) => say(dossier, item)) }] : [];
  });
  if (sides.length === 0) return null;
  return { blocks: [{ type: "comparison", sides }], actions: [drill("Sources", "/sources")] };
};

/** Verdicts of one source alone, and of each of several, at most. */
const MOST_VERDICTS = 5;
const MOST_VERDICTS_OF_EACH = 3;
/** How people ask for the gist of a source: in any other way they ask for something in particular. */
const GIST: ReadonlySet<Intent> = new Set(["said", "define", "compare", "doubt"]);

const GIST_WORD =
  /^(?:main|central|core|points?|gist|thes[ie]s|message|argu\w*|conclu\w*|verdicts?|summar\w*|essence)$/i;

/** "What does the failure analysis say", "digest versus kyiv independent": verdicts of sources on nothing in particular. */
export const verdicts: Form = (dossier, question) => {
  const named = of(question, "source").flatMap(({ id }) => dossier.get("source", id) ?? []);
  const { unknown, period, intents } = question;
  const others = question.subjects.filter(({ word }) => !GIST_WORD.test(word));
  if (named.length === 0 || others.length + unknown.names.length + unknown.words.length > 0 || period)
    return null;
  if (intents.size === 0 && !question.subjects.some(({ word }) => GIST_WORD.test(word))) return null;
  if ([...intents].some((intent) => !GIST.has(intent))) return null;
  const most = named.length > 1 ? MOST_VERDICTS_OF_EACH : MOST_VERDICTS;
  const sides = named.flatMap(({ id, short }) => {
    const own = keyFirst(dossier.all("judgement").filter(({ by }) => by === id)).slice(0, most);
    return own.length > 0 ? [{ label: short, items: own.map((item) => say(dossier, item)) }] : [];
  });
  if (sides.length < named.length) return null;
  return { blocks: [{ type: "comparison", sides }], actions: [drill("Sources", "/sources")] };
};

/** Events, facts and figures for which one source is cited and no other, or not that other, on matters on which none gives another account. */
function soleIn(dossier: Dossier, source: string, other?: string): Statement[] {
  const told = [...dossier.all("event"), ...dossier.all("fact"), ...dossier.all("figure")];
  const fits = (item: Item) => {
    const cited = citesOf(item).map((cite) => cite.source);
    return other ? cited.includes(source) && !cited.includes(other) : cited.every((id) => id === source);
  };
  return told.filter((item) => fits(item) && disputesOn(dossier, [item]).length === 0);
}
