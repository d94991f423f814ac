/** The particular that a question asks for, a number, a day, names, a wording, and whether statements that would answer hold it. */
import type { Dossier } from "../dossier/dossier.ts";
import { fold } from "../dossier/fuzzy.ts";
import type { Item } from "../dossier/kinds.ts";
import { stem, stems } from "../dossier/stem.ts";
import { sentenceOf } from "./choose.ts";
import { type Intent, intentsOf } from "./intents.ts";
import { NUMBER } from "./numbers.ts";
import type { Question } from "./question.ts";
import { dateOf, isOtherUnit } from "./rank.ts";

/** What is asked for must stand in one of so many of the first statements. */
const FIRST = 3;

const REFUSED = "Not in the dossier";
export const NO_NUMBER = `${REFUSED}: no source states such a number.`;
const NO_NAMES = `${REFUSED}: no source names them.`;
export const NO_WHEN = `${REFUSED}: no source says when.`;
const NO_WORDING = `${REFUSED}: no source gives the wording.`;

/** Whether a note refuses what is asked for, and does not merely tell how rough the answer is. */
export const refuses = (note: string | null): boolean => note?.startsWith(REFUSED) ?? false;

/** Says plainly that the very thing asked for is mentioned but not given; null when it is given. @param statements best first */
export function unstated(dossier: Dossier, question: Question, statements: readonly Item[]): string | null {
  const [top] = statements;
  if (!top) return null;
  const first = statements.slice(0, FIRST);
  if (top.kind === "figure" && top.value === "unstated")
    return asksNumber(question) && !isToldBelow(question, statements)
      ? `Mentioned, but no source states the ${ROUGHLY.test(sentenceOf(top)) ? "exact " : ""}number.`
      : null;
  const disputed = first.some(({ kind }) => kind === "dispute");
  const counted = first.some((item) => item.kind === "dispute" && COUNTED.has(item.type));
  // "No agreement says who …" tells that there is nothing to be told.
  const open = top.kind === "dispute" || NONE.test(sentenceOf(top));
  if (
    asksNumber(question) &&
    top.kind !== "figure" &&
    top.kind !== "dispute" &&
    !counted &&
    // What is asked besides the number may come first, and so may what lasted.
    !(question.several ? statements : question.intents.has("howLong") ? first : [top]).some((item) =>
      tellsNumber(question, item),
    )
  )
    return ASKS_COUNT.test(question.text) ? NO_NUMBER : null;
  if (!open && ASKS_WORDING.test(question.text) && !statements.some(({ kind }) => kind === "quote"))
    return NO_WORDING;
  const [speaker, ...others] = question.entities.filter(({ kind }) => kind === "person");
  if (
    speaker &&
    others.length === 0 &&
    ASKS_SAID.test(question.text) &&
    !first.some((item) => isOf(item, speaker.id))
  )
    return `${REFUSED}: no source tells what ${speaker.name} said of this.`;
  if (!open && ASKS_NAMES.test(question.text) && !namesAny(dossier, question, top)) return NO_NAMES;
  if (!open && !disputed && question.intents.has("who") && !first.some((item) => tellsWho(question, item)))
    return NO_NAMES;
  if (!open && !disputed && question.intents.has("when") && !first.some(tellsWhen)) return NO_WHEN;
  if (ASKS_DETAIL.test(question.text) && statements.length <= 2)
    return "No more detail than this is in the dossier.";
  const date = dateOf(top);
  if (question.intents.has("when") && date && date.precision !== "day" && date.precision !== "days") {
    return "No source gives the day.";
  }
  return null;
}

/** A length of time that is no number. */
const LENGTH =
  /\b(?:an? (?:hour|day|week|month|year|decade)|until|all (?:day|week|month)|night|overnight)\b/i;

/** The types of dispute that are on numbers. */
const COUNTED: ReadonlySet<string> = new Set(["number", "date"]);

/** A day, a month of a year, or a year: no number of anything. */
const DATE =
  /\b(?:\d{1,2}(?:[–-]\d{1,2})? )?(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?\b|\b(?:19|20)\d{2}\b/g;

/** Several names in a row can be counted. */
const ENUMERATION = /\p{Lu}[\p{L}]+, (?:\p{Lu}[\p{L}]+, )*\p{Lu}[\p{L}]+ and /u;

/** Whether a statement gives a number, other than of a day, or names what can be counted. */
function tellsNumber({ intents }: Question, item: Item): boolean {
  const text = sentenceOf(item);
  if (intents.has("howLong") && LENGTH.test(text)) return true;
  return NUMBER.test(text.replace(DATE, "")) || ENUMERATION.test(text);
}

/** Whether a number in the very unit asked for stands among some items. */
const isToldBelow = (question: Question, items: readonly Item[]): boolean =>
  question.unit !== null &&
  items.some((item) => item.kind === "figure" && item.value !== "unstated" && !isOtherUnit(question, item));

/** A quantity that is no number. */
const ROUGHLY = /\b(?:dozens|hundreds|thousands|millions|billions)\b/i;

/** Asks for what somebody said. */
const ASKS_SAID =
  /\b(?:what (?:did|does|has|have|had|is|was) .{3,40}\b(?:say|said|saying|comment|think|tell|told)|(?:opinions?|views?|comments?|reactions?|statements?|remarks?|quotes?|words) (?:of|by|from)|quote)\b/i;

/** Whether an item tells what a person said, wants or thinks. */
function isOf(item: Item, id: string): boolean {
  if (item.kind === "quote") return item.speaker === id;
  if (item.kind === "dispute") return item.type !== "name" && item.type !== "membership";
  if (item.kind === "source") return true;
  if (item.kind === "judgement") return item.by === id;
  if (!("people" in item && item.people.includes(id))) return "by" in item && item.by === id;
  return (
    ["position", "reaction"].includes(item.kind) ||
    /\b(?:sa(?:id|ys|w)|told|called|described|stressed|announced|confirmed|according to|asked|accused|complained|mocked|mentioned|promised|praised|spoke|warned|repeated|posted)\b/i.test(
      sentenceOf(item),
    )
  );
}

/** Tells that something is not there or not settled. */
const NONE =
  /\b(?:no|not|never|nobody|none|nothing|without|open|unclear|unnamed|undecided|contested|lacks?)\b/i;

/** Asks for a number and nothing else: "how far along" and "who rates" do not. */
const ASKS_COUNT =
  /\b(?:how (?:many|much(?! (?:progress|headway|room|pressure|trust|hope|support|influence|interest))|big|large|high|low|cold|hot|warm|wide|fast|often|deep|tall|old|heavy|long)|(?:number|amount|percentages?|toll|headcount|size|value|costs?|price|sum|share|strength) of|number|percent(?:age)?|what share|exact (?:figure|count|sum|amount|size|toll))\b/i;

/** Asks for names: "in which mine", "which six regions", "names of the delegates". */
export const ASKS_NAMES =
  /\b(?:which (?:\w+ ){0,2}(?:people|persons?|men|women|officials?|officers?|members?|delegates?|envoys?|generals?|politicians?|experts?|insiders?|countries|regions?|oblasts?|cities|towns|villages?|plants?|mines?|factories|stations?|allies|companies|units?|brigades?)|which (?:(?!of\b|the\b|numbers?\b|figures?\b|do\b)\w+ ){1,2}sources?|names? of|what (?:is|was|are) the names?|'s name\b|name of|list of)\b/i;

/** Asks for those that are not named: what is there does not give them. */
export const MORE_NAMES =
  /\b(?:others?|else|besides|apart from|remaining|all|full|complete|names|name of|list of)\b/i;

/** Asks for the words of a text or speech. */
const ASKS_WORDING =
  /\b(?:exact words|verbatim|word for word|exact wording|wording of|full (?:text|statement|speech|document|interview)|text of|transcript|clauses? of|in (?:his|her|their) own words)\b/i;

/** Asks for more than the gist. */
export const ASKS_DETAIL =
  /\b(?:what exactly|exactly what|exact(?:ly)? which|who exactly|precisely|in detail|details|specifics?|specifically|spell(?:ed)? out|full (?:text|list|names?)|exact (?!words?|quote)\w+|contents? of|text of|points of|written in)\b/i;

/** Asks for a particular, not for the matter. */
const ASKS_PARTICULAR =
  /\b(?:which|who|whom|whose|where|when|value|worth|sum|size|sample|margin|names?|list|totals?|headcount|address|contents?|identity|transcript|legal (?:definition|status|form|basis|regime)|provisions?|how (?:many|much|long|large|big|deep|wide|far|high|strong|often)|number|wording|ranks?)\b/i;

/** What may be asked for in particular, told by the words. */
const PARTICULARS = [ASKS_COUNT, ASKS_NAMES, ASKS_WORDING] as const;
const KINDS = ["who", "when", "howLong"] as const satisfies Intent[];

/** Whether one of some phrasings asks for every particular that a question asks for: then its answers were chosen for it. */
export function asksSame({ text, intents }: Question, asks: readonly string[]): boolean {
  const kinds = KINDS.filter((kind) => intents.has(kind));
  return (
    PARTICULARS.every((pattern) => !pattern.test(text) || asks.some((ask) => pattern.test(ask))) &&
    kinds.every((kind) => asks.some((ask) => intentsOf(fold(ask)).has(kind)))
  );
}

export const asksNumber = ({ intents }: Question): boolean =>
  intents.has("howMany") || intents.has("howLong");

/** Whether a question asks for a detail, not just for the matter. */
export function asksDetail({ text }: Question): boolean {
  return ASKS_PARTICULAR.test(text) || ASKS_NAMES.test(text) || ASKS_DETAIL.test(text);
}

/** Whether a statement holds a proper name that the question does not. */
export function namesSomething(question: Question, item: Item, common: ReadonlySet<string>): boolean {
  const asked = new Set(stems([question.text, ...question.entities.map(({ name }) => name)].join(" ")));
  const names = sentenceOf(item).match(/(?<=[\w,] )\p{Lu}[\p{L}'-]+/gu) ?? [];
  return names.some((name) => !asked.has(stem(fold(name))) && !common.has(fold(name)));
}

/** Whether a statement names a person, or bears a name, that the question does not. */
const namesAny = (dossier: Dossier, question: Question, item: Item): boolean =>
  namesSomething(question, item, commonNames(dossier)) ||
  ("people" in item && item.people.some((id) => !question.entities.some((asked) => asked.id === id)));

/** Whether a statement tells of anybody but those asked about. */
function tellsWho(question: Question, item: Item): boolean {
  const asked = new Set(question.entities.map(({ id }) => id));
  if (item.kind === "person" || item.kind === "delegate" || item.kind === "source") return true;
  const told = [
    ...("people" in item ? item.people : []),
    ...("parties" in item ? item.parties : []),
    ...("party" in item ? [item.party] : []),
  ];
  return told.some((id) => !asked.has(id)) || namesSomething(question, item, MONTHS);
}

/** Whether a statement places something in time, if only before or after something else. */
function tellsWhen(item: Item): boolean {
  return (
    dateOf(item) !== undefined ||
    item.kind === "round" ||
    item.kind === "source" ||
    ("rounds" in item && item.rounds.length > 0) ||
    /\b(?:\d{4}|\d+ (?:hours?|days?|months?|years?)|before|after|during|following|ahead of|until|since|once|eve|while|when|first|only|never|not|no)\b/i.test(
      sentenceOf(item),
    )
  );
}

const MONTHS: ReadonlySet<string> = new Set(
  "january february march april may june july august september october november december".split(" "),
);

const commonCache = new WeakMap<Dossier, ReadonlySet<string>>();

/** Capitalised words that name no answer: months, and the parties, who are found in nearly every item. */
export function commonNames(dossier: Dossier): ReadonlySet<string> {
  let names = commonCache.get(dossier);
  if (!names) {
    const parties = dossier.all("party").flatMap(({ name, aliases }) => [name, ...aliases]);
    names = MONTHS.union(new Set([...parties, "Western"].map(fold)));
    commonCache.set(dossier, names);
  }
  return names;
}
