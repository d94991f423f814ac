import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Arg, ArgKind } from "../../../../src/args.ts";
import type { Command } from "../../../../src/command.ts";
import { toDiscord } from "../../../../src/render/discord.ts";
import { Stage, textOf } from "../../../support/discord/bot.ts";
import { isEphemeral } from "../../../support/discord/interactions.ts";
import type { Message } from "../../../support/discord/messages.ts";
import {
  ANNA,
  APPLICATION,
  BORYS,
  CHANNEL,
  DM_CHANNEL,
  MANAGE_CHANNELS,
} from "../../../support/discord/world.ts";
import { ask, service } from "../../../support/engine.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());
afterEach(() => {
  expect(stage.peer.refusals).toEqual([]);
  expect(stage.bugs).toEqual([]);
});
const acts = () => stage.peer.rest.interactions;

/** What somebody could choose or type for each kind of argument. */
const SAMPLES: Record<Exclude<ArgKind, "choice" | "value">, string | number | boolean> = {
  party: "Russia",
  person: "Igor Kostyukov",
  topic: "Territory and Donbas",
  topics: "Territory and Donbas, Crimea",
  round: 1,
  source: "Kyiv Independent",
  term: "Donbas",
  period: "feb",
  date: "24 jan",
  command: "timeline",
  number: 1,
  flag: true,
  text: "energy ceasefire",
};
const sample = ({ kind, choices: [choice = ""] = [], reader }: Arg): string | number | boolean => {
  if (kind === "value") return reader?.suggest("")[0] ?? "";
  return kind === "choice" ? choice : SAMPLES[kind];
};
const filled = ({ args }: Command, which: (arg: Arg) => boolean) =>
  Object.fromEntries(args.filter(which).map((arg) => [arg.name, sample(arg)]));
const shown = ({ flags, components }: Pick<Message, "flags" | "components">) => ({ flags, components });

test("it asks for no privileged intent", () => {
  expect(stage.peer.gateway.intents).toBe((1 << 0) | (1 << 9) | (1 << 12));
});

test("every command is registered", () => {
  const names = stage.peer.rest.commands.in(undefined).map(({ name }) => name);
  expect(names).toEqual(service.commands.map(({ name }) => name));
});

const reading = service.commands.filter((command) => !command.acts);
describe.each(reading.map((command) => [command.name, command] as const))("/%s", (name, command) => {
  test("is answered for everybody, with exactly what ask prints", async () => {
    const values = filled(command, (arg) => arg.required);
    const input = [`/${name}`, ...Object.entries(values).map(([k, v]) => `${k}:${v}`)].join(" ");
    const { reply } = ask(input);
    expect(reply.kind).toBe("answer");
    const message = await stage.answer(acts().slash(name, values));
    expect(shown(message)).toEqual(shown(toDiscord(reply, input).pages[0]));
    expect(isEphemeral(message)).toBe(false);
  });

  test("takes all its options at once", async () => {
    const values = filled(command, () => true);
    const input = [`/${name}`, ...Object.entries(values).map(([k, v]) => `${k}:${v}`)].join(" ");
    const message = await stage.answer(acts().slash(name, values));
    expect(shown(message)).toEqual(shown(toDiscord(ask(input).reply, input).pages[0]));
  });
});

const acting = service.commands.filter((command) => command.acts);
test.each(acting.map((command) => [command.name, command] as const))(
  "/%s takes all its options at once",
  async (name, command) => {
    const message = await stage.answer(
      acts().slash(
        name,
        filled(command, () => true),
        { permissions: MANAGE_CHANNELS },
      ),
    );
    // This stage keeps nothing; what they do is tried where something is kept.
    expect(textOf(message)).toContain(`/${name} must be typed in a channel or chat`);
  },
);

test("as_of shows what was known by then", async () => {
  const message = await stage.answer(acts().slash("timeline", { as_of: "24 jan" }));
  expect(textOf(message)).toContain("As of 24 Jan 2026");
});

test("a mistake is told only to the person who made it, with a way out", async () => {
  const message = await stage.answer(acts().slash("timeline", { period: "blursday" }));
  expect(isEphemeral(message)).toBe(true);
  expect(textOf(message)).toContain("blursday");
});

describe("suggestions while typing", () => {
  test.each([
    ["person", "person", "", 17],
    ["person", "person", "kos", 1],
    ["timeline", "topic", "", 25],
    ["sources", "source", "kyiv", 1],
  ])("/%s %s:%j: %i of them", async (command, option, text, count) => {
    expect(await stage.suggestions(command, option, text)).toHaveLength(count);
  });

  test("a slip of typing is forgiven", async () => {
    expect(await stage.suggestions("person", "person", "kostiuk")).toEqual(["Igor Kostyukov"]);
  });

  test("periods and days", async () => {
    expect(await stage.suggestions("timeline", "period", "feb")).toContain("Feb 2026");
    expect(await stage.suggestions("timeline", "as_of", "24")).toContain("24 Jan 2026");
  });
});

describe("buttons and menus", () => {
  test("pages turn in the same message, there and back", async () => {
    const first = await stage.answer(acts().slash("timeline"));
    const before = textOf(first);
    const count = stage.peer.rest.messages.all.length;
    const second = await stage.answer(acts().press(first, "›", { who: BORYS }));
    expect(second.id).toBe(first.id);
    expect(textOf(second)).not.toBe(before);
    await stage.answer(acts().press(second, "‹"));
    expect(textOf(second)).toBe(before);
    expect(second.edits).toBe(2);
    expect(stage.peer.rest.messages.all).toHaveLength(count);
  });

  test("all pages together say all that the answer says", async () => {
    const message = await stage.answer(acts().slash("timeline", { period: "since 1950" }));
    let text = textOf(message);
    const input = "/timeline since 1950";
    const pages = toDiscord(ask(input).reply, input).pages.length;
    expect(pages).toBeGreaterThan(1);
    for (let page = 2; page <= pages; page++) text += textOf(await stage.answer(acts().press(message, "›")));
    for (const { text: sentence } of service.dossier.all("event")) expect(text).toContain(sentence);
  });

  test("Sources answers only who pressed, and leaves the message", async () => {
    const message = await stage.answer(acts().slash("person", { person: "Igor Kostyukov" }));
    const before = textOf(message);
    const sources = await stage.answer(acts().press(message, "Sources", { who: BORYS }));
    expect(sources.id).not.toBe(message.id);
    expect(isEphemeral(sources)).toBe(true);
    expect(textOf(sources)).toContain("Sources of this answer");
    expect(textOf(sources)).toMatch(/\[1\] ¶/);
    expect(textOf(message)).toBe(before);
  });

  test("a button leads to a person of the delegation", async () => {
    const message = await stage.answer(acts().slash("delegation", { party: "Russia" }));
    const person = await stage.answer(acts().press(message, "Igor Kostyukov"));
    expect(textOf(person)).toContain("Igor Kostyukov · Russia");
    expect(person.id).not.toBe(message.id);
  });

  test("a menu does where there are more than five", async () => {
    const message = await stage.answer(acts().slash("timeline"));
    const day = await stage.answer(acts().press(message, { choice: "24 Jan 2026" }));
    expect(day.id).not.toBe(message.id);
    expect(textOf(day)).toContain("Timeline · 24 Jan 2026");
  });

  test("an input too long for a button is kept, and found", async () => {
    const topic = "x".repeat(120);
    const message = await stage.answer(
      acts().slash("ask", { question: `Who leads the Russian delegation ${topic}` }),
    );
    expect(JSON.stringify(message.components)).toMatch(/"custom_id":"1\|s\|1\|#/);
    const sources = await stage.answer(acts().press(message, "Sources"));
    expect(textOf(sources)).toContain("Sources of this answer");
  });

  test("and is found after a restart", async () => {
    const question = `Who leads the Russian delegation ${"y".repeat(120)}`;
    const message = await stage.answer(acts().slash("ask", { question }));
    await stage.bot.close();
    await stage.start();
    const sources = await stage.answer(acts().press(message, "Sources"));
    expect(textOf(sources)).toContain("Sources of this answer");
  });

  test.each(["1|p|2|#unknownunknownunknown1", "0|page|old", "1|s|1|#gone", "nonsense"])(
    "a button of old, %s, is told kindly to who pressed it",
    async (id) => {
      const message = await stage.answer(acts().slash("about"));
      const before = textOf(message);
      const told = await stage.answer(acts().pressId(message, id));
      expect(isEphemeral(told)).toBe(true);
      expect(textOf(told)).toContain("Please ask again");
      expect(textOf(message)).toBe(before);
    },
  );

  test("a page that there is no more is the last one", async () => {
    const message = await stage.answer(acts().slash("about"));
    const turned = await stage.answer(acts().pressId(message, "1|p|9|/about"));
    expect(turned.id).toBe(message.id);
  });
});

describe("messages", () => {
  test("a mention is a question, answered as a reply", async () => {
    const message = await stage.question(`<@${APPLICATION}> delegation russia`);
    expect(message.channel_id).toBe(CHANNEL);
    expect(textOf(message)).toContain("Delegation · Russia");
  });

  test("so is a direct message, and a button below the answer works there", async () => {
    const message = await stage.question("who leads the Russian delegation?", { place: "dm" });
    expect(message.channel_id).toBe(DM_CHANNEL);
    expect(textOf(message)).toContain("Kostyukov");
    const sources = await stage.answer(acts().press(message, "Sources", { place: "dm" }));
    expect(isEphemeral(sources)).toBe(true);
  });

  test("a bare mention is told what can be asked", async () => {
    expect(textOf(await stage.question(`<@!${APPLICATION}>`))).toContain("/timeline");
  });

  test("what mentions nobody, a bot's message and a reply are left alone", async () => {
    stage.peer.say("delegation russia");
    stage.peer.say(`<@${APPLICATION}> delegation russia`, { who: { ...ANNA, bot: true } });
    const after = await stage.question(`<@${APPLICATION}> about`);
    const replies = stage.peer.rest.messages.all.slice(stage.peer.rest.messages.all.indexOf(after));
    expect(replies).toEqual([after]);
    expect(stage.peer.requests(/^POST \/channels/).filter((r) => r.status === 200).length).toBe(
      stage.peer.rest.messages.all.filter(({ reference }) => reference !== null).length,
    );
  });

  test("a mistake cannot be hidden here, but pings nobody", async () => {
    const message = await stage.question(`<@${APPLICATION}> /person @everyone <@${ANNA.id}>`);
    expect(isEphemeral(message)).toBe(false);
    expect(JSON.stringify(message.components)).toContain("\\\\@everyone");
    expect(JSON.stringify(message.components)).not.toMatch(/[^\\]<@/);
  });
});

test("installed by a user alone, in a group of friends", async () => {
  const message = await stage.answer(acts().slash("timeline", { period: "feb" }, { place: "group" }));
  expect(textOf(message)).toContain("Timeline · Feb 2026");
});

test("the links ask for exactly what is needed", () => {
  const invite = new URL(stage.bot.inviteUrl);
  expect(Object.fromEntries(invite.searchParams)).toEqual({
    client_id: APPLICATION,
    scope: "bot applications.commands",
    integration_type: "0",
    // View channels, send messages, read message history, send messages in threads.
    permissions: String((1n << 10n) | (1n << 11n) | (1n << 16n) | (1n << 38n)),
  });
  expect(new URL(stage.bot.installUrl).searchParams.get("integration_type")).toBe("1");
});
