/** What is known of a source itself: who, when, on what it rests, and how far it can be trusted. */
import type { Dossier } from "../dossier/dossier.ts";
import type { ItemOf } from "../dossier/kinds.ts";
import { type Block, plain, type Span } from "../reply/document.ts";
import { dayText } from "./day.ts";
import { cite } from "./statement.ts";

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

/** A statement about a source is backed by the source itself: its title or first line. */
export function itself(source: ItemOf<"source">): Span {
  return cite(source.id, [{ source: source.id, at: [source.skipped[0]?.at[0] ?? 1] }]);
}

/** The day of the dossier's last source, ISO; none when it has no source by then. */
export const lastDay = (dossier: Dossier): string | undefined =>
  dossier
    .all("source")
    .map(({ published }) => published.date)
    .toSorted()
    .at(-1);

/** "24 Jan 2026 (date inferred)". */
export function datedSource({ published }: ItemOf<"source">): string {
  return `${dayText(published.date)} (date ${published.known})`;
}

/** Everything that the dossier records of a source, a line each. */
export function sourceFacts(source: ItemOf<"source">): Block[] {
  const mark = itself(source);
  const row = (label: string, text: string) => ({ label, value: [plain(text), mark] });
  const [reliability = "", credibility = ""] = source.grade;
  const words = `${RELIABILITY[reliability]}, ${CREDIBILITY[credibility]}`;
  const rows = [
    row("Title", source.title),
    row("Publisher", source.publisher ?? "not stated"),
    row("Author", source.author ?? "not stated"),
    row("Date", `${datedSource(source)}, from ${source.published.from}`),
    row("Type", source.type),
    row("Rests on", source.outlets.length > 0 ? source.outlets.join(", ") : "names no outlets"),
    row("Basis", source.descriptor.basis),
    row("Leaning", source.descriptor.leaning),
    row("Limits", source.descriptor.limits),
    row("Grade", `${source.grade}: ${words} (the curator's grade, Admiralty code)`),
  ];
  return [{ type: "facts", rows }];
}
