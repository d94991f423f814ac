/** The way of every input: whatever is typed, a helpful reply comes back and nothing breaks. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { defineCommand } from "../../src/command.ts";
import { dispatch } from "../../src/dispatch.ts";
import { toText } from "../../src/reply/text.ts";
import { openState } from "../../src/storage/state.ts";
import { inputsOf } from "../support/actions.ts";
import { ask, askText, dossier, NOW, service } from "../support/engine.ts";
import { preparedPlace } from "../support/place.ts";

describe("bad input gets a helpful sentence", () => {
  test.each([
    ["", "error", "Nothing was asked"],
    ["   ", "error", "Nothing was asked"],
    ["\u0000\u0007\u001B", "error", "Nothing was asked"],
    ["/", "error", "There is no command"],
    ["/bananas", "error", "There is no command /bananas"],
    ["/delegetion russia", "answer", "/delegetion read as /delegation"],
    ["/delegation", "ambiguous", "Which party?"],
    ["/about me", "error", "I do not know what to do with “me”"],
    ["/timeline as_of:someday", "error", "not a day I can read"],
    ["x".repeat(100_000), "error", "100,000 characters long"],
    [`/person ${"x".repeat(100_000)}`, "error", "the longest question I read is 4,096"],
  ])("%j", (input, kind, message) => {
    const { reply } = ask(input);
    expect(reply.kind).toBe(kind);
    expect(toText(reply)).toContain(message);
    expect(toText(reply).length).toBeLessThan(kind === "answer" ? 10_000 : 700);
  });

  test("control characters and marks that turn the writing round are not repeated", () => {
    const text = askText("/per\u0000son nap\u001B[31moleon\u202E \u0007");
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
    expect(text).toContain("nap 31moleon");
  });

  test("broken UTF-16 is mended", () => expect(askText("/person \uD800").isWellFormed()).toBe(true));
});

describe("a command without a slash that finds nothing is asked as a question", () => {
  const QUESTIONS = ["outlook how many deserters", "figure why was the second round postponed"];

  test.each(QUESTIONS)("%s", (input) => {
    expect(ask(`/${input}`).reply.kind).toBe("not_found");
    const outcome = ask(input);
    expect(outcome).toMatchObject({ command: "ask", reply: { kind: "answer" } });
    expect(outcome).toEqual(ask(`/ask ${input}`));
  });

  test("where that finds nothing either the command's own words stand", () => {
    const { command, reply } = ask("figure bananas");
    expect({ command, reply }).toEqual({
      command: "figure",
      reply: ask("/figure bananas").reply,
    });
    expect(reply.kind).toBe("not_found");
  });

  test("with a slash it is that command", () => {
    expect(ask("/outlook how many deserters").command).toBe("outlook");
  });
});

describe("any input at all", () => {
  const names = commands.flatMap(({ name, aliases }) => [name, ...aliases]);
  const words = fc.constantFrom(
    ...[
      "russia",
      "2",
      "round:",
      "feb",
      "as_of:",
      "2026-01-24",
      "as of",
      "topic:",
      "[1]",
      "“",
      "*",
      "\\",
      "..",
      "%s",
    ],
    ...dossier.all("person").map(({ name }) => name),
    ...dossier.all("topic").map(({ name }) => name),
  );
  const typed = fc
    .tuple(
      fc.constantFrom("", "/"),
      fc.constantFrom(...names),
      fc.array(fc.oneof(words, fc.string()), { maxLength: 6 }),
    )
    .map(([slash, name, rest]) => [slash + name, ...rest].join(" "));

  test("is answered or refused in words, never with a bug", () => {
    fc.assert(
      fc.property(fc.oneof(typed, fc.string({ unit: "binary" })), (input) => {
        const { reply } = ask(input);
        const text = toText(reply);
        expect(text.trim()).not.toBe("");
        expect(text.isWellFormed()).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

describe("what is offered works", () => {
  test.each([
    "/delegation",
    "/delegation atlantis",
    "/bananas",
    "/position prisoners",
    "/person kosty",
    "/round 9",
  ])("after %s", (input) => {
    const { reply } = ask(input);
    const inputs = inputsOf(reply);
    for (const next of inputs) expect([next, ask(next).reply.kind]).toEqual([next, "answer"]);
  });

  test("also below every example's answer", () => {
    const reading = commands.filter(({ acts }) => !acts);
    for (const example of reading.flatMap(({ examples }) => examples)) {
      for (const action of ask(example).reply.actions) {
        if (action.type !== "drill") continue;
        expect([example, action.input, ask(action.input).reply.kind]).toEqual([
          example,
          action.input,
          "answer",
        ]);
      }
    }
  });

  const acting = commands.filter(({ acts }) => acts).flatMap(({ examples }) => examples);
  test.each(acting)("and where something is kept: %s", async (example) => {
    const place = await preparedPlace(example);
    for (const action of (await place.say(example)).reply.actions) {
      if (action.type !== "drill") continue;
      expect([action.input, (await place.say(action.input)).reply.kind]).toEqual([action.input, "answer"]);
    }
  });
});

describe("spelling", () => {
  test.each([
    ["/delegation rusia", "/delegation russia", "“rusia” read as Russia"],
    ["/person vitkov", "/person steve witkoff", null],
    ["/person zelenskyy", "/person zelensky", null],
    ["/person kostiukov", "/person kostyukov", null],
    ["/person Зеленський", "/person zelensky", null],
    ["/делегация россия", "/delegation russia", null],
  ])("%s", (typed, meant, reading) => {
    const [a, b] = [ask(typed).reply, ask(meant).reply];
    expect(a.items).toEqual(b.items);
    const said = toText(a).split("\n\n")[1] ?? "";
    if (reading) expect(said).toContain(reading);
    else expect(said).not.toContain("read as");
  });
});

describe("as of a day", () => {
  test("the day may be named or close the sentence", () => {
    const asOf = Temporal.PlainDate.from("2026-01-24");
    const named = ask("/delegation russia", { asOf });
    for (const input of [
      "/delegation russia as_of:2026-01-24",
      "/delegation as-of=2026-01-24 russia",
      "/delegation russia as of 24 jan",
      "/delegation russia as_of 24 jan",
      "delegation russia as of 24 January 2026?",
    ]) {
      expect(ask(input)).toEqual(named);
    }
    expect(toText(named.reply)).toContain(
      "(As of 24 Jan 2026: only what sources published by then carried.)",
    );
  });

  test.each([
    ["as of 24 january who leads the russian team", "who leads the russian team"],
    ["As at 24 January, when do they meet again?", "when do they meet again?"],
    ["what did we know by 24 january about kostyukov", "what did we about kostyukov"],
    ["By 25 January, what had been published about deserters?", "what about deserters?"],
    ["on 24 january what was known of the next round", "what was known of the next round"],
  ])("a sentence says the day: %s", (sentence, rest) => {
    const day = sentence.includes("25") ? "2026-01-25" : "2026-01-24";
    expect(ask(sentence)).toEqual(ask(rest, { asOf: Temporal.PlainDate.from(day) }));
  });

  test.each([
    "who was killed by 24 january",
    "what happened on 24 january",
    "was the pause known as of old",
    "what do we know on 4 feb?",
    "what was known by march",
    "what had been reported by the kyiv independent",
  ])("a day on which something happened is another thing: %s", (sentence) => {
    expect(askText(sentence)).not.toContain("As of");
  });

  test("a label takes the words that make a day, and is said below the title", () => {
    for (const input of [
      "/timeline as_of:24 jan",
      "/timeline donbas as_of:2026-01-24",
      "/timeline as_of:2026-01-24 donbas",
    ]) {
      const [title, said] = ask(input).reply.blocks;
      expect(title).toMatchObject({
        text: expect.stringMatching(input.includes("donbas") ? /Donbas/ : /^Timeline · since 1 Jan 2026$/),
      });
      expect(said).toMatchObject({ type: "note", text: expect.stringContaining("As of 24 Jan 2026") });
    }
    expect(askText("/timeline as_of:blursday")).toContain("“blursday” is not a day");
  });

  test("the day typed counts more than the one set", () => {
    const asOf = Temporal.PlainDate.from("2026-01-22");
    expect(ask("/round 1 as_of:2026-02-05", { asOf })).toEqual(ask("/round 1 as_of:2026-02-05"));
  });

  test("before the first source nothing is known, and that is said", () => {
    for (const input of ["/round", "/timeline", "/sources", "/delegation russia", "/person kostyukov"]) {
      const { reply } = ask(input, { asOf: Temporal.PlainDate.from("2026-01-01") });
      expect([input, reply.kind]).toEqual([input, "not_found"]);
      expect(reply.citations).toEqual([]);
    }
  });
});

describe("a bug", () => {
  const broken = defineCommand({
    name: "broken",
    summary: "Fails",
    local: { uk: { name: "а", summary: "б" }, ru: { name: "в", summary: "г" } },
    examples: ["/broken"],
    args: {},
    run: () => {
      throw new Error("secret detail");
    },
  });

  test("is recorded under an id that the person is told, and nothing else is told", () => {
    const seen: unknown[] = [];
    const onBug = (error: unknown) => {
      seen.push(error);
      return "id42";
    };
    const { command, reply } = ask("/broken", { service: { ...service, commands: [broken], onBug } });
    expect(command).toBe("broken");
    expect(reply.kind).toBe("error");
    expect(toText(reply)).toContain("id42");
    expect(toText(reply)).not.toContain("secret");
    expect(seen).toEqual([new Error("secret detail")]);
  });
});

describe("an admin command", () => {
  const lock = defineCommand({
    name: "lock",
    summary: "Lock",
    local: { uk: { name: "замок", summary: "Замок" }, ru: { name: "замок", summary: "Замок" } },
    examples: [],
    admin: true,
    args: {},
    act: async (_, { place }) => ({ blocks: [{ type: "note", text: `Locked ${place.chat}.` }] }),
  });
  const store = openState(":memory:").briefings;
  const managed = { ...service, store, commands: [...commands, lock] };
  const place = { platform: "discord", chat: "7", thread: null, person: "1", direct: false } as const;
  const asker = (refusal: string | null) => ({ place, refusal: async () => refusal });

  test("is for those who manage the place", async () => {
    const { reply } = await dispatch(managed, { input: "/lock", now: NOW, asker: asker(null) });
    expect(toText(reply)).toBe("(Locked 7.)");
  });

  test.each(["/lock", "lock", "/lcok"])("is refused to others, with the reason: %s", async (input) => {
    const { reply } = await dispatch(managed, { input, now: NOW, asker: asker("Not yours.") });
    expect(reply.kind).toBe("denied");
    expect(toText(reply)).toBe("(Not yours.)");
  });

  test("that acts is refused where nothing can be changed", async () => {
    const { reply } = await dispatch(
      { ...managed, store: undefined },
      { input: "/lock", now: NOW, asker: asker(null) },
    );
    expect(toText(reply)).toContain("/lock must be typed in a channel or chat on Discord or Telegram.");
    expect(toText(ask("/lock", { service: managed, asker: asker(null) }).reply)).toContain(
      "/lock must be typed in",
    );
  });
});

describe("a day before the first source", () => {
  test.each(["/brief as_of:2026-01-20", "/timeline as of 20 jan", "/sources as_of:2026-01-20"])(
    "%s",
    (input) => {
      expect(askText(input)).toContain("There were none yet: the first is of 23 Jan 2026.");
    },
  );

  test("is not said of a later one", () => {
    expect(askText("/brief as_of:2026-01-23")).not.toContain("none yet");
  });
});
