/** /brief: as of a day, since a day, on some topics, short or full. */
import { describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { suggest } from "../../src/complete.ts";
import { toDiscord } from "../../src/render/discord.ts";
import { ask, askText, dossier } from "../support/engine.ts";

describe("/brief", () => {
  test("alone is the briefing of today, with what changed since yesterday", () => {
    const text = askText("/brief", { now: Temporal.Instant.from("2026-02-05T06:00:00Z") });
    expect(text).toContain("Briefing · The Abu Dhabi talks");
    expect(text).toContain("Since 4 Feb 2026: 1 new source (Failure analysis)");
    expect(text).toContain("as of 5 Feb 2026, 06:00 UTC");
  });

  test("long after the last source it says since when nothing changed, and still how things stand", () => {
    const text = askText("/brief", { now: Temporal.Instant.from("2026-11-22T09:00:00Z") });
    expect(text).toContain("Nothing changed since 21 Nov 2026; the latest source is of 5 Feb 2026.");
    expect(text).toContain("There was no breakthrough in either round of the Abu Dhabi talks.");
  });

  test("as of a day knows nothing of later sources", () => {
    const { reply } = ask("/brief as_of:2026-01-24");
    expect(new Set(reply.citations.map(({ source }) => source))).toEqual(new Set(["s001", "s004"]));
    expect(ask("brief as of 24 jan").reply).toEqual(reply);
  });

  test("since a day tells what came after it", () => {
    const text = askText("/brief since:2026-01-25 as_of:2026-02-04");
    expect(text).toContain("Since 25 Jan 2026: 1 new source (Second-round report)");
    expect(text).toContain("What changed since 25 Jan 2026:");
    expect(askText("/brief since 23 jan as_of:2026-01-25")).toContain(
      "2 new sources (Anchorage analysis, Kyiv Independent)",
    );
  });

  test("since the day itself nothing has changed; since a later one makes no sense", () => {
    expect(askText("/brief since:2026-02-04 as_of:2026-02-04")).toContain("Nothing changed since 4 Feb 2026");
    expect(ask("/brief since:2026-02-05 as_of:2026-02-04").reply.kind).toBe("error");
    expect(ask("/brief since:until 4 feb").reply.kind).toBe("error");
  });

  test.each(["briefing", "sitrep", "digest", "брифінг", "брифинг"])("/%s is the same", (alias) => {
    expect(askText(`/${alias}`)).toBe(askText("/brief"));
  });
});

describe("topics", () => {
  const both = askText("/brief topics:Territory and Donbas, Energy ceasefire");

  test("are told with commas or without, by any of their names, slips mended", () => {
    expect(both).toContain("· Territory and Donbas, Energy ceasefire\n");
    expect(askText("/brief topics:donbas; energy truce")).toBe(both);
    expect(askText("/brief donbas energy truce")).toBe(both);
    expect(askText("/brief donbas, energy truce")).toBe(both);
    expect(askText("/brief topics:teritory, energy ceasefire")).toContain(
      "(“teritory” read as Territory and Donbas.)",
    );
  });

  test("may have commas in their names", () => {
    const text = askText("/brief topics:Ukraine, NATO and neutrality, Crimea");
    expect(text).toContain("· Ukraine, NATO and neutrality, Crimea\n");
  });

  test("named twice are one", () => {
    expect(askText("/brief topics:donbas, territory, energy truce")).toBe(both);
  });

  test("that are unknown are asked about", () => {
    const { reply } = ask("/brief topics:donbas, fishing rights");
    expect([reply.kind, JSON.stringify(reply.blocks)]).toEqual([
      "not_found",
      expect.stringContaining("No topic “fishing rights” is in the dossier."),
    ]);
  });

  test("are suggested one after the other", () => {
    const arg = commands.find(({ name }) => name === "brief")?.args.find(({ name }) => name === "topics");
    if (!arg) throw new Error("/brief takes no topics");
    expect(suggest(arg, "terr", dossier, commands)[0]).toBe("Territory and Donbas");
    expect(suggest(arg, "Territory and Donbas, ener", dossier, commands)[0]).toBe(
      "Territory and Donbas, Energy ceasefire",
    );
    expect(suggest(arg, "Ukraine, NA", dossier, commands)[0]).toBe("Ukraine, NATO and neutrality");
    expect(suggest(arg, "Crimea, ", dossier, commands)[0]).toMatch(/^Crimea, ./);
  });
});

describe("length", () => {
  test("short is one page, full may be several, with a way from the one to the other", () => {
    const asOf = Temporal.PlainDate.from("2026-02-05");
    const [short, full] = ["/brief", "/brief length:full"].map((input) => ask(input, { asOf }).reply);
    if (!short || !full) throw new Error("two inputs have two replies");
    expect(toDiscord(short, "/brief").pages).toHaveLength(1);
    expect(full.items.length).toBeGreaterThan(short.items.length);
    const [way] = short.actions;
    expect(way).toMatchObject({ type: "drill", input: "/brief length:full as_of:2026-02-05" });
    expect(ask("/brief length:full as_of:2026-02-05").reply).toEqual(full);
  });

  test("is one of two words, in any order with the rest", () => {
    expect(askText("/brief full donbas")).toBe(askText("/brief topics:donbas length:full"));
    expect(askText("/brief length:medium")).toContain("“medium” is no length. It is one of: short, full.");
  });
});
