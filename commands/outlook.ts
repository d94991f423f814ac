/** /outlook: what was announced or expected, what became of it, and what is forecast. */

import { args } from "../src/args.ts";
import { on } from "../src/ask/find.ts";
import { defineCommand } from "../src/command.ts";
import type { Dossier } from "../src/dossier/dossier.ts";
import type { ItemOf } from "../src/dossier/kinds.ts";
import { UserError } from "../src/errors.ts";
import { expected } from "../src/present/line.ts";
import { capped, inTime, keyFirst, readAs } from "../src/present/parts.ts";
import { say } from "../src/present/statement.ts";
import { type Block, drill, heading, list } from "../src/reply/document.ts";

/** Forecasts beside what was announced; /judgement shows all. */
const MOST_FORECASTS = 5;

export default defineCommand({
  name: "outlook",
  group: "Numbers, disputes, what is next",
  aliases: ["forecast", "forecasts", "next", "upcoming", "expected"],
  summary: "What was announced or expected, what became of it, and what is forecast",
  local: {
    uk: { name: "перспективи", summary: "Що оголошено чи очікується і що з того вийшло" },
    ru: { name: "перспективы", summary: "Что объявлено или ожидается и что из этого вышло" },
  },
  examples: ["/outlook", "/outlook security guarantees", "/outlook round 2"],
  args: { about: args.text("A topic, or other words").optional() },
  run({ about }, { dossier, now, asOf }) {
    const day = asOf ?? now.toZonedDateTimeISO("UTC").toPlainDate();
    const found = about === undefined ? undefined : on("outlook", about, dossier, now);
    const forecasts = (
      about === undefined ? dossier.all("judgement") : on("judgement", about, dossier, now).items
    ).filter(({ type }) => type === "forecast");
    const items = found?.items ?? dossier.all("outlook");
    if (items.length === 0 && forecasts.length === 0) throw nothing(dossier, found?.subject ?? "");
    const open = items.filter(({ outcome }) => !outcome);
    const past = open.filter((item) => isPast(item, day));
    const ahead = open.filter((item) => !past.includes(item));
    const settled = items.filter(({ outcome }) => outcome);
    return {
      blocks: [
        { type: "title", text: ["Outlook", ...(found ? [found.subject] : [])].join(" · ") },
        ...readAs(found?.readings ?? []),
        ...section(dossier, "Announced or expected", ahead),
        ...section(dossier, "Announced for a day that is past, with no word on what became of it", past),
        ...section(dossier, "What became of earlier announcements", settled),
        ...capped("Forecasts", keyFirst(forecasts), {
          most: MOST_FORECASTS,
          all: `/judgement ${found ? found.subject : "forecast"}`,
          draw: (shown) => [list(shown.map((item) => say(dossier, item)))],
        }),
      ],
      actions: [drill("Forecasts", "/judgement forecast"), drill("Timeline", "/timeline")],
    };
  },
});

/** Whether the day for which something was announced is over on the day of the answer. */
function isPast({ date }: ItemOf<"outlook">, day: Temporal.PlainDate): boolean {
  return date?.to != null && Temporal.PlainDate.compare(date.to, day) < 0;
}

function section(dossier: Dossier, title: string, items: readonly ItemOf<"outlook">[]): Block[] {
  return items.length > 0 ? [heading(title), list(inTime(items).map((item) => expected(dossier, item)))] : [];
}

function nothing(dossier: Dossier, subject: string): UserError {
  return new UserError(
    `The dossier has nothing announced, expected or forecast${subject ? ` on “${subject}”` : " by then"}.`,
    "not_found",
    dossier.all("outlook").length > 0 ? ["/outlook"] : ["/timeline"],
  );
}
