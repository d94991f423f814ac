/** Any item in one line: for lists that mix kinds. */
import type { Dossier } from "../dossier/dossier.ts";
import type { Item, ItemOf } from "../dossier/kinds.ts";
import { bold, plain, type Spans } from "../reply/document.ts";
import { postsOf } from "./person.ts";
import { cite, say, sayDated } from "./statement.ts";

/** The item's statement with its citations; of a dispute every account, of a quote the words too. */
export function line(dossier: Dossier, item: Item): Spans {
  switch (item.kind) {
    case "dispute":
      return item.accounts.flatMap((account, i) => [
        plain(`${i > 0 ? " · " : ""}${account.text}`),
        cite(item.id, account.cites),
      ]);
    case "quote":
      return [plain(`“${item.words}” — `), ...say(dossier, item)];
    case "term":
      return define(dossier, item);
    case "person":
      return postsOf(item);
    case "outlook":
      return expected(dossier, item);
    case "source":
      return [bold(item.short), plain(` — ${item.title}.`), cite(item.id, [{ source: item.id, at: [1] }])];
    case "question":
      return [];
    case "party":
      return [bold(item.name), cite(item.id, item.cites)];
    case "topic":
    case "round":
      return [bold(item.name), plain(` — ${item.text}`), cite(item.id, item.cites)];
    case "event":
    case "reaction":
    case "position":
      return sayDated(dossier, item);
    default:
      return say(dossier, item);
  }
}

/** A definition behind the word that it defines. */
export function define(dossier: Dossier, item: ItemOf<"term">): Spans {
  return [bold(item.term), plain(" — "), ...say(dossier, item)];
}

/** What each outcome of something expected is called. */
const RESULTS = {
  happened: "Happened",
  changed: "Changed",
  "did not happen": "Did not happen",
} as const;

/** Something announced or expected, and what became of it. */
export function expected(dossier: Dossier, item: ItemOf<"outlook">): Spans {
  const { outcome } = item;
  if (!outcome) return sayDated(dossier, item);
  const result = RESULTS[outcome.result];
  return [
    ...sayDated(dossier, item),
    bold(` ${result}: `),
    plain(outcome.text),
    cite(item.id, outcome.cites),
  ];
}
