/** Reads the import statements of a source file, and holds them against the table of rooms. */
import { dirname, posix } from "node:path";

/** One module that a file names, and whether only its types are used. */
export interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
}

/** What the files of a room may import: rooms and packages whole, or their types only. */
export interface Room {
  readonly imports: readonly string[];
  readonly types?: readonly string[];
  /** Whether the files of the room may import each other. */
  readonly closed?: true;
}

/** `import … from "x"`, `export … from "x"` and bare `import "x"`. */
const STATEMENT = /^[ \t]*(?:import|export)\b(\s+type\b)?(?:[^"';]*?\bfrom)?\s*["']([^"']+)["']/gm;
/** `import("x")` and `require("x")`; as a type, `import("x").T`, it counts as a value: there is a plain form. */
const CALL = /\b(?:import|require)\s*\(\s*["'`]([^"'`]+)["'`]/g;

/** Every import of a source text. Comments count too: a commented-out import has no business here either. */
export function importsOf(text: string): Import[] {
  return [
    ...[...text.matchAll(STATEMENT)].map(([, type, from = ""]) => ({ from, typeOnly: type !== undefined })),
    ...[...text.matchAll(CALL)].map(([, from = ""]) => ({ from, typeOnly: false })),
  ];
}

/** The room that a file belongs to: the longest entry of the table that is the file or begins its path. */
function roomOf(file: string, table: Readonly<Record<string, Room>>): string | undefined {
  return Object.keys(table)
    .filter((room) => file === room || (room.endsWith("/") && file.startsWith(room)))
    .sort((a, b) => b.length - a.length)[0];
}

/**
 * What a file imports against the table, as sentences; empty when all is well.
 * @param file path from the repository's root, with forward slashes
 */
export function violations(file: string, text: string, table: Readonly<Record<string, Room>>): string[] {
  const room = roomOf(file, table);
  const rules = room === undefined ? undefined : table[room];
  if (room === undefined || !rules) return [`${file} is in no room of the table`];
  return importsOf(text).flatMap(({ from, typeOnly }) => {
    const target = from.startsWith(".") ? posix.join(dirname(file), from) : from;
    const allowed = typeOnly ? [...rules.imports, ...(rules.types ?? [])] : rules.imports;
    if (target.startsWith("node:") || target === "src/errors.ts") return [];
    const own = target.startsWith("src/") || target.startsWith("commands/") ? roomOf(target, table) : target;
    if (own === room && !rules.closed) return [];
    if (allowed.includes(own ?? target) || allowed.includes(target)) return [];
    return [`${file} (room ${room}) must not import ${typeOnly ? "the types of " : ""}${target}`];
  });
}
