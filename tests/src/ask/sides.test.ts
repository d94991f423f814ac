/** Comparisons and doubts: both sides are shown, and the dispute on just that comes first. */
import { describe, expect, test } from "vitest";
import { intentsOf } from "../../../src/ask/intents.ts";
import { labelOf, sidesOf } from "../../../src/ask/sides.ts";
import { ask, dossier } from "../../support/engine.ts";

describe("the sides of a comparison", () => {
  test.each([
    ["witkoff's optimism versus the verdict of failure", "witkoff's optimism", "verdict of failure"],
    ["russian delegation january vs february", "russian delegation january", "russian delegation february"],
    ["difference between the davos meeting and the kremlin meeting?", "davos meeting", "kremlin meeting"],
    ["compare the offers to kyiv with the offers to moscow", "offers to kyiv", "offers to moscow"],
    ["second round organised compared with the first?", "second round organised", "first round organised"],
    ["the first text vs the second text on europe", "first text on europe", "second text on europe"],
    [
      "Compare please the delegations of Ukraine and Russia in respect to their size.",
      "delegations of Ukraine size",
      "delegations of Russia size",
    ],
  ])("%s", (text, a, b) => expect(sidesOf(text)).toEqual([a, b]));

  test("a question that compares nothing has none", () => {
    expect(sidesOf("who leads the russian team")).toBeNull();
  });

  test("each is answered by items of its own", () => {
    const { reply } = ask("russian delegation january vs february");
    const sides = reply.blocks.flatMap((block) => (block.type === "comparison" ? block.sides : []));
    expect(sides).toHaveLength(2);
    expect(sides.every(({ items }) => items.length > 0)).toBe(true);
  });

  test("a long side is named by its first words, and shown to be cut", () => {
    const typed = "the grade and the weaknesses of the unlabelled maps that were published";
    const side = labelOf(typed);
    expect(side).toBe("the grade and the weaknesses of the unlabelled maps that…");
    expect(labelOf("the grade")).toBe("the grade");
    expect(labelOf("x".repeat(80))).toBe(`${"x".repeat(60)}…`);
  });
});

describe("a doubt", () => {
  test.each([
    ["is the lower figure for donetsk really in square miles", "dis-area-unit"],
    ["do the sources name the same post for kostyukov", "dis-kostyukov-post"],
    ["did dmitriev really take part in the talks", "dis-dmitriev"],
    ["size of donetsk still under ukrainian control, which figure is correct", "dis-area-held"],
  ])("%s is answered by the dispute first", (text, id) => {
    expect(dossier.get("dispute", id)).toBeDefined();
    expect(ask(text).reply.items[0]).toBe(id);
  });

  test.each(["how is the theory applied to this conflict", "what went wrong", "who holds the disputed area"])(
    "%s is no doubt",
    (text) => expect(intentsOf(text)).not.toContain("doubt"),
  );

  test.each(["is the second round really over", "were the talks really held in abu dhabi"])(
    "%s is not answered by a dispute on something else, such as who leads a team",
    (text) => {
      expect(ask(text).reply.items).not.toContain("dis-us-head");
    },
  );

  test("is answered by what the curated question that is meant knows, before anything of another one", () => {
    const { items } = ask("who really caused the chaos of the energy truce").reply;
    expect(items).toContain("j-energy-ceasefire-illustrates-failures");
    expect(items).not.toContain("j-trump-praise-caused-tension");
  });

  test("that only asks who says so leads to nothing else", () => {
    const { items } = ask(
      "was the pause used to heap up rockets? who says so and who sees it differently",
    ).reply;
    expect(items).toContain("dis-pause-stockpiling");
    expect(items).not.toContain("dis-formula-agreed");
  });

  test("is not led by the dispute of a question that is merely near", () => {
    const [first] = ask("what do the sources say about casualties of russia").reply.items;
    expect(dossier.item(first ?? "")?.kind).not.toBe("dispute");
  });
});

test("a question in nearly the words of a curated one is given all that answers that", () => {
  const { items } = ask('"very constructive" vs "all just a show" - who said which').reply;
  expect(items).toEqual(expect.arrayContaining(["re-witkoff-constructive", "re-kyiv-residents-show"]));
});

test("what one source foresees is told from that source alone", () => {
  const { reply } = ask("what does the failure analysis expect from here on");
  expect(reply.kind).toBe("answer");
  expect(new Set(reply.citations.map(({ source }) => source))).toEqual(new Set(["s002"]));
});

describe("what is lacking", () => {
  test.each([
    ["how many were wounded at the druzhivka market", "fig-druzhkivka-market-dead"],
    ["names of the other russian delegates besides kostyukov", "del-russia-round-1-senior-defence"],
  ])("%s is said to be, with what mentions it", (text, id) => {
    const { reply } = ask(text);
    expect(reply.kind).toBe("not_found");
    expect(reply.items).toContain(id);
  });

  test("what is given is not said to be lacking", () => {
    expect(ask("how many were killed at the druzhivka market").reply.kind).toBe("answer");
    expect(ask("Which village have the Russian forces recently claimed to have captured?").reply.kind).toBe(
      "answer",
    );
  });
});

test("who sat in another delegation is no part of the answer on one", () => {
  const teams = ask("who leads the russian team").reply.items.flatMap(
    (id) => dossier.get("delegate", id) ?? [],
  );
  expect(teams.length).toBeGreaterThan(1);
  expect(teams.filter(({ party }) => party !== "russia")).toEqual([]);
});

test("what somebody said begins with what is theirs, not with a judgement on it", () => {
  const [first] = ask("what did trump say about the energy ceasefire").reply.items;
  expect(dossier.item(first ?? "")).toMatchObject({
    kind: "event",
    people: expect.arrayContaining(["trump"]),
  });
});

test.each(["what's the role of turkey", "will jordan send troops"])(
  "a country is a name also where it is written as a plain word: %s",
  (text) => {
    expect(JSON.stringify(ask(text).reply.blocks)).toMatch(/nothing on “(?:turkey|jordan)”/);
  },
);

test.each([
  ["did the strike on the market kill 70 people", "fig-druzhkivka-market-dead"],
  ["did 5000 soldiers desert", "fig-deserters"],
])("whether a wrong number is right is answered by the right one: %s", (text, id) => {
  const { reply } = ask(text);
  expect(reply.kind).toBe("answer");
  expect(reply.items.slice(0, 2)).toContain(id);
});
