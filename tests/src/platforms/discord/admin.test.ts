import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { args, defineCommand } from "../../../../src/command.ts";
import { note } from "../../../../src/reply/document.ts";
import { Stage, textOf } from "../../../support/discord/bot.ts";
import { isEphemeral } from "../../../support/discord/interactions.ts";
import { APPLICATION, type Asker, MANAGE_GUILD } from "../../../support/discord/world.ts";
import { service } from "../../../support/engine.ts";

const announce = defineCommand({
  name: "announce",
  summary: "Say something here",
  local: {
    uk: { name: "оголосити", summary: "Сказати тут" },
    ru: { name: "объявить", summary: "Сказать здесь" },
  },
  examples: [],
  admin: true,
  args: { at: args.text("When") },
  run: ({ at }) => ({ blocks: [note(`Announced at ${at}.`)] }),
});
const broken = defineCommand({
  name: "broken",
  summary: "Fails",
  local: { uk: { name: "збій", summary: "Збій" }, ru: { name: "сбой", summary: "Сбой" } },
  examples: [],
  args: {},
  run() {
    throw new Error("a bug of the command");
  },
});

let stage: Stage;
const bugs: unknown[] = [];
beforeAll(async () => {
  const commands = [...service.commands, announce, broken];
  stage = await Stage.open({
    service: { ...service, commands, onBug: (error) => `bug-${bugs.push(error)}` },
  });
});
afterAll(() => stage.close());
afterEach(() => expect(stage.peer.refusals).toEqual([]));
const acts = () => stage.peer.rest.interactions;

test("Discord is told to hide it from those who may not, and nothing else", () => {
  const registered = stage.peer.rest.commands.in(undefined);
  const hidden = registered.filter((command) => command["default_member_permissions"] !== null);
  const admin = [...service.commands, announce].filter((command) => command.admin);
  expect(admin.length).toBeGreaterThan(3);
  expect(hidden.map(({ name }) => name)).toEqual(admin.map(({ name }) => name));
  for (const command of hidden)
    expect(command).toMatchObject({
      default_member_permissions: String(MANAGE_GUILD),
      contexts: [0, 1],
      integration_types: [0],
    });
  expect(hidden.at(-1)?.options?.map(({ name }) => name)).toEqual(["at"]);
});

const manager: Asker = { permissions: MANAGE_GUILD };
test.each<[string, Asker, boolean]>([
  ["a manager of the server", manager, true],
  ["anybody else there", {}, false],
  ["a person in their own chat with the bot", { place: "dm" }, true],
  ["a person in a group of friends", { place: "group" }, false],
])("%s", async (_, asker, allowed) => {
  const message = await stage.answer(acts().slash("announce", { at: "07:00" }, asker));
  expect(textOf(message)).toContain(allowed ? "Announced at 07:00" : "Only those who may manage this server");
  expect(isEphemeral(message)).toBe(!allowed);
});

test.each<[string, Asker, boolean]>([
  ["by a manager", manager, true],
  ["by anybody else", {}, false],
  ["in their own chat", { place: "dm" }, true],
])("written in a message %s", async (_, asker, allowed) => {
  const message = await stage.question(`<@${APPLICATION}> /announce 07:00`, asker);
  expect(textOf(message)).toContain(allowed ? "Announced at 07:00" : "Only those who may manage this server");
});

test("a button that asks for it is checked against who presses it", async () => {
  const about = await stage.answer(acts().slash("about"));
  const pressed = (asker: Asker) => stage.answer(acts().pressId(about, "1|d||/announce 07:00", asker));
  expect(textOf(await pressed({}))).toContain("Only those who may manage this server");
  expect(textOf(await pressed(manager))).toContain("Announced at 07:00");
});

test("a bug is an apology with the id under which it was recorded, to one person", async () => {
  const message = await stage.answer(acts().slash("broken"));
  expect(isEphemeral(message)).toBe(true);
  expect(textOf(message)).toContain("recorded as bug-1");
  expect(bugs).toEqual([expect.objectContaining({ message: "a bug of the command" })]);
});
