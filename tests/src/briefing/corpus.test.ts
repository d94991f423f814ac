/** The briefing of every day from the eve of the first round to the day after the second, as a channel would get it. */
import { describe, expect, test } from "vitest";
import { discordPosts } from "../../../src/render/discord/posts.ts";
import { toDiscord } from "../../../src/render/discord.ts";
import { telegramPosts } from "../../../src/render/telegram/posts.ts";
import { htmlPages } from "../../../src/render/telegram.ts";
import { type Reply, spansOf } from "../../../src/reply/document.ts";
import { toText } from "../../../src/reply/text.ts";
import { ask, dossier } from "../../support/engine.ts";
import { Book, readingProblems } from "../../support/sentences.ts";

const FIRST = Temporal.PlainDate.from("2026-01-22");
const DAYS = Array.from({ length: 16 }, (_, i) => FIRST.add({ days: i }).toString());
const LENGTHS = ["short", "full"] as const;
const TOPICS = dossier.all("topic").map(({ name }) => name);
const CASES = DAYS.flatMap((day) => LENGTHS.map((length) => [day, length] as const));

/** Words a minute of a reader who is in no hurry; three minutes of them. */
const THREE_MINUTES = 3 * 240;

const brief = (day: string, length: string, more = ""): Reply =>
  ask(`/brief length:${length}${more}`, {
    asOf: Temporal.PlainDate.from(day),
    now: Temporal.Instant.from(`${day}T07:00:00Z`),
  }).reply;

/** The text that is read: all but the list of sources and what leads on. */
function bodyOf(reply: Reply): string {
  const blocks = reply.blocks.filter(({ type }) => type !== "sources");
  return toText({ ...reply, blocks, actions: [] });
}

describe.each(CASES)("%s, %s", (day, length) => {
  const reply = brief(day, length);

  test("reads as it did", async () => {
    // The revision changes with every edit of the dossier, also with those that no briefing tells.
    const text = toText(reply).replaceAll(/(?<=Dossier revision )[0-9a-f]{12}/g, "…");
    await expect(`${text}\n`).toMatchFileSnapshot(`corpus/${day}-${length}.txt`);
  });

  test("states only what was known, each sentence cited", () => {
    const problems = new Book(dossier.asOf(Temporal.PlainDate.from(day))).problems(reply);
    expect([...problems, ...readingProblems(toText(reply))]).toEqual([]);
  });

  test("tells nothing twice", () => {
    const lines = reply.blocks.flatMap((block) =>
      spansOf(block).map((spans) => spans.map((span) => ("text" in span ? span.text : "")).join("")),
    );
    expect(lines.filter((line, i) => lines.indexOf(line) < i)).toEqual([]);
    const told = reply.blocks
      .flatMap((block) => spansOf(block))
      .flatMap((spans) => [...new Set(spans.flatMap((span) => (span.type === "cite" ? [span.item] : [])))])
      .filter((id) => dossier.item(id)?.kind !== "dispute");
    expect(told.filter((id, i) => told.indexOf(id) < i)).toEqual([]);
  });

  test("is as long as it may be", () => {
    if (length === "short") {
      expect(toDiscord(reply, "/brief").pages).toHaveLength(1);
      expect(discordPosts(reply, { silent: false })).toHaveLength(1);
      expect(htmlPages(reply)).toHaveLength(1);
      expect(telegramPosts(reply)).toHaveLength(1);
    }
    expect(toDiscord(reply, "/brief").pages.length).toBeLessThanOrEqual(4);
    expect(bodyOf(reply).split(/\s+/).length).toBeLessThanOrEqual(THREE_MINUTES);
  });
});

describe("a short briefing is one message everywhere", () => {
  test.each(DAYS.filter((day) => day >= "2026-01-23"))("%s, whatever it is about and since when", (day) => {
    const wishes = [...TOPICS, TOPICS.slice(0, 4).join(", "), TOPICS.join(", ")].map(
      (names) => ` topics:${names}`,
    );
    for (const more of ["", ...wishes].flatMap((topics) => [topics, ` since:2026-01-22${topics}`])) {
      const reply = brief(day, "short", more);
      // Of a topic that comes up only later there is nothing to say.
      if (reply.kind !== "answer") continue;
      const pages = [
        discordPosts(reply, { silent: true }),
        toDiscord(reply, "/brief").pages,
        telegramPosts(reply),
      ];
      expect([more, pages.map(({ length }) => length)]).toEqual([more, [1, 1, 1]]);
    }
  });
});

test("what is read first is the news", () => {
  const bottom = (day: string) => bodyOf(brief(day, "short")).split("Bottom line:\n")[1]?.split("\n\n")[0];
  expect(bottom("2026-01-24")).toMatch(
    /^• Two days of trilateral talks in Abu Dhabi ended on 24 January 2026\./,
  );
  expect(bottom("2026-02-02")).toContain(
    "No word on it yet: The talks were to go on in Abu Dhabi on 1 February 2026.",
  );
  expect(bottom("2026-02-04")).toMatch(
    /^• The second round .* began .*\n• A definitive breakthrough was still out of reach/,
  );
  expect(bottom("2026-02-05")).toContain("There was no breakthrough in either round");
});
