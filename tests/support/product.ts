/** The service as a process on the local platforms, for long and large runs. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Child } from "./child.ts";
import { TOKEN as DISCORD_TOKEN, DiscordPeer } from "./discord/peer.ts";
import { TOKEN as TELEGRAM_TOKEN, TelegramPeer } from "./telegram-peer.ts";

export const discordEnv = (peer: DiscordPeer): NodeJS.ProcessEnv => ({
  DISCORD_TOKEN,
  DISCORD_API_URL: peer.apiUrl,
});
export const telegramEnv = (peer: TelegramPeer): NodeJS.ProcessEnv => ({
  TELEGRAM_TOKEN,
  TELEGRAM_API_ROOT: peer.root,
});

export interface Platforms extends AsyncDisposable {
  readonly discord: DiscordPeer;
  readonly telegram: TelegramPeer;
  /** For the state and whatever else a run writes. */
  readonly folder: string;
}

/** Both platforms and a new folder, for one run; they are gone after it, however it ends. */
export async function openPlatforms(): Promise<Platforms> {
  const folder = mkdtempSync(join(tmpdir(), "rapporteur-run-"));
  const [discord, telegram] = await Promise.all([DiscordPeer.start(), TelegramPeer.start()]);
  return {
    ...{ discord, telegram, folder },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([discord.close(), telegram.stop()]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Asked as often as a measurement asks; nobody is told to wait. */
export const UNLIMITED = { RAPPORTEUR_LIMIT_PERSON: "1000000", RAPPORTEUR_LIMIT_CHAT: "1000000" } as const;
/** Compiled code is kept from run to run, as where the service is installed. */
export const COMPILED = { NODE_COMPILE_CACHE: join(tmpdir(), "rapporteur-compile-cache") } as const;

/** Starts the service. @param env what it serves and where; its state must be named */
export const startProduct = (
  env: NodeJS.ProcessEnv & { readonly RAPPORTEUR_STATE: string },
  { flags = [], onLine }: { flags?: readonly string[]; onLine?: (line: string) => void } = {},
): Child => new Child([...flags, "src/main.ts"], { ...COMPILED, ...env }, onLine);
