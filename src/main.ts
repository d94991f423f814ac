/** The service: serves the dossier on every platform that has a token; in the terminal when none has. */
import { complete } from "./complete.ts";
import { loadConfig } from "./config.ts";
import { dispatch } from "./dispatch.ts";
import { DossierError, UserError } from "./errors.ts";
import { chat } from "./platforms/terminal/chat.ts";
import { openLiveService, openService } from "./service.ts";

try {
  const config = loadConfig();
  // Piped input is answered from the dossier as it was at the start; a person's session follows the folder.
  const service = process.stdin.isTTY === true ? openLiveService(config.data) : openService(config.data);
  const { title, examples } = service.dossier.manifest;
  await chat({
    title: `Rapporteur · ${title}`,
    examples,
    answer: (input) => dispatch(service, { input, now: Temporal.Now.instant() }).reply,
    complete: (line) => complete(line, service.commands, service.dossier),
    env: process.env,
  });
} catch (error) {
  if (!(error instanceof DossierError || error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
