/** /compare: what two sides want, topic by topic, side by side. */
import { args } from "../src/args.ts";
import { defineCommand } from "../src/command.ts";
import type { Dossier } from "../src/dossier/dossier.ts";
import type { ItemOf } from "../src/dossier/kinds.ts";
import { UserError } from "../src/errors.ts";
import { disputes, keyFirst } from "../src/present/parts.ts";
import { inSentence, nameOf, side } from "../src/present/position.ts";
import { disputesOn, joined } from "../src/present/statement.ts";
import { type Block, drill, heading, note } from "../src/reply/document.ts";

/** Positions a side: on the one topic asked about, and on each of several. */
const MOST_ON_ONE = 6;
const MOST_ON_EACH = 2;
/** Topics shown when none was asked for; the others are an action away. */
const MOST_TOPICS = 4;
const MOST_DISPUTES = 3;

export default defineCommand({
  name: "compare",
  group: "Who wants and says what",
  aliases: ["versus", "vs", "sides"],
  summary: "What two sides want, side by side, on one topic or topic by topic",
  local: {
    uk: { name: "порівняти", summary: "Чого хочуть дві сторони, поруч, за темами" },
    ru: { name: "сравнить", summary: "Чего хотят две стороны, рядом, по темам" },
  },
  examples: ["/compare russia ukraine territory", "/compare us europe", "/compare energy ceasefire"],
  onlyWithSlash: true,
  args: {
    party: args.party("One side; all who negotiate when left out").optional(),
    other: args.party("The other side").optional(),
    topic: args.topic("Only this topic").optional(),
  },
  run({ party, other, topic }, { dossier }) {
    const parties = sidesOf(dossier, party, other);
    const names = parties.map((id) => nameOf(dossier, id));
    const all = dossier.all("position").filter((position) => parties.includes(position.party));
    const title = ["Compare", joined(names), topic ? nameOf(dossier, topic) : ""];
    const topics = topic ? [topic] : shared(dossier, all);
    const found = all.filter((position) => position.topics.some((id) => topics.includes(id)));
    if (found.length === 0) throw nothing(dossier, names, topic);
    const shown = topics.slice(0, MOST_TOPICS);
    const blocks: Block[] = [{ type: "title", text: title.filter((part) => part).join(" · ") }];
    for (const id of shown) {
      if (!topic) blocks.push(heading(nameOf(dossier, id)));
      blocks.push(...onTopic(dossier, { parties, topic: id, all, most: topic ? MOST_ON_ONE : MOST_ON_EACH }));
    }
    if (topic) blocks.push(...disputes(dossier, disputesOn(dossier, found).slice(0, MOST_DISPUTES)));
    const rest = topics.slice(topic ? 0 : MOST_TOPICS).map((id) => nameOf(dossier, id));
    if (!topic && rest.length > 0) blocks.push(note(`Positions are also recorded on: ${rest.join("; ")}.`));
    const given = [party, other].flatMap((id) => (id ? [nameOf(dossier, id)] : []));
    const about = (command: string, id: string) =>
      drill(nameOf(dossier, id), `${command} ${nameOf(dossier, id)}`);
    const actions = topic
      ? [about("/position", topic), about("/topic", topic)]
      : topics.slice(0, 5).map((id) => about(["/compare", ...given].join(" "), id));
    return { blocks, actions };
  },
});

/** The two sides; whoever is not named is everybody else who negotiates. */
function sidesOf(dossier: Dossier, party: string | undefined, other: string | undefined): string[] {
  if (party !== undefined && party === other)
    throw new UserError("That is one side twice. Which other one?", "ambiguous", ["/compare russia ukraine"]);
  const given = [party, other].filter((id) => id !== undefined);
  if (given.length === 2) return given;
  const negotiators = dossier.all("party").flatMap(({ id, role }) => (role === "negotiator" ? [id] : []));
  return [...given, ...negotiators.filter((id) => !given.includes(id))];
}

/** Topics on which at least two of the sides have a position, those with most key positions first. */
function shared(dossier: Dossier, positions: readonly ItemOf<"position">[]): string[] {
  return dossier
    .all("topic")
    .map(({ id }) => ({ id, own: positions.filter(({ topics }) => topics.includes(id)) }))
    .filter(({ own }) => new Set(own.map(({ party }) => party)).size > 1)
    .sort((a, b) => keys(b.own) - keys(a.own) || b.own.length - a.own.length)
    .map(({ id }) => id);
}

const keys = (positions: readonly ItemOf<"position">[]): number => positions.filter(({ key }) => key).length;

interface Comparison {
  readonly parties: readonly string[];
  readonly topic: string;
  readonly all: readonly ItemOf<"position">[];
  readonly most: number;
}

function onTopic(dossier: Dossier, { parties, topic, all, most }: Comparison): Block[] {
  const own = keyFirst(all.filter(({ topics }) => topics.includes(topic)));
  const sides = parties.map((party) => ({ party, ...side(dossier, party, own, most) }));
  const silent = sides.filter(({ items }) => items.length === 0).map(({ label }) => label);
  return [
    {
      type: "comparison",
      sides: sides.flatMap(({ label, items }) => (items.length > 0 ? [{ label, items }] : [])),
    },
    ...(silent.length > 0
      ? [note(`No position of ${joined(silent.map(inSentence))} on this is recorded.`)]
      : []),
  ];
}

function nothing(dossier: Dossier, names: readonly string[], topic: string | undefined): UserError {
  const subject = topic ? ` on “${nameOf(dossier, topic)}”` : " on one and the same topic";
  return new UserError(
    `The dossier records no positions of ${joined(names.map(inSentence))}${subject}.`,
    "not_found",
    topic ? [`/position ${nameOf(dossier, topic)}`, "/compare"] : ["/compare"],
  );
}
