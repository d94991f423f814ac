/** /person: who somebody is, what they did and said, where sources differ about them. */
import { args } from "../src/args.ts";
import { defineCommand } from "../src/command.ts";
import { capped, datedSection, keyFirst, quotations, section } from "../src/present/parts.ts";
import { cite, dispute } from "../src/present/statement.ts";
import { type Block, drill, heading, list, plain } from "../src/reply/document.ts";

/** Disputes, and judgements on the person, at most. */
const MOST_DISPUTES = 3;
const MOST_JUDGEMENTS = 4;

export default defineCommand({
  name: "person",
  group: "The talks",
  aliases: ["who", "people", "bio"],
  summary: "Who somebody is: posts, part in the talks, words, and where sources differ",
  local: {
    uk: { name: "особа", summary: "Хто ця людина: посади, участь у переговорах, слова" },
    ru: { name: "персона", summary: "Кто этот человек: должности, участие в переговорах, слова" },
  },
  examples: ["/person kostyukov", "/person vitkov", "/person zelenskyy"],
  args: { person: args.person("Name, in any spelling") },
  run({ person: id }, { dossier }) {
    const person = dossier.get("person", id);
    if (!person) throw new Error(`no person ${id}`);
    const party = dossier.get("party", person.party);
    const items = dossier.naming(id);
    const of = (kind: string) => items.filter((item) => item.kind === kind);
    const delegates = dossier.about("delegate", id).filter((delegate) => delegate.person === id);
    const profile = dossier.about("fact", id).filter((fact) => fact.about === "profile");
    const facts = dossier.about("fact", id).filter((fact) => fact.about !== "profile");
    const positions = dossier.about("position", id).filter((position) => position.by === id);
    const reactions = dossier.about("reaction", id).filter((reaction) => reaction.by === id);
    const quotes = dossier.about("quote", id).filter((quote) => quote.speaker === id);
    // What names others beside the person is mostly about something else.
    const judgements = dossier
      .about("judgement", id)
      .filter(({ people, by }) => people.length === 1 && by !== id)
      .slice(0, MOST_JUDGEMENTS);
    const blocks: Block[] = [
      {
        type: "title",
        text: `${person.name} · ${party?.name ?? person.party}`,
        ...(party?.colour && { colour: party.colour }),
      },
      ...(person.posts.length > 0
        ? [heading("Posts"), list(person.posts.map((post) => [plain(post.text), cite(id, post.cites)]))]
        : []),
      ...section(dossier, "Profile", profile),
      ...section(dossier, "In the talks", delegates),
      ...datedSection(dossier, "Events", dossier.about("event", id)),
      ...section(dossier, "Positions", positions),
      ...section(dossier, "Reactions", reactions),
      ...quotations(dossier, quotes),
      ...section(dossier, "Also", facts),
      ...section(dossier, "How others judge", judgements),
      ...capped("Sources differ", keyFirst(dossier.about("dispute", id)), {
        most: MOST_DISPUTES,
        all: `/dispute ${person.name}`,
        draw: (items) => items.flatMap((item) => dispute(dossier, item)),
      }),
    ];
    const actions = [
      ...(delegates.length > 0 && party
        ? [drill(`Delegation of ${party.name}`, `/delegation ${party.name}`)]
        : []),
      ...(of("event").length > 0 ? [drill("Events", `/timeline ${person.name}`)] : []),
    ];
    return { blocks, actions };
  },
});
