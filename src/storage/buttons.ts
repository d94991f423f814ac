/** Inputs too long for a button, of every platform, by the key that stands for each in it; says nothing of how. */

export interface ButtonInput {
  readonly key: string;
  readonly input: string;
}

/** The same input always has the same key, so that keeping it twice is nothing. */
export interface ButtonStore {
  /** Keeps inputs; one kept again is as new. */
  keep(inputs: readonly ButtonInput[], now: Temporal.Instant): Promise<void>;
  /** The input, or null when it is not known (any more). */
  find(key: string): Promise<string | null>;
}
