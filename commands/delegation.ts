/** /delegation: who sits in a party's delegation, round by round, by source. */
import { args } from "../src/args.ts";
import { defineCommand } from "../src/command.ts";
import type { Dossier } from "../src/dossier/dossier.ts";
import type { ItemOf } from "../src/dossier/kinds.ts";
import { formatWhen } from "../src/dossier/when.ts";
import { UserError } from "../src/errors.ts";
import { postsOf } from "../src/present/person.ts";
import { inSentence } from "../src/present/position.ts";
import { dispute, disputesOn, say } from "../src/present/statement.ts";
import { type Block, drill, heading, list } from "../src/reply/document.ts";

/** What each capacity is called, in the order of a table of names. */
const CAPACITIES = { head: "Head of delegation", member: "Members", alongside: "Present alongside" } as const;

export default defineCommand({
  name: "delegation",
  group: "The talks",
  aliases: ["team", "delegates", "delegations"],
  summary: "Who sits in a delegation, by round and source",
  local: {
    uk: { name: "делегація", summary: "Хто входить до делегації, за раундами й джерелами" },
    ru: { name: "делегация", summary: "Кто входит в делегацию, по раундам и источникам" },
  },
  examples: ["/delegation russia", "/delegation ukraine 2", "/delegation us round:1"],
  args: {
    party: args.party("Whose delegation"),
    round: args.round("Only this round").optional(),
  },
  run({ party, round }, { dossier }) {
    const name = dossier.get("party", party)?.name ?? party;
    const all = dossier.about("delegate", party).filter((delegate) => delegate.party === party);
    const rounds = dossier.all("round").filter(({ id }) => !round || id === round);
    const sections = rounds.map((r) => ({ round: r, delegates: all.filter((d) => sitsIn(d, r.id)) }));
    const shown = [...new Set(sections.flatMap((section) => section.delegates))];
    if (shown.length === 0) {
      const where = round ? ` in ${dossier.get("round", round)?.name ?? round}` : "";
      const others = delegations(dossier);
      throw new UserError(
        `The dossier names no delegation of ${inSentence(name)}${where}.`,
        "not_found",
        others.map((p) => `/delegation ${p}`),
      );
    }
    const heads = shown.filter((d) => d.capacity === "head" && d.person);
    const people = [...new Set([...heads, ...shown].flatMap((d) => (d.person ? [d.person] : [])))];
    const disputes = disputesOn(dossier, shown);
    return {
      blocks: [
        { type: "title", text: `Delegation · ${name}`, ...colourOf(dossier, party) },
        ...sections.flatMap((section) => sectionBlocks(dossier, section)),
        ...posts(dossier, people),
        ...(disputes.length > 0 ? [heading("Sources differ")] : []),
        ...disputes.flatMap((item) => dispute(dossier, item)),
      ],
      actions: people.map((id) =>
        drill(dossier.get("person", id)?.name ?? id, `/person ${dossier.get("person", id)?.name ?? id}`),
      ),
    };
  },
});

const sitsIn = (delegate: ItemOf<"delegate">, round: string): boolean =>
  delegate.round === round || delegate.rounds.includes(round);

/** Parties that have a delegation. */
function delegations(dossier: Dossier): string[] {
  const ids = new Set(dossier.all("delegate").map((delegate) => delegate.party));
  return [...ids].map((id) => dossier.get("party", id)?.name ?? id);
}

function sectionBlocks(
  dossier: Dossier,
  { round, delegates }: { round: ItemOf<"round">; delegates: readonly ItemOf<"delegate">[] },
): Block[] {
  const title = `${round.name}, ${formatWhen(round.date)}`;
  if (delegates.length === 0)
    return [heading(title), { type: "note", text: "No source names this delegation for this round." }];
  return [
    heading(title),
    ...Object.entries(CAPACITIES).flatMap(([capacity, label]): Block[] => {
      const group = delegates.filter((delegate) => delegate.capacity === capacity);
      return group.length > 0
        ? [{ type: "comparison", sides: [{ label, items: group.map((d) => say(dossier, d)) }] }]
        : [];
    }),
  ];
}

function posts(dossier: Dossier, people: readonly string[]): Block[] {
  const rows = people.flatMap((id) => {
    const person = dossier.get("person", id);
    return person && person.posts.length > 0 ? [postsOf(person)] : [];
  });
  return rows.length > 0 ? [heading("Posts"), list(rows)] : [];
}

function colourOf(dossier: Dossier, party: string): { colour?: string } {
  const colour = dossier.get("party", party)?.colour;
  return colour ? { colour } : {};
}
