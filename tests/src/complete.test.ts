/** What could be typed next. */
import { describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { complete, MAX_SUGGESTIONS, menu, suggest } from "../../src/complete.ts";
import { ask, dossier } from "../support/engine.ts";

const lines = (line: string) => complete(line, commands, dossier);

describe("a line in the terminal", () => {
  test("begins with a command", () => {
    expect(lines("/del")).toEqual(["/delegation "]);
    expect(lines("del")).toEqual(["/delegation "]);
    expect(lines("/")).toHaveLength(commands.length);
    expect(lines("")).toHaveLength(commands.length);
    expect(lines("/xyz")).toEqual([]);
  });

  test("goes on with what the command takes", () => {
    expect(lines("/delegation ru")[0]).toBe("/delegation Russia");
    expect(lines("/person kost")[0]).toBe("/person Igor Kostyukov");
    expect(lines("/position terr")[0]).toBe("/position Territory and Donbas");
    expect(lines("/help time")[0]).toBe("/help timeline");
    expect(lines("/about ")).toEqual([]);
    expect(lines("/xyz ru")).toEqual([]);
  });

  test("only with lines that are understood", () => {
    for (const line of ["/delegation ", "/person ", "/position ", "/round ", "/sources ", "/help "]) {
      for (const next of lines(line)) {
        expect([next, ["error", "ambiguous"].includes(ask(next).reply.kind)]).toEqual([next, false]);
      }
    }
  });
});

describe("names for an argument", () => {
  const person = commands.find(({ name }) => name === "person")?.args[0];
  if (!person) throw new Error("no /person");
  const named = (typed: string) => suggest(person, typed, dossier, commands);

  test("those that begin so come first, then other names, words within, and slips", () => {
    expect(named("igor")[0]).toBe("Igor Kostyukov");
    expect(named("vitk")[0]).toBe("Steve Witkoff");
    expect(named("kostiuk")[0]).toBe("Igor Kostyukov");
    expect(named("zzzz")).toEqual([]);
  });

  test("never more than a platform shows", () => {
    for (const command of commands) {
      for (const arg of command.args) {
        expect(suggest(arg, "", dossier, commands).length).toBeLessThanOrEqual(MAX_SUGGESTIONS);
      }
    }
    expect(MAX_SUGGESTIONS).toBe(25);
  });

  test("periods: months, rounds and days of the dossier, all of which can be typed", () => {
    const period = commands
      .find(({ name }) => name === "timeline")
      ?.args.find(({ kind }) => kind === "period");
    if (!period) throw new Error("no period");
    const periods = suggest(period, "", dossier, commands);
    expect(periods.slice(0, 4)).toEqual(["Jan 2026", "Feb 2026", "23–24 Jan 2026", "4–5 Feb 2026"]);
    expect(suggest(period, "second", dossier, commands)).toEqual(["4–5 Feb 2026"]);
    for (const value of periods) {
      const { reply } = ask(`/timeline period:${value}`);
      expect(reply.blocks[0]).toMatchObject({ text: `Timeline · ${value}` });
    }
  });

  test("a menu names rounds beside their numbers", () => {
    const round = commands.find(({ name }) => name === "round")?.args[0];
    expect(round && menu(round, dossier, commands)).toEqual([
      { label: "1 · First Abu Dhabi round", value: "1" },
      { label: "2 · Second Abu Dhabi round", value: "2" },
    ]);
  });
});
