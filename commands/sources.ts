/** /sources: what the dossier rests on; one source as a receipt. */
import { args, defineCommand } from "../src/command.ts";
import { citesOf, type Dossier } from "../src/dossier/dossier.ts";
import type { ItemOf } from "../src/dossier/schema.ts";
import { UserError } from "../src/errors.ts";
import { datedSource, itself, sourceFacts } from "../src/present/source.ts";
import { type Block, bold, drill, list, plain } from "../src/reply/document.ts";

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
          plain(` — ${source.title}; ${datedSource(source)}; graded ${source.grade}.`),
          itself(source),
        ]),
      ),
    ],
    actions: sources.map((source, i) => drill(source.short, `/sources ${i + 1}`)),
  };
}

function receipt(dossier: Dossier, source: ItemOf<"source">) {
  const resting = dossier.items.filter((item) => citesOf(item).some((c) => c.source === source.id));
  const kinds = Map.groupBy(resting, (item) => item.kind);
  const alone = resting.filter((item) => citesOf(item).every((c) => c.source === source.id));
  const counts = [...kinds].map(([kind, items]) => `${items.length} × ${kind}`).join(", ");
  const blocks: Block[] = [
    { type: "title", text: `Source: ${source.short}` },
    ...sourceFacts(source),
    {
      type: "note",
      text: `${resting.length} items of the dossier rest on it (${counts}); ${alone.length} on it alone. It has ${source.paragraphs} paragraphs.`,
    },
  ];
  return { blocks, actions: [drill("All sources", "/sources")] };
}
