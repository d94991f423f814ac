/** A small valid dossier in a temporary folder: the starter of `data init`; a test names only what it changes. */
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { z } from "zod";
import { STARTER } from "../../src/cli/data-init.ts";
import { KINDS, type Kind } from "../../src/dossier/kinds.ts";

/** An item as it is written in YAML; what is left out is filled in. */
type Written<K extends Kind> = Partial<z.input<(typeof KINDS)[K]["schema"]>>;

export interface Changes {
  /** Whole files by name; null leaves the file out. */
  readonly files?: Readonly<Record<string, string | Uint8Array | null>>;
  /** File, text that stands in it exactly once, and what stands there instead. */
  readonly edits?: readonly (readonly [file: string, from: string, to: string])[];
  /** Items to add. */
  readonly items?: { readonly [K in Kind]?: readonly Written<K>[] };
}

/** An empty folder that is gone after the test. */
export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), "dossier-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** Writes the dossier; returns its folder, which is gone after the test. The sources' texts are in textsOf(folder). */
export function smallDossier(changes: Changes = {}): string {
  const dir = temporaryFolder();
  cpSync(STARTER, dir, { recursive: true });
  change(dir, changes);
  return dir;
}

/** The folder with the texts of the sources. */
export const textsOf = (dir: string): string => join(dir, "texts");

/** Changes a dossier in place. */
export function change(dir: string, { files = {}, edits = [], items = {} }: Changes): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    if (content === null) rmSync(join(dir, file));
    else writeFileSync(join(dir, file), content);
  }
  for (const [file, from, to] of edits) {
    const [head, tail, more] = readFileSync(join(dir, file), "utf8").split(from);
    if (tail === undefined || more !== undefined) throw new Error(`"${from}" must stand once in ${file}`);
    writeFileSync(join(dir, file), `${head}${to}${tail}`);
  }
  for (const [kind, list] of Object.entries(items) as [Kind, readonly object[]][]) {
    for (const [i, item] of list.entries()) {
      const id = `${KINDS[kind].prefix || `${kind}-`}added-${i + 1}`;
      const filled = { id, ...REQUIRED[kind](i), ...item };
      // JSON is YAML too.
      appendFileSync(join(dir, `${KINDS[kind].file}.yaml`), `- ${JSON.stringify(filled)}\n`);
    }
  }
}

const cites = [{ source: "s001", at: [2] }];
const statement = { text: "Something was said about Lake Mira.", cites };

/** The least that an item of each kind must have, beside its id; `i` tells items of one kind apart. */
const REQUIRED: { readonly [K in Kind]: (i: number) => Written<K> } = {
  source: (i) => ({
    title: `Added source ${i}`,
    short: `Added ${i}`,
    published: { date: "2030-03-12", known: "printed", from: "the date line" },
    type: "report",
    file: `added-${i}.txt`,
    paragraphs: 1,
    descriptor: { basis: "Hearsay.", leaning: "None.", limits: "Many." },
    grade: "C3",
    skipped: [{ at: [1], reason: "title" }],
  }),
  party: (i) => ({ name: `Added party ${i}`, role: "other", cites }),
  person: (i) => ({ name: `Added person ${i}`, party: "northland", cites }),
  topic: (i) => ({ name: `Added topic ${i}`, ...statement }),
  round: (i) => ({ number: 2 + i, name: `Added round ${i}`, date: "2030-03-20", ...statement }),
  delegate: () => ({ party: "northland", round: "round-1", capacity: "member", ...statement }),
  event: () => ({ date: "2030-03-03", ...statement }),
  fact: () => ({ about: "background", ...statement }),
  position: () => ({ party: "northland", stance: "demands", topics: ["catch"], ...statement }),
  figure: (i) => ({ measure: `Added measure ${i}`, value: 3, unit: "March", ...statement }),
  quote: () => ({ speaker: "berg", words: "The lake cannot feed two fleets", ...statement }),
  reaction: () => ({ by: "northland", ...statement }),
  judgement: () => ({ by: "s001", type: "assessment", ...statement }),
  term: (i) => ({ term: `Added term ${i}`, ...statement }),
  dispute: () => ({
    question: "What was said?",
    type: "fact",
    accounts: [
      { text: "One thing was said.", cites },
      { text: "Another thing was said.", cites },
    ],
  }),
  outlook: () => ({ ...statement }),
  question: (i) => ({ asks: [`what else was said ${i}`], answers: ["fact-treaty"] }),
};
