/** Composes the answer to a free question from the items that its words find. */
import type { Dossier } from "../dossier/dossier.ts";
import type { Item, ItemOf } from "../dossier/kinds.ts";
import { dispute, disputesOn } from "../present/statement.ts";
import { type Draft, note } from "../reply/document.ts";
import { actions, readings, unsaid } from "./around.ts";
import { choose } from "./choose.ts";
import { refuses, unstated } from "./details.ts";
import { Page, statementBlocks } from "./page.ts";
import { doubted, type Question } from "./question.ts";
import type { Ranked } from "./rank.ts";

/** The answer that ranked items give. @param ranked best first, at least one */
export function compose(dossier: Dossier, question: Question, ranked: readonly Ranked[]): Draft {
  const picks = choose(question, ranked);
  const statements = picks.filter((item) => item.kind !== "dispute");
  const { asked, disputes } = disputesFor(dossier, question, ranked, picks);
  const page = new Page();
  // A doubt is answered by the accounts of just that side by side; anything else by the statement first.
  const first = picks[0]?.kind === "dispute" || doubted(question) ? asked.slice(0, 1) : [];
  for (const item of first) page.add(dispute(dossier, item), true);
  const lead = statements.slice(0, LEAD);
  page.add(statementBlocks(dossier, lead, page.left), first.length === 0);
  for (const item of disputes) if (!first.includes(item)) page.add(dispute(dossier, item), false);
  page.add(statementBlocks(dossier, statements.slice(LEAD), page.left), false);
  const missing = unstated(dossier, question, statements);
  return {
    ...(refuses(missing) && { kind: "not_found" as const }),
    blocks: [...(missing ? [note(missing)] : []), ...page.blocks, ...unsaid(question), ...readings(question)],
    actions: actions(dossier, question, picks),
  };
}

/** Statements that stand before the disputes on them. */
const LEAD = 3;
/** Disputes in an answer at most. */
const MOST_DISPUTES = 2;

/** Disputes that the question asks for, and those with others that bear on what is answered; the most fitting first. */
function disputesFor(
  dossier: Dossier,
  question: Question,
  ranked: readonly Ranked[],
  picks: readonly Item[],
): Record<"asked" | "disputes", ItemOf<"dispute">[]> {
  const scores = new Map(ranked.map(({ item, score }) => [item, score]));
  const scoreOf = (item: Item) => scores.get(item) ?? 0;
  const bearing = disputesOn(dossier, picks.slice(0, 1)).sort((a, b) => scoreOf(b) - scoreOf(a));
  const best = Math.max(...ranked.slice(0, 10).map(({ coverage }) => coverage));
  const asked = ranked.flatMap(({ item, coverage }) =>
    item.kind === "dispute" && (picks.includes(item) || (doubted(question) && coverage >= 0.75 * best))
      ? [item]
      : [],
  );
  const most = doubted(question) ? MOST_DISPUTES : 1;
  return { asked, disputes: [...new Set([...asked, ...bearing])].slice(0, most) };
}
