/** A draft as a reply: its citations numbered, its sources called as all replies call them. */
import type { Dossier } from "../dossier/dossier.ts";
import type { Draft, Reply } from "../reply/document.ts";
import { finish } from "../reply/finish.ts";
import { dayText } from "./day.ts";

/** Finishes what was drafted from a dossier. */
export function finished(dossier: Dossier, draft: Draft): Reply {
  return finish(draft, (id) => sourceLabel(dossier, id));
}

/** "Kyiv Independent, 24 Jan 2026 (date inferred)". */
function sourceLabel(dossier: Dossier, id: string): string {
  const source = dossier.get("source", id);
  if (!source) return id;
  const { date, known } = source.published;
  return `${source.short}, ${dayText(date)}${known === "inferred" ? " (date inferred)" : ""}`;
}
