/** The engine between platforms and commands: limits before, records after, one id for the log and the person. */
import { describe, expect, test } from "vitest";
import { args } from "../../src/args.ts";
import type { Asker, Place } from "../../src/command.ts";
import { defineCommand } from "../../src/command.ts";
import { dispatch, read } from "../../src/dispatch.ts";
import { engineFor } from "../../src/engine.ts";
import type { Answered, Limited } from "../../src/ops/answers.ts";
import { toText } from "../../src/reply/text.ts";
import { broken } from "../support/broken-command.ts";
import { NOW, service } from "../support/engine.ts";
import { allowing } from "../support/limits.ts";

const place: Place = { platform: "discord", chat: "c1", thread: null, person: "p1", direct: false };
const asker = (changes: Partial<Place> = {}, refusal: string | null = null): Asker => ({
  place: { ...place, ...changes },
  refusal: async () => refusal,
});

function open(limits = allowing(1_000)) {
  const bugs: (string | undefined)[] = [];
  const answers: Answered[] = [];
  const limited: Limited[] = [];
  const onBug = (_: unknown, id = "none"): string => {
    bugs.push(id);
    return id;
  };
  const engine = engineFor({ ...service, commands: [...service.commands, broken], onBug }, () => NOW, {
    limits,
    recorder: { answered: (a) => answers.push(a), limited: (l) => limited.push(l) },
  });
  return { engine, bugs, answers, limited };
}

describe("what is recorded", () => {
  test.each([
    ["/round 1", "round", "answer"],
    ["/person nobody at all", "person", "not_found"],
    ["/nothing-of-the-kind", null, "error"],
    ["/broken", "broken", "bug"],
  ])("%s", async (input, command, outcome) => {
    const { engine, answers } = open();
    await engine.answer(input, asker());
    await engine.read(input, asker({ platform: "telegram" }));
    expect(answers).toMatchObject([
      { command, outcome, platform: "discord", input, person: "p1", chat: "c1" },
      { command, outcome, platform: "telegram" },
    ]);
    expect(answers[0]?.ms).toBeGreaterThan(0);
    expect(answers[0]?.id).not.toBe(answers[1]?.id);
  });

  test("a bug has one id in its record, the answer's and the person's message", async () => {
    const { engine, answers, bugs } = open();
    const reply = await engine.answer("/broken", asker());
    const id = answers[0]?.id ?? "";
    expect(bugs).toEqual([id]);
    expect(reply && toText(reply)).toContain(`recorded as ${id};`);
  });
});

describe("what was answered before", () => {
  /** Each input answered twice, the second time by somebody else, elsewhere, later that day. */
  const twice = async (input: string, later = NOW.add({ hours: 3 })) => {
    const { engine, answers, bugs } = open();
    const first = await engine.answer(input, asker(), NOW);
    const other = asker({ platform: "telegram", chat: "c2", person: "p2", direct: true });
    const second = await engine.read(input, other, later);
    expect(answers.map(({ platform }) => platform)).toEqual(["discord", "telegram"]);
    return { first, second, bugs };
  };

  test.each([
    "/delegation russia",
    "delegation russia",
    "/timeline feb",
    "/delegation russia as_of:2026-01-24",
  ])("%s is not answered anew", async (input) => {
    const { first, second } = await twice(input);
    expect(first?.kind).toBe("answer");
    expect(second).toBe(first);
  });

  test("another day is another question: words such as “today” and days without a year depend on it", async () => {
    const { first, second } = await twice("/delegation russia", NOW.add({ hours: 24 }));
    expect(second).not.toBe(first);
    expect(second).toEqual(first);
  });

  test.each(["/brief", "/changes", "who leads the russian team", "/person nobody at all", "/broken"])(
    "%s, which looks at more than the dossier or is no answer, is answered anew",
    async (input) => {
      const { first, second } = await twice(input);
      expect(first).not.toBeNull();
      expect(second).not.toBe(first);
    },
  );

  test("from another dossier it is answered anew", async () => {
    let dossier = service.dossier;
    const engine = engineFor(
      {
        ...service,
        get dossier() {
          return dossier;
        },
      },
      () => NOW,
    );
    const whole = await engine.answer("/delegation russia", asker());
    dossier = dossier.asOf(Temporal.PlainDate.from("2026-01-23"));
    const before = await engine.answer("/delegation russia", asker());
    expect(before).not.toEqual(whole);
  });

  test("what lasts is the same for whoever asks whenever on that day: every example of every command", async () => {
    const { commands } = service;
    const lasting = new Set<string>();
    for (const { name, examples } of commands.filter(({ acts }) => !acts)) {
      for (const input of examples) {
        const place: Place = { platform: "discord", chat: "1", thread: null, person: "2", direct: true };
        const first = read(service, { input, now: NOW });
        if (!first.lasting) continue;
        lasting.add(name);
        const now = NOW.add({ hours: 15 });
        const second = await dispatch(service, { input, now, asker: asker(place) });
        expect(second).toEqual(first);
      }
    }
    expect([...lasting]).toEqual(
      expect.arrayContaining(["delegation", "timeline", "round", "person", "term"]),
    );
    expect([...lasting]).not.toEqual(expect.arrayContaining(["brief"]));
  });
});

describe("limits", () => {
  test("come before anything else; the first refusal is told, the others are not", async () => {
    const { engine, answers, limited } = open(allowing(1));
    const replies = [];
    for (let i = 0; i < 3; i++) replies.push(await engine.answer("/round 1", asker()));
    expect(replies.map((reply) => reply?.kind)).toEqual(["answer", "denied", undefined]);
    expect(replies[1] && toText(replies[1])).toBe("(That was a lot at once. Please ask again in 2 seconds.)");
    expect(answers).toHaveLength(1);
    expect(limited).toEqual(Array.from({ length: 2 }, () => ({ platform: "discord", of: "person" })));
  });

  test("of a chat are told so", async () => {
    const { engine } = open(allowing(0, "chat"));
    const reply = await engine.read("/round 1", asker());
    expect(reply && toText(reply)).toContain("A lot is being asked here just now.");
  });

  test("count pages, suggestions and what a platform answers by itself", async () => {
    const limits = allowing(4);
    const { engine } = open(limits);
    const arg = { name: "party", kind: "party", description: "", required: true } as const;
    await engine.answer("/round", asker());
    await engine.read("/round", asker());
    expect(await engine.suggest(arg, "rus", asker())).not.toEqual([]);
    expect(await engine.admit(asker())).toBeNull();
    expect(limits.asked.map(({ cost }) => cost)).toEqual([1, 1, 0.1, 1]);
    expect(await engine.suggest(arg, "rus", asker())).toEqual([]);
    expect(await engine.admit(asker())).toEqual({ text: null });
  });

  test.each<[string, Partial<Place>, string, string | null]>([
    ["a shared place", {}, "discord p1", "discord c1"],
    ["another platform", { platform: "telegram" }, "telegram p1", "telegram c1"],
    ["a topic of a chat", { thread: "9" }, "discord p1", "discord c1"],
    ["a place of one's own", { direct: true }, "discord p1", null],
    ["an inline query", { chat: "" }, "discord p1", null],
    ["nobody", { person: "" }, "", "discord c1"],
  ])("%s: who and where", async (_, changes, person, chat) => {
    const limits = allowing(1);
    await open(limits).engine.answer("/round", asker(changes));
    expect(limits.asked[0]?.guest).toMatchObject({ person, chat });
  });

  test("know who manages the place", async () => {
    const limits = allowing(2);
    const { engine } = open(limits);
    await engine.answer("/round", asker({}, null));
    await engine.answer("/round", asker({}, "Only administrators."));
    expect(await Promise.all(limits.asked.map(({ guest }) => guest.manages()))).toEqual([true, false]);
  });
});

test("a command's arguments are read at the time of the asking, if one is given", async () => {
  const clock = defineCommand({
    name: "clock",
    summary: "The time",
    local: { uk: { name: "час", summary: "Час" }, ru: { name: "время", summary: "Время" } },
    examples: [],
    args: { any: args.text("Anything").optional() },
    run: (_, { now }) => ({ blocks: [{ type: "note", text: now.toString() }] }),
  });
  const engine = engineFor({ ...service, commands: [clock] }, () => NOW);
  const at = NOW.subtract({ hours: 1 });
  const replies = [await engine.answer("/clock", asker()), await engine.answer("/clock", asker(), at)];
  expect(replies.map((reply) => reply && toText(reply))).toEqual([`(${NOW})`, `(${at})`]);
});
