/** "What does the failure analysis expect": what one source announces or foresees. */
import { citesOf, type Dossier } from "../dossier/dossier.ts";
import type { Statement } from "../dossier/kinds.ts";
import { keyFirst } from "../present/parts.ts";
import { say } from "../present/statement.ts";
import { type Draft, drill, list } from "../reply/document.ts";
import type { Question } from "./question.ts";

/** Announcements and forecasts in an answer, each at most. */
const MOST = 3;

/** Asks for what the author foresees rather than what was announced. */
const FORESEES = /\b(?:forecast\w*|predict\w*|foresee\w*|prognos\w*)\b/i;

/** What a source that the question names tells of the future, when it is asked for nothing in particular. */
export function ahead(
  dossier: Dossier,
  { text, intents, entities, subjects, unknown }: Question,
): Draft | null {
  const source = dossier.get("source", entities.find(({ kind }) => kind === "source")?.id);
  if (!source || !intents.has("next") || subjects.length + unknown.names.length + unknown.words.length > 0)
    return null;
  const places = (item: Statement) =>
    citesOf(item).flatMap((cite) => (cite.source === source.id ? cite.at : []));
  // What a text foresees as a whole stands at its end.
  const late = (items: readonly Statement[]) => {
    const placed = items.map((item) => ({ item, place: Math.max(0, ...places(item)) }));
    return keyFirst(placed.sort((a, b) => b.place - a.place).map(({ item }) => item));
  };
  const announced = dossier.all("outlook").filter((item) => !item.outcome && places(item).length > 0);
  const foreseen = dossier.all("judgement").filter(({ type, by }) => type === "forecast" && by === source.id);
  const sorts = [late(announced).slice(0, MOST), late(foreseen).slice(0, MOST)];
  const items = (FORESEES.test(text) ? sorts.toReversed() : sorts).flat();
  if (items.length === 0) return null;
  return { blocks: [list(items.map((item) => say(dossier, item)))], actions: [drill("Outlook", "/outlook")] };
}
