/** What the buttons of a reply ask. */
import type { Reply } from "../../src/reply/document.ts";

/** The inputs of a reply's buttons, in their order. */
export const inputsOf = ({ actions }: Reply): string[] =>
  actions.flatMap((action) => (action.type === "drill" ? [action.input] : []));
