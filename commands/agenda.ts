/** /agenda: what was on the table in each round, as the sources have it. */
import { args } from "../src/args.ts";
import { defineCommand } from "../src/command.ts";
import type { Dossier } from "../src/dossier/dossier.ts";
import type { ItemOf } from "../src/dossier/kinds.ts";
import { formatWhen } from "../src/dossier/when.ts";
import { UserError } from "../src/errors.ts";
import { capped, disputes, keyFirst } from "../src/present/parts.ts";
import { nameOf } from "../src/present/position.ts";
import { disputesOn, say } from "../src/present/statement.ts";
import { drill, list, note } from "../src/reply/document.ts";

/** Statements of a round beside another round; disputes below them. */
const MOST = 8;
const MOST_DISPUTES = 3;

export default defineCommand({
  name: "agenda",
  group: "The talks",
  aliases: ["agendas", "discussed", "table"],
  summary: "What was on the table, round by round",
  local: {
    uk: { name: "порядок_денний", summary: "Що обговорювали, за раундами" },
    ru: { name: "повестка", summary: "Что обсуждали, по раундам" },
  },
  examples: ["/agenda", "/agenda 1", "/agenda second round"],
  args: { round: args.round("Only this round").optional() },
  run({ round }, { dossier }) {
    const all = dossier.all("fact").filter(({ about }) => about === "agenda");
    const rounds = dossier.all("round").filter(({ id }) => !round || id === round);
    const sections = rounds.map((r) => ({
      round: r,
      facts: keyFirst(all.filter((f) => f.rounds.includes(r.id))),
    }));
    const shown = [...new Set(sections.flatMap(({ facts }) => facts))];
    if (shown.length === 0) throw nothing(dossier, all, round);
    const differing = keyFirst(disputesOn(dossier, shown));
    return {
      blocks: [
        { type: "title", text: ["Agenda", ...(round ? [nameOf(dossier, round)] : [])].join(" · ") },
        ...sections.flatMap(({ round: { name, date, number }, facts }) =>
          capped(`${name}, ${formatWhen(date)}`, facts, {
            most: round ? facts.length : MOST,
            all: `/agenda ${number}`,
            draw: (items) => [list(items.map((item) => say(dossier, item)))],
          }),
        ),
        ...disputes(dossier, differing.slice(0, MOST_DISPUTES)),
        ...(differing.length > MOST_DISPUTES
          ? [note(`${differing.length - MOST_DISPUTES} more disputes bear on this: /dispute agenda`)]
          : []),
      ],
      actions: [...new Set(shown.flatMap(({ topics }) => topics))]
        .slice(0, 5)
        .map((id) => drill(nameOf(dossier, id), `/topic ${nameOf(dossier, id)}`)),
    };
  },
});

function nothing(dossier: Dossier, all: readonly ItemOf<"fact">[], round: string | undefined): UserError {
  const others = dossier.all("round").filter(({ id }) => all.some(({ rounds }) => rounds.includes(id)));
  return new UserError(
    `The dossier records no agenda${round ? ` of ${nameOf(dossier, round)}` : ""}.`,
    "not_found",
    others.length > 0 ? others.map(({ number }) => `/agenda ${number}`) : ["/topic"],
  );
}
