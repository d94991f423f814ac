/** The service: serves the dossier on every platform that has a token; in the terminal when none has. */
import { complete } from "./complete.ts";
import { loadConfig } from "./config.ts";
import { dispatch } from "./dispatch.ts";
import { DossierError, UserError } from "./errors.ts";
import { chat } from "./platforms/terminal/chat.ts";
import { openService } from "./service.ts";

try {
  const config = loadConfig();
  const service = openService(config.data);
  const { dossier, commands } = service;
  await chat({
    title: `Rapporteur · ${dossier.manifest.title}`,
    examples: dossier.manifest.examples,
    answer: (input) => dispatch(service, { input, now: Temporal.Now.instant() }).reply,
    complete: (line) => complete(line, commands, dossier),
    env: process.env,
  });
} catch (error) {
  if (!(error instanceof DossierError || error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
