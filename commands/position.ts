/** /position: what the parties want on a topic, side by side. */
import { args } from "../src/args.ts";
import { defineCommand } from "../src/command.ts";
import type { Dossier } from "../src/dossier/dossier.ts";
import { UserError } from "../src/errors.ts";
import { capped, keyFirst } from "../src/present/parts.ts";
import { holders, inSentence, sidesByStance, withParts } from "../src/present/position.ts";
import { cite, dispute } from "../src/present/statement.ts";
import { type Block, drill, plain } from "../src/reply/document.ts";

/** Disputes of which the others are a command away. */
const MOST_DISPUTES = 3;

export default defineCommand({
  name: "position",
  group: "Who wants and says what",
  aliases: ["positions", "stance", "demands"],
  summary: "What the parties demand, offer and reject on a topic",
  local: {
    uk: { name: "позиція", summary: "Чого сторони вимагають, що пропонують і відкидають" },
    ru: { name: "позиция", summary: "Чего стороны требуют, что предлагают и отвергают" },
  },
  examples: ["/position territory", "/position territory russia", "/position security guarantees ukraine"],
  args: {
    topic: args.topic("Such as territory, security guarantees or energy ceasefire"),
    party: args.party("Only this party").optional(),
  },
  run({ topic: id, party }, { dossier }) {
    const topic = dossier.get("topic", id);
    if (!topic) throw new Error(`no topic ${id}`);
    const asked = party ? withParts(dossier, party) : [];
    const positions = dossier
      .about("position", id)
      .filter((position) => !party || asked.includes(position.party));
    const who = party ? (dossier.get("party", party)?.name ?? party) : "";
    if (positions.length === 0) {
      const holders = [...new Set(dossier.about("position", id).map((position) => position.party))];
      const others = holders.map(
        (holder) => `/position ${topic.name} ${dossier.get("party", holder)?.name ?? holder}`,
      );
      throw new UserError(
        `The dossier records no position${who ? ` of ${inSentence(who)}` : ""} on “${topic.name}”.`,
        "not_found",
        others.length > 0 ? others : topicsWith(dossier, party),
      );
    }
    const parties = holders(dossier, positions);
    const bearing = dossier
      .about("dispute", id)
      .filter((item) => item.items.some((i) => positions.some((p) => p.id === i)));
    const colour = party ? dossier.get("party", party)?.colour : undefined;
    const blocks: Block[] = [
      {
        type: "title",
        text: ["Positions", topic.name, who].filter((part) => part).join(" · "),
        ...(colour && { colour }),
      },
      { type: "paragraph", spans: [plain(topic.text), cite(topic.id, topic.cites)] },
      { type: "comparison", sides: parties.flatMap((p) => sidesByStance(dossier, p, positions)) },
      ...capped("Sources differ", keyFirst(bearing), {
        most: MOST_DISPUTES,
        all: `/dispute ${topic.name}`,
        draw: (items) => items.flatMap((item) => dispute(dossier, item)),
      }),
    ];
    return { blocks, actions: party ? [drill("All parties", `/position ${topic.name}`)] : [] };
  },
});

function topicsWith(dossier: Dossier, party: string | undefined): string[] {
  const name = party ? (dossier.get("party", party)?.name ?? "") : "";
  const topics = dossier
    .all("topic")
    .filter(({ id }) => dossier.about("position", id).some((p) => !party || p.party === party));
  return topics.slice(0, 5).map((topic) => `/position ${topic.name} ${name}`.trim());
}
