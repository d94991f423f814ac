/** Messages to the bot as questions: in a server those that mention it, in a direct message all. */
import { type APIMessageReferenceSend, type Message, MessageFlags, Routes } from "discord.js";
import { pageOf } from "../../render/discord.ts";
import { authorOf } from "./asker.ts";
import type { Engine } from "./engine.ts";
import type { Interactions } from "./interactions.ts";
import { repeated } from "./trouble.ts";

/**
 * What a message asks the bot; null when it is none of its business: a bot's, a system's, or one that only replies.
 * @param bot the bot's own id
 */
export function questionIn(message: Message, bot: string): string | null {
  if (message.author.bot || message.webhookId !== null || message.system) return null;
  const mention = new RegExp(`<@!?${bot}>`, "g");
  if (message.inGuild() && !mention.test(message.content)) return null;
  return message.content.replace(mention, " ").trim() || "/help";
}

interface Parts {
  readonly engine: Engine;
  readonly interactions: Interactions;
  /** Told before each message: one that is not answered takes nothing from what Discord allows. */
  readonly spent: () => void;
}

/** Answers a question with a reply to its message, which everybody there sees. @throws what Discord refused */
export async function answerQuestion(
  message: Message,
  question: string,
  { engine, interactions, spent }: Parts,
): Promise<void> {
  const answer = async () => {
    const reply = await engine.answer(question, authorOf(message));
    return reply && pageOf(await interactions.render(reply, question), 1);
  };
  const payload = await answer().catch((bug: unknown) => interactions.apology(bug));
  if (payload === null) return;
  spent();
  const reference: APIMessageReferenceSend = { message_id: message.id, fail_if_not_exists: false };
  const body = {
    ...payload,
    flags: payload.flags & ~MessageFlags.Ephemeral,
    message_reference: reference,
    // With the nonce a repeated request is one message all the same.
    nonce: message.id,
    enforce_nonce: true,
  };
  await repeated(() => message.client.rest.post(Routes.channelMessages(message.channelId), { body }));
}
