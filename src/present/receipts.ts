/** The sources behind a reply in full: what each is, and which paragraphs stand behind each marker. */
import type { Dossier } from "../dossier/dossier.ts";
import { type Block, drill, plain, type Reply } from "../reply/document.ts";
import { dayText } from "./day.ts";

/** Lists the sources of a finished reply under the numbers that the reply uses. */
export function receipts(dossier: Dossier, reply: Reply): Reply {
  const bySource = Map.groupBy(reply.citations, ({ source }) => source);
  const cited = dossier.all("source").filter(({ id }) => bySource.has(id));
  const blocks = cited.flatMap((source): Block[] => {
    const row = (label: string, text: string) => ({ label, value: [plain(text)] });
    return [
      { type: "heading", text: source.short },
      {
        type: "facts",
        rows: [
          row("Title", source.title),
          row("Publisher", source.publisher ?? "not stated"),
          row("Date", `${dayText(source.published.date)} (${source.published.known})`),
          row("Grade", `${source.grade} (the curator's grade, Admiralty code)`),
          row(
            "Here",
            (bySource.get(source.id) ?? [])
              .map(({ n, paragraphs }) => `[${n}] ¶${paragraphs.join(", ")}`)
              .join(" · "),
          ),
        ],
      },
    ];
  });
  return {
    kind: "answer",
    blocks: [{ type: "title", text: "Sources of this answer" }, ...blocks],
    actions: cited.map((source) => drill(source.short, `/sources ${source.id}`)),
    citations: reply.citations,
    items: [],
  };
}
