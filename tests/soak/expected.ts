/** What the engine says to an input, as each platform should show it; from each revision that may be served just then. */
import { isDeepStrictEqual } from "node:util";
import { suggest } from "../../src/complete.ts";
import { read, type Service } from "../../src/dispatch.ts";
import { argsOf, autocompletion } from "../../src/platforms/discord/commands.ts";
import { inlineResults } from "../../src/platforms/telegram/inline.ts";
import { receipts } from "../../src/present/receipts.ts";
import type { Press } from "../../src/render/discord/buttons.ts";
import { pageOf, toDiscord } from "../../src/render/discord.ts";
import { encodeView, type View } from "../../src/render/telegram/view.ts";
import { toTelegram } from "../../src/render/telegram.ts";
import type { Reply } from "../../src/reply/document.ts";
import type { Message } from "../support/discord/messages.ts";
import type { Delivered } from "../support/telegram-chats.ts";
import { contentOf } from "../support/telegram-content.ts";

/** A dossier that may be served at the moment, asked as the service asks it. */
export class Expected {
  readonly #service: Service;
  /** Inputs by the keys that stand for them in buttons, as the service keeps them. */
  readonly #keys: Map<string, string>;

  /** @param keys shared by all revisions: a button outlives the revision that it was made from */
  constructor(service: Service, keys: Map<string, string>) {
    this.#service = service;
    this.#keys = keys;
  }

  get revision(): string {
    return this.#service.dossier.revision;
  }

  /** Whether a message in Discord is the answer to an input. */
  isAnswer(message: Message, input: string): boolean {
    return this.#isPage(message, this.#reply(input), input, 1);
  }

  /** Whether a message in Discord is what a press asked for. */
  isPressed(message: Message, press: Press): boolean {
    if (!("input" in press)) return false;
    const input = this.#keys.get(press.input) ?? press.input;
    const reply = this.#reply(input);
    switch (press.type) {
      case "drill":
        return this.#isPage(message, reply, input, 1);
      case "page":
        return this.#isPage(message, reply, input, press.page);
      default:
        return this.#isPage(
          message,
          receipts(this.#service.dossier, reply),
          input,
          press.page,
          "receipts_page",
        );
    }
  }

  /** Whether choices are those for what is typed so far. */
  isSuggested(choices: unknown, command: string, option: string, typed: string): boolean {
    const { commands, dossier } = this.#service;
    const found = commands.find(({ name }) => name === command);
    const arg = found && argsOf(found).find(({ name }) => name === option);
    return (
      arg !== undefined && isDeepStrictEqual(choices, autocompletion(suggest(arg, typed, dossier, commands)))
    );
  }

  /** Whether a message in Telegram shows a view of the answer to an input. */
  isShown(message: Delivered, view: View): boolean {
    const rendered = toTelegram(this.#reply(view.input), { view, form: "html" });
    // A button of the service's own has the time in it, for which an input may be too long that fits without.
    const { stored: own } = encodeView({
      ...view,
      page: 0,
      asked: view.asked ?? Math.floor(Date.now() / 1_000),
    });
    for (const { key, input } of [...rendered.stored, ...(own ? [own] : [])]) this.#keys.set(key, input);
    return (
      "html" in rendered.body &&
      contentOf({ text: rendered.body.html, parse_mode: "HTML" }).text === message.text
    );
  }

  /** The input behind a key of a button; the key itself when no answer so far had it. */
  inputOf(key: string): string {
    return this.#keys.get(key) ?? key;
  }

  /** Whether inline results are the first of those for a query. */
  isListed(results: readonly object[], query: string): boolean {
    const expected = inlineResults(this.#reply(query)).slice(0, results.length);
    return isDeepStrictEqual(results, JSON.parse(JSON.stringify(expected)));
  }

  #reply(input: string): Reply {
    return read(this.#service, { input, now: Temporal.Now.instant() }).reply;
  }

  #isPage(message: Message, reply: Reply, input: string, page: number, view?: "receipts_page"): boolean {
    const rendered = toDiscord(reply, input, view);
    for (const [key, long] of rendered.kept) this.#keys.set(key, long);
    const { components } = pageOf(rendered, page);
    return isDeepStrictEqual(message.components, JSON.parse(JSON.stringify(components)));
  }
}

/** The revisions that may be served: one, or two while an edit is being taken in. */
export class Served {
  #possible: readonly Expected[];

  constructor(first: Expected) {
    this.#possible = [first];
  }

  get possible(): readonly Expected[] {
    return this.#possible;
  }

  /** The folder was edited: from now on either may be served. */
  edited(next: Expected): void {
    this.#possible = [...this.#possible, next];
  }

  /** The service says which it serves. */
  told(revision: string): void {
    const found = this.#possible.find((expected) => expected.revision === revision);
    if (found) this.#possible = [found];
  }
}
