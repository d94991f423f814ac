/** The webhook: an HTTP server for Telegram alone, behind a reverse proxy that speaks HTTPS. */
import { createHash, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Intake, parseUpdate } from "./intake.ts";

/** Updates are small: the largest text has 4,096 characters. */
const MAX_BODY = 1_000_000;
/** A request that takes longer than this to arrive is cut off, in milliseconds. */
const REQUEST_MS = 10_000;

export interface WebhookOptions {
  /** Where Telegram sends to, from outside. */
  readonly url: string;
  readonly secret: string;
  /** Where to listen, from inside. */
  readonly host: string;
  readonly port: number;
}

/**
 * Serves the webhook. An update is answered with 200 once it is on disk, so that Telegram repeats whatever is not.
 * @throws Error when the address is taken
 */
export async function serveWebhook(
  options: WebhookOptions,
  intake: Intake,
  onBug: (error: unknown) => string,
): Promise<Server> {
  const path = new URL(options.url).pathname;
  const server = createServer((request, response) => {
    receive(request)
      .catch((error) => {
        onBug(error);
        return 500;
      })
      .then((status) => response.writeHead(status, { connection: "close" }).end())
      .catch(() => response.destroy());
  });
  const receive = async (request: IncomingMessage): Promise<number> => {
    if (request.url?.split("?")[0] !== path) return 404;
    if (request.method !== "POST") return 405;
    if (!matches(request.headers["x-telegram-bot-api-secret-token"], options.secret)) return 401;
    const body = await read(request);
    if (body === null) return 413;
    const update = parseUpdate(body);
    if (!update) return 400;
    if (intake.full) return 503;
    await intake.accept([update]);
    return 200;
  };
  server.requestTimeout = REQUEST_MS;
  server.listen(options.port, options.host);
  await once(server, "listening");
  return server;
}

/** The port that a server listens on. */
export const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** Compares in a time that does not tell how much was right. */
function matches(given: string | string[] | undefined, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return typeof given === "string" && timingSafeEqual(digest(given), digest(secret));
}

/** The body as text; null when it is too long. */
async function read(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
