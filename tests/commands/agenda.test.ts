/** /agenda on the real dossier: what was on the table, under the round it belongs to. */
import { describe, expect, test } from "vitest";
import { ask, askText, dossier } from "../support/engine.ts";

const onAgenda = (round: string) =>
  dossier.all("fact").filter(({ about, rounds }) => about === "agenda" && rounds.includes(round));

describe("/agenda", () => {
  test.each([
    ["/agenda 1", "round-1"],
    ["/agenda of the second round", "round-2"],
  ])("%s is all of that round and nothing of the other alone", (input, round) => {
    const { items } = ask(input).reply;
    expect(onAgenda(round).length).toBeGreaterThan(5);
    expect(onAgenda(round).filter(({ id }) => !items.includes(id))).toEqual([]);
    const facts = items.flatMap((id) => dossier.get("fact", id) ?? []);
    expect(facts.filter(({ rounds }) => !rounds.includes(round))).toEqual([]);
  });

  test("alone, each round under its name and day with the way to the rest", () => {
    const text = askText("/agenda");
    expect(text).toContain("First Abu Dhabi round, 23–24 Jan 2026:");
    expect(text).toContain("Second Abu Dhabi round, 4–5 Feb 2026:");
    expect(text).toMatch(/\d+ more: \/agenda 2/);
  });

  test("before the second round was reported on, it has no agenda", () => {
    const early = ask("/agenda as_of:2026-01-25").reply;
    expect(early.kind).toBe("answer");
    expect(
      early.items
        .flatMap((id) => dossier.get("fact", id) ?? [])
        .some(({ rounds }) => rounds.includes("round-1")),
    ).toBe(true);
    expect(askText("/agenda as_of:2026-01-25")).not.toContain("Second Abu Dhabi round, 4–5 Feb 2026:");
    expect(ask("/agenda 2 as_of:2026-01-23").reply.kind).toBe("not_found");
  });
});
