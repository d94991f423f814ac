/** What Telegram's users forge: callback data, deep links, inline queries, through the real bot. */
import fc from "fast-check";
import { expect, onTestFinished } from "vitest";
import { dispatch, read } from "../../src/dispatch.ts";
import { toStart } from "../../src/platforms/telegram/addressed.ts";
import { encodeView, MAX_CALLBACK_BYTES } from "../../src/render/telegram/view.ts";
import { type Running, startBot } from "../support/telegram-bot.ts";
import type { Delivered } from "../support/telegram-chats.ts";
import type { Event } from "../support/telegram-peer.ts";
import { GROUP, inlineQuery, PERSON, PRIVATE, pressing, privately } from "../support/telegram-updates.ts";
import { fuzz } from "./cases.ts";
import { hostile, inertInTelegram, input, mangled, openWorld, type World } from "./world.ts";

interface Scene {
  readonly world: World;
  readonly bot: Running;
}
let scene: Scene | null = null;

/** The bot of this test; it stops with it. */
async function running(): Promise<Scene> {
  if (scene) return scene;
  onTestFinished(() => {
    scene = null;
  });
  const world = await openWorld();
  const bot = await startBot({
    answer: async (text, asker, now) => (await dispatch(world.service, { input: text, now, asker })).reply,
    read: async (text, _, now) => read(world.service, { input: text, now }).reply,
  });
  scene = { world, bot };
  return scene;
}

/** An update is handled to its end, and what went out is what Telegram takes. */
async function handled(event: Event): Promise<void> {
  const { world, bot } = await running();
  const before = bot.peer.calls.length;
  await bot.say(event);
  const sent = bot.peer.calls.slice(before).map(({ payload }) => payload);
  expect([bot.peer.invalid, bot.bugs]).toEqual([[], []]);
  inertInTelegram(sent);
  await world.check(JSON.stringify(sent));
}

/** As much as callback data holds. */
const fitting = (text: string): string => {
  let data = text.toWellFormed();
  while (Buffer.byteLength(data) > MAX_CALLBACK_BYTES) data = data.slice(0, -1).toWellFormed();
  return data || "r0..";
};
const made = fc
  .record({
    show: fc.constantFrom("reply", "sources", "below"),
    input,
    page: fc.oneof(fc.nat({ max: 9 }), fc.nat({ max: 36 ** 4 - 1 })),
    asked: fc.oneof(fc.constant(null), fc.constant(1_770_000_000), fc.nat({ max: 36 ** 6 })),
  })
  .map((view) => encodeView(view).data);
const data = fc
  .oneof(
    made,
    mangled(made),
    fc.constantFrom("s:rich:on", "s:rich:off", "s:rich:", "r0.zzzzzzzz./about"),
    hostile,
  )
  .map(fitting);

fuzz(
  "telegram callback data",
  "an answer that Telegram takes, no other chat",
  fc.record({ data, chat: fc.constantFrom(PRIVATE, GROUP), from: fc.constantFrom(PERSON.id, 78) }),
  async ({ data: callback_data, chat, from }) => {
    const buttons = [{ text: "button", callback_data }];
    const message: Delivered = {
      ...{ id: 5, chat, at: 0, silent: false, thread: null, repliesTo: null, only: null, text: "x" },
      ...{ rich: false, entities: [], buttons, edits: 0 },
    };
    await handled(pressing(message, "button", from));
  },
);

const links = fc.oneof(
  input.map((text) => toStart(text) ?? "none"),
  fc.stringMatching(/^[A-Za-z0-9_-]{0,64}$/),
  fc.string({ unit: "binary", maxLength: 64 }).map((text) => `q_${Buffer.from(text).toString("base64url")}`),
  hostile,
);
fuzz("deep links", "an answer that Telegram takes, no other chat", links, async (payload) => {
  // What somebody else wrote into a link is done by whoever follows it, in their own chat alone.
  await handled(privately(`/start ${payload}`.slice(0, 4_096).toWellFormed()));
});

fuzz(
  "inline queries",
  "results that Telegram takes, no other chat",
  fc.record({
    query: fc.oneof(input, hostile),
    offset: fc.oneof(fc.constant(""), fc.nat().map(String), hostile),
  }),
  async ({ query, offset }) => {
    await handled(inlineQuery(query.slice(0, 256).toWellFormed(), offset.slice(0, 64).toWellFormed()));
  },
);
