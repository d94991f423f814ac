/** /background: what is neither an event nor a number: setting, conditions, venue, format, profiles; complete by topic. */

import { args } from "../src/args.ts";
import { on } from "../src/ask/find.ts";
import { defineCommand } from "../src/command.ts";
import type { Dossier } from "../src/dossier/dossier.ts";
import type { ItemOf } from "../src/dossier/kinds.ts";
import { UserError } from "../src/errors.ts";
import { disputes, keyFirst, notedSection, readAs } from "../src/present/parts.ts";
import { nameOf } from "../src/present/position.ts";
import { disputesOn } from "../src/present/statement.ts";
import { drill, note } from "../src/reply/document.ts";

/** What facts are about, in the order in which somebody new to the subject reads them. */
const SECTIONS: Readonly<Record<ItemOf<"fact">["about"], string>> = {
  background: "Background",
  condition: "Conditions",
  format: "Format",
  venue: "Venue",
  setting: "Setting",
  agenda: "Agenda",
  outcome: "Outcome",
  name: "What it is called",
  profile: "People",
};
/** Facts of each section when no topic was asked for. */
const MOST_EACH = 3;
const MOST_DISPUTES = 3;

export default defineCommand({
  name: "background",
  group: "Numbers, disputes, what is next",
  aliases: ["context", "facts", "fact", "conditions"],
  summary: "Background on a topic: what led here, conditions, venue, format",
  local: {
    uk: { name: "контекст", summary: "Передісторія й обставини за темою" },
    ru: { name: "контекст", summary: "Предыстория и обстоятельства по теме" },
  },
  examples: ["/background territory", "/background europe", "/background"],
  args: { about: args.text("A topic, party or person, or other words").optional() },
  run({ about }, { dossier, now }) {
    const found = about === undefined ? undefined : on("fact", about, dossier, now);
    const facts = found?.items ?? dossier.all("fact");
    const topics = topicsOf(dossier, dossier.all("fact"));
    if (facts.length === 0)
      throw new UserError(
        `The dossier has no background${found ? ` on “${found.subject}”` : " by then"}.`,
        "not_found",
        topics.slice(0, 5).map((name) => `/background ${name}`),
      );
    const shown = Object.entries(SECTIONS).flatMap(([kind, title]) => {
      const own = keyFirst(facts.filter((fact) => fact.about === kind));
      // A fact of no topic is found by none: it stands here.
      const loose = own.slice(MOST_EACH).filter((fact) => fact.topics.length === 0);
      return [{ title, facts: found ? own : [...own.slice(0, MOST_EACH), ...loose] }];
    });
    const all = shown.flatMap((section) => section.facts);
    return {
      blocks: [
        { type: "title", text: ["Background", ...(found ? [found.subject] : [])].join(" · ") },
        ...readAs(found?.readings ?? []),
        ...shown.flatMap((section) => notedSection(dossier, section.title, section.facts)),
        ...(found ? disputes(dossier, disputesOn(dossier, all).slice(0, MOST_DISPUTES)) : []),
        ...(all.length < facts.length
          ? [note(`${facts.length - all.length} more, by topic: ${topics.join(", ")}.`)]
          : []),
      ],
      actions: (found ? topicsOf(dossier, facts) : topics)
        .slice(0, 5)
        .map((name) => drill(name, found ? `/topic ${name}` : `/background ${name}`)),
    };
  },
});

/** Names of the topics that facts bear on, those with most first. */
function topicsOf(dossier: Dossier, facts: readonly ItemOf<"fact">[]): string[] {
  return [
    ...Map.groupBy(
      facts.flatMap(({ topics }) => topics),
      (id) => id,
    ),
  ]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([id]) => nameOf(dossier, id));
}
