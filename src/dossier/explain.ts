/** What is wrong with the shape of an item, with its place, in words that do not need zod to be known. */
import { z } from "zod";
import type { Problem } from "../errors.ts";
import type { Path, YamlFile } from "./files.ts";
import { nearest } from "./fuzzy.ts";

type Issue = z.core.$ZodIssue;

/**
 * zod's issues as problems with a place, in words a journalist understands.
 * @param schema of what stands at `base` in the file; @param base empty for the whole file
 */
export function explainIssues(
  issues: readonly Issue[],
  file: YamlFile,
  schema: z.ZodType,
  base: Path,
): Problem[] {
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

/** The id written at a place, if there is one. */
export function idAt(root: unknown, path: Path): string | null {
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
