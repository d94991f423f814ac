/** A local stand-in for the Bot API server: HTTP on 127.0.0.1, strict on what it is sent, with faults on demand. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { TelegramChats } from "./telegram-chats.ts";
import { bad, contentOf, Refusal } from "./telegram-content.ts";
import { TelegramLimits } from "./telegram-limits.ts";
import { METHODS, type Method, type Payload } from "./telegram-methods.ts";

export const TOKEN = "4242424242:AAE-secret_token_of_the_test_bot_xyz12";
export const ME = {
  id: 4242424242,
  is_bot: true,
  first_name: "Rapporteur",
  username: "our_bot",
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: true,
} as const;

/** An update as JSON, without its number: what it is called and what it says. */
export interface Event {
  readonly message?: Readonly<Record<string, unknown>>;
  readonly edited_message?: Readonly<Record<string, unknown>>;
  readonly channel_post?: Readonly<Record<string, unknown>>;
  readonly callback_query?: Readonly<Record<string, unknown>> & { readonly id: string };
  readonly inline_query?: Readonly<Record<string, unknown>>;
  readonly my_chat_member?: Readonly<Record<string, unknown>>;
}
type Update = Event & { readonly update_id: number };

/** What goes wrong with the next call of a method; nothing when it is null. */
export type Fault =
  | null
  | {
      readonly error: number;
      readonly description: string;
      readonly parameters?: Record<string, number>;
      /** Done all the same. */
      readonly after?: true;
    }
  /** Done, but the answer never arrives. */
  | "lost"
  /** The connection breaks before anything is done. */
  | "reset"
  /** Done, and the answer waits until `release` is called. */
  | "held"
  /** Done, and answered with what is no JSON, as a proxy in the way may. */
  | "garbage";

/** Refusals that a correct bot meets too. */
const EXPECTED =
  /upgraded to a supergroup|not modified|query is too old|EPHEMERAL_MESSAGE_NOT_SUPPORTED|message to edit not found/;

export class TelegramPeer extends TelegramChats {
  readonly calls: { readonly method: string; readonly payload: unknown }[] = [];
  /** Calls that were refused because they were wrong, and not because a test wanted it. */
  readonly invalid: string[] = [];
  /** Callback queries that wait for an answer; Telegram's app shows them as pending. */
  readonly pressed = new Set<string>();
  readonly admins = new Set<string>();
  readonly menus = new Map<string, unknown>();
  description = "";
  shortDescription = "";
  webhook: { url: string; secret: string } | null = null;
  readonly limits = new TelegramLimits();
  readonly #server: Server;
  #port = 0;
  readonly #faults = new Map<string, Fault[]>();
  readonly #held: (() => void)[] = [];
  readonly #waiting = new Set<() => void>();
  #queue: Update[] = [];
  #poller: ServerResponse | null = null;
  #nextUpdate = 1000;

  constructor() {
    super();
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error) => {
        this.invalid.push(String(error));
        response.destroy();
      });
    });
  }

  static async start(): Promise<TelegramPeer> {
    const peer = new TelegramPeer();
    peer.#server.listen(0, "127.0.0.1");
    await once(peer.#server, "listening");
    peer.#port = (peer.#server.address() as AddressInfo).port;
    return peer;
  }

  get root(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, "close");
    this.refuse();
    await closed;
  }

  /** Refuses connections from now on. */
  refuse(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** Takes connections again. */
  async accept(): Promise<void> {
    this.#server.listen(this.#port, "127.0.0.1");
    await once(this.#server, "listening");
  }

  /** Something happened in a chat. Returns the update's id. */
  push(...updates: Event[]): number {
    for (const update of updates) this.#queue.push({ ...update, update_id: this.#nextUpdate++ });
    for (const { callback_query } of updates) if (callback_query) this.pressed.add(callback_query.id);
    this.#changed();
    return this.#nextUpdate - 1;
  }

  /** Updates that the bot has not confirmed. */
  get unconfirmed(): readonly Update[] {
    return this.#queue;
  }

  /** Posts an update to the webhook at a local port, as Telegram would; returns the status. */
  async post(port: number, update: Event & { update_id?: number }, secret?: string): Promise<number> {
    const path = new URL(this.webhook?.url ?? "https://none.invalid/").pathname;
    const given = secret ?? this.webhook?.secret;
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(given && { "x-telegram-bot-api-secret-token": given }),
      },
      body: JSON.stringify({ update_id: this.#nextUpdate++, ...update }),
    });
    return response.status;
  }

  /** The next calls of a method fail so, one after another. */
  fault(method: Method, ...faults: Fault[]): void {
    this.#faults.set(method, [...(this.#faults.get(method) ?? []), ...faults]);
  }

  /** Lets answers go that were held. */
  release(): void {
    for (const answer of this.#held.splice(0)) answer();
  }

  /** Waits until something is true of what the peer has seen. */
  async until(what: () => boolean): Promise<void> {
    while (!what()) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  /** Calls of a method so far. */
  of<M extends Method>(method: M): Payload<M>[] {
    return this.calls
      .filter((call) => call.method === method)
      .map((call) => METHODS[method].parse(call.payload) as Payload<M>);
  }

  #changed(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const [, token, method = ""] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? "") ?? [];
    const body = Buffer.concat(chunks).toString("utf8");
    const payload: unknown = body === "" ? {} : JSON.parse(body);
    this.calls.push({ method, payload });
    const fault = this.#faults.get(method)?.shift();
    try {
      if (fault === "reset") {
        request.socket.destroy();
        return;
      }
      const wrong = typeof fault === "object" && fault !== null ? fault : null;
      const refusal = wrong && new Refusal(wrong.error, wrong.description, wrong.parameters);
      if (refusal && !wrong.after) throw refusal;
      if (token !== TOKEN) throw new Refusal(401, "Unauthorized");
      const wait = this.limits.take(method, payload);
      if (wait > 0) {
        const seconds = Math.ceil(wait / 1_000);
        throw new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
      }
      const result = await this.#call(method, payload, response);
      if (refusal) throw refusal;
      if (fault === "lost") {
        request.socket.destroy();
        return;
      }
      if (fault === "garbage") {
        response.writeHead(200).end("<html>Bad gateway</html>");
        return;
      }
      if (fault === "held") {
        const held = new Promise<void>((resolve) => this.#held.push(resolve));
        this.#changed();
        await held;
      }
      answer(response, 200, { ok: true, result });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const ours = error.code === 400 && fault === undefined && !EXPECTED.test(error.message);
      if (ours) this.invalid.push(`${method}: ${error.message} ${body.slice(0, 500)}`);
      const { code: error_code, message: description, parameters } = error;
      answer(response, error_code, { ok: false, error_code, description, ...(parameters && { parameters }) });
    } finally {
      this.#changed();
    }
  }

  async #call(method: string, payload: unknown, response: ServerResponse): Promise<unknown> {
    if (!(method in METHODS)) throw new Refusal(404, "Not Found");
    const name = method as Method;
    const parsed = METHODS[name].safeParse(payload);
    if (!parsed.success) throw bad(JSON.stringify(parsed.error.issues).slice(0, 300));
    const read = <M extends Method>(of: M) => METHODS[of].parse(payload) as Payload<M>;
    switch (name) {
      case "getMe":
        return ME;
      case "getUpdates":
        return this.#updates(read("getUpdates"), response);
      case "getWebhookInfo":
        return { url: this.webhook?.url ?? "", has_custom_certificate: false, pending_update_count: 0 };
      case "deleteWebhook":
        this.webhook = null;
        return true;
      case "setWebhook": {
        const { url, secret_token } = read("setWebhook");
        this.webhook = { url, secret: secret_token };
        return true;
      }
      case "getMyCommands": {
        const { scope, language_code } = read("getMyCommands");
        return this.menus.get(`${scope.type} ${language_code ?? ""}`) ?? [];
      }
      case "setMyCommands": {
        const { scope, language_code, commands } = read("setMyCommands");
        this.menus.set(`${scope.type} ${language_code ?? ""}`, commands);
        return true;
      }
      case "getMyDescription":
        return { description: this.description };
      case "setMyDescription":
        this.description = read("setMyDescription").description;
        return true;
      case "getMyShortDescription":
        return { short_description: this.shortDescription };
      case "setMyShortDescription":
        this.shortDescription = read("setMyShortDescription").short_description;
        return true;
      case "getChatMember": {
        const { chat_id, user_id } = read("getChatMember");
        const status = this.admins.has(`${chat_id} ${user_id}`) ? "administrator" : "member";
        return { status, user: { id: user_id, is_bot: false, first_name: "Somebody" } };
      }
      case "sendMessage":
        return this.send(read("sendMessage"));
      case "sendRichMessage":
        if (!this.richMessages) throw new Refusal(404, "Not Found");
        return this.send(read("sendRichMessage"));
      case "editMessageText":
        return this.edit(read("editMessageText"));
      case "answerCallbackQuery":
        if (!this.pressed.delete(read("answerCallbackQuery").callback_query_id)) {
          throw bad("query is too old and response timeout expired or query ID is invalid");
        }
        return true;
      case "answerInlineQuery": {
        const { results } = read("answerInlineQuery");
        if (new Set(results.map((result) => result.id)).size < results.length)
          throw bad("RESULT_ID_DUPLICATE");
        for (const result of results)
          contentOf({ text: result.input_message_content.message_text, parse_mode: "HTML" });
        return true;
      }
      default:
        return name satisfies never;
    }
  }

  async #updates(
    { offset, limit, timeout }: Payload<"getUpdates">,
    response: ServerResponse,
  ): Promise<Update[]> {
    if (this.webhook) {
      throw new Refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    if (this.#poller && this.#poller !== response) {
      answer(this.#poller, 409, {
        ok: false,
        error_code: 409,
        description:
          "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
      });
    }
    this.#poller = response;
    this.#queue = this.#queue.filter(({ update_id }) => update_id >= offset);
    this.#changed();
    const closed = new Promise<void>((resolve) => response.once("close", resolve));
    while (timeout > 0 && this.#queue.length === 0 && !response.closed) {
      await Promise.race([closed, new Promise<void>((resolve) => this.#waiting.add(resolve))]);
    }
    if (this.#poller === response) this.#poller = null;
    return this.#queue.slice(0, limit);
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  if (response.writableEnded) return;
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
