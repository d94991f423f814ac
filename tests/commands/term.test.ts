/** /term on the real dossier: what a word means, as each source that defines it has it. */
import { describe, expect, test } from "vitest";
import { ask, askText, dossier } from "../support/engine.ts";

describe("/term", () => {
  test("every definition of a term is there", () => {
    for (const { term } of dossier.all("term")) {
      const { items } = ask(`/term ${term}`).reply;
      const own = dossier.all("term").filter((other) => other.term === term);
      expect(own.filter(({ id }) => !items.includes(id)).map(({ id }) => id)).toEqual([]);
    }
  });

  test("is found by other names and through slips", () => {
    expect(askText("/term anchorage framework").split("\n")[0]).toBe("Anchorage formula");
    expect(askText("/term fortres belt")).toContain("“fortres belt” read as Fortress belt");
  });

  test("one defined by a source that distances itself is marked so", () => {
    const alleged = dossier.all("term").filter(({ status }) => status === "alleged");
    expect(alleged).not.toEqual([]);
    for (const item of alleged) expect(askText(`/term ${item.term}`)).toContain(`${item.text} (alleged)`);
  });

  test("alone, lists all terms once", () => {
    const text = askText("/term");
    for (const { term } of dossier.all("term")) expect(text).toContain(term);
    expect(text.match(/[(·] ?Anchorage formula ·/g)).toHaveLength(1);
  });

  test("an unknown term is refused with the nearest", () => {
    const { reply } = ask("/term anchorag");
    expect(reply.kind).toBe("not_found");
    expect(askText("/term anchorag")).toContain("/term Anchorage formula");
    expect(ask("/term blockchain").reply.kind).toBe("not_found");
  });
});
