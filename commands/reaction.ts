/** /reaction: how capitals, organisations and people responded to the talks and the events around them. */

import { args } from "../src/args.ts";
import { on } from "../src/ask/find.ts";
import { defineCommand } from "../src/command.ts";
import type { Dossier } from "../src/dossier/dossier.ts";
import type { ItemOf } from "../src/dossier/kinds.ts";
import { UserError } from "../src/errors.ts";
import { disputes, inTime, readAs } from "../src/present/parts.ts";
import { nameOf, withParts } from "../src/present/position.ts";
import { disputesOn, sayDated } from "../src/present/statement.ts";
import { drill } from "../src/reply/document.ts";

const MOST_DISPUTES = 3;

export default defineCommand({
  name: "reaction",
  group: "Who wants and says what",
  aliases: ["reactions", "response", "responses", "reacted"],
  summary: "How capitals, organisations and people responded",
  local: {
    uk: { name: "реакція", summary: "Як відреагували столиці, організації та особи" },
    ru: { name: "реакция", summary: "Как отреагировали столицы, организации и люди" },
  },
  examples: ["/reaction", "/reaction europe", "/reaction zelensky"],
  args: {
    party: args.party("Only this party and its people").optional(),
    person: args.person("Only this person").optional(),
    topic: args.topic("Only on this topic").optional(),
    about: args.text("Other words").optional(),
  },
  run({ party, person, topic, about }, { dossier, now }) {
    const found = about === undefined ? undefined : on("reaction", about, dossier, now);
    const asked = party ? withParts(dossier, party) : [];
    const who = [party, person, topic].filter((id) => id !== undefined);
    const items = (found?.items ?? dossier.all("reaction")).filter(
      ({ by, topics }) =>
        (!person || by === person) &&
        (!topic || topics.includes(topic)) &&
        (!party || asked.includes(partyOf(dossier, by))),
    );
    const title = [...who.map((id) => nameOf(dossier, id)), ...(found ? [found.subject] : [])];
    if (items.length === 0) throw nothing(dossier, title.join(", "));
    const sides = parties(dossier, items).map(({ label, own }) => ({
      label,
      items: inTime(own).map((item) => sayDated(dossier, item)),
    }));
    return {
      blocks: [
        { type: "title", text: ["Reactions", ...title].join(" · ") },
        ...readAs(found?.readings ?? []),
        { type: "comparison", sides },
        ...disputes(dossier, disputesOn(dossier, items).slice(0, MOST_DISPUTES)),
      ],
      actions:
        who.length > 0
          ? [drill("All reactions", "/reaction")]
          : responders(dossier).map((name) => drill(name, `/reaction ${name}`)),
    };
  },
});

/** The party that somebody responds for. */
const partyOf = (dossier: Dossier, by: string): string => dossier.get("person", by)?.party ?? by;

/** Reactions by party, in the order of the dossier: those who negotiate first. */
function parties(dossier: Dossier, items: readonly ItemOf<"reaction">[]) {
  return dossier.all("party").flatMap(({ id, name }) => {
    const own = items.filter(({ by }) => partyOf(dossier, by) === id);
    return own.length > 0 ? [{ label: name, own }] : [];
  });
}

const responders = (dossier: Dossier): string[] =>
  parties(dossier, dossier.all("reaction"))
    .map(({ label }) => label)
    .slice(0, 5);

function nothing(dossier: Dossier, subject: string): UserError {
  return new UserError(
    `The dossier records no reaction${subject ? ` under “${subject}”` : " by then"}.`,
    "not_found",
    responders(dossier).map((name) => `/reaction ${name}`),
  );
}
