/** Questions on the sources themselves, answered by structure: who wrote them, how far to trust them, what one alone tells. */
import { citesOf, type Dossier } from "../dossier/dossier.ts";
import { fold } from "../dossier/fuzzy.ts";
import type { Item, ItemOf, Statement } from "../dossier/kinds.ts";
import { idToken, type Term } from "../dossier/search.ts";
import { keyFirst } from "../present/parts.ts";
import { datedSource, itself, sourceFacts } from "../present/source.ts";
import { disputesOn, say } from "../present/statement.ts";
import { type Draft, drill, list, plain } from "../reply/document.ts";
import { type Form, of } from "./forms.ts";
import type { Intent } from "./intents.ts";
import type { Question } from "./question.ts";

/** What people ask of a source itself, besides what is recorded of every source. */
const ABOUT_SOURCE = /\b(?:how good|any good|updat\w*|beat|sourced?|sources|who is|what is)\b/i;

/** What is recorded of every source, and how people ask for it. */
const RECORDED: readonly (readonly [label: string, asked: RegExp])[] = [
  [
    "Author",
    /\b(?:authors?|wrote|written|writers?|behind|anonymous|(?:un)?signed|bylines?|pen names?|real name|reporters?|journalists?|correspondents?)\b/i,
  ],
  [
    "Publisher",
    /\b(?:publishers?|published by|who published|where\b.*\bpublished|outlet|newspaper|newsroom)\b/i,
  ],
  [
    "Date",
    /\b(?:dates?|dated|undated|published|publication|when|newest|oldest|latest|earliest|up to date|recent|how old|came out|appeared)\b/i,
  ],
  [
    "Rests on",
    /\b(?:rests? on|bas(?:ed|is)|rel(?:y|ies)|references?|bibliography|agenc\w*|media|(?:news)?papers|outlets|cit(?:e|es|ed)|sourcing|sources? (?:for|of)|independen\w*|names? (?:its|their) sources|(?:info|information|material|facts|news) from)\b/i,
  ],
  [
    "Type",
    /\b(?:(?:sort|kind|type) of (?:source|text|article|document|piece)|genre|news report|an? (?:analysis|essay|digest|opinion))\b/i,
  ],
  ["Basis", /\b(?:sources? of|translat\w*|original|second-?hand|sourced|sources? for)\b/i],
  [
    "Leaning",
    /\b(?:leaning|leans?|bias\w*|one-?sided|objective|impartial|neutral|balanced|partisan|pro[- ]\w+|clos(?:e|er|est) to|anti[- ]\w+|favou?rs?|tone|whose sides?|takes? (?:a )?sides?|sympath\w*|sides with|political|orientation|slant\w*)\b/i,
  ],
  [
    "Limits",
    /\b(?:limits?|limitations?|weak(?:ness\w*|est)?|flaws?|shortcomings?|caveats?|wrong with|pen names?|real name|translat\w*)\b/i,
  ],
  ["Grade", /\b(?:grades?|graded|rating|rated?|ranked?|admiralty|reliab\w*|credib\w*|trust\w*|believ\w*)\b/i],
];

/** How the sources of a dossier are called: every question is looked through for it. */
interface Called {
  /** Any short name or alias; null where there are no sources. */
  readonly title: RegExp | null;
  /** Each source with its aliases, folded, between spaces. */
  readonly aliases: readonly (readonly [source: ItemOf<"source">, aliases: readonly string[]])[];
}

const calledCache = new WeakMap<Dossier, Called>();

function calledIn(dossier: Dossier): Called {
  let called = calledCache.get(dossier);
  if (!called) {
    const sources = dossier.all("source");
    const titles = sources.flatMap(({ short, aliases }) => [short, ...aliases]);
    const any = titles.map(RegExp.escape).join("|");
    called = {
      title: titles.length > 0 ? new RegExp(`(?<!\\p{L})(?:${any})(?!\\p{L})`, "giu") : null,
      aliases: sources.map((source) => [source, source.aliases.map((alias) => ` ${fold(alias)} `)]),
    };
    calledCache.set(dossier, called);
  }
  return called;
}

/** What the dossier rests on is its sources, not what they rest on. */
const ITS_SOURCES = /\bsources? (?:of|for|in) (?:this|the|your) (?:dossier|answers?|bot)\b/i;

/** The labels of what is asked of a source. That a paper calls itself independent asks for nothing. */
function recordedIn(dossier: Dossier, text: string): string[] {
  const { title } = calledIn(dossier);
  const asked = (title ? text.replace(title, " ") : text).replace(ITS_SOURCES, " ");
  return RECORDED.filter(([, words]) => words.test(asked)).map(([label]) => label);
}

/** Whoever asks for the author asks for nothing that is told: other words go along. */
const ASKS_AUTHOR = /\b(?:authors?|who wrote|who is behind|writers?|byline)\b/i;

/** The sources themselves, no one named: "which source", "the articles", "all five texts". */
const SOURCES =
  /\b(?:which|what|any|all|one|each|every|the|your|these|those|five|how many|of) (?:(?!anonymous|unnamed|internal|unidentified|american|us|ukrainian|russian|official)\w+ )?(?:sources?|articles?|documents?|texts?|pieces?|reports|(?<!\bthe )report)\b|\bof the five\b|\bsourcing\b|\b(?:grade|graded|rate|rank|trust) (?:the |your )?sources\b|\badmiralty\b/i;
/** Words that name the sources, not what is asked of them. */
const SOURCE_WORD =
  /^(?:lists?|names?|sides?|each|sources?|articles?|documents?|texts?|pieces?|reports?|five|two|used?|real|towards?|pro|anti|certain|anybody|news|numbers?|data)$/i;

/** The sources that a question names; a name may begin with a day, which is read as one ("the 25 January article"). */
function sourcesIn(dossier: Dossier, question: Question): ItemOf<"source">[] {
  const named = of(question, "source").flatMap(({ id }) => dossier.get("source", id) ?? []);
  if (named.length > 0) return named;
  const words = ` ${fold(question.text)} `;
  return calledIn(dossier).aliases.flatMap(([source, aliases]) =>
    aliases.some((alias) => words.includes(alias)) ? [source] : [],
  );
}

/** Whether a word stands in one of the names by which a question calls these sources. */
function namesThem(sources: readonly ItemOf<"source">[], { text }: Question, word: string): boolean {
  const words = ` ${fold(text)} `;
  const names = sources.flatMap(({ aliases }) => aliases.map((alias) => ` ${fold(alias)} `));
  return names.some((name) => words.includes(name) && name.includes(` ${fold(word)} `));
}

/** What a question asks about besides what is recorded of sources. */
function besides(question: Question, sources: readonly ItemOf<"source">[], asked: readonly string[]): Term[] {
  // Who is favoured is asked of a party.
  const parties = asked.includes("Leaning") ? of(question, "party").map(({ id }) => idToken(id)) : [];
  return question.subjects.filter(
    ({ word, forms }) =>
      !SOURCE_WORD.test(word) &&
      !RECORDED.some(([, words]) => words.test(word)) &&
      !parties.some((party) => forms.has(party)) &&
      !namesThem(sources, question, word),
  );
}

/** Asks for one end of an order; the second for its far end. */
const EXTREME =
  /\b(?:most|best|strongest|oldest|earliest|first|least|worst|weakest|newest|latest|last|lowest|highest)\b/i;
const FAR_END = /\b(?:least|worst|weakest|newest|latest|last|lowest|recent|up to date)\b/i;

/** Sources by what is asked of them, when the best or the oldest is asked for. */
function inOrder(sources: readonly ItemOf<"source">[], text: string, asked: readonly string[]) {
  if (!EXTREME.test(text)) return sources;
  const key = ({ published, grade }: ItemOf<"source">) => (asked.includes("Date") ? published.date : grade);
  const sorted = sources.toSorted((a, b) => key(a).localeCompare(key(b)));
  return FAR_END.test(text) ? sorted.reverse() : sorted;
}

/** "Which sources are signed", "compare the grades of the failure analysis and the Kyiv Independent": a line for each. */
const sourcesCompared: Form = (dossier, question) => {
  const named = sourcesIn(dossier, question);
  if (named.length === 1 || (named.length === 0 && !SOURCES.test(question.text))) return null;
  const asked = recordedIn(dossier, question.text);
  const others = besides(question, named, asked);
  const { names, words } = question.unknown;
  if (others.length + names.length > 0) return null;
  if (asked.length === 0) return named.length + words.length > 0 ? null : allSources(dossier, question);
  const sources = inOrder(named.length > 0 ? named : dossier.all("source"), question.text, asked);
  const rows = sources.flatMap((source) =>
    rowsOf(source)
      .filter(({ label }) => asked.includes(label))
      .map(({ label, value }) => ({ label: `${source.short}, ${label.toLowerCase()}`, value })),
  );
  return { blocks: [{ type: "facts", rows }], actions: [drill("Sources", "/sources")] };
};

/** Asks which sources there are, and nothing of what they tell. */
const OWN = /\b(?:you|your|there|dossier|answers?|bot)\b/i;
/** Asks what they tell. */
const SAYS =
  /\b(?:say|says|said|tell|tells|told|think|thinks|conclude\w*|agree\w*|differ\w*|disagree\w*|contradict\w*)\b/i;
const LISTED: ReadonlySet<Intent> = new Set(["howMany", "define", "doubt", "compare"]);

/** "How many sources do you have", "which articles do you use": their titles and days. */
function allSources(dossier: Dossier, { text, intents, period }: Question): Draft | null {
  if (!OWN.test(text) || SAYS.test(text) || period || [...intents].some((intent) => !LISTED.has(intent)))
    return null;
  const rows = dossier.all("source").map((source) => ({
    label: source.short,
    value: [plain(`${source.title}, ${datedSource(source)}`), itself(source)],
  }));
  return { blocks: [{ type: "facts", rows }], actions: [drill("Sources", "/sources")] };
}

const rowsOf = (source: ItemOf<"source">) =>
  sourceFacts(source).flatMap((block) => (block.type === "facts" ? block.rows : []));

/** A source, or its author, named and nothing asked of it: "the digest?". */
const isNamedAlone = ({ entities, terms, unknown, period }: Question): boolean =>
  entities.length === 1 &&
  entities[0]?.kind === "source" &&
  terms.length + unknown.names.length + unknown.words.length === 0 &&
  period === null;

/** "What grade does the failure article have": the receipt of a source, what is asked for first, and what it tells of its author. */
export const aboutSource: Form = (dossier, question) => {
  const compared = sourcesCompared(dossier, question);
  if (compared) return compared;
  const { text, intents } = question;
  const [source] = sourcesIn(dossier, question);
  const alone = isNamedAlone(question);
  const recorded = recordedIn(dossier, text);
  const asked = alone && recorded.length === 0 && intents.has("who") ? ["Author"] : recorded;
  if (!source || (asked.length === 0 && !ABOUT_SOURCE.test(text) && !alone)) return null;
  const others = besides(question, [source], asked).filter(({ word }) => !ABOUT_SOURCE.test(word));
  if (others.length > 0 && !ASKS_AUTHOR.test(text)) return null;
  const [first, rest] = [true, false].map((is) =>
    rowsOf(source).filter(({ label }) => asked.includes(label) === is),
  );
  const told = toldOf(dossier, source, asked);
  return {
    blocks: [
      { type: "facts", rows: [...(first ?? []), ...(told.length > 0 ? [] : (rest ?? []))] },
      ...(told.length > 0 ? [list(told.map((item) => say(dossier, item)))] : []),
    ],
    actions: [drill(source.short, `/sources ${source.short}`)],
  };
};

/** More of them fit on no page. */
const MOST_TOLD = 12;

/** The facts that a source tells of its own author and of what it rests on, when that is asked for. */
function toldOf(
  dossier: Dossier,
  { id, short, author, outlets }: ItemOf<"source">,
  asked: readonly string[],
) {
  const isOn = (text: string) =>
    (asked.includes("Author") && author !== undefined && text.includes(author)) ||
    (asked.includes("Rests on") && text.includes(short) && outlets.some((outlet) => text.includes(outlet)));
  return dossier
    .all("fact")
    .filter((fact) => isOn(fact.text) && citesOf(fact).every(({ source }) => source === id))
    .slice(0, MOST_TOLD);
}

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
