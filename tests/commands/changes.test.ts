/** /changes on the real dossier: what a day's sources brought, and nothing that was known before. */
import { describe, expect, test } from "vitest";
import { toText } from "../../src/reply/text.ts";
import { ask, askText, dossier, service } from "../support/engine.ts";
import { historyOf } from "../support/history.ts";

const day = (text: string) => Temporal.PlainDate.from(text);

describe("/changes", () => {
  test("alone, what the latest source brought", () => {
    expect(ask("/changes").reply).toEqual(ask("/changes 5 feb").reply);
    expect(askText("/changes")).toContain("Changes · sources since 5 Feb 2026");
    expect(askText("/changes")).toContain("• Failure analysis — ");
  });

  test.each(["2026-01-24", "2026-01-25", "2026-02-04", "2026-02-05"])(
    "since %s nothing known before is shown as new",
    (since) => {
      const before = dossier.asOf(day(since).subtract({ days: 1 }));
      const news = ask(`/changes since:${since}`).reply.items.flatMap((id) => dossier.item(id) ?? []);
      expect(news.length).toBeGreaterThan(10);
      const old = news.filter(
        (item) => item.kind !== "source" && item.kind !== "outlook" && before.item(item.id),
      );
      expect(old.map(({ id }) => id)).toEqual([]);
    },
  );

  test("what was expected and has come about since is told", () => {
    const [, part = ""] = askText("/changes").split("What became of what was expected:");
    expect(part).toMatch(/The talks were to go on .* Changed: The second round was put off/);
  });

  test("counts all that is new of a kind, not only what is shown", () => {
    const before = dossier.asOf(day("2026-02-04"));
    const events = dossier.all("event").filter(({ id }) => !before.item(id));
    expect(askText("/changes")).toContain(`Events (${events.length} new):`);
  });

  test("key disputes that arose are shown with every account", () => {
    const text = askText("/changes");
    const [arisen] = dossier
      .all("dispute")
      .filter(({ id, key }) => key && !dossier.asOf(day("2026-02-04")).item(id));
    for (const account of arisen?.accounts ?? []) expect(text).toContain(account.text);
    expect(arisen).toBeDefined();
  });

  test("as of an earlier day, the latest source of then", () => {
    expect(askText("/changes as_of:2026-01-24")).toContain("Changes · sources since 24 Jan 2026");
  });

  test("no source since then is said", () => {
    expect(ask("/changes since 1 mar 2026").reply.kind).toBe("not_found");
    expect(ask("/changes before 29 jan").reply.kind).toBe("error");
  });
});

describe("what was edited in the dossier", () => {
  const edited = (input: string, named: Parameters<typeof historyOf>[1] = EDITS) =>
    ask(input, { service: { ...service, history: historyOf(dossier, named) } }).reply;
  /** Revision 2 is of 11 February 2026, revision 3 of the 12th. */
  const EDITS = {
    "ev-davos-meeting": { first: 2 },
    "fig-deserters": { changed: 3 },
    "dis-pause-length": { first: 3 },
    "ev-retracted": { gone: 3 },
  };
  /** The part on edits, without markers. */
  const part = (input: string) =>
    toText(edited(input))
      .split(/\n\n(?=• )/)[0]
      ?.replaceAll(/ \[\d+\]/g, "");

  test("is told by the latest revision, whatever the sources' dates", () => {
    const text = toText(edited("/changes"));
    expect(text).toMatch(/New in the dossier:\n• The pause was to last a week/);
    expect(text).toMatch(/Changed in the dossier:\n• The Ministry of Defence reports/);
    expect(text).toContain("(Withdrawn from the dossier: ev-retracted.)");
    expect(text.split("New in the dossier")[1]?.split("Changed in")[0]).not.toContain(
      "Zelensky met Trump in Davos",
    );
  });

  test("is told since the day asked for", () => {
    expect(part("/changes since:2026-02-11")).toContain("Zelensky met Trump in Davos");
    expect(part("/changes since:2026-02-12")).not.toContain("Zelensky met Trump in Davos");
    expect(part("/changes since:2026-02-12")).toContain("The Ministry of Defence reports");
  });

  test("is answer enough where no source came out", () => {
    const reply = edited("/changes since:2026-02-12");
    expect(reply.kind).toBe("answer");
    expect(toText(reply)).toContain("(No source was published since then.)");
    expect(edited("/changes since:2026-02-13").kind).toBe("not_found");
  });

  test("is nothing when the dossier is as it first was", () => {
    expect(edited("/changes", {})).toEqual(ask("/changes").reply);
  });

  test("is left out as of an earlier day", () => {
    expect(edited("/changes as_of:2026-01-25")).toEqual(ask("/changes as_of:2026-01-25").reply);
  });
});
