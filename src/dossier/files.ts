/** Reads a dossier's YAML files and remembers where everything stands, for messages with line and column. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { CORE_SCHEMA, load } from "js-yaml";
import { isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from "yaml";
import { DossierError, type Problem } from "../errors.ts";
import { nearest } from "./fuzzy.ts";
import { KINDS, type Kind } from "./kinds.ts";
import { explainSyntax, firstTrouble, lostAlias, placeOf } from "./syntax.ts";

/** Whether values alone are read, or the places of everything too, for messages with line and column. */
export type Reading = "quick" | "exact";

export type Path = readonly (string | number)[];

/** One YAML file: its value as plain data, and the place of any part of it. */
export class YamlFile {
  readonly file: string;
  readonly value: unknown;
  readonly problems: Problem[] = [];
  readonly #text: string;
  #located: { root: ParsedNode | null; lines: LineCounter } | undefined;

  /**
   * @param file shown in problems, relative to the dossier; @param bytes the file's content
   * @param reading "quick" leaves the places of things unread until a message needs one: serving wants values only
   */
  constructor(file: string, bytes: Uint8Array, reading: Reading = "exact") {
    this.file = file;
    let text = "";
    try {
      text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      this.problems.push({ file, line: 1, column: 1, message: "is not valid UTF-8; save it as UTF-8 text" });
    }
    this.#text = text;
    if (this.problems.length > 0) this.value = null;
    else this.value = reading === "quick" ? this.#parseQuickly() : this.#parse();
  }

  #parseQuickly(): unknown {
    try {
      return load(this.#text, { schema: CORE_SCHEMA }) ?? null;
    } catch {
      // What is wrong, and where, the exact reading says.
      return this.#parse();
    }
  }

  #parse(): unknown {
    const lines = new LineCounter();
    const doc = parseDocument(this.#text, { lineCounter: lines, prettyErrors: false });
    for (const error of firstTrouble([...doc.errors, ...doc.warnings])) {
      const { line, col } = lines.linePos(placeOf(error, doc));
      const [tab] = this.#text.split("\n")[line - 1]?.match(/^[ ]*\t/) ?? [];
      const message = tab ? explainSyntax("TAB_AS_INDENT", "") : explainSyntax(error.code, error.message);
      this.problems.push({ file: this.file, line, column: tab?.length ?? col, message });
    }
    this.#located = { root: doc.contents, lines };
    if (this.problems.length > 0) return null;
    try {
      return doc.toJS();
    } catch {
      // All that the library refuses here is aliases: to nothing, or unfolding to too much (its maxAliasCount).
      const lost = lostAlias(doc);
      const { line, col } = lines.linePos(lost ?? 0);
      const message =
        lost === null
          ? 'its references ("&" and "*") unfold to too much'
          : 'begins with "*", which YAML takes for a reference; put the text in quotes';
      this.problems.push({ file: this.file, line, column: col, message });
      return null;
    }
  }

  /** The place of the deepest part of `path` that exists. With `key`, the place of the key rather than its value. */
  at(path: Path, key = false): Problem {
    if (!this.#located && this.problems.length === 0) this.#parse();
    const { root, lines } = this.#located ?? { root: null, lines: null };
    let node: ParsedNode | null = root;
    let offset = node?.range[0] ?? 0;
    for (const [depth, part] of path.entries()) {
      if (isMap<ParsedNode, ParsedNode | null>(node)) {
        const pair = node.items.find((p) => isScalar(p.key) && p.key.value === part);
        if (!pair) break;
        node = key && depth === path.length - 1 ? pair.key : (pair.value ?? pair.key);
      } else if (isSeq<ParsedNode>(node)) {
        node = node.items[Number(part)] ?? null;
      } else break;
      if (!node) break;
      offset = node.range[0];
    }
    const { line, col } = lines?.linePos(offset) ?? { line: 1, col: 1 };
    return { file: this.file, line: Math.max(line, 1), column: Math.max(col, 1), message: "" };
  }
}

/** A dossier's files by kind. `manifest` is dossier.yaml. */
export interface DossierFiles {
  readonly manifest: YamlFile | null;
  readonly kinds: ReadonlyMap<Kind, readonly YamlFile[]>;
  readonly problems: readonly Problem[];
}

const IS_YAML = /\.ya?ml$/;

/**
 * Lists the YAML files below a folder, sorted, as paths relative to it with forward slashes.
 * @throws DossierError when the folder is missing or cannot be read
 */
export function listFiles(dir: string): string[] {
  try {
    if (!statSync(dir).isDirectory()) throw new Error("it is not a folder");
    return readdirSync(dir, { recursive: true, encoding: "utf8" })
      .filter((file) => IS_YAML.test(file) && !basename(file).startsWith("."))
      .map((file) => relative(dir, join(dir, file)).split(sep).join("/"))
      .sort();
  } catch (error) {
    const why =
      (error as NodeJS.ErrnoException).code === "ENOENT"
        ? "there is no such folder"
        : (error as Error).message;
    const message = `the dossier cannot be read: ${why}; name a folder with a dossier.yaml (--data DIR or RAPPORTEUR_DATA)`;
    throw new DossierError([{ file: dir, line: 1, column: 1, message }]);
  }
}

/**
 * Reads the files of a dossier. A file's kind is its name or its folder's: events.yaml, events/january.yaml.
 * @param wanted kinds that are read; the manifest is in any case
 */
export function readFiles(
  dir: string,
  reading: Reading = "exact",
  wanted: (kind: Kind) => boolean = () => true,
): DossierFiles {
  const kinds = new Map<Kind, YamlFile[]>();
  const problems: Problem[] = [];
  const byName = new Map<string, Kind>(Object.entries(KINDS).map(([kind, { file }]) => [file, kind as Kind]));
  let manifest: YamlFile | null = null;
  for (const file of listFiles(dir)) {
    const room = file.replace(IS_YAML, "").split("/")[0] ?? "";
    const kind = byName.get(room);
    if (!kind && file !== "dossier.yaml") {
      const near = nearest(room, ["dossier", ...byName.keys()]);
      const known = near
        ? `did you mean ${near}.yaml?`
        : `known names are dossier, ${[...byName.keys()].join(", ")}`;
      problems.push({
        file,
        line: 1,
        column: 1,
        message: `is not a file of a dossier; ${known}`,
      });
      continue;
    }
    if (kind && !wanted(kind)) continue;
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(join(dir, file));
    } catch (error) {
      const folder = (error as NodeJS.ErrnoException).code === "EISDIR";
      const message = folder
        ? "is a folder named like a file; leave the .yaml out of its name"
        : `cannot be read: ${(error as Error).message}`;
      problems.push({ file, line: 1, column: 1, message });
      continue;
    }
    const yaml = new YamlFile(file, bytes, reading);
    problems.push(...yaml.problems);
    if (!kind) manifest = yaml;
    else kinds.set(kind, [...(kinds.get(kind) ?? []), yaml]);
  }
  if (!manifest) {
    problems.push({
      file: "dossier.yaml",
      line: 1,
      column: 1,
      message: "is missing; it holds the dossier's id, title, subject and period",
    });
  }
  return { manifest, kinds, problems };
}
