/** /topic: one subject of the talks at a glance: what is at stake, who wants what, numbers, events, words, disputes. */
import { args } from "../src/args.ts";
import { defineCommand } from "../src/command.ts";
import type { Dossier } from "../src/dossier/dossier.ts";
import type { ItemOf } from "../src/dossier/kinds.ts";
import { UserError } from "../src/errors.ts";
import { line } from "../src/present/line.ts";
import { capped, inTime, keyFirst } from "../src/present/parts.ts";
import { holders, side } from "../src/present/position.ts";
import { cite, dispute, quotation, say, sayDated } from "../src/present/statement.ts";
import { type Block, type Draft, drill, heading, list, note, plain } from "../src/reply/document.ts";

/** Statements of a section at most; quotations and disputes take more room each. */
const MOST = 5;
const MOST_BLOCKS = 3;
const MOST_A_PARTY = 3;

export default defineCommand({
  name: "topic",
  group: "Who wants and says what",
  aliases: ["topics", "issue", "issues", "subject", "theme"],
  summary: "A topic at a glance: stakes, positions, figures, events, quotes, disputes",
  local: {
    uk: { name: "тема", summary: "Тема стисло: позиції, цифри, події, цитати, розбіжності" },
    ru: { name: "тема", summary: "Тема вкратце: позиции, цифры, события, цитаты, расхождения" },
  },
  examples: ["/topic energy ceasefire", "/topic donbas", "/topic"],
  args: { topic: args.topic("Such as territory, security guarantees or energy ceasefire").optional() },
  run({ topic: id }, { dossier }) {
    const topic = dossier.get("topic", id);
    return topic ? oneTopic(dossier, topic) : overview(dossier);
  },
});

function overview(dossier: Dossier): Draft {
  const topics = dossier.all("topic");
  if (topics.length === 0) throw new UserError("The dossier has no topic by then.", "not_found");
  return {
    blocks: [{ type: "title", text: "Topics of the talks" }, list(topics.map((t) => line(dossier, t)))],
    actions: topics.slice(0, MOST).map(({ name }) => drill(name, `/topic ${name}`)),
  };
}

function oneTopic(dossier: Dossier, topic: ItemOf<"topic">): Draft {
  const { id, name } = topic;
  const blocks: Block[] = [
    { type: "title", text: name },
    { type: "paragraph", spans: [plain(topic.text), cite(id, topic.cites)] },
    ...positions(dossier, topic),
    ...capped("Figures", keyFirst(dossier.about("figure", id)), {
      most: MOST,
      all: `/figure ${name}`,
      draw: (items) => [list(items.map((item) => say(dossier, item)))],
    }),
    ...capped("Events", latestFirst(dossier.about("event", id)), {
      most: MOST,
      all: `/timeline ${name}`,
      draw: (items) => [list(inTime(items).map((item) => sayDated(dossier, item)))],
    }),
    ...capped("In their words", keyFirst(dossier.about("quote", id)), {
      most: MOST_BLOCKS,
      all: `/quote ${name}`,
      draw: (items) => items.map((item) => quotation(dossier, item)),
    }),
    ...capped("Sources differ", keyFirst(dossier.about("dispute", id)), {
      most: MOST_BLOCKS,
      all: `/dispute ${name}`,
      draw: (items) => items.flatMap((item) => dispute(dossier, item)),
    }),
  ];
  const further = [
    ["fact", "Background", "/background"],
    ["judgement", "Judgements", "/judgement"],
    ["reaction", "Reactions", "/reaction"],
    ["outlook", "Outlook", "/outlook"],
  ] as const;
  const actions = further.flatMap(([kind, label, command]) =>
    dossier.about(kind, id).length > 0 ? [drill(label, `${command} ${name}`)] : [],
  );
  return { blocks, actions };
}

function positions(dossier: Dossier, { id, name }: ItemOf<"topic">): Block[] {
  const all = dossier.about("position", id);
  if (all.length === 0) return [];
  const sides = holders(dossier, all).map((party) => side(dossier, party, all, MOST_A_PARTY));
  const more = all.length - sides.reduce((shown, { items }) => shown + items.length, 0);
  return [
    heading("Positions"),
    { type: "comparison", sides },
    ...(more > 0 ? [note(`${more} more: /position ${name}`)] : []),
  ];
}

/** Key events before others, later ones before earlier. */
function latestFirst(events: readonly ItemOf<"event">[]): ItemOf<"event">[] {
  return keyFirst(inTime(events).toReversed());
}
