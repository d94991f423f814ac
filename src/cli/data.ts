/** Curators' tools: check and export a dossier. */
import { Command, Option } from "commander";
import { loadConfig } from "../config.ts";
import { citedBySource } from "../dossier/check/citations.ts";
import { Entries } from "../dossier/check/rules.ts";
import { checkAgainstTexts } from "../dossier/check/text.ts";
import { checkItems } from "../dossier/check.ts";
import { inOrder, loadDossier, type Parsed, parseDossier } from "../dossier/load.ts";
import { KINDS, type Kind } from "../dossier/schema.ts";
import { DossierError, formatProblem, type Problem } from "../errors.ts";

const dataOption = () => new Option("--data <dir>", "folder of the dossier").default(loadConfig().data);

export function dataCommand(): Command {
  const data = new Command("data").description("curators' tools for a dossier");
  data
    .command("check")
    .description("everything that must hold; problems as file:line:column, then counts")
    .addOption(dataOption())
    .option("--sources <dir>", "folder with the texts of the sources, to verify quotes, figures and names")
    .addOption(new Option("--format <format>", "how to print").choices(["text", "json"]).default("text"))
    .action(check);
  data
    .command("export")
    .description("the whole dossier as one JSON document")
    .addOption(dataOption())
    .action(exportJson);
  return data;
}

interface Summary {
  readonly ok: boolean;
  readonly problems: readonly Problem[];
  readonly items: Record<string, number>;
  readonly sources: Record<string, { paragraphs: number; cited: number; skipped: number; items: number }>;
  readonly verified: { quotes: number; figures: number; names: number } | null;
}

function check(options: { data: string; sources?: string; format: "text" | "json" }): void {
  const summary = summarise(options.data, options.sources);
  console.log(options.format === "json" ? JSON.stringify(summary) : describe(summary));
  process.exitCode = summary.ok ? 0 : 1;
}

function summarise(dir: string, texts: string | undefined): Summary {
  let parsed: Parsed;
  try {
    parsed = parseDossier(dir);
  } catch (error) {
    if (!(error instanceof DossierError)) throw error;
    return { ok: false, problems: error.problems, items: {}, sources: {}, verified: null };
  }
  const verified = texts === undefined ? null : checkAgainstTexts(parsed.entries, texts);
  const problems = inOrder([
    ...parsed.problems,
    ...checkItems(parsed.entries),
    ...(verified?.problems ?? []),
  ]);
  const entries = new Entries(parsed.entries);
  const cited = citedBySource(entries);
  const sources = entries.of("source").map(({ item }) => {
    const cites = (other: object) =>
      "cites" in other && JSON.stringify(other).includes(`"source":"${item.id}"`);
    return [
      item.id,
      {
        paragraphs: item.paragraphs,
        cited: cited.get(item.id)?.size ?? 0,
        skipped: new Set(item.skipped.flatMap((skip) => skip.at)).size,
        items: parsed.entries.filter((entry) => cites(entry.item)).length,
      },
    ] as const;
  });
  return {
    ok: problems.length === 0,
    problems,
    items: Object.fromEntries((Object.keys(KINDS) as Kind[]).map((kind) => [kind, entries.of(kind).length])),
    sources: Object.fromEntries(sources),
    verified: verified && { quotes: verified.quotes, figures: verified.figures, names: verified.names },
  };
}

function describe(summary: Summary): string {
  const lines = summary.problems.map(formatProblem);
  const total = Object.values(summary.items).reduce((a, b) => a + b, 0);
  const names = (["source", "party", "person"] as const).reduce(
    (n, kind) => n + (summary.items[kind] ?? 0),
    0,
  );
  if (lines.length > 0) lines.push("");
  lines.push(`${total - names} items and ${names} sources, parties and people:`);
  lines.push(
    ...Object.entries(summary.items).map(([kind, n]) => `  ${kind.padEnd(10)} ${String(n).padStart(5)}`),
  );
  lines.push("Paragraphs accounted for:");
  for (const [id, s] of Object.entries(summary.sources)) {
    const percent = Math.floor((100 * (s.cited + s.skipped)) / s.paragraphs);
    lines.push(
      `  ${id.padEnd(10)} ${String(percent).padStart(4)} %  (${s.cited} cited, ${s.skipped} skipped of ${s.paragraphs}; ${s.items} items)`,
    );
  }
  if (summary.verified) {
    const { quotes, figures, names: found } = summary.verified;
    lines.push(`Compared with the texts: ${quotes} quotations, ${figures} numbers, ${found} names.`);
  }
  lines.push(
    summary.ok
      ? "No problems."
      : `${summary.problems.length} ${summary.problems.length === 1 ? "problem" : "problems"}.`,
  );
  return lines.join("\n");
}

function exportJson(options: { data: string }): void {
  try {
    const dossier = loadDossier(options.data);
    const kinds = (Object.keys(KINDS) as Kind[]).map((kind) => [KINDS[kind].file, dossier.all(kind)]);
    console.log(
      JSON.stringify(
        { dossier: dossier.manifest, revision: dossier.revision, ...Object.fromEntries(kinds) },
        null,
        2,
      ),
    );
  } catch (error) {
    if (!(error instanceof DossierError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
