/** /search on the real dossier: what holds the words, the best first, and an honest nothing. */
import { describe, expect, test } from "vitest";
import { ask, askText, dossier } from "../support/engine.ts";
import { partsOf } from "../support/reading.ts";

describe("/search", () => {
  test("names the kind of each item found, the best fit first", () => {
    const { title, lines } = partsOf(askText("/search deserters"));
    expect(title).toBe("Search · deserters");
    expect(lines[0]).toMatch(/^(?:Figure|Term|Event|Background|Judgement): .*desert/i);
    expect(lines.filter((line) => line.startsWith("Figure: "))).not.toEqual([]);
  });

  test("what is found holds the words or what is meant by them", () => {
    const { items } = ask("/search board of peace fee").reply;
    expect(items).toContain(dossier.all("figure").find(({ measure }) => /Board of Peace/.test(measure))?.id);
  });

  test("ten at most, and says how many more there are", () => {
    const text = askText("/search donbas");
    expect(ask("/search donbas").reply.items).toHaveLength(10);
    expect(text).toMatch(/\(\d+ more fit less well/);
  });

  test("every account of a dispute is there, never one alone", () => {
    const dispute = dossier
      .all("dispute")
      .find(({ question }) => /Kremlin/.test(question) && /long|Kremlin meeting/.test(question));
    const text = askText(`/search ${dispute?.question}`);
    expect(dispute?.accounts.length).toBeGreaterThan(1);
    for (const account of dispute?.accounts ?? []) expect(text).toContain(account.text);
  });

  test("a slip is mended and said so", () => {
    expect(askText("/search moratoriun")).toMatch(/“moratoriun” read as “moratorium”/);
  });

  test("nothing found is said, with the nearest name when there is one", () => {
    const { reply } = ask("/search zxqvbn");
    expect(reply.kind).toBe("not_found");
    expect(reply.citations).toEqual([]);
    expect(askText("/search flamingo")).toMatch(/Nothing in the dossier holds “flamingo”/);
  });

  test("as of an earlier day nothing later is found", () => {
    expect(ask("/search druzhkivka").reply.kind).toBe("answer");
    expect(ask("/search druzhkivka as_of:2026-01-24").reply.kind).toBe("not_found");
  });
});
