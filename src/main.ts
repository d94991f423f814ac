/** The service: serves the dossier on every platform that has a token; in the terminal when none has. */
import { complete } from "./complete.ts";
import { type Config, loadConfig } from "./config.ts";
import { dispatch } from "./dispatch.ts";
import { engineFor } from "./engine.ts";
import { DossierError, UserError } from "./errors.ts";
import { MemoryButtonStore } from "./platforms/discord/engine.ts";
import { chat } from "./platforms/terminal/chat.ts";
import { type LiveService, openLiveService, openService } from "./service.ts";

const now = () => Temporal.Now.instant();

/** A platform that is on, and what to tell whoever started it. */
interface Running {
  readonly lines: readonly string[];
  close(): Promise<void>;
}

try {
  const config = loadConfig();
  if (config.discordToken) await serve(config);
  else await talk(config);
} catch (error) {
  if (!(error instanceof DossierError || error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

/** The chat in the terminal. */
async function talk({ data }: Config): Promise<void> {
  const interactive = process.stdin.isTTY === true;
  // Piped input is answered from the dossier as it was at the start; a person's session follows the folder.
  const service = interactive ? openLiveService(data) : openService(data);
  const { title, examples } = service.dossier.manifest;
  await chat({
    title: `Rapporteur · ${title}`,
    examples,
    hint: "Discord is off; DISCORD_TOKEN turns it on (see the README).",
    answer: (input) => dispatch(service, { input, now: now(), admin: true }).reply,
    complete: (line) => complete(line, service.commands, service.dossier),
    env: process.env,
  });
}

/** The platforms that have a token, until a signal or until one of them shuts us out for good. */
async function serve(config: Config): Promise<void> {
  const service = openLiveService(config.data);
  const running: Running[] = [];
  const stop = async (status: number): Promise<void> => {
    process.exitCode = status;
    await Promise.all(running.map((platform) => platform.close()));
    service.close();
  };
  const shutOut = (sentence: string): void => {
    console.error(sentence);
    void stop(1);
  };
  process.once("SIGINT", () => void stop(0));
  process.once("SIGTERM", () => void stop(0));
  try {
    if (config.discordToken) running.push(await discord(config, config.discordToken, service, shutOut));
  } catch (error) {
    await stop(2);
    throw error;
  }
  console.log(
    [`Rapporteur · ${service.dossier.manifest.title}`, ...running.flatMap(({ lines }) => lines)].join("\n"),
  );
}

async function discord(
  { discordGuildId, discordApiUrl }: Config,
  token: string,
  service: LiveService,
  onFatal: (sentence: string) => void,
): Promise<Running> {
  // The client library takes its time to load, and most runs of this program do not need it.
  const { startDiscord } = await import("./platforms/discord/bot.ts");
  const bot = await startDiscord({
    token,
    guildId: discordGuildId,
    apiUrl: discordApiUrl,
    engine: engineFor(service, now),
    store: new MemoryButtonStore(),
    onFatal,
    log: (sentence) => console.error(sentence),
  });
  const { created, changed, removed, same } = bot.registration;
  const where = discordGuildId ? `in the server ${discordGuildId}` : "everywhere";
  return {
    lines: [
      `Discord is on as ${bot.name}; commands ${where}: ${same} as they were, ${created} new, ${changed} changed, ${removed} removed.`,
      `  Add it to a server: ${bot.inviteUrl}`,
      `  Add it to your own account: ${bot.installUrl}`,
    ],
    close: () => bot.close(),
  };
}
