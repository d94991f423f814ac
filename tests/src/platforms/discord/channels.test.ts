/** Channels that go and come back are told to whoever posts there. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { Stage } from "../../../support/discord/bot.ts";
import { APPLICATION, CHANNEL, GUILD, threadCreated } from "../../../support/discord/world.ts";
import { listener } from "../../../support/listener.ts";

const OTHER = "300000000000000008";
const THREAD = "300000000000000009";
const heard = listener(() => stage.peer.changed());
let stage: Stage;
beforeEach(async () => {
  heard.lines.length = 0;
  stage = await Stage.open({ listener: heard });
  const { gateway } = stage.peer;
  const channel = { type: 0, name: "other", guild_id: GUILD, position: 1, permission_overwrites: [] };
  gateway.dispatch("CHANNEL_CREATE", { ...channel, id: OTHER });
  gateway.dispatch("THREAD_CREATE", threadCreated(THREAD, OTHER));
});
afterEach(() => stage.close());
const told = (count: number) =>
  stage.peer.until(() => heard.lines.length >= count && [...heard.lines].sort());

test("the bot is removed from a server: all its channels and threads are gone", async () => {
  stage.peer.gateway.dispatch("GUILD_DELETE", { id: GUILD });
  const reason = "the bot was removed from the server";
  expect(await told(3)).toEqual([CHANNEL, OTHER, THREAD].map((chat) => `gone ${chat} ${reason}`));
});

test("an outage is no removal", async () => {
  stage.peer.gateway.dispatch("GUILD_DELETE", { id: GUILD, unavailable: true });
  stage.peer.gateway.dispatch("THREAD_DELETE", { id: THREAD, guild_id: GUILD, parent_id: OTHER, type: 11 });
  expect(await told(1)).toEqual([`gone ${THREAD} the thread was deleted`]);
});

test("a channel is deleted with its threads", async () => {
  const channel = { id: OTHER, type: 0, name: "other", guild_id: GUILD, position: 1 };
  stage.peer.gateway.dispatch("CHANNEL_DELETE", channel);
  expect(await told(2)).toEqual([OTHER, THREAD].map((chat) => `gone ${chat} the channel was deleted`));
});

test("added to a server again, its channels are back", async () => {
  stage.peer.gateway.dispatch("GUILD_DELETE", { id: GUILD });
  await told(3);
  heard.lines.length = 0;
  stage.peer.gateway.dispatch("GUILD_CREATE", {
    ...{
      id: GUILD,
      name: "Desk",
      owner_id: "1",
      roles: [],
      members: [],
      emojis: [],
      stickers: [],
      features: [],
    },
    ...{ threads: [], presences: [], voice_states: [], stage_instances: [], guild_scheduled_events: [] },
    ...{ soundboard_sounds: [], channels: [{ id: CHANNEL, type: 0, name: "talks", position: 0 }] },
  });
  expect(await told(1)).toEqual([`back ${CHANNEL}`]);
});

test("an answer in a channel counts towards Discord's limits, one to a command does not", async () => {
  await stage.answer(stage.peer.rest.interactions.slash("about"));
  await stage.question(`<@${APPLICATION}> about`);
  expect(heard.lines.filter((line) => line.startsWith("spent"))).toEqual([`spent ${CHANNEL}`]);
});

test("something is asked where the bot can post: it can, which is not said of where it cannot", async () => {
  const { interactions } = stage.peer.rest;
  await stage.answer(interactions.slash("about"));
  expect(heard.lines).toEqual([`back ${CHANNEL}`]);
  await stage.answer(interactions.slash("about", {}, { appPermissions: 1n << 10n }));
  await stage.answer(interactions.slash("about", {}, { place: "group" }));
  expect(heard.lines).toHaveLength(1);
});

test("what is asked is answered though the listener fails", async () => {
  await stage.bot.close();
  await stage.start({ listener: { ...heard, onBack: () => Promise.reject(new Error("disk full")) } });
  await stage.answer(stage.peer.rest.interactions.slash("about"));
  // The server's channels were back too.
  expect(new Set(stage.bugs.map(String))).toEqual(new Set(["Error: disk full"]));
});

test("a listener that fails is a bug, and no more", async () => {
  await stage.bot.close();
  const failing = { ...heard, onGone: () => Promise.reject(new Error("disk full")) };
  await stage.start({ listener: failing });
  stage.peer.gateway.dispatch("GUILD_DELETE", { id: GUILD });
  await stage.peer.until(() => stage.bugs.length > 0);
  expect(stage.bugs).toEqual([expect.objectContaining({ message: "disk full" })]);
});
