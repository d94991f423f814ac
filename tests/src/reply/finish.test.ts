/** Numbering of citations and the list of sources. */
import { describe, expect, test } from "vitest";
import { drill, heading, list, note, plain, type Span } from "../../../src/reply/document.ts";
import { finish } from "../../../src/reply/finish.ts";

const cite = (item: string, ...pairs: [string, number[]][]): Span => ({
  type: "cite",
  item,
  cites: pairs.map(([source, at]) => ({ source, at })),
});

test("each pair of source and paragraphs gets one number, in order of first appearance", () => {
  const reply = finish(
    {
      blocks: [
        list([
          [plain("A."), cite("a", ["s2", [7, 3]], ["s1", [1]])],
          [plain("B."), cite("b", ["s1", [1]], ["s2", [3]])],
          [plain("C."), cite("a", ["s2", [3, 7]])],
        ]),
      ],
      actions: [drill("More", "/more")],
    },
    (id) => id.toUpperCase(),
  );
  expect(reply.kind).toBe("answer");
  expect(reply.items).toEqual(["a", "b"]);
  expect(reply.citations).toEqual([
    { n: 1, source: "s2", paragraphs: [3, 7] },
    { n: 2, source: "s1", paragraphs: [1] },
    { n: 3, source: "s2", paragraphs: [3] },
  ]);
  const [shown, sources] = reply.blocks;
  expect(
    shown?.type === "list" && shown.items.map(([, span]) => span?.type === "cite" && span.markers),
  ).toEqual([[1, 2], [2, 3], [1]]);
  expect(sources).toEqual({
    type: "sources",
    sources: [
      {
        id: "s2",
        label: "S2",
        markers: [
          { n: 1, at: [3, 7] },
          { n: 3, at: [3] },
        ],
      },
      { id: "s1", label: "S1", markers: [{ n: 2, at: [1] }] },
    ],
  });
  expect(reply.actions).toEqual([{ type: "drill", label: "More", input: "/more" }, { type: "receipts" }]);
});

test("every kind of block that can hold a citation is numbered", () => {
  const run = [plain("A."), cite("a", ["s1", [1]])];
  const reply = finish(
    {
      blocks: [
        { type: "paragraph", spans: run },
        list([run]),
        { type: "facts", rows: [{ label: "L", value: run }] },
        { type: "table", head: ["H"], rows: [[run]] },
        { type: "quote", words: "W", by: run },
        { type: "comparison", sides: [{ label: "L", items: [run] }] },
      ],
    },
    (id) => id,
  );
  expect(JSON.stringify(reply.blocks).match(/"markers":\[1\]/g)).toHaveLength(6);
});

test("without citations there is no list of sources and nothing to show a receipt of", () => {
  const reply = finish({ kind: "error", blocks: [heading("H"), note("N")] }, (id) => id);
  expect(reply).toEqual({
    kind: "error",
    blocks: [heading("H"), note("N")],
    actions: [],
    citations: [],
    items: [],
  });
});

describe("ways on can be told apart", () => {
  const ways = (...actions: [label: string, input: string][]) =>
    finish(
      { blocks: [], actions: actions.map(([label, input]) => drill(label, input)) },
      (id) => id,
    ).actions.map((action) => (action.type === "drill" ? [action.label, action.input] : action.type));

  test("one that leads where another does is left out", () => {
    expect(ways(["Crimea", "/topic Crimea"], ["More", "/topic Crimea"])).toEqual([
      ["Crimea", "/topic Crimea"],
    ]);
  });

  test("of one name they say which command each is; others stay as they are", () => {
    expect(
      ways(["Crimea", "/topic Crimea"], ["crimea ", "/position Crimea"], ["NATO", "/term NATO"]),
    ).toEqual([
      ["Crimea · topic", "/topic Crimea"],
      ["crimea · position", "/position Crimea"],
      ["NATO", "/term NATO"],
    ]);
  });

  test("of one name and one command each is called as what it asks", () => {
    const inputs = ["/round 1", "/round 2"] as const;
    expect(ways(["Round", inputs[0]], ["Round", inputs[1]])).toEqual(inputs.map((input) => [input, input]));
  });

  test("none is called as the button of the sources", () => {
    expect(ways(["Sources", "/sources"])).toEqual([["Sources · sources", "/sources"]]);
  });
});
