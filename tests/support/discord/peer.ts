/**
 * A Discord on 127.0.0.1 for tests of the real client: the part of the protocol that we use, every request checked
 * against Discord's published schemas and the rules they miss, refused with Discord's real errors, and faults on
 * demand. Time passes only when a test says so.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Gateway } from "./gateway.ts";
import { Rest, type Result } from "./rest.ts";
import type { Refusal } from "./rules.ts";
import { type Asker, greeting, personsMessage } from "./world.ts";

export const TOKEN = "MTAw.test-token.never-a-real-one";

/** A request as it arrived, and how it was answered. */
export interface Seen {
  /** "POST /channels/:id/messages", with ids as they were. */
  readonly line: string;
  readonly body: unknown;
  readonly status: number;
  /** What Discord would refuse in it. */
  readonly refusals: readonly Refusal[];
}

/**
 * What happens to requests whose line matches: an answer of the test's own, instead of taking effect or `after` it, the
 * connection broken before or after the request takes effect, or an answer held back until a promise resolves.
 */
export interface Fault {
  readonly line: RegExp;
  readonly times?: number;
  /** So many matching requests go well before. */
  readonly skip?: number;
  readonly with:
    | {
        readonly status: number;
        readonly body?: object;
        readonly headers?: Readonly<Record<string, string>>;
        readonly after?: true;
      }
    | { readonly lost: "before" | "after" }
    | { readonly until: Promise<void> };
}

export class DiscordPeer {
  readonly #server: Server;
  readonly #waiting = new Set<() => void>();
  readonly #faults: { fault: Fault; skip: number; left: number }[] = [];
  readonly #port: number;
  readonly gateway: Gateway;
  readonly rest: Rest;
  readonly seen: Seen[] = [];

  /** Starts a peer on a free port. */
  static async start(): Promise<DiscordPeer> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new DiscordPeer(server);
  }

  private constructor(server: Server) {
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
    const gatewayUrl = `ws://127.0.0.1:${this.#port}`;
    this.rest = new Rest(TOKEN, gatewayUrl);
    this.gateway = new Gateway(server, {
      token: TOKEN,
      greeting: (sessionId) => greeting(sessionId, gatewayUrl),
      onChange: () => this.changed(),
    });
    server.on("request", (request, response) => {
      void this.#handle(request, response);
    });
  }

  /** Where a client's REST calls go. */
  get apiUrl(): string {
    return `http://127.0.0.1:${this.#port}/api`;
  }

  /** Refuses connections from now on; whoever is on the gateway stays there. */
  refuse(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** Takes connections again. */
  async accept(): Promise<void> {
    this.#server.listen(this.#port, "127.0.0.1");
    await once(this.#server, "listening");
  }

  /** Makes the next matching requests (one, unless said) go wrong. */
  fail(fault: Fault): void {
    this.#faults.push({ fault, skip: fault.skip ?? 0, left: fault.times ?? 1 });
  }

  /** Waits until something holds; looked at again after every request and whenever something has `changed`. */
  async until<T>(look: () => T | undefined | null | false): Promise<T> {
    for (;;) {
      const found = look();
      if (found) return found;
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  /** Requests whose line matches, in order. */
  requests(line: RegExp): Seen[] {
    return this.seen.filter((request) => line.test(request.line));
  }

  /** Everything that Discord would have refused, as text; what a test expects to be empty. */
  get refusals(): string[] {
    return this.seen.flatMap(({ line, refusals }) => refusals.map((r) => `${line}: ${r.path}: ${r.message}`));
  }

  /** A person writes a message; its id. */
  say(content: string, asker: Asker = {}): string {
    const id = this.rest.newId();
    this.gateway.dispatch("MESSAGE_CREATE", personsMessage(id, content, asker));
    return id;
  }

  /** Sends an interaction that `rest.interactions` made. */
  interact(interaction: { id: string }): void {
    this.gateway.dispatch("INTERACTION_CREATE", interaction);
  }

  async close(): Promise<void> {
    await this.gateway.close();
    if (!this.#server.listening) return;
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  /** Has everybody who waits look again. */
  changed(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = (await request.setEncoding("utf8").toArray()).join("");
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    const [path = "", query = ""] = (request.url ?? "").replace(/^\/api\/v\d+/, "").split("?");
    const line = `${request.method} ${path}`;
    const fault = this.#takeFault(line);
    const see = (status: number, refusals: readonly Refusal[] = []) => {
      this.seen.push({ line, body, status, refusals });
      this.changed();
    };
    if (fault && "lost" in fault && fault.lost === "before") {
      see(0);
      request.socket.destroy();
      return;
    }
    const told = fault && "status" in fault ? faulty(fault) : null;
    if (told && !(fault && "after" in fault)) {
      see(told.status);
      send(response, told);
      return;
    }
    const result = this.rest.answer({
      line,
      query: new URLSearchParams(query),
      body,
      authorization: request.headers.authorization,
    });
    if (told) {
      see(told.status, result.refusals);
      send(response, told);
      return;
    }
    if (fault && "until" in fault) await fault.until;
    see(result.status, result.refusals);
    if (fault && "lost" in fault) request.socket.destroy();
    else send(response, result);
  }

  #takeFault(line: string): Fault["with"] | undefined {
    const found = this.#faults.find(({ fault, left }) => left > 0 && fault.line.test(line));
    if (!found || found.skip-- > 0) return undefined;
    found.left--;
    return found.fault.with;
  }
}

const faulty = ({ status, body, headers }: Extract<Fault["with"], { readonly status: number }>): Result => ({
  status,
  body: body ?? { message: "fault", code: 0 },
  ...(headers && { headers }),
});

function send(response: ServerResponse, { status, body, headers }: Result): void {
  const type = body === undefined ? {} : { "content-type": "application/json" };
  response.writeHead(status, { ...type, ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
