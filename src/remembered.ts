/** Answers that were given before: many people ask the same, and what rests on the dossier alone stays as it is. */
import type { Outcome } from "./dispatch.ts";
import type { Dossier } from "./dossier/dossier.ts";

/** Answers held; whichever was not asked for for longest is forgotten. */
const MAX_HELD = 100;

export class Remembered {
  readonly #held = new Map<string, Outcome>();
  #dossier: Dossier | null = null;

  /** What was answered to an input on this day, from the very dossier; undefined when it must be answered. */
  find(dossier: Dossier, day: string, input: string): Outcome | undefined {
    if (dossier !== this.#dossier) return undefined;
    const key = `${day} ${input}`;
    const outcome = this.#held.get(key);
    if (outcome) {
      // A map keeps its order: the one asked for last goes to the end.
      this.#held.delete(key);
      this.#held.set(key, outcome);
    }
    return outcome;
  }

  /** Remembers an outcome if it lasts. @param dossier from which it was answered */
  keep(dossier: Dossier, day: string, input: string, outcome: Outcome): void {
    if (!outcome.lasting) return;
    if (dossier !== this.#dossier) this.#held.clear();
    this.#dossier = dossier;
    this.#held.set(`${day} ${input}`, outcome);
    const [oldest] = this.#held.keys();
    if (this.#held.size > MAX_HELD && oldest !== undefined) this.#held.delete(oldest);
  }
}
