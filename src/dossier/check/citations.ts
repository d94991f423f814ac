/** Rules on citations: paragraphs exist, none is skipped and cited, every one is accounted for. */
import type { Problem } from "../../errors.ts";
import { citedTexts, type Entries, type Rule } from "./rules.ts";

export const citedParagraphs: Rule = (entries) =>
  entries.list.flatMap((entry) =>
    citedTexts(entry.item).flatMap(({ cites, path }) => {
      const problems: Problem[] = [];
      const seen = new Set<string>();
      for (const [i, cite] of cites.entries()) {
        const at = [...path, "cites", i];
        const source = entries.get("source", cite.source);
        if (seen.has(cite.source)) {
          problems.push(
            entry.problem(`cites ${cite.source} twice; put all its paragraphs into one "at"`, at),
          );
        }
        seen.add(cite.source);
        if (new Set(cite.at).size < cite.at.length) {
          problems.push(entry.problem(`names a paragraph of ${cite.source} twice`, [...at, "at"]));
        }
        for (const [j, paragraph] of cite.at.entries()) {
          if (source && paragraph > source.paragraphs) {
            problems.push(
              entry.problem(
                `${cite.source} has ${source.paragraphs} paragraphs; ¶${paragraph} does not exist`,
                [...at, "at", j],
              ),
            );
          }
          if (source?.skipped.some((skip) => skip.at.includes(paragraph))) {
            problems.push(
              entry.problem(
                `${cite.source} ¶${paragraph} is listed as skipped there; cite it or skip it, not both`,
                [...at, "at", j],
              ),
            );
          }
        }
      }
      return problems;
    }),
  );

/** Paragraphs that statements cite, by source. Names of people, parties and topics alone do not cover a paragraph. */
export function citedBySource(entries: Entries): Map<string, Set<number>> {
  const cited = new Map(entries.of("source").map(({ item }) => [item.id, new Set<number>()]));
  for (const { item } of entries.list) {
    const name = item.kind === "person" || item.kind === "party";
    for (const { cites, text } of citedTexts(item)) {
      if (name && text === null) continue;
      for (const cite of cites) for (const at of cite.at) cited.get(cite.source)?.add(at);
    }
  }
  return cited;
}

export const coverage: Rule = (entries) => {
  const cited = citedBySource(entries);
  // What cannot be read may cite what seems open.
  const known = entries.unread.kinds.size === 0;
  return entries.of("source").flatMap((entry) => {
    const { item } = entry;
    const problems: Problem[] = [];
    const skipped = new Set<number>();
    for (const [i, skip] of item.skipped.entries()) {
      for (const [j, at] of skip.at.entries()) {
        if (at > item.paragraphs)
          problems.push(
            entry.problem(`skips ¶${at}, but has ${item.paragraphs} paragraphs`, ["skipped", i, "at", j]),
          );
        if (skipped.has(at)) problems.push(entry.problem(`skips ¶${at} twice`, ["skipped", i, "at", j]));
        skipped.add(at);
      }
    }
    const open: number[] = [];
    for (let at = 1; at <= item.paragraphs; at++) {
      if (!skipped.has(at) && !cited.get(item.id)?.has(at)) open.push(at);
    }
    if (known && open.length > 0) {
      problems.push(
        entry.problem(
          `${plural(open.length)} neither cited by an item nor skipped with a reason: ¶${runs(open)}`,
          ["paragraphs"],
          true,
        ),
      );
    }
    return problems;
  });
};

const plural = (n: number): string => (n === 1 ? "1 paragraph is" : `${n} paragraphs are`);

/** Numbers in ascending order as runs: 3, 5–7. */
export function runs(numbers: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < numbers.length; ) {
    let j = i;
    while (numbers[j + 1] === (numbers[j] ?? 0) + 1) j++;
    parts.push(j > i ? `${numbers[i]}–${numbers[j]}` : `${numbers[i]}`);
    i = j + 1;
  }
  return parts.join(", ");
}
