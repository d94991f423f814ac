/** People on both platforms who do whatever people do, one thing after another, and look at what comes of it. */
import { setTimeout as timer } from "node:timers/promises";
import { z } from "zod";
import { inputOf } from "../../src/platforms/telegram/addressed.ts";
import { readCustomId } from "../../src/render/discord/buttons.ts";
import { decodeView, type View } from "../../src/render/telegram/view.ts";
import type { Message } from "../support/discord/messages.ts";
import type { DiscordPeer } from "../support/discord/peer.ts";
import { APPLICATION } from "../support/discord/world.ts";
import type { Delivered } from "../support/telegram-chats.ts";
import { ME, type TelegramPeer } from "../support/telegram-peer.ts";
import { inlineQuery, pressing, privately } from "../support/telegram-updates.ts";
import type { Expected, Served } from "./expected.ts";
import type { Tally } from "./tally.ts";

/** What people type, and chance. */
export interface Words {
  readonly commands: readonly string[];
  readonly questions: readonly string[];
  readonly hostile: readonly string[];
  /** 0 up to 1. */
  readonly random: () => number;
}

export interface Around {
  readonly words: Words;
  readonly served: Served;
  readonly tally: Tally;
  /** Whether to go on. */
  readonly lasts: () => boolean;
  /** Resolves when somebody may begin something: now, unless the platform is about to forget all that is under way. */
  readonly may: () => Promise<void>;
}

/** Between two things that one person does, in milliseconds. */
const PAUSE_MS = 150;
/** The longest message that Discord takes; of Telegram's 4,096 characters each may be escaped. */
const MAX_CONTENT = 1_900;
const MAX_TEXT = 4_000;
/** An inline query's longest (Bot API, InlineQuery). */
const MAX_QUERY = 256;

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

const pick = <T>(list: readonly T[], { random }: Words): T | undefined =>
  list[Math.floor(random() * list.length)];

/** What was right at any revision that could be served from before until now. */
async function anyOf(
  served: Served,
  done: () => Promise<unknown>,
  right: (by: Expected) => boolean,
): Promise<boolean> {
  const before = served.possible;
  await done();
  const possible = new Set([...before, ...served.possible]);
  return [...possible].some(right);
}

/** A person in Discord. */
export async function discordPerson(
  peer: DiscordPeer,
  name: string,
  { words, served, tally, lasts, may }: Around,
) {
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
    await tally.count(
      what,
      input,
      () =>
        anyOf(
          served,
          async () => {
            peer.interact(sent);
            await peer.until(() => made.answered && (made.choices || settled(made)));
          },
          right,
        ),
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
    await tally.count(
      what,
      input,
      () =>
        anyOf(
          served,
          async () => {
            const id = peer.say(`<@${APPLICATION}> ${input}`, { who });
            await peer.until(() => {
              answer = messages.all.slice(from).find(({ reference }) => reference === id);
              return answer;
            });
          },
          (by) => answer !== undefined && by.isAnswer(answer, input.trim() || "/help"),
        ),
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
  while (lasts()) {
    await may();
    const dice = words.random();
    if (dice < 0.4) await command();
    else if (dice < 0.6) await press();
    else if (dice < 0.7) await type();
    else if (dice < 0.9) await mention(pick(words.questions, words) ?? "", "Discord mention");
    else await mention(pick(words.hostile, words) ?? "", "Discord hostile text");
    await timer(PAUSE_MS);
  }
}

const answerShape = z.object({ inline_query_id: z.string(), results: z.array(z.looseObject({})) });

/** A person in Telegram, in a private chat of theirs. @param latest the last message in each chat */
export async function telegramPerson(
  peer: TelegramPeer,
  chat: number,
  latest: ReadonlyMap<number, Delivered>,
  { words, served, tally, lasts, may }: Around,
) {
  const say = async (text: string, what: string): Promise<void> => {
    const typed = text.slice(0, MAX_TEXT).toWellFormed();
    const input = inputOf(
      { text: typed, chatType: "private", repliesToBot: false },
      { username: ME.username, knows: () => true },
    );
    if (input === null) return;
    const view: View = { show: "reply", input, page: 0, asked: Math.floor(Date.now() / 1_000) };
    const before = latest.get(chat);
    await tally.count(
      what,
      input,
      () =>
        anyOf(
          served,
          async () => {
            peer.push(privately(typed, chat));
            await peer.until(() => latest.get(chat) !== before);
          },
          (by) => by.isShown(latest.get(chat) ?? fail(), view),
        ),
      () => latest.get(chat),
    );
  };
  const press = async (): Promise<void> => {
    const message = latest.get(chat);
    const label = message && pick(message.buttons, words)?.text;
    // Of two with the same label `pressing` takes the first.
    const button = message?.buttons.find(({ text }) => text === label);
    const pressed = button && decodeView(button.callback_data);
    if (!message || !button || !pressed) return say(pick(words.questions, words) ?? "", "Telegram question");
    const event = pressing(message, button.text, chat);
    const id = event.callback_query?.id ?? "";
    const { view, key } = pressed;
    await tally.count(
      "Telegram button",
      button.callback_data,
      () =>
        anyOf(
          served,
          async () => {
            peer.push(event);
            await peer.until(() => !peer.pressed.has(id));
          },
          (by) => {
            const input = key === null ? view.input : by.inputOf(key);
            return by.isShown(latest.get(chat) ?? fail(), { ...view, input });
          },
        ),
      () => latest.get(chat),
    );
  };
  const inline = async (): Promise<void> => {
    const query = (pick(words.questions, words) ?? "").slice(0, MAX_QUERY).trim();
    const event = inlineQuery(query, "", chat);
    let results: readonly object[] | null = null;
    await tally.count(
      "Telegram inline query",
      query,
      () =>
        anyOf(
          served,
          async () => {
            peer.push(event);
            await peer.until(() => {
              for (const { method, payload } of peer.calls.slice(-200)) {
                const answer =
                  method === "answerInlineQuery" ? answerShape.safeParse(payload).data : undefined;
                if (answer?.inline_query_id === event.inline_query.id) results = answer.results;
              }
              return results !== null;
            });
          },
          (by) => results !== null && by.isListed(results, query),
        ),
      () => results,
    );
  };
  while (lasts()) {
    await may();
    const dice = words.random();
    if (dice < 0.35) await say(pick(words.commands, words) ?? "", "Telegram command");
    else if (dice < 0.6) await say(pick(words.questions, words) ?? "", "Telegram question");
    else if (dice < 0.75) await press();
    else if (dice < 0.9) await inline();
    else await say(pick(words.hostile, words) ?? "", "Telegram hostile text");
    await timer(PAUSE_MS);
  }
}

function fail(): never {
  throw new Error("there is no message");
}
