/** Somebody in Telegram who does whatever people do, one thing after another, and looks at what comes of it. */
import { z } from "zod";
import { inputOf } from "../../src/platforms/telegram/addressed.ts";
import { decodeView, type View } from "../../src/render/telegram/view.ts";
import type { Delivered } from "../support/telegram-chats.ts";
import { ME, type TelegramPeer } from "../support/telegram-peer.ts";
import { inlineQuery, pressing, privately } from "../support/telegram-updates.ts";
import { type Around, attempt, live, pick } from "./people.ts";

/** A message may have 4,096 characters in Telegram, each of which may be escaped. */
const MAX_TEXT = 4_000;
/** An inline query's longest (Bot API, InlineQuery). */
const MAX_QUERY = 256;

const answerShape = z.object({ inline_query_id: z.string(), results: z.array(z.looseObject({})) });

/** A person in Telegram, in a private chat of theirs. @param latest the last message in each chat */
export async function telegramPerson(
  peer: TelegramPeer,
  chat: number,
  latest: ReadonlyMap<number, Delivered>,
  around: Around,
) {
  const { words } = around;
  const say = async (text: string, what: string): Promise<void> => {
    const typed = text.slice(0, MAX_TEXT).toWellFormed();
    const input = inputOf(
      { text: typed, chatType: "private", repliesToBot: false },
      { username: ME.username, knows: () => true },
    );
    if (input === null) return;
    const view: View = { show: "reply", input, page: 0, asked: Math.floor(Date.now() / 1_000) };
    const before = latest.get(chat);
    await attempt(
      around,
      what,
      input,
      async () => {
        peer.push(privately(typed, chat));
        await peer.until(() => latest.get(chat) !== before);
      },
      (by) => by.isShown(latest.get(chat) ?? fail(), view),
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
    await attempt(
      around,
      "Telegram button",
      button.callback_data,
      async () => {
        peer.push(event);
        await peer.until(() => !peer.pressed.has(id));
      },
      (by) => {
        const input = key === null ? view.input : by.inputOf(key);
        return by.isShown(latest.get(chat) ?? fail(), { ...view, input });
      },
      () => latest.get(chat),
    );
  };
  const inline = async (): Promise<void> => {
    const query = (pick(words.questions, words) ?? "").slice(0, MAX_QUERY).trim();
    const event = inlineQuery(query, "", chat);
    let results: readonly object[] | null = null;
    await attempt(
      around,
      "Telegram inline query",
      query,
      async () => {
        peer.push(event);
        await peer.until(() => {
          for (const { method, payload } of peer.calls.slice(-200)) {
            const answer = method === "answerInlineQuery" ? answerShape.safeParse(payload).data : undefined;
            if (answer?.inline_query_id === event.inline_query.id) results = answer.results;
          }
          return results !== null;
        });
      },
      (by) => results !== null && by.isListed(results, query),
      () => results,
    );
  };
  await live(around, [
    [35, () => say(pick(words.commands, words) ?? "", "Telegram command")],
    [25, () => say(pick(words.questions, words) ?? "", "Telegram question")],
    [15, press],
    [15, inline],
    [10, () => say(pick(words.hostile, words) ?? "", "Telegram hostile text")],
  ]);
}

function fail(): never {
  throw new Error("there is no message");
}
