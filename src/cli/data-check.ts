/** `data check`: everything that is wrong with a dossier, then what it holds by kind and source. */
import { statSync } from "node:fs";
import { citedBySource } from "../dossier/check/citations.ts";
import { citedTexts, Entries } from "../dossier/check/rules.ts";
import { checkAgainstTexts } from "../dossier/check/text.ts";
import { checkItems } from "../dossier/check.ts";
import { type Item, KINDS, type Kind } from "../dossier/kinds.ts";
import { inOrder, type Parsed, parseDossier } from "../dossier/load.ts";
import { DossierError, formatProblem, type Problem, UserError } from "../errors.ts";
import { clean } from "../reply/text.ts";

/** What a check finds. `verified` counts comparisons with the texts of the sources, if they were given. */
interface Summary {
  readonly ok: boolean;
  readonly problems: readonly Problem[];
  readonly items: Record<string, number>;
  readonly sources: Record<string, { paragraphs: number; cited: number; skipped: number; items: number }>;
  readonly verified: { quotes: number; figures: number; names: number } | null;
}

/** Prints the check of a folder; exit status 1 when anything is wrong. @throws UserError for a folder that cannot be read */
export function check(options: { data: string; sources?: string; format: "text" | "json" }): void {
  const summary = summarise(readDossier(options.data), options.sources);
  console.log(options.format === "json" ? JSON.stringify(summary) : describe(summary));
  process.exitCode = summary.ok ? 0 : 1;
}

/** Parses a folder. @throws UserError, one line, when the folder itself is missing or cannot be read */
export function readDossier(dir: string): Parsed {
  try {
    return parseDossier(dir);
  } catch (error) {
    if (!(error instanceof DossierError)) throw error;
    throw new UserError(error.problems.map((p) => `${p.file}: ${p.message}`).join("\n"));
  }
}

/** Ids of the sources that an item cites anywhere, each once. */
export const sourcesOf = (item: Item): Set<string> =>
  new Set(citedTexts(item).flatMap(({ cites }) => cites.map((cite) => cite.source)));

/** Everything a check tells; `texts` is the folder with the texts of the sources. @throws UserError when that is missing */
export function summarise(parsed: Parsed, texts: string | undefined): Summary {
  if (texts !== undefined && !statSync(texts, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UserError(
      `${texts}: there is no such folder; --sources names the folder with the sources' texts`,
    );
  }
  const verified = texts === undefined ? null : checkAgainstTexts(parsed.entries, texts);
  const problems = inOrder([
    ...parsed.problems,
    ...checkItems(parsed.entries, parsed.unread),
    ...(verified?.problems ?? []),
  ]);
  const entries = new Entries(parsed.entries);
  const cited = citedBySource(entries);
  const resting = parsed.entries.map((entry) => sourcesOf(entry.item));
  const sources = entries.of("source").map(({ item }) => [
    item.id,
    {
      paragraphs: item.paragraphs,
      cited: cited.get(item.id)?.size ?? 0,
      skipped: new Set(item.skipped.flatMap((skip) => skip.at)).size,
      items: resting.filter((ids) => ids.has(item.id)).length,
    },
  ]);
  return {
    ok: problems.length === 0,
    problems,
    items: Object.fromEntries((Object.keys(KINDS) as Kind[]).map((kind) => [kind, entries.of(kind).length])),
    sources: Object.fromEntries(sources),
    verified: verified && { quotes: verified.quotes, figures: verified.figures, names: verified.names },
  };
}

function describe({ ok, problems, items, sources, verified }: Summary): string {
  const count = (kinds: readonly string[]) => kinds.reduce((n, kind) => n + (items[kind] ?? 0), 0);
  const names = count(["source", "party", "person"]);
  const questions = count(["question"]);
  const lines = problems.map((problem) => clean(formatProblem(problem)));
  if (lines.length > 0) lines.push("");
  lines.push(ok ? "No problems." : plural(problems.length, "problem"));
  if (verified) {
    const { quotes, figures, names: found } = verified;
    lines.push(
      `Compared with the texts: ${[plural(quotes, "quotation"), plural(figures, "number"), plural(found, "name")].join(", ")}`,
    );
  }
  lines.push(
    `${count(Object.keys(items)) - names - questions} items, ${plural(questions, "question")} and ${names} sources, parties and people:`,
  );
  lines.push(...Object.entries(items).map(([kind, n]) => `  ${kind.padEnd(10)} ${String(n).padStart(5)}`));
  lines.push("Paragraphs accounted for:");
  for (const [id, s] of Object.entries(sources)) {
    const percent = Math.floor((100 * (s.cited + s.skipped)) / s.paragraphs);
    lines.push(
      `  ${id.padEnd(10)} ${String(percent).padStart(4)} %  (${s.cited} cited, ${s.skipped} skipped of ${s.paragraphs}; ${plural(s.items, "item")})`,
    );
  }
  return lines.join("\n");
}

const plural = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;
