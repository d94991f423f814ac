/** The HTTP server of the service: pages for whoever runs it, and Telegram's webhook; one address for all. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { UserError } from "../errors.ts";

/** A request that takes longer than this to arrive is cut off, in milliseconds. */
const REQUEST_MS = 10_000;
/** As many connections at once; a proxy and a scraper need a few. */
const MAX_CONNECTIONS = 500;

export interface Answer {
  readonly status: number;
  /** Media type of the body. */
  readonly type?: string;
  readonly body?: string;
}

/** Answers the requests to one path. */
export type Handle = (request: IncomingMessage) => Promise<Answer>;

export interface Address {
  readonly host: string;
  readonly port: number;
}

export class Http {
  readonly #server: Server;
  readonly #onBug: (error: unknown) => void;
  readonly #paths = new Map<string, Handle>();

  /** Listens. @throws UserError when the address cannot be had */
  static async open({ host, port }: Address, onBug: (error: unknown) => void): Promise<Http> {
    const http = new Http(onBug);
    try {
      http.#server.listen(port, host);
      await once(http.#server, "listening");
    } catch (error) {
      throw new UserError(
        `RAPPORTEUR_HTTP: cannot listen on ${host}:${port} (${(error as NodeJS.ErrnoException).code}); set another address, or off.`,
      );
    }
    return http;
  }

  private constructor(onBug: (error: unknown) => void) {
    this.#onBug = onBug;
    this.#server = createServer((request, response) => {
      this.#answer(request)
        .then(({ status, type, body }) => {
          // Nobody waits for a connection that might bring more, so that a stop is not held up by one.
          const headers = { connection: "close", ...(type && { "content-type": type }) };
          response.writeHead(status, headers).end(body);
        })
        .catch(() => response.destroy());
    });
    this.#server.requestTimeout = REQUEST_MS;
    this.#server.maxConnections = MAX_CONNECTIONS;
  }

  /** The port it listens on. */
  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Hands requests to a path on; what is returned takes it back. */
  mount(path: string, handle: Handle): () => void {
    this.#paths.set(path, handle);
    return () => this.#paths.delete(path);
  }

  /** Serves a page that is read: made anew for each request. */
  page(path: string, make: () => Answer | Promise<Answer>): void {
    this.mount(path, async ({ method }) =>
      method === "GET" || method === "HEAD" ? make() : { status: 405 },
    );
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeIdleConnections();
    await once(this.#server, "close");
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const handle = this.#paths.get(request.url?.split("?")[0] ?? "");
    if (!handle) return { status: 404 };
    try {
      return await handle(request);
    } catch (error) {
      this.#onBug(error);
      return { status: 500 };
    }
  }
}
