/** The real bot, with the real dossier, in front of the Discord peer. */
import type { Service } from "../../../src/dispatch.ts";
import { engineFor } from "../../../src/engine.ts";
import { type DiscordBot, type DiscordOptions, startDiscord } from "../../../src/platforms/discord/bot.ts";
import { openState } from "../../../src/storage/state.ts";
import { NOW, service } from "../engine.ts";
import type { Message } from "./messages.ts";
import { DiscordPeer, TOKEN } from "./peer.ts";

/** A peer, a bot logged in to it, and what came of it. */
export class Stage {
  readonly peer: DiscordPeer;
  readonly bugs: unknown[] = [];
  readonly fatal: string[] = [];
  readonly log: string[] = [];
  readonly #state = openState(":memory:");
  #bot: DiscordBot | null = null;
  static async open(options: Partial<DiscordOptions> & { service?: Service } = {}): Promise<Stage> {
    const stage = new Stage(await DiscordPeer.start());
    try {
      await stage.start(options);
    } catch (error) {
      await stage.close();
      throw error;
    }
    return stage;
  }

  constructor(peer: DiscordPeer) {
    this.peer = peer;
  }

  get bot(): DiscordBot {
    if (!this.#bot) throw new Error("the bot has not started");
    return this.#bot;
  }

  async start({ service: of = service, ...options }: Partial<DiscordOptions> & { service?: Service } = {}) {
    this.#bot = await startDiscord({
      token: TOKEN,
      apiUrl: this.peer.apiUrl,
      engine: { ...engineFor(of, () => NOW), onBug: (error) => this.#note(this.bugs, error) },
      buttons: this.#state.buttons,
      now: () => NOW,
      onFatal: (sentence) => this.#note(this.fatal, sentence),
      log: (sentence) => this.#note(this.log, sentence),
      ...options,
    });
  }

  /** Keeps what the bot reports, for a test that waits for it. */
  #note<T>(list: T[], item: T): string {
    list.push(item);
    this.peer.changed();
    return `bug-${list.length}`;
  }

  /** Sends an interaction and waits for what the bot answers it with. */
  async answer(interaction: { id: string }): Promise<Message> {
    this.peer.interact(interaction);
    const { interactions } = this.peer.rest;
    return this.peer.until(() => {
      const { answered, original, followUps } = interactions.get(interaction.id);
      const message = followUps.at(-1) ?? original;
      return answered && message && !message.loading ? message : null;
    });
  }

  /** What is suggested while somebody types. */
  async suggestions(name: string, option: string, text: string): Promise<string[]> {
    const { interactions } = this.peer.rest;
    const interaction = interactions.typing(name, option, text);
    this.peer.interact(interaction);
    const choices = await this.peer.until(() => interactions.get(interaction.id).choices);
    return choices.map((choice) => choice.name);
  }

  /** A message to the bot, and its answer. */
  async question(...said: Parameters<DiscordPeer["say"]>): Promise<Message> {
    const id = this.peer.say(...said);
    return this.peer.until(() => this.peer.rest.messages.all.find(({ reference }) => reference === id));
  }

  async close(): Promise<void> {
    await this.#bot?.close();
    await this.peer.close();
    this.#state.close();
  }
}

/** Everything that a message shows, without its escapes. */
export function textOf({ components }: Message): string {
  const texts = [...JSON.stringify(components).matchAll(/"content":("(?:[^"\\]|\\.)*")/g)];
  return texts.map(([, text = '""']) => JSON.parse(text).replace(/\\([^0-9A-Za-z\s])/g, "$1")).join("\n");
}
