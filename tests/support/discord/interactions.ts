/** Interactions of the Discord peer: what people do with the bot, and the bot's answers with their deadlines. */
import { z } from "zod";
import type { Commands } from "./commands.ts";
import type { Message, Messages } from "./messages.ts";
import { error, invalid, type Result } from "./rest.ts";
import { callbackRefusals, EPHEMERAL } from "./rules.ts";
import { type Asker, interactionFrame } from "./world.ts";

/** https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages */
const FIRST_ANSWER_MS = 3_000;
const TOKEN_MS = 15 * 60_000;
/** Follow-ups when the app is installed by the user alone. */
const USER_INSTALL_FOLLOWUPS = 5;

interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly channel: string;
  readonly userInstall: boolean;
  readonly made: number;
  /** The message that the pressed button stands on. */
  readonly source: Message | null;
  answered: boolean;
  /** What the bot answered first: a new message, or the one whose button was pressed. */
  original: Message | null;
  readonly followUps: Message[];
  choices: readonly { name: string; value: string | number }[] | null;
}

const callbackShape = z.object({
  type: z.number(),
  data: z
    .looseObject({
      flags: z.number().optional(),
      choices: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number()]) })).optional(),
    })
    .optional(),
});
const partShape = z.looseObject({
  type: z.number(),
  custom_id: z.string().optional(),
  label: z.string().optional(),
  disabled: z.boolean().optional(),
  options: z.array(z.object({ label: z.string(), value: z.string() })).optional(),
  get components() {
    return z.array(partShape).optional();
  },
});

export class Interactions {
  readonly #newId: () => string;
  readonly #now: () => number;
  readonly #messages: Messages;
  readonly #commands: Commands;
  readonly all: Interaction[] = [];

  constructor(newId: () => string, now: () => number, messages: Messages, commands: Commands) {
    this.#newId = newId;
    this.#now = now;
    this.#messages = messages;
    this.#commands = commands;
  }

  /** Somebody runs a slash command. */
  slash(name: string, values: Readonly<Record<string, string | number | boolean>> = {}, asker: Asker = {}) {
    return this.#make(2, asker, this.#commandData(name, values));
  }

  /** Somebody types in an option: its suggestions are asked for. */
  typing(name: string, focused: string, text: string, asker: Asker = {}) {
    const data = this.#commandData(name, { [focused]: text });
    return this.#make(4, asker, {
      ...data,
      options: data.options.map((option) => ({ ...option, focused: true })),
    });
  }

  /** Somebody presses the button with this label, or, with `choice`, chooses an option of the menu. */
  press(message: Message, label: string | { choice: string }, asker: Asker = {}) {
    const parts = flat(z.array(partShape).parse(message.components));
    if (typeof label === "string") {
      const button = parts.find((part) => part.type === 2 && part.label === label);
      if (!button || button.disabled) throw new Error(`no button “${label}” can be pressed`);
      return this.pressId(message, button.custom_id ?? "", asker);
    }
    const menu = parts.find((part) => part.type === 3);
    const option = menu?.options?.find((candidate) => candidate.label === label.choice);
    if (!menu || !option) throw new Error(`no option “${label.choice}”`);
    const data = { component_type: 3, custom_id: menu.custom_id, values: [option.value] };
    return this.#make(3, asker, data, message);
  }

  /** Somebody presses a button that has this custom_id, which may be years old. */
  pressId(message: Message, custom_id: string, asker: Asker = {}) {
    return this.#make(3, asker, { component_type: 2, custom_id }, message);
  }

  get(id: string): Interaction {
    const found = this.all.find((interaction) => interaction.id === id);
    if (!found) throw new Error(`no interaction ${id}`);
    return found;
  }

  callback(id: string, token: string, body: unknown): Result {
    const interaction = this.all.find((candidate) => candidate.id === id && candidate.token === token);
    if (!interaction || this.#now() - interaction.made > FIRST_ANSWER_MS)
      return error(404, 10062, "Unknown interaction");
    if (interaction.answered) return error(400, 40060, "Interaction has already been acknowledged.");
    const refusals = callbackRefusals(body);
    if (refusals.length > 0) return invalid(refusals);
    const { type, data } = callbackShape.parse(body);
    const { channel, source } = interaction;
    if (type === 4) {
      const refusal = this.#messages.refusal(data, "answer");
      if (refusal) return refusal;
      interaction.original = this.#messages.add(channel, data);
    } else if (type === 5) interaction.original = this.#messages.add(channel, data, true);
    else if (type === 8) interaction.choices = data?.choices ?? [];
    else {
      if (!source) return invalid([{ path: "type", message: "There is no message to update" }]);
      interaction.original = source;
      if (type === 7) {
        const result = this.#messages.change(source, data, "update");
        if (result.status !== 200) return result;
      }
    }
    if ((type === 8) !== (interaction.type === 4))
      return invalid([{ path: "type", message: "This type does not answer that interaction" }]);
    interaction.answered = true;
    return { status: 204 };
  }

  editOriginal(token: string, body: unknown): Result {
    return this.#withOriginal(token, (message) => this.#messages.change(message, body, "edit"));
  }

  deleteOriginal(token: string): Result {
    return this.#withOriginal(token, (message) => {
      message.deleted = true;
      return { status: 204 };
    });
  }

  followUp(token: string, body: unknown): Result {
    return this.#withOriginal(token, (_, interaction) => {
      if (interaction.userInstall && interaction.followUps.length >= USER_INSTALL_FOLLOWUPS)
        return error(400, 40094, "This interaction has reached the maximum number of follow up messages");
      const refusal = this.#messages.refusal(body, "followup");
      if (refusal) return refusal;
      const message = this.#messages.add(interaction.channel, body);
      interaction.followUps.push(message);
      return { status: 200, body: this.#messages.payload(message) };
    });
  }

  #withOriginal(token: string, act: (message: Message, interaction: Interaction) => Result): Result {
    const interaction = this.all.find((candidate) => candidate.token === token);
    if (!interaction?.original) return error(404, 10015, "Unknown Webhook");
    if (this.#now() - interaction.made > TOKEN_MS) return error(401, 50027, "Invalid Webhook Token");
    return act(interaction.original, interaction);
  }

  #commandData(name: string, values: Readonly<Record<string, string | number | boolean>>) {
    const command = this.#commands.named(name);
    if (!command) throw new Error(`/${name} is not registered`);
    const options = Object.entries(values).map(([option, value]) => {
      const known = command.options?.find((candidate) => candidate.name === option);
      if (!known) throw new Error(`/${name} has no option ${option}`);
      const taken = { 3: "string", 4: "number", 5: "boolean" }[known.type];
      if (typeof value !== taken) throw new Error(`${option} takes a ${taken}, not ${value}`);
      const allowed: unknown[] | undefined = known.choices?.map((choice) => choice.value);
      if (allowed && !allowed.includes(value)) throw new Error(`${value} is no choice of ${option}`);
      return { name: option, type: known.type, value };
    });
    return { id: command.id, name, type: 1, options };
  }

  #make(type: number, asker: Asker, data: object, source: Message | null = null) {
    const id = this.#newId();
    const frame = interactionFrame(asker);
    const token = `token-${id}`;
    this.all.push({
      id,
      token,
      type,
      channel: frame.channel_id,
      userInstall: asker.place === "group",
      made: this.#now(),
      source,
      answered: false,
      original: null,
      followUps: [],
      choices: null,
    });
    return {
      ...frame,
      id,
      token,
      type,
      data,
      ...(source ? { message: this.#messages.payload(source) } : {}),
    };
  }
}

export const isEphemeral = (message: Message): boolean => (message.flags & EPHEMERAL) !== 0;

const flat = (parts: readonly z.output<typeof partShape>[]): z.output<typeof partShape>[] =>
  parts.flatMap((part) => [part, ...flat(part.components ?? [])]);
