/** The way to the Bot API: the bot with its token out of reach of errors, floods waited out, failures told apart. */
import { autoRetry } from "@grammyjs/auto-retry";
import { type Api, Bot, GrammyError, HttpError } from "grammy";

/** What stands where the token stood. */
const REDACTED = "[redacted]";
/** A request is given up after so long; long polling takes 30 s of it. A connection that died unnoticed is noticed then. */
const REQUEST_SECONDS = 45;
/** A flood limit up to this long is waited out, in seconds; a longer one is a failure. */
const MAX_FLOOD_SECONDS = 60;
const MESSAGES: readonly string[] = ["sendMessage", "sendRichMessage", "editMessageText"];

/** Makes the bot. No call is repeated after a network or server error: the message may have been delivered. */
export function createBot(token: string, apiRoot: string | undefined): Bot {
  const bot = new Bot(token, {
    client: { timeoutSeconds: REQUEST_SECONDS, ...(apiRoot && { apiRoot: apiRoot.replace(/\/+$/, "") }) },
  });
  const retry = autoRetry({
    maxRetryAttempts: 5,
    maxDelaySeconds: MAX_FLOOD_SECONDS,
    rethrowHttpErrors: true,
    rethrowInternalServerErrors: true,
  });
  bot.api.config.use(
    // Messages are waited for by their sender, who can be stopped meanwhile and knows that nothing went out.
    (prev, method, payload, signal) =>
      MESSAGES.includes(method) ? prev(method, payload, signal) : retry(prev, method, payload, signal),
    async (prev, method, payload, signal) => {
      try {
        const answer = await prev(method, payload, signal);
        // A proxy in the way may quote the address that it was asked for.
        return answer.ok
          ? answer
          : { ...answer, description: answer.description.replaceAll(token, REDACTED) };
      } catch (error) {
        throw withoutToken(error, method, token);
      }
    },
  );
  return bot;
}

/** A network error as grammY throws it carries the request's URL, and so the token: a clean one in its place. */
function withoutToken(error: unknown, method: string, token: string): unknown {
  if (!(error instanceof HttpError)) return error;
  const { error: inner } = error;
  const told = inner instanceof Error ? inner.message.replaceAll(token, REDACTED) : "unknown cause";
  const cause = Object.assign(new Error(told), { code: codeOf(inner) });
  cause.stack = told;
  return new HttpError(`Network request for '${method}' failed`, cause);
}

function codeOf(error: unknown): string | undefined {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}

/** Why a call failed, as far as it matters to what is done about it. */
export type Failure =
  /** Provably not sent: the connection was never made. */
  | "unreached"
  /** Sent or not, nobody knows. */
  | "unknown"
  | "migrated"
  | "unauthorized"
  | "conflict"
  | "flood"
  | "entities"
  | "unmodified"
  | "uneditable"
  | "stale"
  | "blocked"
  | "removed"
  | "muted"
  | "topic closed"
  | "topic gone"
  /** The server or the chat does not take this kind of message. */
  | "refused";

const NOT_CONNECTED = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH"];

/** Descriptions as the Bot API server words them; the first that fits counts. */
const DESCRIPTIONS: readonly [RegExp, Failure][] = [
  [/can't parse entities/i, "entities"],
  [/message is not modified/i, "unmodified"],
  [/message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i, "uneditable"],
  [/query is too old|query id is invalid/i, "stale"],
  [/TOPIC_CLOSED/, "topic closed"],
  [/TOPIC_DELETED|message thread not found/i, "topic gone"],
  [/bot was blocked|user is deactivated/i, "blocked"],
  [/bot was kicked|bot is not a member|chat not found|group chat was deleted|PEER_ID_INVALID/i, "removed"],
  [
    /not enough rights|have no rights|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED|need administrator rights/i,
    "muted",
  ],
];

/** Whether a call to the Bot API failed, and not something of our own. */
export const isApiError = (error: unknown): error is GrammyError | HttpError =>
  error instanceof GrammyError || error instanceof HttpError;

/** Tells failures apart. @throws the error itself when no call to the Bot API made it */
export function failureOf(error: unknown): Failure {
  if (error instanceof HttpError) {
    return NOT_CONNECTED.includes(codeOf(error.error) ?? "") ? "unreached" : "unknown";
  }
  if (!(error instanceof GrammyError)) throw error;
  const { error_code: code, description, parameters } = error;
  if (parameters.migrate_to_chat_id !== undefined) return "migrated";
  if (code >= 500) return "unknown";
  if (code === 401) return "unauthorized";
  if (code === 409) return "conflict";
  if (code === 429) return "flood";
  const known = DESCRIPTIONS.find(([pattern]) => pattern.test(description))?.[1];
  if (known) return known;
  return code === 403 ? "removed" : "refused";
}

/** Where a group moved to, when that is why a call failed. */
export function migratedTo(error: unknown): number | null {
  return error instanceof GrammyError ? (error.parameters.migrate_to_chat_id ?? null) : null;
}

/** How long Telegram asks to wait, in milliseconds; 0 when it does not say. */
export function retryAfter(error: unknown): number {
  return error instanceof GrammyError ? (error.parameters.retry_after ?? 0) * 1_000 : 0;
}

/** How long a flood limit is to be waited out, in milliseconds; null when there is none, or for too long. */
export function floodWait(error: unknown): number | null {
  const wait = retryAfter(error);
  return wait > 0 && wait <= MAX_FLOOD_SECONDS * 1_000 ? wait : null;
}

/** What a failure is called where people read it: never with the token, never with what was sent. */
export function describe(error: unknown): string {
  if (error instanceof GrammyError) return `${error.method}: ${error.error_code} ${error.description}`;
  if (error instanceof HttpError) {
    const { error: inner } = error;
    return inner instanceof Error ? `${error.message} (${codeOf(inner) ?? inner.message})` : error.message;
  }
  return error instanceof Error ? error.message : String(error);
}

export type RawApi = Api["raw"];
