/** All commands together: names that platforms take, that mean one thing, and examples that work. */
import { describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { ask } from "../support/engine.ts";
import { answered } from "../support/place.ts";

/** Discord: names of 1–32 lower-case letters, digits, hyphens or underscores; descriptions of 1–100 characters. */
const NAME = /^[-_'\p{L}\p{N}]{1,32}$/u;
const MOST_SUMMARY = 100;

describe("commands", () => {
  test("a name or alias belongs to one command only", () => {
    const names = commands.flatMap(({ name, aliases }) => [...new Set([name, ...aliases])]);
    expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([]);
  });

  test("names fit the menus of every platform, in every language", () => {
    for (const { name, aliases, summary, local, args } of commands) {
      const all = [name, ...aliases, ...args.map((arg) => arg.name)];
      expect(all.filter((word) => !NAME.test(word) || word !== word.toLowerCase())).toEqual([]);
      const summaries = [
        summary,
        ...Object.values(local).map((menu) => menu.summary),
        ...args.map((arg) => arg.description),
      ];
      expect(summaries.filter((text) => text.length < 1 || text.length > MOST_SUMMARY)).toEqual([]);
    }
  });

  test("an argument named but left empty is one left out", () => {
    for (const { name, args } of commands)
      for (const arg of args) {
        const bare = ask(`/${name}`).reply;
        for (const value of ["", " ", '""']) expect(ask(`/${name} ${arg.name}:${value}`).reply).toEqual(bare);
      }
  });

  test.each(commands.flatMap(({ name, examples }) => examples.map((example) => [example, name])))(
    "%s works as shown",
    async (example, name) => {
      const { command, reply } = await answered(example);
      expect([command, reply.kind]).toEqual([name, "answer"]);
    },
  );

  test.each([
    ["who", "person"],
    ["when", "timeline"],
    ["conflicts", "dispute"],
    ["glossary", "term"],
    ["number", "figure"],
    ["numbers", "figure"],
    ["quotes", "quote"],
    ["says", "quote"],
    ["forecast", "outlook"],
    ["next", "outlook"],
    ["source", "sources"],
    ["receipt", "sources"],
    ["find", "search"],
    ["vs", "compare"],
  ])("/%s is understood as /%s", (alias, name) => {
    expect(commands.find((command) => command.aliases.includes(alias))?.name).toBe(name);
  });
});
