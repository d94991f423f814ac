/** The receipt of a source on the real dossier: what it is, and what rests on it. */
import { describe, expect, test } from "vitest";
import { citesOf } from "../../src/dossier/dossier.ts";
import { ask, askText, dossier } from "../support/engine.ts";

describe("/source", () => {
  test("counts what rests on it, and what on it alone", () => {
    for (const { id } of dossier.all("source")) {
      const resting = dossier.items.filter((item) => citesOf(item).some(({ source }) => source === id));
      const alone = resting.filter((item) => citesOf(item).every(({ source }) => source === id));
      expect(askText(`/source ${id}`)).toContain(
        `(${resting.length} items of the dossier rest on it, ${alone.length} on it alone.`,
      );
    }
  });

  test("shows statements of each kind, all of which it carries", () => {
    for (const { id } of dossier.all("source")) {
      const shown = ask(`/source ${id}`).reply.items.filter((item) => item !== id);
      expect(shown.length).toBeGreaterThan(8);
      const carried = (item: string) => {
        const found = dossier.item(item);
        return found !== undefined && citesOf(found).some(({ source }) => source === id);
      };
      expect(shown.filter((item) => !carried(item))).toEqual([]);
    }
  });

  test("each kind stands under its name with its number", () => {
    const events = dossier.all("event").filter(({ cites }) => cites.some(({ source }) => source === "s004"));
    expect(askText("/source s004")).toContain(`Events (${events.length}):`);
  });

  test("by number, id and name", () => {
    const reply = ask("/source 4").reply;
    for (const name of ["s003", "second-round report"]) expect(ask(`/source ${name}`).reply).toEqual(reply);
  });
});
