/** What people do in Discord, as inputs for the engine: slash commands, suggestions, buttons, menus. */
import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  Interaction,
  StringSelectMenuInteraction,
} from "discord.js";
import { isKey, readCustomId } from "../../render/discord/buttons.ts";
import {
  type DiscordMessage,
  type DiscordReply,
  EPHEMERAL,
  pageOf,
  toDiscord,
} from "../../render/discord.ts";
import { drill, note, type Reply } from "../../reply/document.ts";
import type { ButtonStore } from "../../storage/buttons.ts";
import { askerOf } from "./asker.ts";
import { argsOf, autocompletion } from "./commands.ts";
import type { Engine } from "./engine.ts";
import type { Answer, Responder, Target } from "./respond.ts";

interface Parts {
  readonly engine: Engine;
  readonly buttons: ButtonStore;
  readonly now: () => Temporal.Instant;
  readonly responder: Responder;
}

export class Interactions {
  readonly #engine: Engine;
  readonly #buttons: ButtonStore;
  readonly #now: () => Temporal.Instant;
  readonly #responder: Responder;

  constructor({ engine, buttons, now, responder }: Parts) {
    this.#engine = engine;
    this.#buttons = buttons;
    this.#now = now;
    this.#responder = responder;
  }

  /** Answers an interaction of any kind. @throws what Discord refused */
  async handle(interaction: Interaction): Promise<void> {
    if (interaction.isAutocomplete()) await this.#suggest(interaction);
    else if (interaction.isChatInputCommand()) await this.#command(interaction);
    else if (interaction.isButton() || interaction.isStringSelectMenu()) await this.#press(interaction);
  }

  /** Renders a reply, and sees to it that its buttons will be understood. */
  async render(reply: Reply, input: string, view?: "receipts_page"): Promise<DiscordReply> {
    const rendered = toDiscord(reply, input, view);
    const kept = [...rendered.kept].map(([key, long]) => ({ key, input: long }));
    if (kept.length > 0) await this.#buttons.keep(kept, this.#now());
    return rendered;
  }

  async #command(interaction: ChatInputCommandInteraction): Promise<void> {
    const values = interaction.options.data.map(({ name, value }) => `${name}:${value}`);
    const input = [`/${interaction.commandName}`, ...values].join(" ");
    await this.#send(interaction, this.#asked(input, interaction));
  }

  async #suggest(interaction: AutocompleteInteraction): Promise<void> {
    const { name, value } = interaction.options.getFocused(true);
    const command = this.#engine.commands.find((candidate) => candidate.name === interaction.commandName);
    const arg = command && argsOf(command).find((candidate) => candidate.name === name);
    const values = arg ? await this.#engine.suggest(arg, value, askerOf(interaction)) : [];
    await this.#responder.complete(targetOf(interaction), autocompletion(values));
  }

  async #press(interaction: ButtonInteraction | StringSelectMenuInteraction): Promise<void> {
    const press = readCustomId(interaction.customId);
    switch (press?.type) {
      case undefined:
      case "position":
        return this.#send(interaction, this.#stale());
      case "drill":
        return this.#send(interaction, this.#asked(press.input, interaction));
      case "menu": {
        const [chosen = ""] = interaction.isStringSelectMenu() ? interaction.values : [];
        return this.#send(interaction, this.#asked(chosen, interaction));
      }
      case "page":
        return this.#send(interaction, this.#turned(press.input, press.page, interaction), "in_place");
      case "receipts":
        return this.#send(interaction, this.#receipts(press.input, press.page, interaction), "private");
      case "receipts_page":
        return this.#send(
          interaction,
          this.#receipts(press.input, press.page, interaction, true),
          "in_place",
        );
      default:
        return press satisfies never;
    }
  }

  #send(
    interaction: Interaction,
    ready: Promise<Answer | null>,
    deferred: "public" | "private" | "in_place" = "public",
  ): Promise<void> {
    const answered = ready.catch((bug: unknown) => ({ message: this.apology(bug), inPlace: false }));
    return this.#responder.answer(targetOf(interaction), answered, deferred);
  }

  /** Records a bug; what the person is told of it. */
  apology(bug: unknown): DiscordMessage {
    return pageOf(toDiscord(this.#engine.apologise(this.#engine.onBug(bug)), ""), 1);
  }

  /** A new answer. */
  async #asked(inputOrKey: string, interaction: Interaction): Promise<Answer | null> {
    const input = await this.#inputOf(inputOrKey);
    if (input === null) return this.#stale();
    const reply = await this.#engine.answer(input, askerOf(interaction));
    if (reply === null) return null;
    return { message: pageOf(await this.render(reply, input), 1), inPlace: false };
  }

  /** Another page of the answer. When the same question has no answer any more, only who pressed is told. */
  async #turned(inputOrKey: string, page: number, interaction: Interaction): Promise<Answer | null> {
    const input = await this.#inputOf(inputOrKey);
    if (input === null) return this.#stale();
    const reply = await this.#engine.read(input, askerOf(interaction));
    if (reply === null) return null;
    const inPlace = reply.kind === "answer";
    return { message: pageOf(await this.render(reply, input), inPlace ? page : 1), inPlace };
  }

  /** The sources of the answer, for the asking person alone. */
  async #receipts(
    inputOrKey: string,
    page: number,
    interaction: Interaction,
    inPlace = false,
  ): Promise<Answer | null> {
    const input = await this.#inputOf(inputOrKey);
    if (input === null) return this.#stale();
    const reply = await this.#engine.read(input, askerOf(interaction));
    if (reply === null) return null;
    if (reply.kind === "denied")
      return { message: pageOf(await this.render(reply, input), 1), inPlace: false };
    if (reply.citations.length === 0) return this.#stale();
    const rendered = await this.render(this.#engine.receipts(reply), input, "receipts_page");
    return { message: forOne(pageOf(rendered, page)), inPlace };
  }

  async #inputOf(inputOrKey: string): Promise<string | null> {
    return isKey(inputOrKey) ? await this.#buttons.find(inputOrKey) : inputOrKey;
  }

  /** For a button that this version does not know, or whose question is no longer held. */
  async #stale(): Promise<Answer> {
    const text =
      "This button is from an older message, and what it asked is no longer known. Please ask again.";
    const reply: Reply = {
      kind: "error",
      blocks: [note(text)],
      actions: [drill("/help", "/help")],
      citations: [],
      items: [],
    };
    return { message: pageOf(await this.render(reply, "/help"), 1), inPlace: false };
  }
}

const forOne = <M extends { readonly flags: number }>(message: M): M => ({
  ...message,
  flags: message.flags | EPHEMERAL,
});

const targetOf = ({ id, token, applicationId }: Interaction): Target => ({
  id,
  token,
  application: applicationId,
});
