/** In what the sources differ or agree, when nothing in particular is asked for: told by structure. */
import { citesOf, type Dossier } from "../dossier/dossier.ts";
import type { ItemOf, Statement } from "../dossier/kinds.ts";
import { keyFirst } from "../present/parts.ts";
import { dispute, say } from "../present/statement.ts";
import { drill, list, note } from "../reply/document.ts";
import { type Form, of } from "./forms.ts";
import type { Question } from "./question.ts";

const DIFFER =
  /\b(?:contradict\w*|disagree\w*|differ\w*|discrepanc\w*|inconsisten\w*|conflict with|at odds|clash\w*)\b/i;
const AGREE =
  /\b(?:agree\w*|confirmed by|shared by|in common|consensus|(?:more than|at least) (?:one|two|three)|several|all (?:five|of them))\b/i;
/** The sources, and words that ask for all there is. */
const SOURCES = /\b(?:sources?|articles?|documents?|texts?|pieces?|reports?|accounts?|(?:the|all) five)\b/i;
const SAYS_NOTHING =
  /^(?:sources?|articles?|documents?|texts?|pieces?|reports?|accounts?|five|two|facts?|claims?|points?|lists?|contradict\w*|disagree\w*|differ\w*|discrepanc\w*|inconsisten\w*|odds|clash\w*|agree\w*|confirm\w*|shared?|common|consensus|matters?|issues?|main|biggest|worst|whole)$/i;

/** Disputes, and statements, in an answer at most. */
const MOST_DISPUTES = 4;
const MOST_SHARED = 6;
/** Fewer sources are no agreement. */
const AGREEING = 2;

/** "List the contradictions between the articles", "where do the digest and the Kyiv Independent differ". */
export const differing: Form = (dossier, question) => {
  if (!DIFFER.test(question.text) || !isOfSources(question)) return null;
  const sources = of(question, "source").map(({ id }) => id);
  const all = dossier.all("dispute").filter((item) => sources.every((id) => speaks(item, id, sources)));
  if (all.length === 0) return null;
  const shown = keyFirst(all).slice(0, MOST_DISPUTES);
  return {
    blocks: [
      ...shown.flatMap((item) => dispute(dossier, between(item, sources))),
      note(`The dossier has ${all.length} such disputes.`),
    ],
    actions: [drill("Where sources differ", "/dispute")],
  };
};

/** Whether a source gives an account of its own, which not all of the sources asked about share. */
export function speaks({ accounts }: ItemOf<"dispute">, source: string, sources: readonly string[]): boolean {
  return accounts.some(({ cites }) => {
    const cited = cites.map((cite) => cite.source);
    return cited.includes(source) && (sources.length < 2 || !sources.every((id) => cited.includes(id)));
  });
}

/** A dispute with the accounts of these sources alone, when several are named. */
export function between(item: ItemOf<"dispute">, sources: readonly string[]): ItemOf<"dispute"> {
  if (sources.length < 2) return item;
  const isTheirs = ({ cites }: (typeof item.accounts)[number]) =>
    cites.some(({ source }) => sources.includes(source));
  return { ...item, accounts: item.accounts.filter(isTheirs) };
}

/** "What do all five agree on", "facts confirmed by more than one source": what most sources are cited for. */
export const shared: Form = (dossier, question) => {
  if (!AGREE.test(question.text) || !isOfSources(question)) return null;
  const named = of(question, "source").map(({ id }) => id);
  const shown = agreed(dossier)
    .values()
    .filter(({ sources }) => named.every((id) => sources.has(id)))
    .take(MOST_SHARED)
    .map(({ item }) => say(dossier, item))
    .toArray();
  if (shown.length === 0) return null;
  return { blocks: [list(shown)], actions: [drill("Sources", "/sources")] };
};

interface Agreed {
  readonly item: Statement;
  readonly sources: ReadonlySet<string>;
}

const agreedCache = new WeakMap<Dossier, readonly Agreed[]>();

/** What several sources are cited for, most of them first; looked for once, among all there is. */
function agreed(dossier: Dossier): readonly Agreed[] {
  let found = agreedCache.get(dossier);
  if (!found) {
    const told: readonly Statement[] = [
      ...dossier.all("event"),
      ...dossier.all("fact"),
      ...dossier.all("delegate"),
      ...dossier.all("figure"),
      ...dossier.all("position"),
    ];
    found = keyFirst(told)
      .map((item) => ({ item, sources: sourcesOf(item) }))
      .filter(({ sources }) => sources.size >= AGREEING)
      .sort((a, b) => b.sources.size - a.sources.size);
    agreedCache.set(dossier, found);
  }
  return found;
}

const sourcesOf = (item: Statement): Set<string> => new Set(citesOf(item).map(({ source }) => source));

/** Whether a question is of the sources, and of nothing that they tell. */
function isOfSources(question: Question): boolean {
  const { entities, subjects, unknown, period, text } = question;
  const sources = of(question, "source");
  // The "Anchorage analysis" is named after a topic.
  const others = entities.filter(
    ({ kind }) => kind !== "source" && !(kind === "topic" && sources.length > 0),
  );
  if (period || others.length > 0 || (sources.length === 0 && !SOURCES.test(text))) return false;
  if (unknown.names.length + unknown.words.length > 0) return false;
  return subjects.every(({ word }) => SAYS_NOTHING.test(word));
}
