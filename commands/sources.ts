/** /sources: what the dossier rests on; one source as a receipt. */
import { args } from "../src/args.ts";
import { defineCommand } from "../src/command.ts";
import { citesOf, type Dossier } from "../src/dossier/dossier.ts";
import { type Item, type ItemOf, KINDS, type Kind } from "../src/dossier/kinds.ts";
import { UserError } from "../src/errors.ts";
import { KIND_NAMES } from "../src/present/kinds.ts";
import { line } from "../src/present/line.ts";
import { datedSource, itself, sourceFacts } from "../src/present/source.ts";
import { type Block, bold, drill, heading, list, plain } from "../src/reply/document.ts";

export default defineCommand({
  name: "sources",
  group: "Numbers, disputes, what is next",
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
  const alone = resting.filter((item) => citesOf(item).every((c) => c.source === source.id));
  const blocks: Block[] = [
    { type: "title", text: `Source: ${source.short}` },
    ...sourceFacts(source),
    {
      type: "note",
      text: `${resting.length} items of the dossier rest on it, ${alone.length} on it alone. It has ${source.paragraphs} paragraphs.`,
    },
    ...restingBlocks(dossier, resting),
  ];
  return { blocks, actions: [drill("All sources", "/sources")] };
}

/** What rests on a source, by kind: how much, and the first key items. */
function restingBlocks(dossier: Dossier, resting: readonly Item[]): Block[] {
  const byKind = Map.groupBy(resting, ({ kind }) => kind);
  return (Object.keys(KINDS) as Kind[]).flatMap((kind) => {
    const items = byKind.get(kind) ?? [];
    if (items.length === 0 || UNSHOWN.includes(kind)) return [];
    const key = items.filter((item) => "key" in item && item.key);
    const shown = (key.length > 0 ? key : items).slice(0, MOST_RESTING);
    return [
      heading(`${KIND_NAMES[kind].many} (${items.length})`),
      list(shown.map((item) => line(dossier, item))),
    ];
  });
}

/** Names that a source uses are no statements of it. */
const UNSHOWN: readonly Kind[] = ["party", "person", "topic"];
/** Items of each kind in a receipt. */
const MOST_RESTING = 2;
