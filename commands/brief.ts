/** /brief: the briefing now, or as of a day, with what changed since another. */

import { args } from "../src/args.ts";
import { changesBetween } from "../src/briefing/changes.ts";
import { composeBriefing } from "../src/briefing/compose.ts";
import { defineCommand } from "../src/command.ts";
import { UserError } from "../src/errors.ts";
import { dayText } from "../src/present/day.ts";

export default defineCommand({
  name: "brief",
  group: "Ask",
  aliases: ["briefing", "sitrep", "digest", "morning", "bulletin", "roundup"],
  summary: "The briefing: bottom line, what changed, where each topic stands, what is next",
  local: {
    uk: { name: "брифінг", summary: "Брифінг: головне, що змінилося, стан справ за темами, що далі" },
    ru: { name: "брифинг", summary: "Брифинг: главное, что изменилось, положение по темам, что дальше" },
  },
  examples: ["/brief", "/brief since 24 jan length:full", "/brief energy ceasefire, territory"],
  args: {
    since: args.date("The day up to which you know everything; else the day before").optional(),
    topics: args.topics("Only these topics, with commas between them; all when left out").optional(),
    length: args
      .choice("short fits one message; full is read in three minutes", ["short", "full"])
      .optional(),
  },
  run({ since, topics = [], length = "short" }, { dossier, now, asOf }) {
    const day = asOf ?? now.toZonedDateTimeISO("UTC").toPlainDate();
    if (since && !since.from)
      throw new UserError(`“${since.label}” has no first day. Try /brief since 24 jan.`, "error", ["/brief"]);
    const known = since?.from ?? day.subtract({ days: 1 });
    if (Temporal.PlainDate.compare(known, day) > 0)
      throw new UserError(
        `${dayText(known)} comes after ${dayText(day)}, the day of the briefing.`,
        "error",
        ["/brief"],
      );
    const changes = changesBetween(dossier.asOf(known), dossier, dayText(known));
    return composeBriefing({ dossier, changes, wishes: { topics, length }, now, asOf });
  },
});
