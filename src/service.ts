/** Puts the engine together for whoever asks: the service process, a shell, a test. */
import { randomUUID } from "node:crypto";
import { commands } from "../commands/index.ts";
import type { Service } from "./dispatch.ts";
import { loadDossier, openDossier } from "./dossier/load.ts";
import { LiveDossier } from "./dossier/watch.ts";
import { DossierError, formatProblem } from "./errors.ts";
import { clean } from "./reply/text.ts";

/** Tells whoever runs this what happens to the dossier, and what went wrong. */
export interface Tell {
  /** A line, or several. `trouble` when something should be mended. */
  say(text: string, trouble?: boolean): void;
  /** Records a bug under an id, its own without one; returns the id. */
  bug(error: unknown, id?: string): string;
}

/** To standard error, for a person at a terminal. */
const standardError: Tell = {
  say: (text) => console.error(text),
  bug: (error, id = randomUUID().slice(0, 8)) => {
    console.error(`bug ${id}:`, error);
    return id;
  },
};

/** The engine over a dossier's folder as it is now. @throws DossierError with every problem */
export function openService(dir: string): Service {
  return { dossier: loadDossier(dir), commands, onBug: standardError.bug };
}

/** The same for a command that hardly needs the curated questions. @throws DossierError; answers throw it too */
export function openCommandService(dir: string): Service {
  const onBug = (error: unknown, id?: string): string => {
    // That the curated questions do not load, when they are needed all the same, is no bug.
    if (error instanceof DossierError) throw error;
    return standardError.bug(error, id);
  };
  return { dossier: openDossier(dir), commands, onBug };
}

/** A service that must be closed to let go of its folder. */
export interface LiveService extends Service {
  /** Whether the folder, as last edited, loads; if not, what was there before is served. */
  readonly loads: boolean;
  close(): void;
}

/** The engine over a folder that may change: `dossier` is always the last whole one. @throws DossierError with every problem */
export function openLiveService(dir: string, tell: Tell = standardError): LiveService {
  const live = new LiveDossier(dir, {
    onRevision: ({ revision }) => tell.say(`The dossier was edited; revision ${revision} is served now.`),
    onProblems: (problems) => {
      const lines = problems.map((problem) => clean(formatProblem(problem)));
      tell.say(
        ["The dossier was edited but does not load; the one before stays:", ...lines].join("\n"),
        true,
      );
    },
    onFailure: (error) => void tell.bug(error),
  });
  return {
    get dossier() {
      return live.dossier;
    },
    get loads() {
      return live.loads;
    },
    commands,
    onBug: tell.bug,
    close: () => live.close(),
  };
}
