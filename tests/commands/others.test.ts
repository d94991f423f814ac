/** /round, /person, /position, /sources, /help and /about on the real dossier. */
import { describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { GROUPS } from "../../src/command.ts";
import { inputsOf } from "../support/actions.ts";
import { ask, askText, dossier } from "../support/engine.ts";
import { partsOf } from "../support/reading.ts";

const inputsUnder = (input: string) => inputsOf(ask(input).reply);

describe("/round", () => {
  test("lists the rounds and leads to each", () => {
    expect(askText("/round")).toMatch(/First Abu Dhabi round, 23–24 Jan 2026 — /);
    expect(inputsUnder("/round")).toEqual(["/round 1", "/round 2"]);
  });

  test.each([
    [1, "round-1"],
    [2, "round-2"],
  ])("/round %i says all that is about that round", (n, id) => {
    const { items } = ask(`/round ${n}`).reply;
    const told = dossier
      .about("fact", id)
      .filter(({ about }) => ["name", "venue", "setting", "format", "agenda", "outcome"].includes(about));
    expect(told.length).toBeGreaterThan(5);
    expect(told.filter((fact) => !items.includes(fact.id))).toEqual([]);
  });
});

describe("/person", () => {
  test("what others think of a person is there, under whoever thinks so", () => {
    expect(askText("/person umerov")).toMatch(/According to colleagues of Rustem Umerov: .*shrewd/);
  });

  test("posts, part in the talks, and where the sources differ", () => {
    const text = askText("/person kostyukov");
    expect(partsOf(text).title).toBe("Igor Kostyukov · Russia");
    for (const part of ["Posts:", "In the talks:", "Sources differ:"]) expect(text).toContain(`\n${part}\n`);
    expect(text).toContain("What is Kostyukov's post?");
  });

  test("every post of everybody is there under the sources that give it", () => {
    for (const person of dossier.all("person")) {
      const { lines } = partsOf(askText(`/person ${person.name}`));
      for (const post of person.posts) {
        expect(lines.filter((line) => line.startsWith(`• ${post.text} [`))).toHaveLength(1);
      }
    }
  });

  test("exact words stand in quotation marks under their speaker", () => {
    const text = askText("/person zelensky");
    for (const { speaker, words } of dossier.all("quote")) {
      expect([words, text.includes(`“${words}” — Volodymyr Zelensky`)]).toEqual([
        words,
        speaker === "zelensky",
      ]);
    }
  });
});

const order = (name: string) => ["United States", "Ukraine", "Russia"].indexOf(name);

describe("/position", () => {
  test("what each does stands once over its statements; a threat is no demand", () => {
    const text = askText("/position territory russia");
    expect(text.match(/^Russia · Demands:$/gm)).toHaveLength(1);
    expect(text).toMatch(/^Russia · Threatens:\n• Putin has threatened/m);
    expect(text).not.toContain("• Demands:");
  });

  test("a person stands for a party", () => {
    const text = askText("/position putin territory");
    expect(text).toContain("Positions · Territory and Donbas · Russia");
    expect(text).toContain("(“putin” read as Russia.)");
  });

  test("the parties stand side by side, each with its own", () => {
    const { lines } = partsOf(askText("/position territory"));
    const sides = lines.flatMap((line) => /^(United States|Ukraine|Russia) · [A-Z][a-z]+:$/.exec(line) ?? []);
    const parties = sides.filter((_, i) => i % 2 === 1);
    expect([...new Set(parties)]).toEqual(["United States", "Ukraine", "Russia"]);
    expect(parties).toEqual(parties.toSorted((a, b) => order(a) - order(b)));
    const { items } = ask("/position territory").reply;
    const all = dossier.about("position", "territory");
    expect(all.filter(({ id }) => !items.includes(id))).toEqual([]);
  });

  test("one party alone", () => {
    const { items } = ask("/position territory russia").reply;
    const shown = items.flatMap((id) => dossier.get("position", id) ?? []);
    expect(new Set(shown.map(({ party }) => party))).toEqual(new Set(["russia"]));
    expect(inputsUnder("/position territory russia")).toContain("/position Territory and Donbas");
  });
});

describe("/sources", () => {
  test("lists every source with date and grade", () => {
    const text = askText("/sources");
    for (const [i, { short, grade }] of dossier.all("source").entries()) {
      expect(text).toMatch(new RegExp(`^• ${i + 1}\\. ${short} — .*; graded ${grade}\\. \\[`, "m"));
    }
  });

  test("a receipt says how the date is known and what the limits are", () => {
    for (const [i, source] of dossier.all("source").entries()) {
      const text = askText(`/sources ${i + 1}`);
      expect(text).toContain(source.descriptor.limits);
      expect(text).toContain(`(date ${source.published.known}), from ${source.published.from}`);
    }
  });

  test("as of a day only those published by then", () => {
    expect(askText("/sources as_of:2026-01-23").match(/; graded /g)).toHaveLength(1);
  });
});

describe("/help", () => {
  test("names every command once, under its group, with what must be given", () => {
    const text = askText("/help");
    for (const command of commands) {
      const required = command.args.flatMap(({ name, required }) => (required ? [` <${name}>`] : []));
      expect(text).toContain(`(/${command.name}${required.join("")} — ${command.summary})`);
    }
    expect(text.match(/^\(\/[a-z]+ ?.* — /gm)).toHaveLength(commands.length);
    const headings = text
      .split("\n")
      .filter((line) => (GROUPS as readonly string[]).includes(line.slice(0, -1)));
    expect(headings).toEqual(GROUPS.map((group) => `${group}:`));
  });

  test.each(commands.map(({ name }) => name))("/help %s has its arguments and examples", (name) => {
    const command = commands.find((c) => c.name === name);
    const text = askText(`/help ${name}`);
    for (const arg of command?.args ?? [])
      expect(text).toContain(`${arg.name}${arg.required ? "" : " (optional)"}: `);
    expect(inputsUnder(`/help ${name}`)).toEqual(command?.examples);
  });
});

test("/about counts what the dossier holds and names its revision", () => {
  const text = askText("/about");
  expect(text).toContain(
    `${dossier.all("dispute").length} disputes from ${dossier.all("source").length} sources`,
  );
  expect(text).toContain(`revision ${dossier.revision}`);
});
