import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Command } from "../../../../src/command.ts";
import { engineFor } from "../../../../src/engine.ts";
import { autocompletion, slashCommands } from "../../../../src/platforms/discord/commands.ts";
import { Stage } from "../../../support/discord/bot.ts";
import { commandLength, commandRefusals, commandShape } from "../../../support/discord/command-rules.ts";
import { DiscordPeer } from "../../../support/discord/peer.ts";
import { GUILD } from "../../../support/discord/world.ts";
import { NOW, service } from "../../../support/engine.ts";

let peer: DiscordPeer;
beforeEach(async () => {
  peer = await DiscordPeer.start();
});
afterEach(() => peer.close());

/** Starts a bot with these commands and ends it; the lines of what it wrote. */
async function writes(commands: readonly Command[], guildId?: string): Promise<string[]> {
  const before = peer.seen.length;
  const stage = new Stage(peer);
  await stage.start({ service: { ...service, commands }, guildId });
  await stage.bot.close();
  expect(peer.refusals).toEqual([]);
  const lines = peer.seen.slice(before).map(({ line }) => line);
  return lines.filter((line) => !line.startsWith("GET")).map((line) => line.replace(/\/\d{18}$/, ""));
}
const commandsRoute = expect.stringMatching(/^POST .*\/commands$/);

test("everything the first time, nothing the second, a difference after a change", async () => {
  // So few that /help still has choices.
  const commands = service.commands.filter(({ acts }) => !acts);
  expect(await writes(commands)).toEqual(commands.map(() => commandsRoute));
  expect(await writes(commands)).toEqual([]);
  const [first, ...others] = commands;
  if (!first) throw new Error("no commands");
  const changed = { ...first, summary: "Something else" };
  expect(await writes([changed, ...others])).toEqual([expect.stringMatching(/^PATCH /)]);
  expect(await writes([changed, ...others])).toEqual([]);
  // Of /help, too, a choice goes.
  expect(await writes(others)).toEqual([expect.stringMatching(/^DELETE /), expect.stringMatching(/^PATCH /)]);
  expect(await writes(others)).toEqual([]);
});

test("another translation, choice or permission is a difference", async () => {
  const [about] = service.commands.filter(({ name }) => name === "about");
  if (!about) throw new Error("no /about");
  await writes([about]);
  const uk = { name: "інше", summary: about.local.uk.summary };
  expect(await writes([{ ...about, local: { ...about.local, uk } }])).toHaveLength(1);
  expect(await writes([{ ...about, admin: true }])).toHaveLength(1);
  expect(peer.rest.commands.named("about")).toMatchObject({ default_member_permissions: "16" });
  expect(await writes([about])).toHaveLength(1);
  expect(peer.rest.commands.named("about")).toMatchObject({ default_member_permissions: null });
});

test("in one server alone", async () => {
  expect(await writes(service.commands, GUILD)).toHaveLength(service.commands.length);
  expect(await writes(service.commands, GUILD)).toEqual([]);
  expect(peer.rest.commands.in(undefined)).toEqual([]);
});

test("a server that the bot is not in is named in words", async () => {
  await expect(writes(service.commands, "299999999999999999")).rejects.toThrow(/DISCORD_GUILD_ID/);
});

describe("the commands themselves", () => {
  const engine = engineFor(service, () => NOW);
  const made = slashCommands(engine, "global");
  const option = (command: string, name: string) =>
    made.find((c) => c.name === command)?.options?.find((o) => o.name === name);

  test("are such as Discord takes, in three languages", () => {
    for (const command of made) {
      expect(commandRefusals(command, "global")).toEqual([]);
      expect(Object.keys(command.name_localizations ?? {})).toEqual(["uk", "ru"]);
      expect(Object.keys(command.description_localizations ?? {})).toEqual(["uk", "ru"]);
    }
  });

  test("may be used in servers, in direct messages and anywhere by who installed them", () => {
    const reading = new Set(service.commands.filter(({ admin }) => !admin).map(({ name }) => name));
    for (const { contexts, integration_types } of made.filter(({ name }) => reading.has(name)))
      expect({ contexts, integration_types }).toEqual({ contexts: [0, 1, 2], integration_types: [0, 1] });
  });

  test("have choices where there are few values, suggestions where there are many", () => {
    expect(option("delegation", "round")).toMatchObject({
      type: 4,
      choices: [
        { name: "1 · First Abu Dhabi round", value: 1 },
        { name: "2 · Second Abu Dhabi round", value: 2 },
      ],
    });
    expect(option("delegation", "party")).toMatchObject({ type: 3, required: true });
    expect(option("delegation", "party")).toHaveProperty("choices");
    expect(option("person", "person")).toMatchObject({ type: 3, autocomplete: true });
    expect(option("timeline", "period")).toMatchObject({ type: 3, autocomplete: true });
    expect(option("ask", "question")).toEqual(expect.not.objectContaining({ autocomplete: true }));
    const acting = new Set(service.commands.filter(({ acts }) => acts).map(({ name }) => name));
    for (const { name, options } of made) {
      const asOf = { name: "as_of", autocomplete: true };
      if (acting.has(name)) expect(options ?? []).not.toContainEqual(expect.objectContaining(asOf));
      else expect(options?.at(-1)).toMatchObject(asOf);
    }
  });

  const parties = (n: number, length: number) =>
    Array.from({ length: n }, (_, i) => String(i).padEnd(length, "x")).map((value) => ({
      label: value,
      value,
    }));
  const withParties = (n: number, length: number) => ({
    ...engine,
    commands: engine.commands.filter(({ name }) => name === "delegation"),
    menu: () => parties(n, length),
  });
  test("25 values are choices, 26 are suggested; so is one of more than 100 characters", () => {
    const party = (n: number, length: number) =>
      slashCommands(withParties(n, length), "global")[0]?.options?.find(({ name }) => name === "party");
    expect(party(25, 5)).toHaveProperty("choices");
    expect(party(26, 5)).toMatchObject({ autocomplete: true });
    expect(party(5, 100)).toHaveProperty("choices");
    expect(party(5, 101)).toMatchObject({ autocomplete: true });
  });

  test("of more than 8,000 characters is not sent", () => {
    const about = engine.commands.find(({ name }) => name === "about");
    if (!about) throw new Error("no /about");
    /** Two options with 25 choices each, and descriptions that take as many characters as are left. */
    const of = (spare: number) => {
      const args = Array.from({ length: 24 }, (_, i) => ({
        name: `o${i}`,
        kind: i < 2 ? ("party" as const) : ("text" as const),
        description: "x".repeat(1 + Math.max(0, Math.min(99, spare - 99 * i))),
        required: false,
      }));
      return { ...engine, commands: [{ ...about, args }], menu: () => parties(25, 60) };
    };
    const [command] = slashCommands(of(0), "global");
    const room = 8_000 - commandLength(commandShape.parse(command));
    expect(commandRefusals(slashCommands(of(room), "global")[0], "global")).toEqual([]);
    expect(() => slashCommands(of(room + 1), "global")).toThrow(/8001 characters in all/);
  });

  test("of more than 25 options, or with a name or description that is wrong, are not sent", () => {
    const about = engine.commands.find(({ name }) => name === "about");
    if (!about) throw new Error("no /about");
    const of = (change: Partial<Command>) => ({ ...engine, commands: [{ ...about, ...change }] });
    const args = Array.from({ length: 25 }, (_, i) => ({
      name: `o${i}`,
      kind: "text" as const,
      description: "d",
      required: false,
    }));
    expect(slashCommands(of({ args: args.slice(1) }), "global")).toHaveLength(1);
    expect(() => slashCommands(of({ args }), "global")).toThrow(/26 options/);
    expect(() => slashCommands(of({ name: "Big" }), "global")).toThrow(/“Big”/);
    expect(() => slashCommands(of({ summary: "x".repeat(101) }), "global")).toThrow(/101 characters/);
  });
});

test("suggestions: 25 at most, none longer than Discord takes", () => {
  const values = Array.from({ length: 30 }, (_, i) => `value ${i}`);
  expect(autocompletion(values)).toHaveLength(25);
  expect(autocompletion(["x".repeat(100), "x".repeat(101), ""])).toHaveLength(1);
});
