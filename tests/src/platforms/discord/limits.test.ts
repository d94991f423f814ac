/** Whoever asks Discord's bot too much: told once, to them alone, then nothing is sent at all. */
import { afterEach, expect, test } from "vitest";
import { engineFor } from "../../../../src/engine.ts";
import type { ChannelListener } from "../../../../src/schedule/poster.ts";
import { Stage, textOf } from "../../../support/discord/bot.ts";
import { isEphemeral } from "../../../support/discord/interactions.ts";
import { NOW, service } from "../../../support/engine.ts";
import { allowing } from "../../../support/limits.ts";
import { listener } from "../../../support/listener.ts";

let stage: Stage;
afterEach(async () => {
  await stage.close();
  expect(stage.peer.refusals).toEqual([]);
  expect(stage.bugs).toEqual([]);
});

async function open(questions: number, options: { listener?: ChannelListener } = {}) {
  const engine = engineFor(service, () => NOW, { limits: allowing(questions) });
  stage = await Stage.open({ engine, ...options });
}
const acts = () => stage.peer.rest.interactions;

test("slash commands", async () => {
  await open(1);
  expect(isEphemeral(await stage.answer(acts().slash("about")))).toBe(false);
  const refused = await stage.answer(acts().slash("about"));
  expect(textOf(refused)).toContain("That was a lot at once.");
  expect(isEphemeral(refused)).toBe(true);
  const before = stage.peer.seen.length;
  stage.peer.interact(acts().slash("about"));
  // Suggestions are answered, with none; by then the command before them was passed over.
  expect(await stage.suggestions("person", "person", "kost")).toEqual([]);
  expect(stage.peer.seen.slice(before).map(({ line }) => line.replace(/\d+\/[^/]+\//, ""))).toEqual([
    "POST /interactions/callback",
  ]);
});

test("pages and sources", async () => {
  await open(1);
  const message = await stage.answer(acts().slash("timeline"));
  const refused = await stage.answer(acts().press(message, "Sources"));
  expect(textOf(refused)).toContain("That was a lot at once.");
  expect(isEphemeral(refused)).toBe(true);
});

test("messages; those that are passed over take nothing from scheduled briefings", async () => {
  const heard = listener();
  await open(0, { listener: heard });
  const refused = await stage.question("what was agreed?", { place: "dm" });
  expect(textOf(refused)).toContain("That was a lot at once.");
  const before = stage.peer.seen.length;
  stage.peer.say("what was agreed?", { place: "dm" });
  await stage.suggestions("person", "person", "kost");
  expect(stage.peer.seen).toHaveLength(before + 1);
  expect(heard.lines.filter((line) => line.startsWith("spent"))).toHaveLength(1);
});
