/** /dispute: where sources differ, every account beside the others, none preferred. */

import { args } from "../src/args.ts";
import { on } from "../src/ask/find.ts";
import { defineCommand } from "../src/command.ts";
import type { Dossier } from "../src/dossier/dossier.ts";
import { fold } from "../src/dossier/fuzzy.ts";
import type { ItemOf } from "../src/dossier/kinds.ts";
import { Dispute } from "../src/dossier/schema.ts";
import { UserError } from "../src/errors.ts";
import { keyFirst, readAs } from "../src/present/parts.ts";
import { nameOf } from "../src/present/position.ts";
import { dispute } from "../src/present/statement.ts";
import { drill, note } from "../src/reply/document.ts";

const KINDS = Dispute.shape.type.options;
/** What people call the kinds of disputes. */
const CALLED: ReadonlyMap<string, (typeof KINDS)[number]> = new Map([
  ...KINDS.flatMap((kind) => [[kind, kind] as const, [`${kind}s`, kind] as const]),
  ["figures", "number"],
  ["members", "membership"],
]);
/** Disputes that words find: the rest fits less well. */
const MOST_FOUND = 5;
/** Disputes shown when nothing was asked for: the key ones. */
const MOST_KEY = 6;

export default defineCommand({
  name: "dispute",
  group: "Numbers, disputes, what is next",
  aliases: ["disputes", "conflict", "conflicts", "discrepancies", "differ"],
  summary: "Where sources differ: every account side by side, on a topic or by words",
  local: {
    uk: { name: "розбіжності", summary: "Де джерела розходяться: усі версії поруч" },
    ru: { name: "расхождения", summary: "Где источники расходятся: все версии рядом" },
  },
  examples: ["/dispute territory", "/dispute russian head of delegation", "/dispute kremlin meeting length"],
  args: { about: args.text(`A subject, a kind (${KINDS.join(", ")}) or other words`).optional() },
  run({ about }, { dossier, now }) {
    const all = dossier.all("dispute");
    if (all.length === 0)
      throw new UserError("The dossier has no dispute by then: its sources do not differ yet.", "not_found");
    if (about === undefined) return overview(dossier, all);
    const type = CALLED.get(fold(about));
    const asked = all.filter((item) => fold(item.question) === fold(about) || item.type === type);
    const found =
      asked.length > 0
        ? { items: asked, subject: type ? about : "", whole: true, readings: [] }
        : on("dispute", about, dossier, now);
    if (found.items.length === 0) throw nothing(dossier, found.subject);
    const shown = found.whole ? keyFirst(found.items) : found.items.slice(0, MOST_FOUND);
    const more = found.items.length - shown.length;
    return {
      blocks: [
        { type: "title", text: ["Sources differ", found.subject].filter((part) => part).join(" · ") },
        ...readAs(found.readings),
        ...shown.flatMap((item) => dispute(dossier, item)),
        ...(more > 0 ? [note(`${more} more fit less well; more words find fewer.`)] : []),
      ],
      actions: topicsOf(dossier, shown).map(([id]) =>
        drill(nameOf(dossier, id), `/topic ${nameOf(dossier, id)}`),
      ),
    };
  },
});

function overview(dossier: Dossier, all: readonly ItemOf<"dispute">[]) {
  const shown = keyFirst(all).slice(0, MOST_KEY);
  const counts = topicsOf(dossier, all, Number.POSITIVE_INFINITY).map(
    ([id, n]) => `${nameOf(dossier, id)} ${n}`,
  );
  return {
    blocks: [
      { type: "title" as const, text: "Where sources differ" },
      ...shown.flatMap((item) => dispute(dossier, item)),
      note(`${all.length} disputes in all. By topic: ${counts.join(", ")}.`),
    ],
    actions: topicsOf(dossier, all).map(([id]) =>
      drill(nameOf(dossier, id), `/dispute ${nameOf(dossier, id)}`),
    ),
  };
}

/** Topics with their number of disputes, most first. */
function topicsOf(dossier: Dossier, items: readonly ItemOf<"dispute">[], most = 5): [string, number][] {
  return dossier
    .all("topic")
    .map(({ id }): [string, number] => [id, items.filter(({ topics }) => topics.includes(id)).length])
    .filter(([, n]) => n > 0)
    .sort((a, b) => b[1] - a[1])
    .slice(0, most);
}

function nothing(dossier: Dossier, subject: string): UserError {
  return new UserError(
    `The dossier has no dispute on “${subject}”.`,
    "not_found",
    topicsOf(dossier, dossier.all("dispute")).map(([id]) => `/dispute ${nameOf(dossier, id)}`),
  );
}
