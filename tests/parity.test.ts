/** Parity: for every command each form of a reply shows the same items under the same citations. */
import { describe, expect, test } from "vitest";
import { commands } from "../commands/index.ts";
import { type DiscordMessage, toDiscord } from "../src/render/discord.ts";
import { htmlPages, richPages } from "../src/render/telegram.ts";
import { toTerminal } from "../src/render/terminal.ts";
import { type Reply, spansOf } from "../src/reply/document.ts";
import { toText } from "../src/reply/text.ts";
import { ask } from "./support/engine.ts";
import { essence } from "./support/renderer-contract.ts";
import { parseTelegramHtml } from "./support/telegram-html.ts";
import { checkRichMessage } from "./support/telegram-rich.ts";

/** What a reader sees of a Discord message: its markup gone, its escapes resolved. */
function readMarkdown(page: DiscordMessage): string {
  const texts = page.components[0].components.flatMap((part) => (part.type === 10 ? [part.content] : []));
  return texts
    .join("\n")
    .replace(/^(?:-# |#+ |> |- )+/gm, "")
    .replace(/(?<!\\)(?:\*\*|\*|__|_)/g, "")
    .replace(/\\([^0-9A-Za-z\s])/g, "$1");
}

/** Between two pages: what stands at the end of one and at the beginning of the next is not read as one. */
const TURN = "\n|\n";

/** All that a form shows of a reply, all its pages, as plain text. A platform is added with a line. */
const FORMS: Readonly<Record<string, (reply: Reply) => string>> = {
  text: toText,
  terminal: (reply) => toTerminal(reply, { width: 80, colour: false }),
  telegram: (reply) =>
    htmlPages(reply)
      .map(({ markup }) => parseTelegramHtml(markup).text)
      .join(TURN),
  discord: (reply) => toDiscord(reply, "/help").pages.map(readMarkdown).join(TURN),
  "telegram, rich": (reply) =>
    richPages(reply)
      .map((body) => ("rich" in body ? checkRichMessage({ blocks: body.rich }) : body.html))
      .join(TURN),
};

/** Ids of the items whose statements stand in a text, right before markers that lead to their citations. */
function shownItems(reply: Reply, shown: string): Set<string> {
  const ids = new Set<string>();
  for (const run of reply.blocks.flatMap(spansOf)) {
    let statement = "";
    for (const span of run) {
      if (span.type !== "cite") statement += span.text;
      else {
        const markers = (span.markers ?? []).map((n) => `[${n}]`).join("");
        if (shown.includes(essence(`${statement}${markers}`))) ids.add(span.item);
        statement = "";
      }
    }
  }
  return ids;
}

/** "[3] ¶24, 25" of the list of sources, each once. */
const shownCitations = (shown: string): Set<string> => new Set(shown.match(/\[\d+\]¶\d+(?:,\d+)*/g));

describe.each(commands.map((command) => [command.name, command] as const))("/%s", (_, { examples }) => {
  test.each(examples.map((example) => [example]))("%s", (example) => {
    const { reply } = ask(example);
    const items = new Set(reply.items);
    const citations = new Set(reply.citations.map(({ n, paragraphs }) => `[${n}]¶${paragraphs.join()}`));
    for (const [form, draw] of Object.entries(FORMS)) {
      const shown = essence(draw(reply));
      expect([form, shownItems(reply, shown)]).toEqual([form, items]);
      expect([form, shownCitations(shown)]).toEqual([form, citations]);
    }
  });
});
