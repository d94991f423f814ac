/** Rounds, people and sources set against each other: each side is shown, with what is asked of it. */
import { describe, expect, test } from "vitest";
import { doubted, readQuestion } from "../../../src/ask/question.ts";
import { ask, dossier } from "../../support/engine.ts";

const sidesOf = (question: string) =>
  ask(question).reply.blocks.flatMap((block) => (block.type === "comparison" ? block.sides : []));

const calendar = { period: dossier.manifest.period, today: Temporal.PlainDate.from("2026-02-06") };

describe("the rounds side by side", () => {
  test("who sat at the table is told by the delegates of each round", () => {
    const sides = sidesOf("round 1 vs round 2 who sat at the table");
    expect(sides.map(({ label }) => label)).toEqual(["First Abu Dhabi round", "Second Abu Dhabi round"]);
    const { items = [] } = ask("round 1 vs round 2 who sat at the table").reply;
    expect(items.every((id) => dossier.item(id)?.kind === "delegate")).toBe(true);
    expect(items).toEqual(expect.arrayContaining(["del-umerov-round-1", "del-umerov-round-2"]));
  });

  test("what holds for both is no difference between them", () => {
    const { items = [] } = ask("what is different between the january and the february meeting").reply;
    const rounds = items.map((id) => dossier.get("fact", id)?.rounds.length);
    expect(items.length).toBeGreaterThan(2);
    expect(rounds.every((count) => count === 1)).toBe(true);
  });

  test("neither side is cut for the other", () => {
    const [first, second] = sidesOf("round 1 vs round 2 who sat at the table").map(
      ({ items }) => items.length,
    );
    expect(Math.abs((first ?? 0) - (second ?? 0))).toBeLessThanOrEqual(1);
  });
});

test("what one person said in each round is theirs and of that round alone", () => {
  const { items = [] } = ask("what did zelensky say in january versus in february").reply;
  const said = items
    .map((id) => dossier.item(id))
    .flatMap((item) => (item && "rounds" in item ? [item] : []));
  expect(new Set(said.flatMap(({ rounds }) => rounds))).toEqual(new Set(["round-1", "round-2"]));
  expect(said.every(({ rounds, people }) => rounds.length === 1 && people.includes("zelensky"))).toBe(true);
});

describe("what is asked of both rounds stands side by side, whether or not they are compared", () => {
  const rounds = ["First Abu Dhabi round", "Second Abu Dhabi round"];

  test.each([
    ["who attended round 1 and who attended round 2", "delegate"],
    ["did january and february have the same agenda", "fact"],
    ["setting and venue of the two rounds", "fact"],
  ])("%s", (text, kind) => {
    expect(sidesOf(text).map(({ label }) => label)).toEqual(rounds);
    expect(new Set(ask(text).reply.items.map((id) => dossier.item(id)?.kind))).toEqual(new Set([kind]));
  });

  test("what else is asked of them is told by itself", () => {
    const first = dossier.get("fact", ask("was energy discussed in january or in february").reply.items[0]);
    expect(first?.topics).toContain("energy-ceasefire");
  });

  test("only heads, when they are asked for", () => {
    const { items = [] } = ask("who headed the US team in each round").reply;
    const [delegate] = items.map((id) => dossier.get("delegate", id));
    expect(delegate?.capacity).toBe("head");
    expect(items).not.toContain("del-driscoll-round-1");
  });

  test("what was said of each is told by words and reactions", () => {
    const text = "what did officials say about round one vs round two";
    expect(sidesOf(text).map(({ label }) => label)).toEqual(rounds);
    const kinds = ask(text).reply.items.map((id) => dossier.item(id)?.kind);
    expect(new Set(kinds).isSubsetOf(new Set(["quote", "reaction"]))).toBe(true);
  });
});

test("parties compared in all that they demand are told on several topics", () => {
  const { items = [] } = ask("Compare Russian and Ukrainian demands.").reply;
  const topics = items.map((id) => dossier.get("position", id)?.topics[0]);
  expect(new Set(topics.slice(0, 3)).size).toBe(3);
});

test("losses are no positions", () => {
  const { items = [] } = ask("Compare Russian losses with Ukrainian desertions").reply;
  expect(items.map((id) => dossier.item(id)?.kind)).not.toContain("position");
});

test("meetings of the same person are not people set against each other", () => {
  const sides = sidesOf("Trump's and Putin's meeting vs Trump's and Zelensky's meeting");
  expect(sides.map(({ label }) => label)).not.toContain("Donald Trump");
});

test("somebody's demand is set against that of another party", () => {
  const sides = sidesOf("Zelensky's stance on territory versus Russia's stance on territory");
  expect(sides.map(({ label }) => label).sort()).toEqual(["Russia", "Ukraine"]);
});

test("a party's position that differs from another's is told beside it", () => {
  const sides = sidesOf("How does Ukraine's position differ from the US position on territory?");
  expect(sides.map(({ label }) => label).sort()).toEqual(["Ukraine", "United States"]);
});

describe("a party in both rounds", () => {
  test.each(["moscow's rhetoric in the first round vs the second", "american words in january vs february"])(
    "%s is told by what it said in each, not by who sat there",
    (text) => {
      expect(sidesOf(text)).toHaveLength(2);
      const kinds = ask(text).reply.items.map((id) => dossier.item(id)?.kind);
      expect(new Set(kinds).isSubsetOf(new Set(["quote", "reaction"]))).toBe(true);
    },
  );

  test("what it wants is told by its positions in each", () => {
    const text = "russia's demands in round one versus round two";
    expect(sidesOf(text)).toHaveLength(2);
    const { items = [] } = ask(text).reply;
    expect(items.every((id) => dossier.item(id)?.kind === "position")).toBe(true);
  });
});

test("the days of the rounds are no outcome of them", () => {
  const sides = sidesOf("compare each round by its last day");
  expect(sides.map(({ label }) => label)).not.toContain("Second Abu Dhabi round");
});

describe("two sources on one matter", () => {
  test("speak, and no other", () => {
    const { blocks } = ask("differences between the failure analysis and the anchorage analysis").reply;
    const labels = blocks
      .flatMap((block) => (block.type === "comparison" ? block.sides : []))
      .map(({ label }) => label);
    expect(labels.length).toBeGreaterThan(2);
    expect(labels.every((label) => /Failure analysis|Anchorage analysis/.test(label))).toBe(true);
  });

  test("are told by the disputes in which both have an account of their own", () => {
    const { items = [] } = ask(
      "compare the digest and the anchorage analysis on what the formula covers",
    ).reply;
    expect(items.length).toBeGreaterThan(1);
    for (const id of items) {
      const { accounts = [] } = dossier.get("dispute", id) ?? {};
      const cited = accounts.flatMap(({ cites }) => cites.map(({ source }) => source));
      expect(cited).toEqual(expect.arrayContaining(["s000", "s001"]));
    }
  });
});

test("the attacks before the rounds are not the rounds", () => {
  const sides = sidesOf("before round one / before round two: compare the two attacks");
  expect(sides.map(({ label }) => label)).not.toContain("First Abu Dhabi round");
});

test("what a curated question compares parties in is not all that they want", () => {
  expect(ask("frozen assets in America vs in Europe").reply.items[0]).toBe("dis-frozen-assets");
});

test("two parties on one side are not set against each other", () => {
  const sides = sidesOf("contrast the united states' offers to ukraine with its demands on ukraine");
  expect(sides.map(({ label }) => label)).not.toContain("Ukraine");
});

test("what several people want is what their parties want", () => {
  const sides = sidesOf("trump, putin, zelensky - what does each want");
  expect(sides.map(({ label }) => label)).toEqual(["United States", "Russia", "Ukraine"]);
});

describe("what is recorded of the sources", () => {
  test("is told of each of them, and nothing else", () => {
    const { reply } = ask("which source is signed by an author and which is not");
    expect(reply.items).toEqual(dossier.all("source").map(({ id }) => id));
    const rows = reply.blocks.flatMap((block) => (block.type === "facts" ? block.rows : []));
    expect(rows.every(({ label }) => label.endsWith(", author"))).toBe(true);
  });

  test("is told of those that are named", () => {
    const { reply } = ask("compare the reliability of the failure analysis and the kyiv independent");
    expect(reply.items).toEqual(["s002", "s004"]);
  });

  test.each([
    "which source says that kushner is an informal adviser",
    "when do the sources say the pause ended",
  ])("%s asks for what they say", (text) => expect(ask(text).reply.items).not.toContain("s000"));
});

describe("what stands in the sources", () => {
  test("what one alone tells is cited for no other", () => {
    const { citations, items = [] } = ask("what does only the second-round report tell").reply;
    expect(items.length).toBeGreaterThan(2);
    expect(new Set(citations.map(({ source }) => source))).toEqual(new Set(["s003"]));
  });

  test("the verdicts of two stand side by side", () => {
    const sides = sidesOf("failure analysis vs anchorage analysis, what do they say");
    expect(sides.map(({ label }) => label)).toEqual(["Failure analysis", "Anchorage analysis"]);
  });

  test("what one says on something is no verdict on nothing in particular", () => {
    const { items = [] } = ask("what does the failure analysis say about the korean armistice").reply;
    expect(items[0]).toMatch(/korean-armistice/);
  });
});

describe("several voices", () => {
  test("each is told by what is theirs", () => {
    const sides = sidesOf("what did ushakov and peskov say about territory");
    expect(sides.map(({ label }) => label)).toEqual(["Yuri Ushakov", "Dmitry Peskov"]);
  });

  test("how several reacted is told of each", () => {
    const sides = sidesOf("reactions of eu, un, france, nato in one go");
    expect(sides).toHaveLength(4);
  });

  test("those spoken of do not speak", () => {
    expect(sidesOf("what did zelensky say about trump and putin").map(({ label }) => label)).not.toContain(
      "Vladimir Putin",
    );
  });
});

test("what is wanted besides land is not land", () => {
  const { items = [] } = ask("what does moscow want besides land and what does kyiv want besides land").reply;
  expect(items).toContain("pos-russia-conditions-besides-territory");
});

describe("several things at once", () => {
  test("a list of heads is no answer to where they met and for how long", () => {
    const { items = [] } = ask("who led each side, where did they meet and for how many days").reply;
    expect(items).toEqual(expect.arrayContaining(["del-umerov-whole-talks", "fact-round-1-venue-capital"]));
  });

  test("a bare name is no question of its own", () => {
    const { items = [] } = ask("did ukraine and usa see the february strikes the same way").reply;
    expect(items.filter((id) => dossier.item(id)?.kind === "delegate")).toEqual([]);
  });
});

test.each([
  ["compare the russian and the ukrainian team", false],
  ["compare the failure analysis and the kyiv independent on the area held", true],
  ["do the sources differ on the delay", true],
])("%s asks which account holds: %s", (text, expected) => {
  expect(doubted(readQuestion(text, dossier, calendar))).toBe(expected);
});

describe("in what the sources differ and agree", () => {
  test("disputes tell it when nothing in particular is asked for", () => {
    const { items = [] } = ask("list all contradictions between the articles").reply;
    expect(items.length).toBeGreaterThan(0);
    expect(items.every((id) => dossier.item(id)?.kind === "dispute")).toBe(true);
  });

  test("between two of them, both have an account in each", () => {
    const { items = [] } = ask("where do the digest and the anchorage analysis contradict each other").reply;
    const accounts = items.map(
      (id) => dossier.get("dispute", id)?.accounts.flatMap(({ cites }) => cites) ?? [],
    );
    expect(accounts.length).toBeGreaterThan(0);
    for (const cites of accounts)
      expect(cites.map(({ source }) => source)).toEqual(expect.arrayContaining(["s000", "s001"]));
  });

  test("what most of them are cited for comes first where they agree", () => {
    const { items = [] } = ask("is there anything all five sources agree on").reply;
    const counts = items.map((id) => {
      const item = dossier.item(id);
      return new Set(item && "cites" in item ? item.cites.map(({ source }) => source) : []).size;
    });
    expect(counts[0]).toBeGreaterThan(2);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  });

  test("what is in one but not in the other is cited for that one", () => {
    const { items = [] } = ask("what is in the anchorage analysis but not in the failure analysis").reply;
    expect(items.length).toBeGreaterThan(2);
    for (const id of items) {
      const item = dossier.item(id);
      const sources = item && "cites" in item ? item.cites.map(({ source }) => source) : [];
      expect(sources).toContain("s000");
      expect(sources).not.toContain("s002");
    }
  });

  test("on something in particular, that is told", () => {
    expect(ask("do the sources agree on the kremlin meeting").reply.items?.[0]).toMatch(/kremlin-meeting/);
  });
});

test("what no source has is not set side by side", () => {
  expect(ask("compare zelensky's and putin's approval ratings").reply.kind).toBe("not_found");
});

test("a comparison that is cut goes with its curator's note", () => {
  const { blocks } = ask("where do the kyiv independent and the failure analysis differ").reply;
  const notes = blocks.filter((block) => block.type === "note" && block.text.startsWith("Curator's note"));
  const compared = blocks.filter(({ type }) => type === "comparison");
  expect(notes.length).toBeLessThanOrEqual(compared.length);
});

test("two delegations in both rounds are told of both", () => {
  const { items } = ask("compare the russian and ukrainian delegations in both rounds").reply;
  const parties = items.flatMap((id) => dossier.get("delegate", id)?.party ?? []);
  expect(new Set(parties)).toEqual(new Set(["russia", "ukraine"]));
});

test("whose a thing is, is no second voice", () => {
  const text = "has the us said it will guarantee ukraine's security, and when would that start?";
  expect(sidesOf(text).map(({ label }) => label)).not.toContain("Ukraine");
  expect(ask(text).reply.items).toContain("pos-us-guarantees-after-deal");
  expect(sidesOf("zelensky's and witkoff's reactions to the talks").map(({ label }) => label)).toEqual([
    "Volodymyr Zelensky",
    "Steve Witkoff",
  ]);
});
