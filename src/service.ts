/** Puts the engine together for whoever asks: the service process, a shell, a test. */
import { randomUUID } from "node:crypto";
import { commands } from "../commands/index.ts";
import type { Service } from "./dispatch.ts";
import { loadDossier } from "./dossier/load.ts";

/** The engine over a dossier's folder. @throws DossierError with every problem */
export function openService(dir: string): Service {
  return { dossier: loadDossier(dir), commands, onBug: reportBug };
}

/** Writes a bug to standard error under an id that the person sees too. */
function reportBug(error: unknown): string {
  const id = randomUUID().slice(0, 8);
  console.error(`bug ${id}:`, error);
  return id;
}
