/** `data export`: the whole dossier as one JSON document, or as one CSV file a kind. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Dossier } from "../dossier/dossier.ts";
import { KINDS, type Kind } from "../dossier/kinds.ts";
import { loadDossier } from "../dossier/load.ts";
import { Cite } from "../dossier/schema.ts";
import { UserError } from "../errors.ts";
import { type Cell, toCsv } from "./csv.ts";

interface Options {
  readonly data: string;
  readonly format: "json" | "csv";
  readonly out?: string;
  readonly bom?: true;
}

const kinds = Object.keys(KINDS) as Kind[];

/** Prints the JSON, or writes the CSV files. @throws DossierError for a dossier that does not load; UserError for options that do not go together */
export function exportDossier({ data, format, out, bom }: Options): void {
  if (format === "json") {
    if (out !== undefined || bom)
      throw new UserError("JSON goes to standard output; --out and --bom go with --format csv");
    console.log(toJson(loadDossier(data)));
    return;
  }
  if (out === undefined) throw new UserError("CSV is one file a kind; name a folder for them with --out DIR");
  const dossier = loadDossier(data);
  for (const [file, content] of toCsvFiles(dossier)) write(out, file, bom ? `\uFEFF${content}` : content);
  console.log(`${kinds.length} files in ${out}, of revision ${dossier.revision}.`);
}

function write(dir: string, file: string, content: string): void {
  try {
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, file), content);
  } catch (error) {
    throw new UserError(`${join(dir, file)} cannot be written: ${(error as Error).message}`);
  }
}

function toJson(dossier: Dossier): string {
  const items = Object.fromEntries(kinds.map((kind) => [KINDS[kind].file, dossier.all(kind)]));
  return JSON.stringify({ dossier: dossier.manifest, revision: dossier.revision, ...items }, null, 2);
}

/** File name → content; a column for every key that the kind can have, whether or not an item has it. */
function toCsvFiles(dossier: Dossier): [string, string][] {
  return kinds.map((kind) => {
    const columns = columnsOf(kind);
    const rows = dossier.all(kind).map((item) => columns.map((path) => cellAt(item, path)));
    return [`${KINDS[kind].file}.csv`, toCsv([columns.map((path) => path.join(".")), ...rows])];
  });
}

/** The keys of a kind; a group of keys, such as an outcome, has a column for each. */
function columnsOf(kind: Kind): string[][] {
  return Object.entries(KINDS[kind].schema.shape).flatMap(([key, schema]) => {
    const inner: unknown = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
    return inner instanceof z.ZodObject ? Object.keys(inner.shape).map((part) => [key, part]) : [[key]];
  });
}

function cellAt(item: object, path: readonly string[]): Cell {
  const value = path.reduce<unknown>(
    (group, key) =>
      group && typeof group === "object" ? (group as Record<string, unknown>)[key] : undefined,
    item,
  );
  return typeof value === "number" ? value : flat(value);
}

/** A value in one cell: lists joined with "; ", parts with the paragraphs that carry them in brackets. */
function flat(value: unknown): string {
  if (value === undefined) return "";
  if (Array.isArray(value)) return value.map(flat).join("; ");
  if (typeof value !== "object" || value === null) return String(value);
  const cite = Cite.safeParse(value);
  if (cite.success) return `${cite.data.source} ¶${cite.data.at.join(", ")}`;
  // A post or an account; a date as it is written; paragraphs skipped; a range.
  if ("text" in value) return "cites" in value ? `${value.text} [${flat(value.cites)}]` : String(value.text);
  if ("reason" in value && "at" in value) return `¶${[value.at].flat().join(", ")} ${value.reason}`;
  if ("from" in value && "to" in value) return `${value.from}–${value.to}`;
  return JSON.stringify(value);
}
