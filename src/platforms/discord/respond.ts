/** Answers interactions in time: at once when the answer is there, else a promise of it first. */
import {
  type APIInteractionResponse,
  InteractionResponseType,
  MessageFlags,
  type REST,
  Routes,
} from "discord.js";
import type { DiscordMessage } from "../../render/discord.ts";
import { repeated } from "./trouble.ts";

/** The half of Discord's three seconds after which a person is told that the answer is coming. */
const DEFER_AFTER_MS = 1_500;

const LATE = Symbol("late");

/** What is needed of an interaction to answer it. */
export interface Target {
  readonly id: string;
  readonly token: string;
  readonly application: string;
}

export interface Answer {
  readonly message: DiscordMessage;
  /** Whether it replaces the message whose button was pressed; a message for one person alone never does. */
  readonly inPlace: boolean;
}

export class Responder {
  readonly #rest: REST;
  readonly #deferAfter: number;

  constructor(rest: REST, deferAfter = DEFER_AFTER_MS) {
    this.#rest = rest;
    this.#deferAfter = deferAfter;
  }

  /**
   * Sends an answer when it is ready; null is none, and nothing is sent.
   * @param deferred how to wait for it: with a new message for everybody or for one person, or in place
   */
  async answer(
    target: Target,
    ready: Promise<Answer | null>,
    deferred: "public" | "private" | "in_place",
  ): Promise<void> {
    const early = await Promise.race([ready, after(this.#deferAfter)]);
    if (early === null) return;
    if (early !== LATE) {
      await this.#callback(
        target,
        early.inPlace
          ? { type: InteractionResponseType.UpdateMessage, data: edit(early.message) }
          : { type: InteractionResponseType.ChannelMessageWithSource, data: body(early.message) },
      );
      return;
    }
    const flags = deferred === "private" ? MessageFlags.Ephemeral : undefined;
    await this.#callback(
      target,
      deferred === "in_place"
        ? { type: InteractionResponseType.DeferredMessageUpdate }
        : {
            type: InteractionResponseType.DeferredChannelMessageWithSource,
            ...(flags && { data: { flags } }),
          },
    );
    const late = await ready;
    if (late) await this.#finish(target, late, deferred);
    else if (deferred !== "in_place") await this.#unsend(target);
  }

  async complete(target: Target, choices: readonly { name: string; value: string }[]): Promise<void> {
    await this.#callback(target, {
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: { choices: [...choices] },
    });
  }

  async #finish(target: Target, { message, inPlace }: Answer, deferred: string): Promise<void> {
    const original = Routes.webhookMessage(target.application, target.token);
    const forOne = (message.flags & MessageFlags.Ephemeral) !== 0;
    if ((deferred === "in_place") === inPlace && !(deferred === "public" && forOne)) {
      await repeated(() => this.#rest.patch(original, { body: edit(message), auth: false }));
      return;
    }
    // Everybody was promised an answer that is for one person alone, or a change that is none.
    if (deferred === "public") await this.#unsend(target);
    await this.#rest.post(Routes.webhook(target.application, target.token), { body: message, auth: false });
  }

  async #unsend({ application, token }: Target): Promise<void> {
    const original = Routes.webhookMessage(application, token);
    await repeated(() => this.#rest.delete(original, { auth: false }));
  }

  async #callback(target: Target, response: APIInteractionResponse): Promise<void> {
    const route = Routes.interactionCallback(target.id, target.token);
    await repeated(() => this.#rest.post(route, { body: response, auth: false }));
  }
}

const body = (message: DiscordMessage) => ({
  ...message,
  components: [...message.components],
  allowed_mentions: { parse: [] },
});

/** An edit says only what it changes; who may see a message was settled when it was sent. */
const edit = (message: DiscordMessage) => ({
  ...body(message),
  flags: message.flags & ~MessageFlags.Ephemeral,
});

const after = (milliseconds: number): Promise<typeof LATE> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(LATE), milliseconds).unref();
  });
