/** /quote: the exact words of named speakers, by speaker and subject. */

import { args } from "../src/args.ts";
import { on } from "../src/ask/find.ts";
import { defineCommand } from "../src/command.ts";
import type { Dossier } from "../src/dossier/dossier.ts";
import type { ItemOf } from "../src/dossier/kinds.ts";
import { UserError } from "../src/errors.ts";
import { inTime, keyFirst, readAs } from "../src/present/parts.ts";
import { nameOf } from "../src/present/position.ts";
import { quotation } from "../src/present/statement.ts";
import { drill, note } from "../src/reply/document.ts";

/** Quotations shown when neither a speaker nor a subject was asked for. */
const MOST = 8;

export default defineCommand({
  name: "quote",
  group: "Who wants and says what",
  aliases: ["quotes", "says", "said", "words"],
  summary: "Exact words of a named speaker, by speaker and subject",
  local: {
    uk: { name: "цитата", summary: "Дослівні слова названих осіб" },
    ru: { name: "цитата", summary: "Дословные слова названных лиц" },
  },
  examples: ["/quote zelensky donbas", "/quote trump", "/quote energy ceasefire"],
  args: {
    speaker: args.person("Whose words").optional(),
    about: args.text("A topic, or other words").optional(),
  },
  run({ speaker, about }, { dossier, now }) {
    const all = dossier.all("quote");
    const found = about === undefined ? undefined : on("quote", about, dossier, now);
    const fitting = (found?.items ?? all).filter((quote) => !speaker || quote.speaker === speaker);
    const title = [speaker ? nameOf(dossier, speaker) : "", found?.subject ?? ""].filter((part) => part);
    if (fitting.length === 0) throw nothing(dossier, speaker, title.join(", "));
    // By words the best comes first; a whole subject or speaker is told in order of time.
    const ordered = found ? fitting : inTime(fitting);
    const shown = title.length > 0 ? ordered : inTime(keyFirst(fitting).slice(0, MOST));
    const more = fitting.length - shown.length;
    return {
      blocks: [
        { type: "title", text: ["Quotes", ...title].join(" · ") },
        ...readAs(found?.readings ?? []),
        ...shown.map((quote) => quotation(dossier, quote)),
        ...(more > 0
          ? [
              note(
                `${more} more, by speaker: ${speakers(all)
                  .map(([id]) => nameOf(dossier, id))
                  .join(", ")}.`,
              ),
            ]
          : []),
      ],
      actions: speakers(speaker ? [] : fitting)
        .slice(0, 5)
        .map(([id]) => drill(nameOf(dossier, id), `/quote ${nameOf(dossier, id)}`)),
    };
  },
});

/** Speakers and their number of quotations, the most quoted first. */
function speakers(quotes: readonly ItemOf<"quote">[]): [string, number][] {
  return [...Map.groupBy(quotes, ({ speaker }) => speaker)]
    .map(([id, own]): [string, number] => [id, own.length])
    .sort((a, b) => b[1] - a[1]);
}

function nothing(dossier: Dossier, speaker: string | undefined, subject: string): UserError {
  const own = dossier.all("quote").filter((quote) => quote.speaker === speaker).length;
  const others = speakers(dossier.all("quote")).map(([id]) => `/quote ${nameOf(dossier, id)}`);
  return new UserError(
    `The dossier quotes nobody's exact words${subject ? ` under “${subject}”` : ""}.`,
    "not_found",
    speaker && own > 0 ? [`/quote ${nameOf(dossier, speaker)}`] : others.slice(0, 5),
  );
}
