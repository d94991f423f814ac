/** The service as a process on the local platforms, for long and large runs. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Child } from "./child.ts";
import { TOKEN as DISCORD_TOKEN, type DiscordPeer } from "./discord/peer.ts";
import { TOKEN as TELEGRAM_TOKEN, type TelegramPeer } from "./telegram-peer.ts";

export const discordEnv = (peer: DiscordPeer): NodeJS.ProcessEnv => ({
  DISCORD_TOKEN,
  DISCORD_API_URL: peer.apiUrl,
});
export const telegramEnv = (peer: TelegramPeer): NodeJS.ProcessEnv => ({
  TELEGRAM_TOKEN,
  TELEGRAM_API_ROOT: peer.root,
});

/** Asked as often as a measurement asks; nobody is told to wait. */
export const UNLIMITED = { RAPPORTEUR_LIMIT_PERSON: "1000000", RAPPORTEUR_LIMIT_CHAT: "1000000" } as const;
/** Compiled code is kept from run to run, as where the service is installed. */
export const COMPILED = { NODE_COMPILE_CACHE: join(tmpdir(), "rapporteur-compile-cache") } as const;

/** Starts the service. @param env what it serves and where; its state must be named */
export const startProduct = (
  env: NodeJS.ProcessEnv & { readonly RAPPORTEUR_STATE: string },
  { flags = [], onLine }: { flags?: readonly string[]; onLine?: (line: string) => void } = {},
): Child => new Child([...flags, "src/main.ts"], { ...COMPILED, ...env }, onLine);
