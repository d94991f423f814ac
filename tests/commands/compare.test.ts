/** /compare on the real dossier: two sides beside each other, neither's words under the other's name. */
import { describe, expect, test } from "vitest";
import type { Reply } from "../../src/reply/document.ts";
import { ask, askText, dossier } from "../support/engine.ts";

/** Positions under each side: party → ids. */
function sides(reply: Reply): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const block of reply.blocks) {
    if (block.type !== "comparison") continue;
    for (const { label, items } of block.sides) {
      const ids = items.flat().flatMap((span) => (span.type === "cite" ? [span.item] : []));
      const positions = ids.filter((id) => dossier.get("position", id));
      if (positions.length > 0) found[label] = [...(found[label] ?? []), ...positions];
    }
  }
  return found;
}

describe("/compare", () => {
  test("two parties on a topic: both, and only what each of them holds on it", () => {
    const found = sides(ask("/compare russia ukraine territory").reply);
    expect(Object.keys(found)).toEqual(["Russia", "Ukraine"]);
    for (const [label, ids] of Object.entries(found)) {
      for (const id of ids) {
        const position = dossier.get("position", id);
        expect([dossier.get("party", position?.party)?.name, position?.topics.includes("territory")]).toEqual(
          [label, true],
        );
      }
    }
  });

  test("key positions are never left out for others", () => {
    const { items } = ask("/compare russia ukraine territory").reply;
    const key = dossier
      .about("position", "territory")
      .filter((p) => p.key && ["russia", "ukraine"].includes(p.party));
    expect(key.length).toBeGreaterThan(3);
    expect(key.filter(({ id }) => !items.includes(id)).map(({ id }) => id)).toEqual([]);
  });

  test("order and joining words do not matter", () => {
    const named = ask("/compare party:russia other:ukraine topic:territory").reply;
    expect(ask("/compare russia and ukraine on the donbas").reply).toEqual(named);
    expect(ask("/compare territory russia vs ukraine").reply).toEqual(named);
  });

  test("a topic alone sets all who negotiate side by side", () => {
    expect(Object.keys(sides(ask("/compare energy ceasefire").reply))).toEqual([
      "United States",
      "Ukraine",
      "Russia",
    ]);
  });

  test("without a topic, topic by topic", () => {
    const text = askText("/compare russia ukraine");
    expect(text).toContain("Territory and Donbas:");
    expect(text).toContain("Energy ceasefire:");
  });

  test("a side without a position is said to have none", () => {
    const [party] = dossier
      .all("party")
      .filter(({ id }) =>
        dossier.about("position", id).every((p) => !(p.party === id && p.topics.includes("territory"))),
      );
    expect(askText(`/compare russia ${party?.name} territory`)).toContain(
      `(No position of the ${party?.name} on this is recorded.)`,
    );
  });

  test("nothing on record is said, and one side twice is asked about", () => {
    expect(ask("/compare switzerland venezuela").reply.kind).toBe("not_found");
    expect(ask("/compare party:russia other:moscow").reply.kind).toBe("ambiguous");
  });

  test("every comparison offered leads to one", () => {
    for (const input of ["/compare", "/compare us", "/compare us europe"]) {
      const drills = ask(input).reply.actions.flatMap((action) =>
        action.type === "drill" ? [action.input] : [],
      );
      expect(drills.length).toBeGreaterThan(0);
      for (const drill of drills) expect([drill, ask(drill).reply.kind]).toEqual([drill, "answer"]);
    }
  });
});
