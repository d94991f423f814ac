/** /term: what a word means here, as each source has it. */
import { args } from "../src/args.ts";
import { defineCommand } from "../src/command.ts";
import type { Dossier } from "../src/dossier/dossier.ts";
import { fold } from "../src/dossier/fuzzy.ts";
import type { ItemOf } from "../src/dossier/kinds.ts";
import { UserError } from "../src/errors.ts";
import { disputes, keyFirst } from "../src/present/parts.ts";
import { nameOf } from "../src/present/position.ts";
import { disputesOn, sayNoted } from "../src/present/statement.ts";
import { drill, list, note } from "../src/reply/document.ts";

export default defineCommand({
  name: "term",
  group: "Numbers, disputes, what is next",
  aliases: ["terms", "glossary", "define", "definition", "meaning"],
  summary: "What a term means here, as each source has it; alone, the list of terms",
  local: {
    uk: { name: "термін", summary: "Що означає термін у кожному джерелі; без слова — перелік" },
    ru: { name: "термин", summary: "Что означает термин в каждом источнике; без слова — перечень" },
  },
  examples: ["/term anchorage formula", "/term fortress belt", "/term"],
  args: { term: args.term("A word or name that needs explaining").optional() },
  run({ term: id }, { dossier }) {
    const first = dossier.get("term", id);
    if (!first) return overview(dossier);
    const defined = keyFirst(
      dossier
        .all("term")
        .filter(({ term, aliases }) => [term, ...aliases].some((n) => fold(n) === fold(first.term))),
    );
    const related = topicsOf(defined).flatMap((topic) => dossier.about("term", topic));
    const others = [...new Set(related.map(({ term }) => term))].filter(
      (name) => !defined.some(({ term }) => term === name),
    );
    const topics = topicsOf(defined).slice(0, 2);
    return {
      blocks: [
        { type: "title", text: first.term },
        list(defined.map((item) => sayNoted(dossier, item))),
        ...disputes(dossier, disputesOn(dossier, defined)),
      ],
      actions: [
        ...topics.map((topic) => drill(nameOf(dossier, topic), `/topic ${nameOf(dossier, topic)}`)),
        ...others.slice(0, 3).map((name) => drill(name, `/term ${name}`)),
      ],
    };
  },
});

const topicsOf = (terms: readonly ItemOf<"term">[]): string[] => [
  ...new Set(terms.flatMap(({ topics }) => topics)),
];

function overview(dossier: Dossier) {
  const names = [...new Set(dossier.all("term").map(({ term }) => term))].sort((a, b) =>
    a.localeCompare(b, "en"),
  );
  if (names.length === 0) throw new UserError("The dossier defines no term by then.", "not_found");
  const key = [...new Set(dossier.all("term").flatMap((item) => (item.key ? [item.term] : [])))];
  return {
    blocks: [{ type: "title" as const, text: "Terms" }, note(`${names.join(" · ")}.`)],
    actions: key.slice(0, 5).map((name) => drill(name, `/term ${name}`)),
  };
}
