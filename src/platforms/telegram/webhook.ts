/** The webhook: what takes the requests that Telegram makes through a reverse proxy that speaks HTTPS. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { type Intake, parseUpdate } from "./intake.ts";

/** Updates are small: the largest text has 4,096 characters. */
const MAX_BODY = 1_000_000;

/** Answers a request with a status. */
type Handle = (request: IncomingMessage) => Promise<{ readonly status: number }>;

export interface WebhookOptions {
  /** Where Telegram sends to, from outside. */
  readonly url: string;
  readonly secret: string;
  /** Has requests to a path handled; what it returns ends that. */
  readonly mount: (path: string, handle: Handle) => () => void;
}

/**
 * Takes updates in. One is answered with 200 once it is on disk, so that Telegram repeats whatever is not.
 * What it returns ends it.
 */
export function mountWebhook({ url, secret, mount }: WebhookOptions, intake: Intake): () => void {
  return mount(new URL(url).pathname, async (request) => ({
    status: await receive(request, secret, intake),
  }));
}

async function receive(request: IncomingMessage, secret: string, intake: Intake): Promise<number> {
  if (request.method !== "POST") return 405;
  if (!matches(request.headers["x-telegram-bot-api-secret-token"], secret)) return 401;
  const body = await read(request);
  if (body === null) return 413;
  const update = parseUpdate(body);
  if (!update) return 400;
  if (intake.full) return 503;
  await intake.accept([update]);
  return 200;
}

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
