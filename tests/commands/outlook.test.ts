/** /outlook on the real dossier: what was announced, and never without what became of it. */
import { describe, expect, test } from "vitest";
import { ask, askText, dossier } from "../support/engine.ts";

describe("/outlook", () => {
  test("everything announced or expected is there", () => {
    const { items } = ask("/outlook").reply;
    expect(dossier.all("outlook").filter(({ id }) => !items.includes(id))).toEqual([]);
  });

  test("what became of it stands in the same line", () => {
    const lines = askText("/outlook").split("\n");
    const settled = dossier.all("outlook").filter(({ outcome }) => outcome);
    expect(settled.length).toBeGreaterThan(2);
    for (const { text, outcome } of settled) {
      const [line = ""] = lines.filter((candidate) => candidate.includes(text));
      expect(line).toMatch(/\[\d+\] (?:Happened|Changed|Did not happen): /);
      expect(line).toContain(outcome?.text);
    }
  });

  test("a day that is over counts as past, whenever the last source came out", () => {
    const expiry = "The New START treaty was due to expire on 5 February 2026.";
    const [ahead = "", past = ""] = askText("/outlook").split("Announced for a day that is past");
    expect([ahead.includes(expiry), past.includes(expiry)]).toEqual([false, true]);
    const then = askText("/outlook as_of:2026-02-05").split("Announced for a day that is past");
    expect(then[0]).toContain(expiry);
  });

  test("on an earlier day the outcome is not known yet", () => {
    const text = askText("/outlook as_of:2026-01-25");
    expect(text).toContain("The talks were to go on in Abu Dhabi on 1 February 2026.");
    expect(text).not.toMatch(/Changed: /);
  });

  test("what was announced for a day that is past is told apart from what is ahead", () => {
    const text = askText("/outlook");
    const [ahead = "", past = ""] = text.split("Announced for a day that is past");
    expect(ahead).toContain("Elections will be held in Ukraine");
    expect(ahead).not.toContain("• 23–24 Jan 2026");
    expect(past).toContain("• 23–24 Jan 2026");
  });

  test("forecasts stand under their authors", () => {
    expect(askText("/outlook")).toMatch(/Forecasts:\n• According to /);
    expect(ask("/forecast").command).toBe("outlook");
  });

  test("of a topic only that topic", () => {
    const { items } = ask("/outlook security guarantees").reply;
    const found = items.flatMap((id) => dossier.get("outlook", id) ?? []);
    expect(found).not.toEqual([]);
    expect(found.filter(({ topics }) => !topics.includes("security-guarantees"))).toEqual([]);
    expect(ask("/outlook world cup").reply.kind).toBe("not_found");
  });
});
