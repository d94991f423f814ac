/** The day that an input asks to be answered as of. */

import { parsePeriod } from "../dossier/period.ts";
import type { Calendar } from "../dossier/point.ts";
import { UserError } from "../errors.ts";

/** Takes "as_of:2026-01-24" or a closing "as of 24 jan" out of an input; every reading command understands it. */
export function takeAsOf(input: string, calendar: Calendar): { input: string; typed?: Temporal.PlainDate } {
  // A closing label takes all that follows, "as_of:24 jan"; if that is no day, the next word alone.
  const labels = [/(?:^|\s)as[_-]?of\s*[:=]\s*(.+)$/i, /(?:^|\s)as[_-]?of\s*[:=]\s*(\S+)/i];
  const label = labels[1]?.exec(input);
  const said =
    /\b(?:as[ _-]of|known (?:by|on|until))\s+(\S+(?:\s+\S+){0,2}?)(?=[?.!,]*$|[,.]? (?:about|of|on)\b)/i;
  for (const form of label ? labels : [said]) {
    const words = form.exec(input);
    const period = words && parsePeriod(words[1] ?? "", calendar);
    if (words && period?.to) return { input: input.replace(words[0], "").trim(), typed: period.to };
  }
  if (!label) return { input };
  throw new UserError(`“${label[1]}” is not a day I can read. Try as_of:2026-01-24 or “as of 24 jan”.`);
}
