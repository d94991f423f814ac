/** Connects the bot although Discord cannot be reached yet: tried again until it can, while the rest of the service works. */
import { type DiscordBot, type DiscordOptions, startDiscord } from "./bot.ts";
import { Unreachable } from "./trouble.ts";

/** Waits between tries, in milliseconds: doubling from the first to the last. */
const FIRST_WAIT_MS = 1_000;
const LAST_WAIT_MS = 60_000;

export interface ConnectOptions extends DiscordOptions {
  /** Told when the bot answers. */
  readonly onConnected: (bot: DiscordBot) => void;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface Connection {
  /** Null until Discord was reached. */
  readonly bot: DiscordBot | null;
  /** Why no events arrive now; null when they do. */
  readonly trouble: string | null;
  /** Tries no more, and leaves; when it resolves nothing is under way. */
  close(): Promise<void>;
}

/**
 * Tries once and, when Discord cannot be reached, goes on trying by itself; a later try that Discord refuses is fatal.
 * @throws UserError when Discord will not let the bot in
 */
export async function connectDiscord(options: ConnectOptions): Promise<Connection> {
  const { log, onConnected, onFatal, sleep } = options;
  const stopping = new AbortController();
  let bot: DiscordBot | null = null;
  let unreached = "";

  /** Whether Discord was reached. */
  const attempt = async (): Promise<boolean> => {
    try {
      const started = await startDiscord(options);
      if (stopping.signal.aborted) await started.close();
      else {
        bot = started;
        onConnected(started);
      }
      return true;
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      // The same trouble is told once, however often it is met.
      if (error.message !== unreached) log(`${error.message} It is tried again until it can be.`);
      unreached = error.message;
      return false;
    }
  };
  const goOn = async (): Promise<void> => {
    for (let wait = FIRST_WAIT_MS; !stopping.signal.aborted; wait = Math.min(wait * 2, LAST_WAIT_MS)) {
      await sleep(wait, stopping.signal);
      if (stopping.signal.aborted || (await attempt())) return;
    }
  };
  const trying = (await attempt())
    ? null
    : goOn().catch((error: unknown) => onFatal(error instanceof Error ? error.message : String(error)));
  return {
    get bot() {
      return bot;
    },
    get trouble() {
      return bot === null ? unreached : bot.trouble;
    },
    close: async () => {
      stopping.abort();
      // A try under way takes its time, and closes what it opened.
      await trying;
      await bot?.close();
    },
  };
}
