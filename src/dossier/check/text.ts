/** Holds the dossier against the texts of its sources: quotes, figures, names, and that no sentence is copied. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../../errors.ts";
import { fold } from "../fuzzy.ts";
import type { Item } from "../kinds.ts";
import type { Entry } from "../load.ts";
import type { Cite } from "../schema.ts";
import { numberStands, numbersIn } from "./numbers.ts";
import { citedTexts, Entries } from "./rules.ts";

/** So many words in a row, equal to the source's, are a copied sentence; names of offices stay below. */
const COPIED_WORDS = 10;

/** The paragraphs of each source, by its id; a paragraph is a non-empty line, counted from 1. */
type Texts = ReadonlyMap<string, readonly string[]>;

/** What was verified, for the summary. */
export interface Verified {
  readonly problems: readonly Problem[];
  readonly quotes: number;
  readonly figures: number;
  readonly names: number;
}

/** Checks everything that the source texts can confirm. @param dir the folder that holds the files named in the sources */
export function checkAgainstTexts(list: readonly Entry[], dir: string): Verified {
  const entries = new Entries(list);
  const problems: Problem[] = [];
  const texts = readTexts(entries, dir, problems);
  const paragraphs = (cite: Cite): string[] | null => {
    const text = texts.get(cite.source);
    return text ? cite.at.map((at) => text[at - 1] ?? "") : null;
  };
  const counts = { quotes: 0, figures: 0, names: 0 };
  for (const entry of list) {
    const { item } = entry;
    for (const { text, cites, path } of citedTexts(item)) {
      for (const [i, cite] of cites.entries()) {
        const cited = paragraphs(cite);
        if (!cited) continue;
        const where = `${cite.source} ¶${cite.at.join(", ")}`;
        const at = [...path, "cites", i];
        if (item.kind === "quote") {
          counts.quotes++;
          if (!cited.some((p) => standsIn(plain(item.words), plain(p)))) {
            problems.push(
              entry.problem(`these words do not stand like this in ${where}: "${item.words}"`, ["words"]),
            );
          }
        }
        for (const value of valuesOf(item)) {
          counts.figures++;
          if (!numberStands(value, unitOf(item), cited.join("\n"))) {
            problems.push(entry.problem(`the number ${value} does not stand in ${where}`, ["value"]));
          }
        }
        for (const id of path.length === 0 || item.kind === "person" ? personsOf(entry) : []) {
          const person = entries.get("person", id);
          if (!person) continue;
          counts.names++;
          const words = ` ${fold(cited.join(" "))} `;
          if (![person.name, ...person.aliases].some((name) => words.includes(` ${fold(name)} `))) {
            problems.push(
              entry.problem(`${person.name} is named under none of the known spellings in ${where}`, at),
            );
          }
        }
        // A post is the name of an office, not a sentence.
        const sentence = path[0] === "posts" ? null : text;
        for (const value of sentence === null ? [] : numbersIn(sentence)) {
          if (valuesOf(item).includes(value)) continue;
          counts.figures++;
          if (!numberStands(value, "", cited.join("\n"))) {
            problems.push(
              entry.problem(`says ${value}, which does not stand in ${where}`, [...path, "text"]),
            );
          }
        }
        const copied = sentence === null ? null : copiedWords(sentence, cited);
        if (copied)
          problems.push(
            entry.problem(`copies ${where}: "${copied}"; say it in your own words`, [...path, "text"]),
          );
      }
    }
  }
  return { problems, ...counts };
}

function readTexts(entries: Entries, dir: string, problems: Problem[]): Texts {
  const texts = new Map<string, string[]>();
  for (const entry of entries.of("source")) {
    const { id, file, paragraphs } = entry.item;
    try {
      const lines = readFileSync(join(dir, file), "utf8").split(/\r\n|[\n\r]/);
      const found = lines.filter((line) => line.trim() !== "");
      // With a paragraph too many or too few, every comparison after it would be off.
      if (found.length === paragraphs) texts.set(id, found);
      else {
        problems.push(
          entry.problem(
            `says ${paragraphs} paragraphs, but ${file} has ${found.length}; nothing is compared with it until they agree`,
            ["paragraphs"],
          ),
        );
      }
    } catch {
      problems.push(entry.problem(`its text ${file} cannot be read in the folder of sources`, ["file"]));
    }
  }
  return texts;
}

/** The numbers of a figure. */
function valuesOf(item: Item): number[] {
  if (item.kind !== "figure" || item.value === "unstated") return [];
  return typeof item.value === "number" ? [item.value] : [item.value.from, item.value.to];
}

const unitOf = (item: Item): string => (item.kind === "figure" ? item.unit : "");

function personsOf({ item }: Entry): string[] {
  if (item.kind === "person") return [item.id];
  const ids = "people" in item ? [...item.people] : [];
  if (item.kind === "delegate" && item.person) ids.push(item.person);
  if (item.kind === "quote") ids.push(item.speaker);
  if ((item.kind === "position" || item.kind === "reaction") && item.by) ids.push(item.by);
  return [...new Set(ids)];
}

/** Typographic variants of quotation marks, apostrophes, dashes and spaces made one. */
function plain(text: string): string {
  return text
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[–—−‐‑]/g, "-")
    .replace(/\s+/g, " ");
}

/** Whether words stand in a text as whole words: "war" does not stand in "warned". */
function standsIn(words: string, text: string): boolean {
  const letter = /[\p{L}\p{N}]/u;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const begins = !letter.test(text[at - 1] ?? "") || !letter.test(words[0] ?? "");
    const ends = !letter.test(text[at + words.length] ?? "") || !letter.test(words.at(-1) ?? "");
    if (begins && ends) return true;
  }
  return false;
}

/** The first run of words that the text shares with a cited paragraph and that is too long to be chance. */
function copiedWords(text: string, cited: readonly string[]): string | null {
  const words = fold(text).split(" ");
  const source = ` ${fold(cited.join(" "))} `;
  for (let i = 0; i + COPIED_WORDS <= words.length; i++) {
    const run = words.slice(i, i + COPIED_WORDS).join(" ");
    if (source.includes(` ${run} `)) return run;
  }
  return null;
}
