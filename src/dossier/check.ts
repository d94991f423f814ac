/** Everything that must hold between the items of a dossier. One rule a function; all problems together. */
import type { Problem } from "../errors.ts";
import { citedParagraphs, coverage } from "./check/citations.ts";
import { aliases, measures, roundNumbers, sourceFiles } from "./check/naming.ts";
import {
  disputedItems,
  idPrefixes,
  judgementAuthors,
  references,
  supersession,
  uniqueIds,
} from "./check/references.ts";
import { Entries, type Rule } from "./check/rules.ts";
import { asked, likelihood, questions, quotations, ranges, sentences } from "./check/wording.ts";
import type { Entry, Unread } from "./load.ts";

const RULES: readonly Rule[] = [
  uniqueIds,
  idPrefixes,
  references,
  judgementAuthors,
  supersession,
  disputedItems,
  citedParagraphs,
  coverage,
  sentences,
  likelihood,
  quotations,
  questions,
  asked,
  ranges,
  aliases,
  roundNumbers,
  sourceFiles,
  measures,
];

/** All problems between items that each have the right shape. @param unread what stands there but has not */
export function checkItems(list: readonly Entry[], unread?: Unread): Problem[] {
  const entries = new Entries(list, unread);
  return RULES.flatMap((rule) => rule(entries));
}
