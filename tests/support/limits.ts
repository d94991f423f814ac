/** Limits without a clock: so many questions are answered in all, the next is refused aloud, the rest in silence. */
import type { Guest, Limits, Refusal } from "../../src/ops/limits.ts";

export interface Counted extends Pick<Limits, "refusal" | "silences"> {
  /** Whoever asked, in order, and at what cost. */
  readonly asked: { readonly guest: Guest; readonly cost: number }[];
}

export function allowing(questions: number, of: Refusal["of"] = "person"): Counted {
  const asked: { guest: Guest; cost: number }[] = [];
  let refused = 0;
  return {
    asked,
    silences: () => refused > 1,
    refusal: async (guest, _, cost = 1) => {
      asked.push({ guest, cost });
      if (asked.length <= questions) return null;
      return { of, waitMs: 1_500, tell: refused++ === 0 };
    },
  };
}
