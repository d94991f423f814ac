/** Curated questions: each way of asking leads to its answer, and no likeness outweighs a name, a day or a number. */
import { describe, expect, test } from "vitest";
import { answer } from "../../../src/ask/ask.ts";
import { composeAsked } from "../../../src/ask/curated.ts";
import { readQuestion } from "../../../src/ask/question.ts";
import { type Block, drill, note, type Span } from "../../../src/reply/document.ts";
import { smallDossier } from "../../support/dossier.ts";
import { ask, askText, dossier, NOW, readDossier, service } from "../../support/engine.ts";

/** The items that some blocks cite, without finishing and rendering a reply of them. */
function cited(blocks: readonly Block[]): Set<string> {
  const spans = blocks.flatMap((block): Span[] => {
    switch (block.type) {
      case "list":
        return block.items.flat();
      case "comparison":
        return block.sides.flatMap(({ items }) => items.flat());
      case "quote":
        return [...block.by];
      default:
        return [];
    }
  });
  return new Set(spans.flatMap((span) => ("type" in span && span.type === "cite" ? [span.item] : [])));
}

describe("curated questions", () => {
  test("asked as they are written, each shows its best answer", () => {
    const missing = dossier
      .all("question")
      .flatMap(({ id, asks, answers }) =>
        asks.flatMap((text) =>
          cited(answer(text, dossier, NOW).blocks).has(answers[0] ?? "") ? [] : [`${id}: ${text}`],
        ),
      );
    expect(missing).toEqual([]);
  });

  test("what is mentioned but not given is said to be so, with the item that mentions it", () => {
    const { reply } = ask("how many ukrainian soldiers have died");
    expect(reply.kind).toBe("not_found");
    expect(askText("how many ukrainian soldiers have died")).toMatch(/^\(Mentioned, but not stated/);
    expect(reply.items.length).toBeGreaterThan(0);
  });

  test.each([
    ["in which languages did they speak", "fact-round-1-format-direct-engagement"],
    ["how many children died in the february attack", "dis-february-strike-deaths"],
  ])("what no source tells is refused, with the nearest: %s", (text, nearest) => {
    const { reply } = ask(text);
    expect(reply.kind).toBe("not_found");
    expect(reply.items).toEqual([nearest]);
  });

  test("small talk around a question neither hides it nor is missed", () => {
    expect(ask("lol dunno, what shape was the table bro").reply.items[0]).toBe(
      "fact-round-2-setting-u-table",
    );
    expect(ask("the gist of it in a couple of sentences pls").reply.kind).not.toBe("not_found");
  });

  test("a few bare words ask for the matter, not for a detail that is not given", () => {
    const { reply } = ask("miners killed?");
    expect(reply.items[0]).toBe("fig-coal-miners-killed");
    expect(askText("miners killed?")).not.toMatch(/not stated/);
    expect(askText("which mine were the miners killed in")).toMatch(/^\(Mentioned, but not stated/);
  });

  test("a name that only a phrasing knows is said to be in no source", () => {
    expect(askText("was lavrov in the delegation")).toMatch(/^\(The dossier has nothing on “lavrov”/);
    expect(askText("was budanov there")).not.toMatch(/has nothing on/);
  });

  test("what shares a word with the question does not stand beside a sure answer", () => {
    expect(askText("venue name")).not.toContain("apartment");
  });

  test("leads to its answers, while its words are nothing that is found", () => {
    const asks = ["when do the zanderlachs run"];
    const small = readDossier(smallDossier({ items: { question: [{ asks, answers: ["fact-treaty"] }] } }));
    const inSmall = { service: { ...service, dossier: small } };
    expect(ask("when do the zanderlachs run", inSmall).reply.items[0]).toBe("fact-treaty");
    expect(ask("/search zanderlachs", inSmall).reply.kind).toBe("not_found");
  });

  test("where another may be meant as well, both are named by their first phrasing", () => {
    const small = readDossier(
      smallDossier({
        items: {
          question: [
            { asks: ["the first treaty", "its age"], answers: ["fact-treaty"] },
            { asks: ["the first quota", "its size"], answers: ["dis-catch"] },
          ],
        },
      }),
    );
    const today = NOW.toZonedDateTimeISO("UTC").toPlainDate();
    const question = readQuestion("the first one", small, { period: small.manifest.period, today });
    const near = small
      .all("question")
      .filter(({ asks }) => asks[0]?.startsWith("the first"))
      .map((asked) => ({ asked, nearness: 0.7, known: 0.7, same: 0.7 }));
    const { blocks, actions } = composeAsked(small, question, [], near, [], near);
    expect(blocks).toContainEqual(note("Read as “the first treaty”; it may also mean “the first quota”."));
    expect(actions).toContainEqual(drill("the first quota", "/ask the first quota"));
  });
});

describe("a likeness does not outweigh what is asked", () => {
  test.each([
    "phone number of umerov",
    "kushner's hotel",
    "percentage of the minerals deal",
    "how old is kostyukov",
    "result of the third round",
  ])("%s", (text) => expect(ask(text).reply.kind).toBe("not_found"));

  test.each([
    ["who headed the russian team in round 2", "del-kostyukov-round-2"],
    ["who headed the russian team in round 1", "del-kostyukov-round-1"],
  ])("%s", (text, item) => expect(ask(text).reply.items[0]).toBe(item));
});
