/** `npm start -- --check`: tries the dossier, the state and the tokens, says a line on each, and ends. */
import type { Config } from "./config.ts";
import { DossierError, UserError } from "./errors.ts";
import { redactor } from "./ops/redact.ts";
import { openService } from "./service.ts";

/** Tries something; returns what it found. @throws UserError or DossierError with what is wrong */
type Trial = () => string | Promise<string>;

/**
 * Tries everything that the service needs, with one harmless call to each platform that is on.
 * @param say takes a line
 * @returns the exit status: 0 when all is well, else 1
 */
export async function check(config: Config, say: (line: string) => void = console.log): Promise<0 | 1> {
  const redact = redactor([config.discordToken, config.telegramToken, config.telegramWebhookSecret]);
  say("ok     settings");
  let well = true;
  for (const [part, trial] of Object.entries(trials(config))) {
    if (trial === null) {
      say(`off    ${part}`);
      continue;
    }
    try {
      say(redact(`ok     ${part}: ${await trial()}`));
    } catch (error) {
      well = false;
      const told = error instanceof UserError || error instanceof DossierError;
      say(redact(`wrong  ${part}: ${told ? error.message : redact(error)}`));
    }
  }
  return well ? 0 : 1;
}

/** What is tried, by part; null for what is off. The client libraries are loaded only where they are needed. */
function trials(config: Config): Readonly<Record<string, Trial | null>> {
  const { discordToken, discordApiUrl, telegramToken, telegramApiRoot } = config;
  return {
    dossier: () => {
      const { manifest, items, revision } = openService(config.data).dossier;
      return `${manifest.title}, ${items.length} items, revision ${revision}`;
    },
    state: async () => {
      const { openState } = await import("./storage/state.ts");
      const state = openState(config.state);
      try {
        state.probe();
      } finally {
        state.close();
      }
      return `${config.state} is sound and can be written`;
    },
    Discord: discordToken
      ? async () => {
          const { nameOf } = await import("./platforms/discord/token.ts");
          return `the token is that of ${await nameOf(discordToken, discordApiUrl)}`;
        }
      : null,
    Telegram: telegramToken
      ? async () => {
          const { nameOf } = await import("./platforms/telegram/token.ts");
          return `the token is that of @${await nameOf(telegramToken, telegramApiRoot)}`;
        }
      : null,
  };
}
