/** Puts the engine together for whoever asks: the service process, a shell, a test. */
import { randomUUID } from "node:crypto";
import { commands } from "../commands/index.ts";
import type { Service } from "./dispatch.ts";
import { loadDossier } from "./dossier/load.ts";
import { LiveDossier } from "./dossier/watch.ts";
import { formatProblem, type Problem } from "./errors.ts";
import { clean } from "./reply/text.ts";

/** The engine over a dossier's folder as it is now. @throws DossierError with every problem */
export function openService(dir: string): Service {
  return { dossier: loadDossier(dir), commands, onBug: reportBug };
}

/** A service that must be closed to let go of its folder. */
export interface LiveService extends Service {
  close(): void;
}

/** The engine over a folder that may change: `dossier` is always the last whole one. @throws DossierError with every problem */
export function openLiveService(dir: string): LiveService {
  const live = new LiveDossier(dir, {
    onRevision: ({ revision }) =>
      console.error(`The dossier was edited; revision ${revision} is served now.`),
    onProblems: reportProblems,
    onFailure: reportBug,
  });
  return {
    get dossier() {
      return live.dossier;
    },
    commands,
    onBug: reportBug,
    close: () => live.close(),
  };
}

/** Tells a broken edit to whoever runs the service. */
function reportProblems(problems: readonly Problem[]): void {
  const lines = problems.map((problem) => clean(formatProblem(problem)));
  console.error(["The dossier was edited but does not load; the one before stays:", ...lines].join("\n"));
}

/** Writes a bug to standard error under an id that the person sees too. */
function reportBug(error: unknown): string {
  const id = randomUUID().slice(0, 8);
  console.error(`bug ${id}:`, error);
  return id;
}
