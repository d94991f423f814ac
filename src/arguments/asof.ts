/** The day that an input asks to be answered as of. */

import { parsePeriod } from "../dossier/period.ts";
import type { Calendar } from "../dossier/point.ts";
import { UserError } from "../errors.ts";

/** A day in up to three words, such as "24 jan 2026". */
const DAY = String.raw`(\S+(?:\s+\S+){0,2}?)`;

/** How a question goes on after the day. */
const ASKS = String.raw`(?:who|what|which|when|where|how|why|is|are|was|were|do|did|does|has|have|had|can|could|will|would)\b`;

/** Ways in which a sentence says so: the day ends it, or what is asked about follows; or the day comes before the question. */
const SAID: readonly RegExp[] = [
  String.raw`\b(?:as[ _-](?:of|at)|(?:known|knew) (?:by|on|until|as of)|know (?:by|until|as of)|(?:published|reported|written) (?:by|until|up to)|as (?:things|it) stood on)\s+${DAY}(?=[?.!,]*$|[,.]? (?:about|of|on)\b|:)`,
  String.raw`^\W*as[ _-](?:of|at)\s+${DAY},?\s+(?=${ASKS})`,
  // "On 4 February what is known" asks for that day.
  String.raw`^\W*on\s+${DAY},?\s+(?=${ASKS}.*\b(?:was|were|had)\b.*\bkn(?:own?|ew)\b)`,
  String.raw`^\W*(?:by|until|up to)\s+${DAY},?\s+(?=${ASKS}.*\b(?:known?|been (?:published|reported|written|told|named|announced|said|mentioned))\b)`,
].map((pattern) => new RegExp(pattern, "i"));

/** That something is told says nothing of what it is. */
const BEEN_TOLD = /(?<=^what )(?:had|has|have) been (?:published|reported|written|told) (?=about|of|on)/i;

/** Takes "as_of:2026-01-24" or "as of 24 jan", as sentences say it, out of an input; every reading command understands it. */
export function takeAsOf(input: string, calendar: Calendar): { input: string; typed?: Temporal.PlainDate } {
  // A closing label takes all that follows, "as_of:24 jan"; if that is no day, the next word alone.
  const labels = [/(?:^|\s)as[_-]?of\s*[:=]\s*(.+)$/i, /(?:^|\s)as[_-]?of\s*[:=]\s*(\S+)/i];
  const label = labels[1]?.exec(input);
  for (const form of label ? labels : SAID) {
    const words = form.exec(input);
    const period = words && parsePeriod(words[1] ?? "", calendar);
    const rest = words && input.replace(words[0], "").trim();
    // "Known by 2/3 of the sources" and "known by march" name no day of the dossier: only who labels it means it.
    if (!label && period?.to && period.to.toString() < calendar.period.from) continue;
    if (rest !== null && period?.to) return { input: rest.replace(BEEN_TOLD, ""), typed: period.to };
  }
  if (!label) return { input };
  throw new UserError(`“${label[1]}” is not a day I can read. Try as_of:2026-01-24 or “as of 24 jan”.`);
}
