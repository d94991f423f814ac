/** Keeps a dossier up to date with its folder: a good edit is served at once, a broken one is told and not served. */
import { type FSWatcher, watch } from "node:fs";
import { DossierError, type Problem } from "../errors.ts";
import type { Dossier } from "./dossier.ts";
import { loadDossier } from "./load.ts";

/** An editor writes a file in several steps, and a pull many files; so long after the last step they are read. */
const SETTLE_MS = 300;
/** A folder that is gone tells nothing, so it is looked for again so often. */
const RETRY_MS = 2_000;

/** Starts and stops a wait; a test passes its own. */
export interface Timer {
  start(run: () => void, ms: number): unknown;
  stop(handle: unknown): void;
}

/** Node's timer, which does not keep a process alive. */
const nodeTimer: Timer = {
  start: (run, ms) => setTimeout(run, ms).unref(),
  stop: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

/** Who is told what. */
export interface Listener {
  /** A new revision is being served. */
  readonly onRevision?: (dossier: Dossier) => void;
  /** An edit does not load; the dossier before it is still being served. Told once for the same problems. */
  readonly onProblems: (problems: readonly Problem[]) => void;
  /** Anything else that goes wrong: a bug, or a folder that the system cannot watch. */
  readonly onFailure: (error: unknown) => void;
}

/** A folder's dossier, always the last one that was whole. */
export class LiveDossier {
  readonly #dir: string;
  readonly #listener: Listener;
  readonly #timer: Timer;
  #dossier: Dossier;
  #watcher: FSWatcher | null = null;
  #wait: unknown = null;
  #closed = false;
  /** The problems told last; null when the folder loads. */
  #told: string | null = null;
  /** Whether it was told that the folder cannot be watched. */
  #failed = false;

  /** Watches from before the first reading, so that no edit falls in between. @throws DossierError when the first reading fails */
  constructor(dir: string, listener: Listener, timer: Timer = nodeTimer) {
    this.#dir = dir;
    this.#listener = listener;
    this.#timer = timer;
    if (!this.#watch()) this.#schedule(RETRY_MS);
    try {
      this.#dossier = loadDossier(dir);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** The dossier to serve. Take it once a request: it is replaced whole, never changed. */
  get dossier(): Dossier {
    return this.#dossier;
  }

  /** Whether the folder, as last read, loads; if not, the dossier is the one before. */
  get loads(): boolean {
    return this.#told === null;
  }

  /** Stops watching; the dossier stays. */
  close(): void {
    this.#closed = true;
    if (this.#wait !== null) this.#timer.stop(this.#wait);
    this.#wait = null;
    this.#watcher?.close();
    this.#watcher = null;
  }

  /** Begins to watch anew: the folder may be another one under the same name by now. False when it cannot be watched. */
  #watch(): boolean {
    this.#watcher?.close();
    this.#watcher = null;
    try {
      const watcher = watch(this.#dir, { recursive: true, persistent: false });
      watcher.on("change", () => this.#schedule(SETTLE_MS));
      watcher.on("error", () => this.#schedule(RETRY_MS));
      this.#watcher = watcher;
      this.#failed = false;
      return true;
    } catch (error) {
      // A missing folder is told as a problem of the dossier.
      const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
      if (!missing && !this.#failed) this.#listener.onFailure(error);
      this.#failed = !missing;
      return false;
    }
  }

  #schedule(ms: number): void {
    if (this.#closed) return;
    if (this.#wait !== null) this.#timer.stop(this.#wait);
    this.#wait = this.#timer.start(() => this.#reload(), ms);
  }

  #reload(): void {
    this.#wait = null;
    if (this.#closed) return;
    if (!this.#watch()) this.#schedule(RETRY_MS);
    try {
      const next = loadDossier(this.#dir);
      this.#told = null;
      if (next.revision === this.#dossier.revision) return;
      this.#dossier = next;
      this.#listener.onRevision?.(next);
    } catch (error) {
      if (error instanceof DossierError) this.#tell(error);
      else this.#listener.onFailure(error);
    }
  }
  #tell(error: DossierError): void {
    if (error.message === this.#told) return;
    this.#told = error.message;
    this.#listener.onProblems(error.problems);
  }
}
