/** The REST side of the Discord peer: routes, what they keep, and how they refuse. */
import { z } from "zod";
import { Commands } from "./commands.ts";
import { Interactions } from "./interactions.ts";
import { Limits } from "./limits.ts";
import { Messages } from "./messages.ts";
import type { Refusal } from "./rules.ts";
import { APPLICATION, BOT_USER, CHANNEL, DM_CHANNEL, GROUP_CHANNEL, GUILD } from "./world.ts";

/** The first second of 2015, in milliseconds. */
const DISCORD_EPOCH = 1_420_070_400_000;

export interface Call {
  readonly line: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly authorization: string | undefined;
}

export interface Result {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly refusals?: readonly Refusal[];
}

/** Discord's error for what is wrong in a body. */
export function invalid(refusals: readonly Refusal[]): Result {
  const errors = Object.fromEntries(
    refusals.map(({ path, message }) => [path || "_errors", { _errors: [{ code: "INVALID", message }] }]),
  );
  return { status: 400, body: { message: "Invalid Form Body", code: 50035, errors }, refusals };
}

export const error = (status: number, code: number, message: string): Result => ({
  status,
  body: { message, code },
});

type Handler = (call: Call, ...ids: string[]) => Result;

export class Rest {
  readonly #token: string;
  readonly #routes: readonly (readonly [RegExp, Handler])[];
  #lastId = 0n;
  /** Milliseconds since the peer's start, as far as tests let them pass. */
  clock = 0;
  readonly limits = new Limits();
  readonly messages: Messages;
  readonly interactions: Interactions;
  readonly commands: Commands;

  constructor(token: string, gatewayUrl: string) {
    this.#token = token;
    const newId = () => this.newId();
    this.messages = new Messages(newId, () => this.clock, [CHANNEL, DM_CHANNEL, GROUP_CHANNEL]);
    this.commands = new Commands(newId);
    this.interactions = new Interactions(newId, () => this.clock, this.messages, this.commands);
    const gateway = {
      url: gatewayUrl,
      shards: 1,
      session_start_limit: { total: 1000, remaining: 999, reset_after: 1, max_concurrency: 1 },
    };
    const id = "(\\d+)";
    const commands = `/applications/${APPLICATION}(?:/guilds/${id})?/commands`;
    const token_ = "([\\w-]+)";
    const routes: Record<string, Handler> = {
      "GET /users/@me": () => ({ status: 200, body: BOT_USER }),
      "GET /gateway/bot": () => ({ status: 200, body: gateway }),
      [`GET ${commands}`]: ({ query }, guild) => this.#in(guild, () => this.commands.list(guild, query)),
      [`POST ${commands}`]: ({ body }, guild) => this.#in(guild, () => this.commands.create(guild, body)),
      [`PATCH ${commands}/${id}`]: ({ body }, guild, which = "") => this.commands.edit(guild, which, body),
      [`DELETE ${commands}/${id}`]: (_, guild, which = "") => this.commands.remove(guild, which),
      [`POST /interactions/${id}/${token_}/callback`]: ({ body }, which = "", token = "") =>
        this.interactions.callback(which, token, body),
      [`PATCH /webhooks/${APPLICATION}/${token_}/messages/@original`]: ({ body }, token = "") =>
        this.interactions.editOriginal(token, body),
      [`DELETE /webhooks/${APPLICATION}/${token_}/messages/@original`]: (_, token = "") =>
        this.interactions.deleteOriginal(token),
      [`POST /webhooks/${APPLICATION}/${token_}`]: ({ body }, token = "") =>
        this.interactions.followUp(token, body),
      [`POST /channels/${id}/messages`]: ({ body }, channel = "") => this.messages.create(channel, body),
      [`GET /channels/${id}/messages`]: ({ query }, channel = "") => this.messages.list(channel, query),
      [`PATCH /channels/${id}/messages/${id}`]: ({ body }, _, message = "") =>
        this.messages.edit(message, body),
    };
    this.#routes = Object.entries(routes).map(([line, handler]) => [new RegExp(`^${line}$`), handler]);
  }

  /** A new id, which tells when it was made: https://docs.discord.com/developers/reference#snowflakes */
  newId(): string {
    const now = BigInt(Date.now() + this.clock - DISCORD_EPOCH) << 22n;
    this.#lastId = now > this.#lastId ? now : this.#lastId + 1n;
    return String(this.#lastId);
  }

  answer(call: Call): Result {
    for (const [line, handler] of this.#routes) {
      const match = line.exec(call.line);
      if (!match) continue;
      const open = /^(?:POST|PATCH|DELETE) \/(?:interactions|webhooks)\//.test(call.line);
      if (!open && call.authorization !== `Bot ${this.#token}`) return error(401, 0, "401: Unauthorized");
      const limited = open ? null : this.limits.take(call.line);
      if (limited?.status === 429) return limited;
      try {
        return { ...handler(call, ...match.slice(1)), ...(limited && { headers: limited.headers }) };
      } catch (thrown) {
        if (!(thrown instanceof z.ZodError)) throw thrown;
        return invalid([{ path: "", message: thrown.message }]);
      }
    }
    return {
      ...error(404, 0, "404: Not Found"),
      refusals: [{ path: "", message: `no such route: ${call.line}` }],
    };
  }

  #in(guild: string | undefined, answer: () => Result): Result {
    return guild === undefined || guild === GUILD ? answer() : error(403, 50001, "Missing Access");
  }
}
