import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { args } from "../../../../src/args.ts";
import { defineCommand } from "../../../../src/command.ts";
import { note } from "../../../../src/reply/document.ts";
import { openState, type State } from "../../../../src/storage/state.ts";
import { broken } from "../../../support/broken-command.ts";
import { Stage, textOf } from "../../../support/discord/bot.ts";
import { isEphemeral } from "../../../support/discord/interactions.ts";
import {
  ANNA,
  APPLICATION,
  type Asker,
  BORYS,
  CHANNEL,
  DM_CHANNEL,
  GUILD,
  MANAGE_CHANNELS,
  threadCreated,
} from "../../../support/discord/world.ts";
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
/** Says where it was asked, and by whom; it changes things, so that there is nothing to be shown as of a day. */
const where = defineCommand({
  name: "where",
  summary: "Says where",
  local: { uk: { name: "де", summary: "Де" }, ru: { name: "где", summary: "Где" } },
  examples: [],
  args: {},
  act: async (_, { place }) => ({ blocks: [note(JSON.stringify(place))] }),
});

let state: State;
let stage: Stage;
const bugs: unknown[] = [];
beforeAll(async () => {
  const commands = [...service.commands, announce, broken, where];
  state = openState(":memory:");
  stage = await Stage.open({
    service: { ...service, commands, store: state.briefings, onBug: (error) => `bug-${bugs.push(error)}` },
  });
});
afterAll(async () => {
  await stage.close();
  state.close();
});
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
      default_member_permissions: String(MANAGE_CHANNELS),
      contexts: [0, 1],
      integration_types: [0],
    });
  expect(hidden.at(-1)?.options?.map(({ name }) => name)).toEqual(["at"]);
});

const manager: Asker = { permissions: MANAGE_CHANNELS };
test.each<[string, Asker, boolean]>([
  ["who may manage the channel", manager, true],
  ["anybody else there", {}, false],
  ["a person in their own chat with the bot", { place: "dm" }, true],
  ["a person in a group of friends", { place: "group" }, false],
])("%s", async (_, asker, allowed) => {
  const message = await stage.answer(acts().slash("announce", { at: "07:00" }, asker));
  expect(textOf(message)).toContain(
    allowed ? "Announced at 07:00" : "Only those who may manage this channel",
  );
  expect(isEphemeral(message)).toBe(!allowed);
});

test.each<[string, Asker, boolean]>([
  ["by a manager", manager, true],
  ["by anybody else", {}, false],
  ["in their own chat", { place: "dm" }, true],
])("written in a message %s", async (_, asker, allowed) => {
  const message = await stage.question(`<@${APPLICATION}> /announce 07:00`, asker);
  expect(textOf(message)).toContain(
    allowed ? "Announced at 07:00" : "Only those who may manage this channel",
  );
});

test("somebody who manages this very channel, and not the others", async () => {
  const { gateway } = stage.peer;
  const overwrite = { id: ANNA.id, type: 1, allow: String(MANAGE_CHANNELS), deny: "0" };
  const channel = { id: CHANNEL, type: 0, name: "talks", guild_id: GUILD, position: 0 };
  gateway.dispatch("CHANNEL_UPDATE", { ...channel, permission_overwrites: [overwrite] });
  const own = await stage.question(`<@${APPLICATION}> /announce 07:00`, { who: ANNA });
  const others = await stage.question(`<@${APPLICATION}> /announce 07:00`, { who: BORYS });
  expect([own, others].map(textOf)).toEqual([
    expect.stringContaining("Announced at 07:00"),
    expect.stringContaining("Only those who may manage this channel"),
  ]);
  gateway.dispatch("CHANNEL_UPDATE", { ...channel, permission_overwrites: [] });
});

describe("a command that changes things hears", () => {
  const thread = { id: "300000000000000009", type: 11 };
  const told = async (asker: Asker) =>
    JSON.parse(textOf(await stage.answer(acts().slash("where", {}, asker))).slice(3));
  test("no as_of", () => {
    const names = stage.peer.rest.commands.in(undefined).find(({ name }) => name === "where")?.options ?? [];
    expect(names).toEqual([]);
  });

  test.each<[string, Asker, object]>([
    ["a channel", {}, { chat: CHANNEL, direct: false }],
    ["a thread, by its own id", { channel: thread }, { chat: thread.id, direct: false }],
    ["a direct message", { place: "dm" }, { chat: DM_CHANNEL, direct: true }],
  ])("where it is: %s", async (_, asker, place) => {
    expect(await told(asker)).toEqual({
      ...{ platform: "discord", thread: null, person: ANNA.id },
      ...place,
    });
  });

  beforeAll(() => stage.peer.gateway.dispatch("THREAD_CREATE", threadCreated(thread.id, CHANNEL)));
  const bits = (...shifts: bigint[]) => shifts.reduce((sum, shift) => sum | (1n << shift), 0n);
  test.each<[string, Asker, string]>([
    ["the bot cannot see the channel", { appPermissions: bits(11n) }, "View Channel"],
    ["the bot may not write there", { appPermissions: bits(10n) }, "“Send Messages”"],
    ["nor in the thread", { channel: thread, appPermissions: bits(10n, 11n) }, "Send Messages in Threads"],
    ["the bot is in the person's account only", { ownInstall: true }, "in the account"],
    ["it is among friends", { place: "group" }, "in the account"],
  ])("that it cannot post: %s", async (_, asker, words) => {
    expect((await told(asker)).trouble).toContain(words);
  });

  test("nothing of the kind where the bot may do all", async () => {
    expect(await told({ appPermissions: bits(3n) })).not.toHaveProperty("trouble");
  });
});

test("a button that asks for it is checked against who presses it", async () => {
  const about = await stage.answer(acts().slash("about"));
  const pressed = (asker: Asker) => stage.answer(acts().pressId(about, "1|d||/announce 07:00", asker));
  expect(textOf(await pressed({}))).toContain("Only those who may manage this channel");
  expect(textOf(await pressed(manager))).toContain("Announced at 07:00");
});

test("a bug is an apology with the id under which it was recorded, to one person", async () => {
  const message = await stage.answer(acts().slash("broken"));
  expect(isEphemeral(message)).toBe(true);
  expect(textOf(message)).toContain("recorded as bug-1");
  expect(bugs).toEqual([expect.objectContaining({ message: "a bug of the command" })]);
});
