/** The question set: what people ask, what a right answer must hold, and which third is held out while tuning. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Reply } from "../../src/reply/document.ts";
import { toText } from "../../src/reply/text.ts";

const DIR = join(import.meta.dirname, "..", "questions");

const Entry = z.strictObject({
  q: z.string(),
  expect: z.array(z.string()).default([]),
  first: z.string().optional(),
  cites: z.array(z.string()).default([]),
  cites_all: z.array(z.array(z.string())).default([]),
  as_of: z.iso.date().optional(),
  refuse: z.boolean().default(false),
  near: z.string().optional(),
});

/** A question; `kind` is its file, `held` whether it is kept out of tuning. */
export type Question = z.output<typeof Entry> & { readonly kind: string; readonly held: boolean };

/** All questions. One in three is held out, by a hash of its words, so that the choice never moves. */
export function loadQuestions(): Question[] {
  const files = readdirSync(DIR).filter((file) => file.endsWith(".yaml"));
  return files.flatMap((file) => {
    const entries = z.array(Entry).parse(parse(readFileSync(join(DIR, file), "utf8")));
    return entries.map((entry) => ({
      ...entry,
      kind: file.replace(".yaml", ""),
      held: (createHash("sha256").update(entry.q).digest()[0] ?? 0) % 3 === 0,
    }));
  });
}

/** Kinds in which saying that something is not there may be the right answer. */
const MAY_REFUSE = new Set(["premises", "unstated"]);
/** "The answer comes first": within so many characters of the reply. */
const FIRST = 400;

/** What is wrong with a reply to a question; empty when it is right. */
export function faults(question: Question, reply: Reply): string[] {
  const text = toText(reply);
  if (question.refuse) return reply.kind === "answer" ? ["answered what the dossier does not know"] : [];
  const cited = new Set(
    reply.citations.flatMap(({ source, paragraphs }) => paragraphs.map((at) => `${source}:${at}`)),
  );
  const lacks = (places: readonly string[]) => places.length > 0 && !places.some((place) => cited.has(place));
  return [
    ...(reply.kind !== "answer" && !MAY_REFUSE.has(question.kind) ? [REFUSED] : []),
    ...question.expect
      .filter((pattern) => !new RegExp(pattern, "i").test(text))
      .map((pattern) => `lacks ${pattern}`),
    ...(question.first && !new RegExp(question.first, "i").test(text.slice(0, FIRST))
      ? ["the answer does not come first"]
      : []),
    ...[question.cites, ...question.cites_all]
      .filter(lacks)
      .map((places) => `cites none of ${places.join(", ")}`),
  ];
}

export const REFUSED = "refused what the dossier knows";
