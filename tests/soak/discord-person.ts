/** Somebody in Discord who does whatever people do, one thing after another, and looks at what comes of it. */
import { z } from "zod";
import { readCustomId } from "../../src/render/discord/buttons.ts";
import type { Message } from "../support/discord/messages.ts";
import type { DiscordPeer } from "../support/discord/peer.ts";
import { APPLICATION } from "../support/discord/world.ts";
import type { Expected } from "./expected.ts";
import { type Around, attempt, live, pick } from "./people.ts";

/** A message may have 2,000 characters in Discord, the mention of the bot among them. */
const MAX_CONTENT = 1_900;

const partShape = z.looseObject({
  type: z.number(),
  custom_id: z.string().optional(),
  label: z.string().optional(),
  disabled: z.boolean().optional(),
  get components() {
    return z.array(partShape).optional();
  },
});
type Part = z.output<typeof partShape>;
const flat = (parts: readonly Part[]): Part[] =>
  parts.flatMap((part) => [part, ...flat(part.components ?? [])]);

/** A person in Discord. */
export async function discordPerson(peer: DiscordPeer, name: string, around: Around) {
  const { words } = around;
  const who = { id: String(430_000_000_000_000_000n + BigInt(name)), username: `person${name}` };
  const { interactions, messages } = peer.rest;
  let last: Message | null = null;

  /** Runs a slash command; null when Discord's own form would not let it be typed so. */
  const slash = (input: string) => {
    const [, command = "", rest = ""] = /^\/(\S+)\s*(.*)$/.exec(input) ?? [];
    const options = peer.rest.commands.named(command)?.options ?? [];
    const values: Record<string, string | number | boolean> = {};
    const pieces = rest === "" ? [] : rest.split(/\s(?=[a-z_]+:)/);
    for (const piece of pieces) {
      const [option = "", ...value] = piece.split(":");
      const type = options.find((known) => known.name === option)?.type;
      values[option] = type === 4 ? Number(value.join(":")) : value.join(":");
    }
    try {
      return interactions.slash(command, values, { who });
    } catch {
      return null;
    }
  };
  const interact = async (
    what: string,
    input: string,
    sent: { id: string },
    right: (by: Expected) => boolean,
  ) => {
    const made = interactions.get(sent.id);
    const edits = made.source?.edits;
    // A message that is changed in place may first be promised to be.
    const settled = ({ original }: typeof made) =>
      original && !original.loading && (original !== made.source || original.edits !== edits);
    await attempt(
      around,
      what,
      input,
      async () => {
        peer.interact(sent);
        await peer.until(() => made.answered && (made.choices || settled(made)));
      },
      right,
      () => made.choices ?? made.original,
    );
  };
  const command = async (): Promise<void> => {
    const input = pick(words.commands, words) ?? "/about";
    const sent = slash(input);
    if (!sent) return;
    // Discord's own order and spelling of the options is what the bot gets.
    const values =
      sent.data && "options" in sent.data
        ? z.array(z.object({ name: z.string(), value: z.unknown() })).parse(sent.data.options)
        : [];
    const typed = [
      /^\/\S+/.exec(input)?.[0] ?? "",
      ...values.map(({ name: of, value }) => `${of}:${value}`),
    ].join(" ");
    const made = interactions.get(sent.id);
    await interact(
      "Discord command",
      typed,
      sent,
      (by) => made.original !== null && by.isAnswer(made.original, typed),
    );
    last = made.original;
  };
  const mention = async (text: string, what: string): Promise<void> => {
    const from = messages.all.length;
    let answer: Message | undefined;
    const input = text.slice(0, MAX_CONTENT).toWellFormed();
    await attempt(
      around,
      what,
      input,
      async () => {
        const id = peer.say(`<@${APPLICATION}> ${input}`, { who });
        await peer.until(() => {
          answer = messages.all.slice(from).find(({ reference }) => reference === id);
          return answer;
        });
      },
      (by) => answer !== undefined && by.isAnswer(answer, input.trim() || "/help"),
      () => answer,
    );
    if (answer) last = answer;
  };
  const press = async (): Promise<void> => {
    if (!last) return command();
    const buttons = flat(z.array(partShape).parse(last.components)).filter(
      ({ type, custom_id, disabled }) => type === 2 && custom_id && !disabled,
    );
    const id = pick(buttons, words)?.custom_id;
    const pressed = id ? readCustomId(id) : null;
    if (!id || !pressed || !("input" in pressed)) return command();
    const sent = interactions.pressId(last, id, { who });
    const made = interactions.get(sent.id);
    await interact(
      "Discord button",
      id,
      sent,
      (by) => made.original !== null && by.isPressed(made.original, pressed),
    );
    last = made.original;
  };
  const type = async (): Promise<void> => {
    const [name_, option] = pick(
      [
        ["delegation", "party"],
        ["person", "person"],
        ["topic", "topic"],
      ] as const,
      words,
    ) ?? ["delegation", "party"];
    const known = peer.rest.commands.named(name_)?.options?.find(({ name: of }) => of === option);
    if (!known?.autocomplete) return command();
    const typed = (pick(words.questions, words) ?? "").slice(0, 1 + Math.floor(words.random() * 6));
    const sent = interactions.typing(name_, option, typed, { who });
    const made = interactions.get(sent.id);
    await interact("Discord suggestions", typed, sent, (by) =>
      by.isSuggested(made.choices, name_, option, typed),
    );
  };
  await live(around, [
    [40, command],
    [20, press],
    [10, type],
    [20, () => mention(pick(words.questions, words) ?? "", "Discord mention")],
    [10, () => mention(pick(words.hostile, words) ?? "", "Discord hostile text")],
  ]);
}
