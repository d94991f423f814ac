/** What changed: between two days by the sources, and since a revision by the history of each item. */
import { describe, expect, test } from "vitest";
import {
  type Changes,
  changesBetween,
  changesSince,
  isNews,
  onTopics,
} from "../../../src/briefing/changes.ts";
import { smallDossier } from "../../support/dossier.ts";
import { dossier, readDossier } from "../../support/engine.ts";
import { historyOf } from "../../support/history.ts";

const asOf = (day: string) => dossier.asOf(Temporal.PlainDate.from(day));
const between = (from: string, to: string) => changesBetween(asOf(from), asOf(to), from);
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);

describe("between two days", () => {
  test("what only later sources carry is new, and they are named", () => {
    const { sources, fresh } = between("2026-01-23", "2026-01-24");
    expect(ids(sources)).toEqual(["s004"]);
    expect(ids(fresh)).toContain("ev-round-1-closed");
    expect(ids(fresh)).not.toContain("ev-round-1-opened");
  });

  test("new is exactly what the view of the earlier day lacks", () => {
    const before = asOf("2026-01-25");
    const { fresh } = between("2026-01-25", "2026-02-04");
    const lacking = asOf("2026-02-04").items.filter(
      ({ id, kind }) => kind !== "source" && kind !== "question" && !before.item(id),
    );
    expect(ids(fresh)).toEqual(ids(lacking));
  });

  test("what became of something expected, and a further account, are changes", () => {
    const { changed } = between("2026-02-04", "2026-02-05");
    expect(ids(changed)).toContain("out-continuation-1-february");
    expect(ids(changed)).toContain("dis-january-progress");
    expect(ids(changed).filter((id) => !/^(?:out|dis)-/.test(id))).toEqual([]);
  });

  test("nothing changes between days without a source", () => {
    const changes = between("2026-01-26", "2026-02-03");
    expect(changes).toEqual({
      ...{ since: "2026-01-26", fresh: [], changed: [], superseded: [] },
      ...{ withdrawn: [], sources: [], confirmed: 0 },
    });
    expect(isNews(changes, [])).toBe(false);
  });

  test("what was superseded is told with what stands in its place", () => {
    const small = readDossier(
      smallDossier({
        items: {
          source: [{ id: "s009", short: "Late source" }],
          event: [
            {
              id: "ev-old",
              text: "The lake froze on 1 March.",
              status: "superseded",
              superseded_by: "ev-true",
            },
            { id: "ev-true", text: "The lake froze on 2 March.", cites: [{ source: "s009", at: [1] }] },
          ],
        },
      }),
    );
    const before = small.asOf(Temporal.PlainDate.from("2030-03-11"));
    const { superseded, fresh } = changesBetween(before, small, "11 Mar 2030");
    expect(superseded.map(({ item, by }) => [item.id, by?.id])).toEqual([["ev-old", "ev-true"]]);
    expect(ids(fresh)).toEqual(["ev-true"]);
  });
});

describe("since a revision", () => {
  const since = (named: Parameters<typeof historyOf>[1], revision: number): Changes =>
    changesSince(dossier, historyOf(dossier, named), revision, "the last briefing");

  test("first seen later is new, changed later is changed, gone later is withdrawn", () => {
    const changes = since(
      {
        "ev-round-2-held": { first: 3 },
        "fig-deserters": { changed: 3 },
        "ev-retracted": { first: 1, gone: 3 },
        "ev-davos-meeting": { first: 2 },
        "ev-kremlin-meeting": { changed: 2 },
        "ev-forgotten": { first: 1, gone: 2 },
      },
      2,
    );
    expect(ids(changes.fresh)).toEqual(["ev-round-2-held"]);
    expect(ids(changes.changed)).toEqual(["fig-deserters"]);
    expect(changes.withdrawn).toEqual(["ev-retracted"]);
  });

  test("what was new and changed since is new, and what came and went is nothing", () => {
    const changes = since(
      { "ev-round-2-held": { first: 2, changed: 3 }, "ev-short": { first: 2, gone: 3 } },
      1,
    );
    expect(ids(changes.fresh)).toEqual(["ev-round-2-held"]);
    expect([changes.changed, changes.withdrawn]).toEqual([[], []]);
  });

  test("without an edit there is no news; the revision itself brings none", () => {
    expect(isNews(since({}, 1), [])).toBe(false);
    expect(isNews(since({ "ev-round-2-held": { first: 2 } }, 2), [])).toBe(false);
    expect(isNews(since({ "ev-round-2-held": { first: 2 } }, 1), [])).toBe(true);
  });
});

describe("news", () => {
  const since = (named: Parameters<typeof historyOf>[1]) =>
    changesSince(dossier, historyOf(dossier, named), 1, "the last briefing");

  test("a curated question is none, added or taken out", () => {
    const { fresh, withdrawn } = since({ "ask-a1-agenda": { first: 2 }, "ask-dropped": { gone: 2 } });
    expect([fresh, withdrawn]).toEqual([[], []]);
  });

  test("names alone are none", () => {
    for (const id of ["russia", "putin", "territory", "round-1", "s001"])
      expect([id, isNews(since({ [id]: { first: 2 } }), [])]).toEqual([id, false]);
    expect(isNews(since({ "dis-pause-length": { first: 2 } }), [])).toBe(true);
  });

  test("of other topics are none for who wants some", () => {
    const changes = since({ "fig-deserters": { changed: 2 } });
    expect(isNews(changes, ["battlefield"])).toBe(true);
    expect(isNews(changes, ["energy-ceasefire", "battlefield"])).toBe(true);
    expect(isNews(changes, ["energy-ceasefire"])).toBe(false);
    expect(ids(onTopics(changes, ["energy-ceasefire"]).changed)).toEqual([]);
  });

  test("what was taken out is news of all topics, and of none in particular", () => {
    const changes = since({ "ev-retracted": { gone: 2 } });
    expect(isNews(changes, [])).toBe(true);
    expect(isNews(changes, ["territory"])).toBe(false);
  });
});
