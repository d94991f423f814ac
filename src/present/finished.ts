/** A draft as a reply: its citations numbered, its sources called as all replies call them. */
import type { Dossier } from "../dossier/dossier.ts";
import type { ItemOf } from "../dossier/kinds.ts";
import type { Draft, Reply } from "../reply/document.ts";
import { finish } from "../reply/finish.ts";
import { dayText } from "./day.ts";

/** Finishes what was drafted from a dossier. */
export function finished(dossier: Dossier, draft: Draft): Reply {
  return finish(draft, (id) => sourceLabel(dossier, id));
}

const labels = new WeakMap<ItemOf<"source">, string>();

/** "Kyiv Independent, 24 Jan 2026 (date inferred)". Nearly every reply lists sources, always the same few. */
function sourceLabel(dossier: Dossier, id: string): string {
  const source = dossier.get("source", id);
  if (!source) return id;
  let label = labels.get(source);
  if (label === undefined) {
    const { date, known } = source.published;
    label = `${source.short}, ${dayText(date)}${known === "inferred" ? " (date inferred)" : ""}`;
    labels.set(source, label);
  }
  return label;
}
