/** Subscriptions as Discord's own forms set them: options of every type, suggestions, buttons, and who may press. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openState } from "../../../../src/storage/state.ts";
import { Stage, textOf } from "../../../support/discord/bot.ts";
import { isEphemeral } from "../../../support/discord/interactions.ts";
import { type Asker, CHANNEL, MANAGE_CHANNELS } from "../../../support/discord/world.ts";
import { service } from "../../../support/engine.ts";

const store = openState(":memory:").briefings;
const here = { platform: "discord", chat: CHANNEL, thread: null } as const;
const manager: Asker = { permissions: MANAGE_CHANNELS };
let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open({ service: { ...service, store } });
});
afterAll(() => stage.close());
afterEach(() => expect([stage.peer.refusals, stage.bugs]).toEqual([[], []]));
const acts = () => stage.peer.rest.interactions;

test("options are chosen, suggested or switched", () => {
  const command = stage.peer.rest.commands.in(undefined).find(({ name }) => name === "subscribe");
  const shape = Object.fromEntries(
    (command?.options ?? []).map(({ name, type, required, autocomplete, choices }) => [
      name,
      [type, required ?? false, autocomplete ?? false, choices?.map(({ value }) => value)],
    ]),
  );
  expect(shape).toEqual({
    time: [3, true, true, undefined],
    zone: [3, false, true, undefined],
    days: [3, false, true, undefined],
    topics: [3, false, true, undefined],
    length: [3, false, false, ["short", "full"]],
    quiet: [5, false, false, undefined],
    silent: [5, false, false, undefined],
  });
});

test("zones and times are suggested as they are typed, never more than Discord takes", async () => {
  expect(await stage.suggestions("subscribe", "zone", "kyi")).toEqual(["Europe/Kyiv"]);
  expect(await stage.suggestions("subscribe", "zone", "a")).toHaveLength(25);
  expect(await stage.suggestions("subscribe", "time", "7:30p")).toEqual([]);
  expect(await stage.suggestions("subscribe", "time", "7:30pm")).toEqual(["19:30"]);
  expect(await stage.suggestions("subscribe", "days", "week")).toEqual(["weekdays", "weekends"]);
});

test("a form is a subscription, and the buttons below change it for those who may", async () => {
  const values = {
    time: "08:00",
    zone: "Europe/Kyiv",
    days: "weekdays",
    length: "full",
    quiet: true,
    silent: false,
  };
  const message = await stage.answer(acts().slash("subscribe", values, manager));
  expect(textOf(message)).toContain("Mon–Fri at 08:00, Europe/Kyiv");
  expect(await store.subscriptions(here)).toMatchObject([
    { number: 1, wishes: { length: "full", quiet: true, silent: false }, state: "active" },
  ]);
  const refused = await stage.answer(acts().press(message, "Pause it"));
  expect(textOf(refused)).toContain("Only those who may manage this channel");
  expect(isEphemeral(refused)).toBe(true);
  await stage.answer(acts().press(message, "Pause it", manager));
  expect(await store.find(here, 1)).toMatchObject({ state: "paused" });
  const resumed = await stage.answer(acts().slash("subscription", { action: "resume", number: 1 }, manager));
  expect(textOf(resumed)).toContain("Briefing 1 goes on");
});

test("where the bot may not post, it is said at once", async () => {
  const nowhere = { ...manager, appPermissions: 1n << 10n };
  const message = await stage.answer(acts().slash("subscribe", { time: "09:00" }, nowhere));
  expect(textOf(message)).toContain("lacks the permission “Send Messages”");
  expect(await store.find(here, 2)).toMatchObject({ state: "active" });
});

test("everybody may read what is set, nobody else's place", async () => {
  const listed = await stage.answer(acts().slash("subscriptions"));
  expect(textOf(listed)).toContain("Mon–Fri at 08:00, Europe/Kyiv");
  const own = await stage.answer(acts().slash("subscriptions", {}, { place: "dm" }));
  expect(textOf(own)).toContain("No briefing is set here");
});
