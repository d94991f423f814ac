/** `data new`: a template of an item under the next free id, filled with what the dossier has. */
import { fold } from "../dossier/fuzzy.ts";
import { groupByKind, KINDS, type Kind } from "../dossier/kinds.ts";
import type { Parsed } from "../dossier/load.ts";
import { clean } from "../reply/text.ts";
import { readDossier } from "./data-check.ts";
import { type Filling, template } from "./templates.ts";

/** Kinds whose ids are counted through: s001, round-1. */
const NUMBERED: ReadonlySet<Kind> = new Set(["source", "round"]);

/** Prints the template. @throws UserError for a folder that cannot be read */
export function printTemplate(kind: Kind, words: readonly string[], options: { data: string }): void {
  const parsed = readDossier(options.data);
  if (parsed.problems.length > 0) {
    console.error("Parts of this dossier cannot be read, so the id may be taken: see data -- check.");
  }
  const typed = clean(words.join(" ")).replace(/\s+/g, " ").trim();
  const { file } = KINDS[kind];
  console.log(`# Append to ${file}.yaml or a file in ${file}/, then run: npm run --silent data -- check`);
  console.log(template(kind, fill(parsed, kind, typed)));
}

/** Existing ids to fill in; words that say what is missing in a dossier that has none yet. */
function fill({ manifest, entries }: Parsed, kind: Kind, words: string): Filling {
  const items = groupByKind(entries.map((entry) => entry.item));
  const [source] = items.source;
  const skipped = new Set(source?.skipped.flatMap((skip) => skip.at));
  const open = Array.from({ length: source?.paragraphs ?? 1 }, (_, i) => i + 1).find(
    (at) => !skipped.has(at),
  );
  return {
    ...nextId(kind, words, new Set(entries.map((entry) => entry.item.id))),
    words,
    source: source?.id ?? "s001",
    paragraph: open ?? 1,
    party: items.party[0]?.id ?? "id-of-a-party",
    person: items.person[0]?.id ?? "id-of-a-person",
    topic: items.topic[0]?.id ?? "id-of-a-topic",
    round: items.round[0]?.id ?? "round-1",
    answer: entries.find(({ item }) => "status" in item)?.item.id ?? "id-of-a-statement",
    day: manifest?.period.from ?? "2026-01-01",
  };
}

/**
 * The first id of a kind that nothing has: made of the words ("ev-kremlin-meeting", then "…-2"), or the number
 * after the highest ("ev-7", "s005").
 */
function nextId(kind: Kind, words: string, taken: ReadonlySet<string>): { id: string; number: number } {
  const { prefix } = KINDS[kind];
  const slug = fold(words)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const stem = slug.startsWith(prefix) ? slug : prefix + slug;
  const start = prefix || `${kind}-`;
  const used = [...taken].flatMap((id) => {
    const digits = id.startsWith(start) ? id.slice(start.length) : "";
    return /^\d+$/.test(digits) ? [digits] : [];
  });
  const number = Math.max(0, ...used.map(Number)) + 1;
  if (slug === "" || NUMBERED.has(kind)) {
    const width = kind === "source" ? Math.max(3, ...used.map((digits) => digits.length)) : 1;
    return { id: start + String(number).padStart(width, "0"), number };
  }
  let id = stem;
  for (let n = 2; taken.has(id); n++) id = `${stem}-${n}`;
  return { id, number };
}
