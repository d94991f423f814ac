/** A briefing as an order asks for it: headline, first and quiet days, few changes, topics, length; on any dossier. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Changes, changesBetween, changesSince, isTold } from "../../../src/briefing/changes.ts";
import { briefing, type Order } from "../../../src/briefing/compose.ts";
import { discordPosts } from "../../../src/render/discord/posts.ts";
import { telegramPosts } from "../../../src/render/telegram/posts.ts";
import type { Block, Reply } from "../../../src/reply/document.ts";
import { toText } from "../../../src/reply/text.ts";
import { days, dossiers } from "../../support/arbitrary.ts";
import { smallDossier } from "../../support/dossier.ts";
import { dossier, NOW, readDossier } from "../../support/engine.ts";
import { historyOf } from "../../support/history.ts";
import { Book } from "../../support/sentences.ts";

const wishes: Order["wishes"] = { topics: [], length: "short" };
const compose = (order: Partial<Order> = {}): Reply =>
  briefing({ dossier, changes: null, wishes, now: NOW, ...order });
const since = (named: Parameters<typeof historyOf>[1], at = dossier): Changes =>
  changesSince(at, historyOf(at, named), 1, "the last briefing");
const notes = ({ blocks }: Reply): string[] =>
  blocks.flatMap((block) => (block.type === "note" ? [block.text] : []));
const headings = ({ blocks }: Reply): string[] =>
  blocks.flatMap((block) => (block.type === "heading" ? [block.text] : []));
/** What stands under a heading. */
function under(reply: Reply, title: string): Block | undefined {
  const at = reply.blocks.findIndex((block) => block.type === "heading" && block.text === title);
  return at < 0 ? undefined : reply.blocks[at + 1];
}

describe("the headline", () => {
  test("says when, as a moment that each reader sees in their own zone, and which revision", () => {
    const [title, headline] = compose().blocks;
    expect(title).toEqual({ type: "title", text: "Briefing · The Abu Dhabi talks" });
    expect(headline).toEqual({
      type: "note",
      text: `Dossier revision ${dossier.revision}, as of`,
      moment: { type: "time", epochSeconds: NOW.epochMilliseconds / 1000, text: "6 Feb 2026, 08:00 UTC" },
    });
  });

  test("writes times in the subscriber's zone", () => {
    expect(toText(compose({ zone: "Asia/Kathmandu" }))).toContain("as of 6 Feb 2026, 13:45 Asia/Kathmandu");
  });

  test("names the topics", () => {
    const reply = compose({ wishes: { topics: ["energy-ceasefire", "crimea"], length: "short" } });
    expect(reply.blocks[0]).toMatchObject({
      text: "Briefing · The Abu Dhabi talks · Energy ceasefire, Crimea",
    });
  });

  test("marks what is late, and since when", () => {
    const [title, mark] = compose({ due: NOW.subtract({ minutes: 70 }) }).blocks;
    expect(title).toMatchObject({ text: "Late briefing · The Abu Dhabi talks" });
    expect(mark).toMatchObject({ text: "Late: it was due", moment: { text: "6 Feb 2026, 06:50 UTC" } });
  });

  test("marks a test", () => {
    const [title, mark] = compose({ test: true }).blocks;
    expect(title).toMatchObject({ text: "Test briefing · The Abu Dhabi talks" });
    expect(mark).toMatchObject({ type: "note", text: expect.stringMatching(/^A test/) });
  });
});

describe("what changed", () => {
  test("is announced in the first briefing of a channel, not told", () => {
    const reply = compose();
    expect(notes(reply)).toContain("The first briefing here; from the next one on, it says what changed.");
    expect(headings(reply).filter((text) => text.startsWith("What changed"))).toEqual([]);
    expect(toText(reply)).not.toContain("New:");
  });

  test("is one line on a quiet day, and the rest is shorter", () => {
    for (const length of ["short", "full"] as const) {
      const quiet = compose({ changes: since({}), wishes: { topics: [], length } });
      expect(notes(quiet)).toContain(
        "Nothing changed since the last briefing; the latest source is of 5 Feb 2026.",
      );
      const first = compose({ wishes: { topics: [], length } });
      expect([length, toText(quiet).length < toText(first).length]).toEqual([length, true]);
    }
  });

  test("is told in full when it is little, key or not", () => {
    const changes = since({
      "ev-kyiv-attack-20-january": { first: 2 },
      "term-fortress-belt": { first: 2 },
      "fig-deserters": { changed: 2 },
    });
    const text = toText(compose({ changes }));
    expect(text).toContain("Since the last briefing: 2 new statements, 1 changed.");
    const [, told = ""] = text.split("What changed since the last briefing:\n");
    expect(told.split("\n\n")[0]?.replace(/ \[\d+\]/g, "")).toBe(
      [
        "New:",
        "• Kyiv was without electricity on 20 January 2026 after a Russian mass attack.",
        "• The fortress belt is a fortified zone of 50 kilometres through western Donetsk, made up of heavily fortified towns, that serves Ukraine's defence.",
        "Changed:",
        "• The Ministry of Defence reports approximately 200,000 deserters from the Ukrainian forces. (claimed)",
      ].join("\n"),
    );
  });

  test("tells a new dispute side by side, though it is not key", () => {
    const [plain] = dossier.all("dispute").filter(({ key, topics }) => !key && topics.length > 0);
    const reply = compose({ changes: since({ [plain?.id ?? ""]: { first: 2 } }) });
    expect(headings(reply)).toContain(plain?.question);
    expect(reply.items).toContain(plain?.id);
  });

  test("is marked in the bottom line where it stands there, if it is little", () => {
    const reply = compose({ changes: since({ "ev-round-2-held": { first: 2 } }) });
    expect(JSON.stringify(under(reply, "Bottom line"))).toMatch(
      /"New: "\},\{"type":"text","text":"The second round/,
    );
  });

  test("all of it is there whenever it is little, of any eight items", () => {
    const items = dossier.items.filter((item) => isTold(item)).map(({ id }) => id);
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength: 8 }), (ids) => {
        const changes = since(
          Object.fromEntries(ids.map((id, i) => [id, i % 2 ? { first: 2 } : { changed: 2 }])),
        );
        const reply = compose({ changes, wishes: { topics: [], length: "full" } });
        expect(ids.filter((id) => !reply.items.includes(id))).toEqual([]);
        expect(discordPosts(reply, { silent: false }).length).toBeLessThanOrEqual(4);
        const short = compose({ changes });
        expect([discordPosts(short, { silent: false }), telegramPosts(short)]).toEqual([
          [expect.anything()],
          [expect.anything()],
        ]);
      }),
      { numRuns: 50 },
    );
  });

  test("names what was superseded with what stands in its place, and counts what was withdrawn", () => {
    const small = readDossier(
      smallDossier({
        items: {
          event: [
            {
              id: "ev-old",
              text: "The lake froze on 1 March.",
              status: "superseded",
              superseded_by: "ev-true",
            },
            { id: "ev-true", text: "The lake froze on 2 March." },
          ],
        },
      }),
    );
    const changes = since(
      { "ev-old": { changed: 2 }, "ev-true": { first: 2 }, "ev-gone": { gone: 2 } },
      small,
    );
    const text = toText(compose({ dossier: small, changes }));
    expect(text).toContain("Since the last briefing: 1 new statement, 1 superseded, 1 withdrawn.");
    expect(text).toMatch(
      /Superseded, each with what stands in its place:\n• The lake froze on 1 March\. \(superseded\) \[\d+\]\n• .*The lake froze on 2 March\./,
    );
    expect(text).toContain("(Withdrawn: ev-gone.)");
    expect(text.split("The lake froze on 2 March.")).toHaveLength(2);
  });

  test("of other topics is nothing to who wants some", () => {
    const changes = since({ "fig-deserters": { changed: 2 } });
    const wanted = (topic: string) =>
      toText(compose({ changes, wishes: { topics: [topic], length: "short" } }));
    expect(wanted("energy-ceasefire")).toContain("Nothing changed since the last briefing");
    expect(wanted("battlefield")).toContain("Since the last briefing: 1 changed.");
  });
});

describe("topics", () => {
  test.each(dossier.all("topic").map(({ id }) => id))("%s: only items on it", (id) => {
    const before = dossier.asOf(Temporal.PlainDate.from("2026-02-03"));
    const changes = changesBetween(before, dossier, "3 Feb 2026");
    const reply = compose({ changes, wishes: { topics: [id], length: "full" } });
    const others = reply.items.filter((item) => {
      const found = dossier.item(item);
      return !(found && "topics" in found && found.topics.includes(id));
    });
    expect([reply.kind, others]).toEqual(["answer", []]);
  });
});

test("a dossier without a source says so, and nothing else", () => {
  const empty = dossier.asOf(Temporal.PlainDate.from("2026-01-22"));
  const reply = compose({ dossier: empty });
  expect([reply.kind, notes(reply).at(-1), reply.citations]).toEqual([
    "not_found",
    "No source of the dossier was published by then.",
    [],
  ]);
});

test("nothing is called next long after the last source", () => {
  const now = Temporal.Instant.from("2026-11-22T08:00:00Z");
  expect(headings(compose())).toContain("What is next");
  expect(headings(compose({ now }))).toContain("What was still open when the last source came out");
});

test("what is disputed is told in one version, the others only beside it; not when few changes are told", () => {
  const versions = dossier.get("dispute", "dis-february-strike-dates")?.items ?? [];
  const events = versions.filter((id) => dossier.get("event", id));
  expect(events.length).toBeGreaterThan(1);
  const told = (since: string) => {
    const before = dossier.asOf(Temporal.PlainDate.from(since));
    const reply = compose({
      changes: changesBetween(before, dossier, since),
      wishes: { topics: [], length: "full" },
    });
    return reply.items.filter((id) => events.includes(id));
  };
  expect(told("2026-02-03")).toHaveLength(1);
  const both = since(Object.fromEntries(events.map((id) => [id, { first: 2 }])));
  expect(compose({ changes: both }).items).toEqual(expect.arrayContaining(events));
});

test("on one matter two parties are two sides, not two versions", () => {
  const reply = compose({ wishes: { topics: ["security-guarantees"], length: "full" } });
  const sides = under(reply, "State of play · Security guarantees");
  const labels = sides?.type === "comparison" ? sides.sides.map(({ label }) => label) : [];
  expect(labels).toEqual(expect.arrayContaining(["United States", "Ukraine"]));
});

test("a section without anything to say has no heading", () => {
  const small = readDossier(smallDossier());
  const reply = compose({ dossier: small });
  for (const title of headings(reply))
    expect([title, under(reply, title)]).toEqual([title, expect.anything()]);
  expect(new Book(small).problems(reply)).toEqual([]);
});

test("of any dossier: cited, nothing twice, a short one in one message, and always the same", () => {
  fc.assert(
    fc.property(dossiers, days, days, fc.constantFrom("short", "full"), (random, from, to, length) => {
      const [before, after] = [random.asOf(from), random.asOf(to)];
      const changes = changesBetween(before, after, String(from));
      const order = { dossier: after, changes, wishes: { topics: [], length }, now: NOW, asOf: to } as const;
      const reply = briefing(order);
      expect(new Book(after).problems(reply)).toEqual([]);
      const told = reply.blocks.flatMap((block) =>
        block.type === "list" ? block.items.map((line) => JSON.stringify(line)) : [],
      );
      expect(new Set(told).size).toBe(told.length);
      expect(briefing(order)).toEqual(reply);
      if (length === "short") {
        expect(discordPosts(reply, { silent: false })).toHaveLength(1);
        expect(telegramPosts(reply)).toHaveLength(1);
      }
    }),
  );
});

test("what cannot be shortened any further still comes, in more messages", () => {
  const long = "A very long sentence about the lake goes on and on, ".repeat(100);
  const small = readDossier(
    smallDossier({
      items: { event: [{ text: `${long}and ends.`, date: "2030-03-05", rounds: ["round-1"] }] },
    }),
  );
  const posts = discordPosts(compose({ dossier: small }), { silent: false });
  expect(posts.length).toBeGreaterThan(1);
});
