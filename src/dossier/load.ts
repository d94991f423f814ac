/** From a folder of YAML to a checked dossier, or to every problem at once. */
import { z } from "zod";
import { DossierError, type Problem } from "../errors.ts";
import { checkItems } from "./check.ts";
import { Dossier } from "./dossier.ts";
import { type DossierFiles, type Path, readFiles, type YamlFile } from "./files.ts";
import { nearest } from "./fuzzy.ts";
import { type Item, KINDS, type Kind, Manifest } from "./schema.ts";

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
  const parsed = parseDossier(dir);
  const problems = [...parsed.problems, ...checkItems(parsed.entries, parsed.unread)];
  if (problems.length > 0 || !parsed.manifest) throw new DossierError(inOrder(problems));
  return new Dossier(
    parsed.manifest,
    parsed.entries.map((entry) => entry.item),
  );
}

/** Reads and validates the shape of everything in a folder, without the rules between items. */
export function parseDossier(dir: string): Parsed {
  const files = readFiles(dir);
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

type Issue = z.core.$ZodIssue;

/** zod's issues as problems with a place, in words a journalist understands. */
function explainIssues(issues: readonly Issue[], file: YamlFile, schema: z.ZodType, base: Path): Problem[] {
  const id = base.length > 0 ? idAt(file.value, base) : null;
  return issues.flatMap((issue) => {
    const path = [...base, ...issue.path.map((p) => (typeof p === "symbol" ? String(p) : p))];
    const name = nameOf(issue.path);
    const at = (p: Path, message: string, key = false): Problem => ({
      ...file.at(p, key),
      message: id ? `${id}: ${message}` : message,
    });
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => {
        const hint = nearest(key, keysAt(schema, issue.path), 2);
        return at([...path, key], `unknown key "${key}"${hint ? `; did you mean "${hint}"?` : ""}`, true);
      });
    }
    if (issue.path.length === 0 && issue.code === "invalid_type") {
      const begin =
        base.length > 0
          ? 'is not an item; begin each item with "- id: …"'
          : 'must be keys with values, such as "id: …"';
      return [at(path, begin)];
    }
    // A union fails in each of its forms; the one that got deepest is the one that was meant.
    const meant = issue.code === "invalid_union" && issue.errors.find((form) => form[0]?.path.length);
    if (meant) {
      const inner = meant.map((part) => ({ ...part, path: [...issue.path, ...part.path] }));
      return explainIssues(inner, file, schema, base);
    }
    const keys = keysAt(schema, issue.path).map((key) => `${key}: …`);
    return [at(path, explainIssue(issue, name, isMissing(file.value, path), keys))];
  });
}

function explainIssue(issue: Issue, name: string, missing: boolean, keys: readonly string[]): string {
  if (missing) return `${name} is missing`;
  switch (issue.code) {
    case "invalid_type":
      return `${name} must be ${article(issue.expected)}`;
    case "invalid_value":
      return `${name} must be one of ${issue.values.map(String).join(", ")}`;
    case "invalid_union": {
      const forms = issue.errors.flatMap((form) => form.slice(0, 1)).map((form) => formOf(form, keys));
      return `${name} must be ${forms.slice(0, -1).join(", ")} or ${forms.at(-1)}`;
    }
    case "too_small":
      return issue.message.startsWith("Too small")
        ? `${name} ${issue.origin === "number" ? `must be at least ${issue.minimum}` : "must not be empty"}`
        : `${name} ${issue.message}`;
    case "custom":
      return `${name}: ${issue.message}`;
    default:
      return `${name} ${issue.message}`;
  }
}

/** What one form of a union would have been; a group of keys is shown as it is written. */
function formOf(issue: Issue, keys: readonly string[]): string {
  if (issue.code === "invalid_type" && issue.expected === "object") return `{ ${keys.join(", ")} }`;
  if (issue.code === "invalid_type") return article(issue.expected);
  return issue.code === "invalid_value" ? issue.values.map(String).join(", ") : issue.message;
}

const article = (type: string): string =>
  ({
    string: "text",
    number: "a number",
    int: "a whole number",
    array: "a list",
    object: "a group of keys",
    boolean: "true or false",
  })[type] ?? type;

function idAt(root: unknown, path: Path): string | null {
  const value = valueAt(root, path);
  const id = value && typeof value === "object" && "id" in value ? value.id : null;
  return typeof id === "string" ? id : null;
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      value && typeof value === "object" ? (value as Record<string | number, unknown>)[part] : undefined,
    root,
  );
}

const isMissing = (root: unknown, path: Path): boolean => valueAt(root, path) === undefined;

/** The keys allowed at a place: enough for a "did you mean". */
function keysAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  const [part, ...rest] = path;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return keysAt(schema.unwrap(), path);
  if (schema instanceof z.ZodArray) return keysAt(schema.element, rest);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => keysAt(option, path));
  if (!(schema instanceof z.ZodObject)) return [];
  return part === undefined ? Object.keys(schema.shape) : keysAt(schema.shape[String(part)], rest);
}

/** A place in an item in words: "at" in "cites", an entry of "topics". */
function nameOf(path: readonly PropertyKey[]): string {
  const keys = path.filter((part) => typeof part === "string").map((key) => `"${key}"`);
  if (keys.length === 0) return "an item";
  const name = keys.reverse().join(" in ");
  return typeof path.at(-1) === "number" ? `an entry of ${name}` : name;
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
