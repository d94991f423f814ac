/** /round: one round of the talks: dates, venue, format, agenda, outcome, and what each source calls it. */
import { args } from "../src/args.ts";
import { defineCommand } from "../src/command.ts";
import type { Dossier } from "../src/dossier/dossier.ts";
import type { ItemOf } from "../src/dossier/kinds.ts";
import { formatWhen } from "../src/dossier/when.ts";
import { UserError } from "../src/errors.ts";
import { disputes, section } from "../src/present/parts.ts";
import { cite } from "../src/present/statement.ts";
import { type Block, bold, drill, list, plain } from "../src/reply/document.ts";

/** Sections of a round, in the order in which people ask. */
const SECTIONS = {
  name: "What it is called",
  venue: "Venue",
  setting: "Setting",
  format: "Format",
  agenda: "Agenda",
  outcome: "Outcome",
} as const;

export default defineCommand({
  name: "round",
  group: "The talks",
  aliases: ["rounds", "session"],
  summary: "A round of talks: dates, venue, format, agenda, outcome",
  local: {
    uk: { name: "раунд", summary: "Раунд переговорів: дати, місце, порядок денний, підсумок" },
    ru: { name: "раунд", summary: "Раунд переговоров: даты, место, повестка, итог" },
  },
  examples: ["/round 1", "/round 2", "/round"],
  args: { round: args.round("Number of the round").optional() },
  run({ round }, { dossier }) {
    const all = dossier.all("round");
    if (all.length === 0)
      throw new UserError("The dossier has no round by then.", "not_found", ["/timeline"]);
    const one = round ? dossier.get("round", round) : undefined;
    return one ? oneRound(dossier, one) : overview(dossier, all);
  },
});

function statement(round: ItemOf<"round">) {
  return [
    bold(`${round.name}, ${formatWhen(round.date)}`),
    plain(` — ${round.text}`),
    cite(round.id, round.cites),
  ];
}

function overview(dossier: Dossier, rounds: readonly ItemOf<"round">[]) {
  const numbering = dossier
    .all("dispute")
    .filter((item) => item.key && item.rounds.length > 0 && item.type === "name");
  return {
    blocks: [
      { type: "title" as const, text: "Rounds of the talks" },
      list(rounds.map(statement)),
      ...disputes(dossier, numbering),
    ],
    actions: rounds.map((round) => drill(round.name, `/round ${round.number}`)),
  };
}

function oneRound(dossier: Dossier, round: ItemOf<"round">) {
  const facts = dossier.about("fact", round.id);
  const bearing = dossier.about("dispute", round.id).filter((item) => item.key || item.type === "name");
  const blocks: Block[] = [
    { type: "title", text: `${round.name} · ${formatWhen(round.date)}` },
    { type: "paragraph", spans: statement(round) },
    ...Object.entries(SECTIONS).flatMap(([about, title]) =>
      section(
        dossier,
        title,
        facts.filter((fact) => fact.about === about),
      ),
    ),
    ...disputes(dossier, bearing),
  ];
  const parties = [
    ...new Set(
      dossier
        .all("delegate")
        .filter((d) => d.rounds.includes(round.id))
        .map((d) => d.party),
    ),
  ];
  const actions = parties.map((id) => {
    const name = dossier.get("party", id)?.name ?? id;
    return drill(`Delegation of ${name}`, `/delegation ${name} ${round.number}`);
  });
  return { blocks, actions: [...actions, drill("Events", `/timeline ${round.date.text}`)] };
}
