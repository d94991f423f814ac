/** From a folder of YAML to a checked dossier, or to every problem at once. */
import type { z } from "zod";
import { DossierError, type Problem } from "../errors.ts";
import { checkItems } from "./check.ts";
import { Dossier } from "./dossier.ts";
import { explainIssues, idAt } from "./explain.ts";
import { type DossierFiles, type Path, type Reading, readFiles, type YamlFile } from "./files.ts";
import { type Item, KINDS, type Kind } from "./kinds.ts";
import { Manifest } from "./schema.ts";

/** An item and where it stands, for messages. */
export interface Entry {
  readonly item: Item;
  /** The place of a part of the item, with the message. */
  problem(message: string, path?: Path, key?: boolean): Problem;
}

/** What a folder holds: the items that have the right shape, and all problems so far. */
export interface Parsed {
  readonly manifest: z.output<typeof Manifest> | null;
  readonly entries: readonly Entry[];
  readonly unread: Unread;
  readonly problems: readonly Problem[];
}

/** What stands in the files but not in the right shape: rules must not call it missing. */
export interface Unread {
  readonly ids: ReadonlySet<string>;
  /** Kinds with anything unread. */
  readonly kinds: ReadonlySet<Kind>;
  /** Kinds with something unread whose id is not known either. */
  readonly nameless: ReadonlySet<Kind>;
}

/** Loads, checks and freezes a dossier. @throws DossierError with all problems, in file order */
export function loadDossier(dir: string): Dossier {
  const parsed = parseDossier(dir, "quick");
  return new Dossier(checked(parsed).manifest, itemsOf(parsed));
}

/**
 * The same for a process that may answer once and end: the curated questions, half of all text, are read when a free
 * question first needs them.
 * @throws DossierError with all problems but those of the curated questions, which reading these throws
 */
export function openDossier(dir: string): Dossier {
  const first = parseDossier(dir, "quick", (kind) => kind !== "question");
  const { manifest } = checked(first);
  return new Dossier(manifest, itemsOf(first), false, () => {
    const more = parseDossier(dir, "quick", (kind) => kind === "question");
    checked({ ...more, entries: [...first.entries, ...more.entries] });
    return itemsOf(more);
  });
}

const itemsOf = ({ entries }: Parsed): Item[] => entries.map(({ item }) => item);

/** Applies the rules between items. @throws DossierError with all problems */
function checked(parsed: Parsed): { manifest: NonNullable<Parsed["manifest"]> } {
  const { manifest } = parsed;
  const problems = [...parsed.problems, ...checkItems(parsed.entries, parsed.unread)];
  if (problems.length > 0 || !manifest) throw new DossierError(inOrder(problems));
  return { manifest };
}

/** Reads and validates the shape of what is in a folder, without the rules between items. @param wanted kinds that are read */
export function parseDossier(
  dir: string,
  reading: Reading = "exact",
  wanted?: (kind: Kind) => boolean,
): Parsed {
  const files = readFiles(dir, reading, wanted);
  const problems = [...files.problems];
  const entries: Entry[] = [];
  const unread = { ids: new Set<string>(), kinds: new Set<Kind>(), nameless: new Set<Kind>() };
  const miss = (kind: Kind, id: string | null) => {
    unread.kinds.add(kind);
    if (id === null) unread.nameless.add(kind);
    else unread.ids.add(id);
  };
  for (const kind of Object.keys(KINDS) as Kind[]) {
    for (const file of files.kinds.get(kind) ?? []) {
      if (file.problems.length > 0) miss(kind, null);
      else parseItems(kind, file, entries, problems, miss);
    }
  }
  return { manifest: parseManifest(files, problems), entries, unread, problems };
}

export function inOrder(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
}

function parseManifest(files: DossierFiles, problems: Problem[]) {
  if (!files.manifest || files.manifest.problems.length > 0) return null;
  const result = Manifest.safeParse(files.manifest.value);
  if (!result.success) {
    problems.push(...explainIssues(result.error.issues, files.manifest, Manifest, []));
    return null;
  }
  const { from, to } = result.data.period;
  if (from > to) {
    const message = `"period" begins on ${from}, after its end on ${to}`;
    problems.push({ ...files.manifest.at(["period", "from"]), message });
  }
  return result.data;
}

function parseItems(
  kind: Kind,
  file: YamlFile,
  entries: Entry[],
  problems: Problem[],
  miss: (kind: Kind, id: string | null) => void,
): void {
  if (file.value === null) return;
  if (!Array.isArray(file.value)) {
    miss(kind, null);
    problems.push({ ...file.at([]), message: 'must be a list: begin each item with "- id: …"' });
    return;
  }
  for (const [index, value] of file.value.entries()) {
    const result = KINDS[kind].schema.safeParse(value);
    if (result.success) {
      const item = deepFreeze({ kind, ...result.data }) as Item;
      entries.push({
        item,
        problem: (message, path = [], key = false) => ({
          ...file.at([index, ...path], key),
          message: `${item.id}: ${message}`,
        }),
      });
    } else {
      miss(kind, idAt(file.value, [index]));
      problems.push(...explainIssues(result.error.issues, file, KINDS[kind].schema, [index]));
    }
  }
}

function deepFreeze<T>(value: T): T {
  if (value && typeof value === "object" && !Object.isFrozen(value)) {
    // Temporal values are immutable already.
    if (value instanceof Temporal.PlainDate) return value;
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
