/** Questions on the sources themselves: what is asked of them comes first, and the best or newest of them too. */
import { describe, expect, test } from "vitest";
import { ask, dossier } from "../../support/engine.ts";

/** The lines of a receipt. */
const rowsOf = (text: string) =>
  ask(text).reply.blocks.flatMap((block) => (block.type === "facts" ? block.rows : []));

describe("one source", () => {
  test.each([
    ["is the failure analysis trustworthy", "Grade"],
    ["what are the weaknesses of the anchorage analysis", "Limits"],
    ["does the gaya report take sides", "Leaning"],
    ["who is behind the failure essay", "Author"],
    ["is the kyiv independent biased towards ukraine", "Leaning"],
    ["are the figures in the failure analysis sourced", "Basis"],
    ["is the failure analysis pro ukrainian", "Leaning"],
    ["what sort of source is the digest", "Type"],
    ["does the essay on the failure cite anybody", "Rests on"],
  ])("%s: what is asked for comes first", (text, label) => {
    const [first, ...rest] = rowsOf(text);
    expect(first?.label).toBe(label);
    expect(rest.length).toBeGreaterThan(0);
  });

  test("one that is only named is shown, and whose text it is when it is asked who that is", () => {
    expect(rowsOf("gaya report")[0]?.label).toBe("Title");
    expect(rowsOf("whos gaya")[0]?.label).toBe("Author");
  });

  test("a name that begins with a day is found all the same", () => {
    expect(ask("is the 25 january article reliable").reply.items).toEqual(["s000"]);
  });

  test("of the author it gives what the source tells of him", () => {
    const { reply } = ask("tell me about the journalist of the kyiv independent");
    expect(reply.items).toContain("fact-zadorozhnyy-based");
  });

  test("what it tells of a matter is not asked of the source itself", () => {
    expect(rowsOf("what does the failure analysis say of the fortress belt")).toEqual([]);
  });
});

describe("all sources", () => {
  const ids = dossier.all("source").map(({ id }) => id);

  test.each([
    ["which of your articles is the oldest", "s001"],
    ["which source is the newest", "s002"],
    ["which source is the most trustworthy", "s004"],
  ])("%s", (text, id) => expect(ask(text).reply.items[0]).toBe(id));

  test("whom they favour is a row for each", () => {
    const labels = rowsOf("which source favours ukraine").map(({ label }) => label);
    expect(labels).toHaveLength(ids.length);
    expect(labels.every((label) => label.endsWith("leaning"))).toBe(true);
  });

  test("are listed for whoever asks which there are", () => {
    expect(ask("how many sources do you have").reply.items.toSorted()).toEqual(ids.toSorted());
  });
});
