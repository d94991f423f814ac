/** Rules on wording: one sentence an item, ICD 203 terms, quotation marks, neutral questions. */
import type { Problem } from "../../errors.ts";
import { fold } from "../fuzzy.ts";
import { LIKELIHOOD } from "../schema.ts";
import { citedTexts, type Rule } from "./rules.ts";

/** Abbreviations whose full stop does not end a sentence. */
const ABBREVIATIONS =
  /\b(?:U\.S|U\.N|U\.K|Gen|Lt|Adm|Mr|Ms|Mrs|Dr|No|St|Jr|vs|approx|a\.m|p\.m|e\.g|i\.e)\.(?=\s)/g;

/** Problem of a statement as a sentence, or null. */
function sentenceProblem(text: string): string | null {
  const plain = text.replace(ABBREVIATIONS, (match) => match.replaceAll(".", ""));
  if (/[\n\r\t]/.test(text)) return "runs over several lines; write one sentence";
  if (!/\.[”"’)]?$/.test(plain)) return "must be a complete sentence and end in a full stop";
  if (/[.!?][”"’)]?\s+["“‘(]?[\p{L}\p{N}]/u.test(plain))
    return "holds more than one sentence; one fact a sentence, one sentence an item";
  if (!/^["“‘(]?[\p{Lu}\p{N}]/u.test(text)) return "must begin with a capital letter";
  return null;
}

export const sentences: Rule = ({ list }) =>
  list.flatMap((entry) =>
    citedTexts(entry.item).flatMap(({ text, path }) => {
      // A post is the name of an office, not a sentence.
      if (text === null || path[0] === "posts") return [];
      const problem = sentenceProblem(text);
      return problem ? [entry.problem(`"text" ${problem}`, [...path, "text"])] : [];
    }),
  );

const TERMS = Object.keys(LIKELIHOOD);
const TERM = new RegExp(`\\b(${TERMS.join("|")})(?:ly)?\\b`, "gi");
/** Words for likelihood outside the seven terms. */
const LOOSE =
  /\b(?:probabl[ey]|improbabl[ey]|highly likely|most likely|more likely|less likely|highly unlikely|presumably|in all likelihood|good chance|even chance|even odds|remote chance|chances are|doubtless|virtually certain|nearly certain)\b/i;

export const likelihood: Rule = (entries) =>
  entries.of("judgement").flatMap((entry) => {
    const { text, likelihood: term } = entry.item;
    const problems: Problem[] = [];
    const said = [...text.matchAll(TERM)].map((match) => (match[1] ?? "").toLowerCase());
    const loose = LOOSE.exec(text.replace(TERM, ""))?.[0];
    if (loose) {
      problems.push(
        entry.problem(
          `"${loose}" is not one of the seven terms of likelihood (ICD 203): ${TERMS.join(", ")}`,
          ["text"],
        ),
      );
    }
    if (term && !said.includes(term)) {
      problems.push(
        entry.problem(`has the likelihood "${term}", but its sentence does not say so`, ["likelihood"]),
      );
    }
    const other = said.find((used) => used !== term);
    if (other && !term) {
      problems.push(entry.problem(`says "${other}", so "likelihood" must name the term`, ["text"]));
    } else if (other && term && said.includes(term)) {
      problems.push(
        entry.problem(`says "${other}" beside "${term}"; one likelihood a sentence, one sentence an item`, [
          "text",
        ]),
      );
    }
    if ((said.length > 0 || term) && /\bconfiden(?:ce|t)\b/i.test(text)) {
      problems.push(
        entry.problem("speaks of likelihood and confidence in one sentence (ICD 203 keeps them apart)", [
          "text",
        ]),
      );
    }
    return problems;
  });

export const quotations: Rule = (entries) =>
  entries.of("quote").flatMap((entry) => {
    if (!/^["“”„«]|["“”»]$/.test(entry.item.words)) return [];
    return [entry.problem('"words" are written without quotation marks around them', ["words"])];
  });

export const questions: Rule = (entries) =>
  entries.of("dispute").flatMap((entry) => {
    const { question, accounts } = entry.item;
    const problems: Problem[] = [];
    if (!question.endsWith("?"))
      problems.push(entry.problem('"question" must be a question and end in "?"', ["question"]));
    const texts = new Set(accounts.map((account) => account.text.toLowerCase()));
    if (texts.size < accounts.length)
      problems.push(entry.problem("two accounts say the same; put their citations into one", ["accounts"]));
    return problems;
  });

export const asked: Rule = (entries) => {
  const seen = new Map<string, string>();
  return entries.of("question").flatMap((entry) => {
    const { id, asks, answers } = entry.item;
    const twice = answers.flatMap((answer, i) =>
      answers.indexOf(answer) < i ? [entry.problem(`names "${answer}" twice`, ["answers", i])] : [],
    );
    const known = asks.flatMap((ask, i) => {
      const words = fold(ask);
      const owner = seen.get(words);
      seen.set(words, owner ?? id);
      if (words === "") return [entry.problem(`"${ask}" has neither letters nor digits`, ["asks", i])];
      if (owner === undefined) return [];
      const where = owner === id ? "here already" : `by ${owner}`;
      return [entry.problem(`"${ask}" is asked ${where}; one way to ask leads to one answer`, ["asks", i])];
    });
    return [...twice, ...known];
  });
};

export const ranges: Rule = (entries) =>
  entries.of("figure").flatMap((entry) => {
    const { value } = entry.item;
    if (typeof value !== "object" || value.from < value.to) return [];
    return [
      entry.problem(`the range ${value.from}–${value.to} must go from the smaller to the larger number`, [
        "value",
      ]),
    ];
  });
