/** From typed words to arguments: any order, by name or not, slips mended and said so. */
import { describe, expect, test } from "vitest";
import { commands } from "../../../commands/index.ts";
import { findCommand, usageOf } from "../../../src/arguments/commands.ts";
import { parseArguments } from "../../../src/arguments/parse.ts";
import { choices, type Reader } from "../../../src/arguments/refusals.ts";
import type { Command } from "../../../src/command.ts";
import type { Period } from "../../../src/dossier/period.ts";
import { UserError } from "../../../src/errors.ts";
import { dossier } from "../../support/engine.ts";

const reader: Reader = {
  dossier,
  commands,
  calendar: { period: dossier.manifest.period, today: Temporal.PlainDate.from("2026-02-06") },
};

function command(name: string): Command {
  const found = commands.find((c) => c.name === name);
  if (!found) throw new Error(`no command ${name}`);
  return found;
}

/** What a command is given for "name words…", periods as their label. */
function parse(input: string): Record<string, unknown> {
  const [name = "", ...rest] = input.split(" ");
  const { values } = parseArguments(command(name), rest.join(" "), reader);
  const shown = Object.entries(values).map(([key, value]) => [
    key,
    typeof value === "object" ? (value as Period).label : value,
  ]);
  return Object.fromEntries(shown);
}

/** The refusal of an input. */
function refusal(input: string): UserError {
  try {
    parse(input);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`“${input}” was understood`);
}

describe("arguments as people type them", () => {
  test.each<[string, Record<string, unknown>]>([
    ["delegation russia", { party: "russia" }],
    ["delegation russia 2", { party: "russia", round: "round-2" }],
    ["delegation 2 russia", { party: "russia", round: "round-2" }],
    ["delegation russia round:2", { party: "russia", round: "round-2" }],
    ["delegation round=2 party=russia", { party: "russia", round: "round-2" }],
    ["delegation PARTY: russia ROUND : 2", { party: "russia", round: "round-2" }],
    ["delegation russia round 2", { party: "russia", round: "round-2" }],
    ["delegation russia, second round", { party: "russia", round: "round-2" }],
    ["delegation of the russian federation", { party: "russia" }],
    ['delegation party:"russia"', { party: "russia" }],
    ["round r1", { round: "round-1" }],
    ["round", {}],
    ["timeline", {}],
    ["timeline feb", { period: "Feb 2026" }],
    ["timeline 23-24 jan", { period: "23–24 Jan 2026" }],
    ["timeline 2026-01-20..2026-02-05", { period: "20 Jan – 5 Feb 2026" }],
    ["timeline since 29 jan", { period: "since 29 Jan 2026" }],
    ["timeline late january donbas", { period: "21–31 Jan 2026", topic: "territory" }],
    ["timeline donbas late january", { period: "21–31 Jan 2026", topic: "territory" }],
    ["timeline period:feb us", { period: "Feb 2026", party: "us" }],
    ["timeline donbas period:23 jan us", { period: "23 Jan 2026", party: "us", topic: "territory" }],
    ["brief length:full since 24 jan", { length: "full", since: "since 24 Jan 2026" }],
    ["timeline period:feb party:us", { period: "Feb 2026", party: "us" }],
    ["position security guarantees ukraine", { topic: "security-guarantees", party: "ukraine" }],
    ["position ukraine on territory", { topic: "territory", party: "ukraine" }],
    ["sources kyiv independent", { source: "s004" }],
    ["help /timeline", { command: "timeline" }],
    ["quote from witkoff", { speaker: "witkoff" }],
    ["quote by putin on donbas", { speaker: "putin", about: "donbas" }],
    ["quote donbas of putin", { speaker: "putin", about: "donbas" }],
    ["outlook on the road from here", { about: "the road from here" }],
    ["search on behalf of", { words: "on behalf of" }],
    ["ask who leads the russian team?", { question: "who leads the russian team?" }],
  ])("%s", (input, values) => expect(parse(input)).toEqual(values));
});

describe("slips", () => {
  test.each([
    ["delegation rusia", "“rusia” read as Russia"],
    ["position teritory", "“teritory” read as Territory and Donbas"],
    ["person kostiukof", "“kostiukof” read as Igor Kostyukov"],
  ])("%s is mended, and said so", (input, reading) => {
    const [name = "", ...rest] = input.split(" ");
    expect(parseArguments(command(name), rest.join(" "), reader).readings).toEqual([reading]);
  });

  test("a known spelling is no slip", () => {
    expect(parseArguments(command("person"), "vitkov", reader).readings).toEqual([]);
  });

  test("in a flood of words nothing is mended", () => {
    expect(refusal(`delegation ${"rusia ".repeat(41)}`).kind).toBe("not_found");
  });
});

describe("what cannot be read is refused with a way on", () => {
  test.each([
    ["delegation", "ambiguous", "Which party?"],
    ["delegation 2", "ambiguous", "Which party?"],
    ["delegation atlantis", "not_found", "No party “atlantis”"],
    ["delegation russia 7", "not_found", "no round “7”"],
    ["delegation russia round:seven", "not_found", "no round “seven”"],
    ["person napoleon bonaparte", "not_found", "No person “napoleon bonaparte”"],
    ["timeline period:yesteryear", "error", "not a date or period"],
    ["round 1 bananas", "error", "I do not know what to do with “bananas”"],
    ["about bananas", "error", "I do not know what to do with “bananas”"],
    ["sources 99", "not_found", "No source “99”"],
    ["help command:bananas", "error", "There is no command /bananas"],
  ])("%s", (input, kind, message) => {
    const { kind: refused, message: said } = refusal(input);
    expect(refused).toBe(kind);
    expect(said).toContain(message);
  });

  test("an unknown name is answered with near ones that work", () => {
    const { suggestions } = refusal("person kosty");
    expect(suggestions).toContain("/person Igor Kostyukov");
    for (const input of suggestions) expect(() => parse(input.slice(1))).not.toThrow();
  });

  test("a missing argument is answered with choices that work", () => {
    const { suggestions } = refusal("delegation");
    expect(suggestions.length).toBeGreaterThan(1);
    for (const input of suggestions) expect(() => parse(input.slice(1))).not.toThrow();
  });

  test("what was typed is shortened before it is repeated", () => {
    expect(refusal(`about ${"x".repeat(4000)}`).message.length).toBeLessThan(200);
  });
});

test("every name that is offered for an argument is understood as one", () => {
  for (const { name, args } of commands) {
    for (const arg of args) {
      for (const choice of choices(arg, dossier)) {
        expect(parse(`${name} ${arg.name}:${choice}`.concat(requiredOthers(name, arg.name)))).toHaveProperty(
          arg.name,
        );
      }
    }
  }
});

/** Values for the other arguments that a command cannot do without. */
function requiredOthers(name: string, but: string): string {
  const others = command(name).args.filter((arg) => arg.required && arg.name !== but);
  return others
    .map((arg) => ` ${arg.name}:${choices(arg, dossier)[0] ?? arg.reader?.suggest("")[0]}`)
    .join("");
}

describe("commands", () => {
  test.each([
    ["delegation", "delegation", false],
    ["DELEGATION", "delegation", false],
    ["team", "delegation", false],
    ["делегація", "delegation", false],
    ["хронология", "timeline", false],
    ["delegaton", "delegation", true],
    ["tiemline", "timeline", true],
  ])("%s", (word, name, mended) => {
    const found = findCommand(commands, word);
    expect([found?.command.name, found?.mended]).toEqual([name, mended]);
  });

  test("none is guessed from afar", () => expect(findCommand(commands, "bananas")).toBeNull());

  test("no two share a name", () => {
    const names = commands.flatMap(({ name, aliases }) => [name, ...new Set(aliases)]);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  test("usage", () => expect(usageOf(command("delegation"))).toBe("/delegation <party> [round]"));
});

describe("values that are no names", () => {
  test.each<[string, object]>([
    ["subscribe 8:00 kyiv weekdays", { time: "08:00", zone: "Europe/Kyiv", days: [1, 2, 3, 4, 5] }],
    ["subscribe weekdays kyiv 8:00", { time: "08:00", zone: "Europe/Kyiv", days: [1, 2, 3, 4, 5] }],
    ["subscription edit 2 7 pm", { action: "edit", number: 2, time: "19:00" }],
    ["subscription edit 7 pm", { action: "edit", time: "19:00" }],
    ["subscription pause #3", { action: "pause", number: 3 }],
    ["subscription edit 1 quiet", { number: 1, quiet: true }],
    ["subscription edit 1 quiet:no silent:так", { quiet: false, silent: true }],
    ["subscription edit 1 topics:all", { topics: [] }],
    // The longest name wins, whatever it names: "US" alone would be a country with several zones.
    ["subscribe 8:00 kyiv us plan", { zone: "Europe/Kyiv", topics: ["us-plan"] }],
  ])("%s", (input, expected) => {
    const [name = "", ...rest] = input.split(" ");
    const { values } = parseArguments(command(name), rest.join(" "), reader);
    expect(values).toMatchObject(expected);
  });

  test("slips are mended and said", () => {
    const { values, readings } = parseArguments(command("subscribe"), "8:00 londn wekdays", reader);
    expect(values).toMatchObject({ zone: "Europe/London", days: [1, 2, 3, 4, 5] });
    expect(readings).toEqual(["“londn” read as Europe/London", "“wekdays” read as Mon–Fri"]);
  });

  test("what cannot be read is refused in its own words, unless nobody knows whose it is", () => {
    expect(refusal("subscription edit number:first").message).toContain("“first” is no number");
    expect(refusal("subscribe 8:00 kyiv days:someday").message).toContain("not days I can read");
    expect(refusal("subscribe 8:00 kyiv someday").message).toContain("I do not know what to do with");
    expect(refusal("subscribe constructor").message).toContain("not a time I can read");
    expect(refusal("unsubscribe everything").message).toContain("I do not know what to do with");
  });

  test("a long input is not searched for them", () => {
    expect(refusal(`subscribe ${"x ".repeat(2000)}8:00`).message).toContain("not a time I can read");
  });
});

describe("what else people call things", () => {
  test.each([
    ["round first", { round: "round-1" }],
    ["round second", { round: "round-2" }],
    ["round latest", { round: "round-2" }],
    ["round january", { round: "round-1" }],
    ["delegation russia second", { party: "russia", round: "round-2" }],
    ["term anchorage", { term: parse("term anchorage formula")["term"] }],
    ["compare trump putin", { party: "us", other: "russia" }],
    ["delegation зеленський", { party: "ukraine" }],
    ["timeline 23 січня", { period: "23 Jan 2026" }],
    ["timeline лютий", { period: "Feb 2026" }],
    ["timeline 1 февраля 2026 года", { period: "1 Feb 2026" }],
    ["timeline between 23 and 25 jan", { period: "23–25 Jan 2026" }],
    ["position територія", { topic: "territory" }],
    ["position безопасность", { topic: "security-guarantees" }],
  ])("%s", (input, values) => {
    expect(parse(input)).toEqual(values);
  });

  test("a person is a person where one may be given", () => {
    expect(parse("reaction putin")).toEqual({ person: "putin" });
  });

  test("where several kinds may stand, none is said to be what was meant", () => {
    expect(refusal("timeline mars").message).toBe("“mars” is no period, topic, party or person that I know.");
  });

  test("what is known is listed shortly", () => {
    const { message, suggestions } = refusal("topic unicorn");
    expect(message).toMatch(/and \d+ more\.$/);
    expect(suggestions.length).toBe(8);
  });
});
