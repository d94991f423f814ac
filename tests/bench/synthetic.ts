/** Dossiers many times the real one's size: as YAML files, or as items built straight in memory. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import { listFiles } from "../../src/dossier/files.ts";
import { type Item, KINDS } from "../../src/dossier/kinds.ts";

/** Kinds that are named by others, and the questions that people ask, stay single; all others are copied. */
const SINGLE = new Set(
  ["source", "party", "person", "topic", "round", "question"].map((kind) => fileOf(kind)),
);

function fileOf(kind: string): string {
  return KINDS[kind as keyof typeof KINDS].file;
}

interface Raw {
  readonly id: string;
  readonly items?: readonly string[];
  readonly superseded_by?: string;
}

/** Writes a dossier with `times` copies of every statement of another; ids of copies end in their number. */
export function writeCopies(from: string, to: string, times: number): void {
  for (const file of listFiles(from)) {
    const text = readFileSync(join(from, file), "utf8");
    const kind = file.replace(/\.yaml$/, "").split("/")[0] ?? "";
    if (file === "dossier.yaml" || SINGLE.has(kind)) write(join(to, file), text);
    else {
      const list = (parse(text) ?? []) as Raw[];
      for (let copy = 1; copy <= times; copy++) {
        const name = file.replace(/\.yaml$/, "").replaceAll("/", "-");
        write(join(to, kind, `${name}-${copy}.yaml`), stringify(list.map((item) => copyOf(item, copy))));
      }
    }
  }
}

function copyOf(item: Raw, copy: number): Raw {
  const named = (id: string) => `${id}-copy${copy}`;
  return {
    ...item,
    id: named(item.id),
    ...(item.items && { items: item.items.map(named) }),
    ...(item.superseded_by && { superseded_by: named(item.superseded_by) }),
  };
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** At least `count` items: those of a dossier, its statements copied over and over. */
export function copiesInMemory(items: readonly Item[], count: number): Item[] {
  const copied = items.filter(({ kind }) => !SINGLE.has(fileOf(kind)));
  const all = [...items];
  for (let copy = 1; all.length < count; copy++) {
    for (const item of copied) {
      const { id } = item;
      all.push({ ...structuredCopy(item), id: `${id}-copy${copy}` });
    }
  }
  return all;
}

/** A copy that shares no list with its original, so that memory is counted as for items of their own. */
function structuredCopy(item: Item): Item {
  const entries = Object.entries(item).map(([key, value]) => [
    key,
    Array.isArray(value) ? [...value] : value,
  ]);
  return Object.fromEntries(entries);
}
