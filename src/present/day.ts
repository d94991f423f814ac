/** How a day is written. */
import { formatWhen, parseWhen } from "../dossier/when.ts";

/** "24 Jan 2026". */
export function dayText(day: Temporal.PlainDate | string): string {
  const when = parseWhen(day.toString());
  return when ? formatWhen(when) : day.toString();
}
