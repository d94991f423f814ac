/** Buttons that Discord's users forge: any custom_id, pressed on any message, through the real bot. */
import fc from "fast-check";
import { afterAll, beforeAll, expect } from "vitest";
import { customId, MAX_CUSTOM_ID } from "../../src/render/discord/buttons.ts";
import { Stage } from "../support/discord/bot.ts";
import type { Message } from "../support/discord/messages.ts";
import { MANAGE_CHANNELS } from "../support/discord/world.ts";
import { fuzz } from "./cases.ts";
import { inertInDiscord, input, mangled, openWorld } from "./world.ts";

const world = await openWorld();
let stage: Stage;
let message: Message;
beforeAll(async () => {
  stage = await Stage.open({ service: world.service });
  message = await stage.answer(stage.peer.rest.interactions.slash("timeline", { period: "feb" }));
});
afterAll(() => stage.close());

const page = fc.oneof(fc.nat({ max: 9 }), fc.nat({ max: 999_999 }));
const made = fc
  .tuple(fc.constantFrom("page", "receipts", "receipts_page", "drill", "menu", "position"), page, input)
  .map(([type, n, text]) =>
    type === "drill"
      ? customId({ type, input: text }, new Map())
      : type === "menu" || type === "position"
        ? customId({ type }, new Map())
        : customId({ type, page: n, input: text }, new Map()),
  );
const raw = fc
  .tuple(fc.constantFrom("0", "1", "2", ""), fc.constantFrom(..."psrdmnx"), page, input)
  .map(([version, code, n, text]) => `${version}|${code}|${n}|${text}`);
const ids = fc
  .oneof(made, raw, mangled(made), fc.string({ unit: "binary" }))
  .map((id) => id.slice(0, MAX_CUSTOM_ID).toWellFormed() || "1");

fuzz(
  "discord custom ids",
  "an answer that Discord takes, no other chat",
  fc.record({ id: ids, manages: fc.boolean(), dm: fc.boolean() }),
  async ({ id, manages, dm }) => {
    const asker = { ...(dm && { place: "dm" as const }), ...(manages && { permissions: MANAGE_CHANNELS }) };
    const answer = await stage.answer(stage.peer.rest.interactions.pressId(message, id, asker));
    expect([stage.peer.refusals, stage.bugs, stage.fatal]).toEqual([[], [], []]);
    inertInDiscord(answer);
    await world.check(JSON.stringify(answer));
  },
);
