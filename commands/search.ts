/** /search: items of every kind that hold some words, the best first. */

import { args } from "../src/args.ts";
import { find } from "../src/ask/find.ts";
import type { Question } from "../src/ask/question.ts";
import { defineCommand } from "../src/command.ts";
import type { Dossier } from "../src/dossier/dossier.ts";
import type { Item } from "../src/dossier/kinds.ts";
import { similar } from "../src/dossier/lookup.ts";
import { UserError } from "../src/errors.ts";
import { KIND_NAMES } from "../src/present/kinds.ts";
import { line } from "../src/present/line.ts";
import { readAs } from "../src/present/parts.ts";
import { type Action, drill, note } from "../src/reply/document.ts";

/** So many fit on a screen; whoever wants more asks more narrowly. */
const MOST = 10;
/** A name further from what was typed than so many letters is no help. */
const MOST_SLIPS = 2;

export default defineCommand({
  name: "search",
  group: "Ask",
  aliases: ["find", "lookup"],
  summary: "Everything in the dossier that holds some words, the best first",
  local: {
    uk: { name: "пошук", summary: "Усе в досьє, де є ці слова, найкраще — першим" },
    ru: { name: "поиск", summary: "Всё в досье, где есть эти слова, лучшее — первым" },
  },
  examples: ["/search fortress belt", "/search energy moratorium", "/search deserters"],
  args: { words: args.text("Words to look for") },
  run({ words }, { dossier, now }) {
    const { items, question } = find(words, dossier, now);
    if (items.length === 0) throw nothing(dossier, words, question);
    const unknown = [...question.unknown.names, ...question.unknown.words].map((word) => `“${word}”`);
    const more = items.length - MOST;
    return {
      blocks: [
        { type: "title", text: `Search · ${words}` },
        ...readAs(question.readings),
        ...(unknown.length > 0
          ? [note(`Not in the dossier: ${unknown.join(", ")}. Found by the other words.`)]
          : []),
        {
          type: "facts",
          rows: items
            .slice(0, MOST)
            .map((item) => ({ label: KIND_NAMES[item.kind].one, value: line(dossier, item) })),
        },
        ...(more > 0 ? [note(`${more} more fit less well; more words find fewer.`)] : []),
      ],
      actions: entities(question, items),
    };
  },
});

/** The pages of what the words name, and the kinds of which most was found. */
function entities({ entities: named }: Question, items: readonly Item[]): Action[] {
  const pages = named.flatMap(({ kind, name }) =>
    kind === "person" || kind === "topic" || kind === "party"
      ? [drill(name, kind === "party" ? `/delegation ${name}` : `/${kind} ${name}`)]
      : [],
  );
  const disputes = items.filter(({ kind }) => kind === "dispute").length;
  const term = items.find((item) => item.kind === "term");
  return [
    ...pages.slice(0, 3),
    ...(term ? [drill(term.term, `/term ${term.term}`)] : []),
    ...(disputes > 0 && named[0] ? [drill("Disputes", `/dispute ${named[0].name}`)] : []),
  ].slice(0, 5);
}

function nothing(dossier: Dossier, words: string, question: Question): UserError {
  const lacking = [...question.unknown.names, ...question.unknown.words];
  const near = (["person", "party", "topic", "term"] as const).flatMap((kind) =>
    lacking.flatMap((word) => similar(dossier, kind, word, 1)),
  );
  const best = near
    .filter((match) => match.slips <= MOST_SLIPS)
    .toSorted((a, b) => a.slips - b.slips)
    .slice(0, 3);
  const names = [...new Set(best.map(({ name }) => name))];
  const hint = names.length > 0 ? ` The nearest names in it: ${names.join(", ")}.` : "";
  return new UserError(
    `Nothing in the dossier holds “${words.length > 80 ? `${words.slice(0, 80).toWellFormed()}…` : words}”.${hint}`,
    "not_found",
    names.length > 0 ? names.map((name) => `/search ${name}`) : ["/topic", "/term"],
  );
}
