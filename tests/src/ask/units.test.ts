/** Questions that only a number in a certain unit answers. */
import { expect, test } from "vitest";
import { ask, askText, dossier } from "../../support/engine.ts";

test("how cold it was is told in degrees, and by no number of people", () => {
  const question = "how cold was it in kyiv when the power went";
  const figures = ask(question).reply.items.flatMap((id) => dossier.get("figure", id) ?? []);
  expect(figures.length).toBeGreaterThan(1);
  expect([...new Set(figures.map(({ unit }) => unit))]).toEqual(["°C"]);
  // Degrees are told below a temperature without a number: it would be wrong to say that none is stated.
  expect(figures.some(({ value }) => value !== "unstated")).toBe(true);
  expect(askText(question)).not.toMatch(/no source states/i);
});

test("a clause that only doubts is no question of its own", () => {
  const { items } = ask("how long was the kremlin meeting, and do sources agree").reply;
  expect(items[0]).toBe("dis-kremlin-meeting-length");
  expect(items).not.toContain("dis-guarantee-ready");
});
