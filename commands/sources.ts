/** /sources: what the dossier rests on; one source as a receipt. */
import { args, defineCommand } from "../src/command.ts";
import type { Dossier } from "../src/dossier/dossier.ts";
import type { Cite, ItemOf } from "../src/dossier/schema.ts";
import { formatWhen, parseWhen } from "../src/dossier/when.ts";
import { UserError } from "../src/errors.ts";
import { cite } from "../src/present/statement.ts";
import { type Block, bold, drill, list, plain, type Span } from "../src/reply/document.ts";

/** The Admiralty code's words for reliability and credibility. */
const RELIABILITY: Record<string, string> = {
  A: "completely reliable",
  B: "usually reliable",
  C: "fairly reliable",
  D: "not usually reliable",
  E: "unreliable",
  F: "reliability cannot be judged",
};
const CREDIBILITY: Record<string, string> = {
  1: "confirmed by other sources",
  2: "probably true",
  3: "possibly true",
  4: "doubtful",
  5: "improbable",
  6: "truth cannot be judged",
};

export default defineCommand({
  name: "sources",
  aliases: ["source", "receipt"],
  summary: "The sources of the dossier; one of them with grade, leaning, limits and how its date is known",
  local: {
    uk: { name: "джерела", summary: "Джерела досьє та що про них відомо" },
    ru: { name: "источники", summary: "Источники досье и что о них известно" },
  },
  examples: ["/sources", "/sources 4", "/sources kyiv independent"],
  args: { source: args.source("Number, id or name").optional() },
  run({ source: id }, { dossier }) {
    const source = dossier.get("source", id);
    return source ? receipt(dossier, source) : overview(dossier);
  },
});

/** A statement about a source is backed by the source itself. */
const itself = (source: ItemOf<"source">): Span => {
  const at = source.skipped[0]?.at[0] ?? 1;
  const cites: Cite[] = [{ source: source.id, at: [at] }];
  return cite(source.id, cites);
};

function overview(dossier: Dossier) {
  const sources = dossier.all("source");
  if (sources.length === 0)
    throw new UserError("No source of the dossier was published by then.", "not_found");
  return {
    blocks: [
      { type: "title" as const, text: `Sources of “${dossier.manifest.title}”` },
      list(
        sources.map((source, i) => [
          bold(`${i + 1}. ${source.short}`),
          plain(` — ${source.title}; ${dated(source)}; graded ${source.grade}.`),
          itself(source),
        ]),
      ),
    ],
    actions: sources.map((source, i) => drill(source.short, `/sources ${i + 1}`)),
  };
}

function dated({ published }: ItemOf<"source">): string {
  const when = parseWhen(published.date);
  return `${when ? formatWhen(when) : published.date} (date ${published.known})`;
}

function receipt(dossier: Dossier, source: ItemOf<"source">) {
  const resting = dossier.items.filter((item) => citesOf(item).some((c) => c.source === source.id));
  const kinds = Map.groupBy(resting, (item) => item.kind);
  const alone = resting.filter((item) => citesOf(item).every((c) => c.source === source.id));
  const mark = itself(source);
  const row = (label: string, text: string) => ({ label, value: [plain(text), mark] });
  const [reliability = "", credibility = ""] = source.grade;
  const rows = [
    row("Title", source.title),
    row("Publisher", source.publisher ?? "not stated"),
    row("Author", source.author ?? "not stated"),
    row("Date", `${dated(source)}, from ${source.published.from}`),
    row("Type", source.type),
    row("Rests on", source.outlets.length > 0 ? source.outlets.join(", ") : "names no outlets"),
    row("Basis", source.descriptor.basis),
    row("Leaning", source.descriptor.leaning),
    row("Limits", source.descriptor.limits),
    row(
      "Grade",
      `${source.grade}: ${RELIABILITY[reliability]}, ${CREDIBILITY[credibility]} (the curator's grade, Admiralty code)`,
    ),
  ];
  const counts = [...kinds].map(([kind, items]) => `${items.length} × ${kind}`).join(", ");
  const blocks: Block[] = [
    { type: "title", text: `Source: ${source.short}` },
    { type: "facts", rows },
    {
      type: "note",
      text: `${resting.length} items of the dossier rest on it (${counts}); ${alone.length} on it alone. It has ${source.paragraphs} paragraphs.`,
    },
  ];
  return { blocks, actions: [drill("All sources", "/sources")] };
}

const citesOf = (item: object): readonly Cite[] => {
  if ("accounts" in item) return (item.accounts as { cites: Cite[] }[]).flatMap((account) => account.cites);
  return "cites" in item ? (item.cites as Cite[]) : [];
};
