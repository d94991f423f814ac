/** How a tool's failures reach whoever called it from a shell. */
import { DossierError, UserError } from "../errors.ts";
import { clean } from "../reply/text.ts";

/** Runs a tool; what its caller can mend goes to standard error in its own words, with exit status 1. */
export function refusing<A extends unknown[]>(
  tool: (...args: A) => void | Promise<void>,
): (...args: A) => Promise<void> {
  return async (...args) => {
    try {
      await tool(...args);
    } catch (error) {
      if (!(error instanceof DossierError || error instanceof UserError)) throw error;
      console.error(error.message.split("\n").map(clean).join("\n"));
      process.exitCode = 1;
    }
  };
}
