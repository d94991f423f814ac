/** Whoever passes by is forgotten; the bot itself is not. */
import { Client, User } from "discord.js";
import { expect, test } from "vitest";
import { CACHE } from "../../../../src/platforms/discord/cache.ts";
import { Stage, textOf } from "../../../support/discord/bot.ts";
import { ANNA, APPLICATION } from "../../../support/discord/world.ts";

test("of a stream of people the latest are remembered, and the bot itself", () => {
  const client = new Client({ intents: [], makeCache: CACHE });
  const remember = (id: string): User => {
    const user: User = Reflect.construct(User, [client, { id, username: id }]);
    client.users.cache.set(id, user);
    return user;
  };
  Object.assign(client, { user: remember("self") });
  for (let i = 0; i < 1_000; i++) remember(String(i));
  expect(client.users.cache.size).toBe(200);
  expect([client.users.cache.has("self"), client.users.cache.has("999")]).toEqual([true, true]);
  expect([client.users.cache.has("0"), client.users.cache.has("799")]).toEqual([false, false]);
});

test("a mention is answered, and its writer's rights and the bot's are known, however many wrote before", async () => {
  const stage = await Stage.open();
  for (let i = 0; i < 300; i++)
    stage.peer.say("nothing for a bot", { who: { ...ANNA, id: String(10n ** 18n + BigInt(i)) } });
  expect(textOf(await stage.question(`<@${APPLICATION}> about`))).toContain("Rapporteur");
  expect([stage.bugs, stage.peer.refusals]).toEqual([[], []]);
  await stage.close();
});
