/** What comes next, what should have come, and what is still open. */
import type { ItemOf } from "../dossier/kinds.ts";
import { type Block, bold, heading, list, type Spans } from "../reply/document.ts";
import { type Chooser, isKey } from "./choose.ts";
import { plainly, told } from "./lines.ts";

/** Stands before what is overdue. */
export const NO_WORD: Spans = [bold("No word on it yet: ")];

/** What was announced or expected, and what became of it is not known. */
function open(chooser: Chooser): ItemOf<"outlook">[] {
  return chooser.among(chooser.dossier.all("outlook")).filter(({ outcome }) => !outcome);
}

/** What was announced for a day that is not past, the nearest first; for today only what is key. */
export function dated(chooser: Chooser): ItemOf<"outlook">[] {
  return open(chooser)
    .filter(
      (item) =>
        item.date && (item.date.end > chooser.today || (isKey(item) && item.date.end === chooser.today)),
    )
    .toSorted((a, b) => (a.date?.start ?? 0) - (b.date?.start ?? 0));
}

/** What was due before today, when no source has come out since that could say what became of it. */
export function overdue(chooser: Chooser): ItemOf<"outlook">[] {
  return open(chooser).filter(
    (item) => isKey(item) && item.date && item.date.end < chooser.today && chooser.latest <= item.date.end,
  );
}

/** After so many days without a source nothing is "next" any more. */
const STALE_DAYS = 30;

export function next(chooser: Chooser, most: number): Block[] {
  const ahead = chooser.take(dated(chooser), most);
  const unanswered = chooser.take(overdue(chooser), most - ahead.length);
  const undated = chooser.ranked(open(chooser).filter((item) => isKey(item) && !item.date));
  const rows = [
    ...ahead.map((item) => told(chooser, item)),
    ...unanswered.map((item) => [...NO_WORD, ...plainly(chooser, item)]),
    ...chooser.take(undated, most - ahead.length - unanswered.length).map((item) => told(chooser, item)),
  ];
  const isStale = chooser.today - chooser.latest > STALE_DAYS;
  const title = isStale ? "What was still open when the last source came out" : "What is next";
  return rows.length > 0 ? [heading(title), list(rows)] : [];
}
