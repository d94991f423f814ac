/** A folder that changes under a running service: good edits are served, broken ones told and not served. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { LiveDossier, type Timer } from "../../../src/dossier/watch.ts";
import { DossierError, formatProblem } from "../../../src/errors.ts";
import { openLiveService } from "../../../src/service.ts";
import { change, smallDossier } from "../../support/dossier.ts";

/** A timer in the test's hands: `armed` waits until the folder's change has started it, `fire` ends the wait. */
class HandTimer implements Timer {
  run: (() => void) | null = null;
  waits: number[] = [];
  #woken: (() => void) | null = null;

  start(run: () => void, ms: number): unknown {
    this.run = run;
    this.waits.push(ms);
    this.#woken?.();
    return run;
  }

  stop(handle: unknown): void {
    if (this.run === handle) this.run = null;
  }

  async armed(): Promise<void> {
    while (!this.run) {
      await new Promise<void>((resolve) => {
        this.#woken = resolve;
      });
    }
  }

  fire(): void {
    const { run } = this;
    this.run = null;
    run?.();
  }
}

/** Watches a small dossier; `after` changes the folder and lets the reload that it causes happen. */
function watching() {
  const dir = smallDossier();
  const timer = new HandTimer();
  const told: string[][] = [];
  const revisions: string[] = [];
  const failures: unknown[] = [];
  const live = new LiveDossier(
    dir,
    {
      onRevision: (dossier) => revisions.push(dossier.revision),
      onProblems: (problems) => told.push(problems.map(formatProblem)),
      onFailure: (error) => failures.push(error),
    },
    timer,
  );
  onTestFinished(() => live.close());
  const after = async (edit: () => void) => {
    edit();
    await timer.armed();
    timer.fire();
  };
  return { dir, timer, told, revisions, failures, live, after };
}

const QUOTE = "Anna Berg spoke about the lake before the first meeting.";
const edited = (dir: string, from: string, to: string) => change(dir, { edits: [["quotes.yaml", from, to]] });

test("a good edit is served under a new revision, as one whole", async () => {
  const { dir, live, revisions, told, after } = watching();
  const before = live.dossier;
  await after(() => edited(dir, QUOTE, "Anna Berg spoke to reporters."));
  expect(live.dossier.get("quote", "q-berg-two-fleets")?.text).toBe("Anna Berg spoke to reporters.");
  expect(before.get("quote", "q-berg-two-fleets")?.text).toBe(QUOTE);
  expect(revisions).toEqual([live.dossier.revision]);
  expect(live.dossier.revision).not.toBe(before.revision);
  expect(told).toEqual([]);
});

test("the revision is of the content: undone, it is the first again; a comment makes none", async () => {
  const { dir, live, revisions, after } = watching();
  const before = live.dossier;
  await after(() => edited(dir, "- id", "# a remark\n- id"));
  expect(live.dossier).toBe(before);
  await after(() => edited(dir, QUOTE, "Anna Berg spoke."));
  await after(() => edited(dir, "Anna Berg spoke.", QUOTE));
  expect(live.dossier.revision).toBe(before.revision);
  expect(revisions).toHaveLength(2);
});

test("a broken edit keeps the dossier before it and tells every problem once", async () => {
  const { dir, live, told, after } = watching();
  const before = live.dossier;
  await after(() => {
    edited(dir, "topics: [catch]", "topics: [fishing-ban]");
    edited(dir, "speaker: berg", "speaker: borg");
  });
  expect(live.dossier).toBe(before);
  const problems = [
    'quotes.yaml:2:12: q-berg-two-fleets: there is no person "borg"; did you mean "berg"?',
    'quotes.yaml:8:12: q-berg-two-fleets: there is no topic "fishing-ban"',
  ];
  expect(told).toEqual([problems]);
  await after(() => edited(dir, QUOTE, "Anna Berg spoke."));
  expect(told, "the same problems are not told again").toEqual([problems]);
  await after(() => edited(dir, "speaker: borg", "speaker: berg"));
  expect(told, "what is left is told").toEqual([problems, problems.slice(1)]);
  await after(() => edited(dir, "fishing-ban", "catch"));
  expect(live.dossier.get("quote", "q-berg-two-fleets")?.text).toBe("Anna Berg spoke.");
  await after(() => edited(dir, "topics: [catch]", "topics: [fishing-ban]"));
  expect(told, "mended and broken anew, it is news").toHaveLength(3);
});

test("a half-written file is never served, however it is cut", async () => {
  const { dir, live, after } = watching();
  const before = live.dossier;
  const whole = `- id: term-quota\n  term: Quota\n  text: A quota is a share.\n  cites: [{ source: s001, at: [4] }]\n`;
  const file = join(dir, "terms", "more.yaml");
  mkdirSync(join(dir, "terms"));
  for (const length of [12, 30, 58, whole.length - 4]) {
    await after(() => writeFileSync(file, whole.slice(0, length)));
    expect(live.dossier, `after ${length} characters`).toBe(before);
  }
  await after(() => writeFileSync(file, whole));
  expect(live.dossier.get("term", "term-quota")?.term).toBe("Quota");
});

test("a file replaced by renaming, one in a new folder, and one removed are noticed", async () => {
  const { dir, live, after } = watching();
  const term = (id: string) =>
    `- { id: ${id}, term: ${id}, text: A word., cites: [{ source: s001, at: [4] }] }\n`;
  await after(() => {
    mkdirSync(join(dir, "terms"));
    writeFileSync(join(dir, "terms", "new.yaml"), term("term-one"));
  });
  expect(live.dossier.get("term", "term-one")).toBeDefined();
  await after(() => {
    writeFileSync(join(dir, "terms", ".new.yaml.swp"), term("term-two"));
    renameSync(join(dir, "terms", ".new.yaml.swp"), join(dir, "terms", "new.yaml"));
  });
  expect(live.dossier.get("term", "term-two")).toBeDefined();
  expect(live.dossier.get("term", "term-one")).toBeUndefined();
  await after(() => rmSync(join(dir, "terms"), { recursive: true }));
  expect(live.dossier.get("term", "term-two")).toBeUndefined();
});

test("a burst of changes is read once, 300 ms after the last", async () => {
  const { dir, timer, live, revisions } = watching();
  edited(dir, QUOTE, "Anna Berg spoke.");
  await timer.armed();
  const first = timer.run;
  timer.run = null;
  edited(dir, "Anna Berg spoke.", "Anna Berg spoke to the press.");
  await timer.armed();
  expect(timer.run).not.toBe(first);
  expect(new Set(timer.waits)).toEqual(new Set([300]));
  expect(revisions).toEqual([]);
  timer.fire();
  expect(live.dossier.get("quote", "q-berg-two-fleets")?.text).toBe("Anna Berg spoke to the press.");
  expect(revisions).toHaveLength(1);
});

test("a folder that vanishes is told once, and found when it is back", async () => {
  const { dir, timer, live, told, failures, after } = watching();
  const before = live.dossier;
  await after(() => renameSync(dir, `${dir}-away`));
  onTestFinished(() => rmSync(`${dir}-away`, { recursive: true, force: true }));
  expect(live.dossier).toBe(before);
  timer.fire();
  timer.fire();
  expect(told).toEqual([[expect.stringContaining("there is no such folder")]]);
  renameSync(`${dir}-away`, dir);
  edited(dir, QUOTE, "Anna Berg spoke.");
  timer.fire();
  expect(live.dossier.get("quote", "q-berg-two-fleets")?.text).toBe("Anna Berg spoke.");
  await after(() => edited(dir, "Anna Berg spoke.", QUOTE));
  expect(live.dossier.revision, "it is watched again").toBe(before.revision);
  expect(failures).toEqual([]);
});

test("nothing is read after closing", async () => {
  const { dir, timer, live } = watching();
  edited(dir, QUOTE, "Anna Berg spoke.");
  await timer.armed();
  const late = timer.run;
  live.close();
  expect(timer.run).toBeNull();
  late?.();
  expect(live.dossier.get("quote", "q-berg-two-fleets")?.text).toBe(QUOTE);
});

test("a dossier that is broken from the start is refused with every problem", () => {
  const dir = smallDossier({ edits: [["quotes.yaml", "speaker: berg", "speaker: borg"]] });
  const listener = { onProblems: () => {}, onFailure: () => {} };
  expect(() => new LiveDossier(dir, listener, new HandTimer())).toThrow(DossierError);
});

test("a running service answers from what was edited, and says so", async () => {
  const dir = smallDossier();
  const service = openLiveService(dir);
  const said = new Promise<string>((resolve) => {
    const spy = vi.spyOn(console, "error").mockImplementation(resolve);
    onTestFinished(() => {
      spy.mockRestore();
      service.close();
    });
  });
  edited(dir, QUOTE, "Anna Berg spoke.");
  const line = await said;
  expect(service.dossier.get("quote", "q-berg-two-fleets")?.text).toBe("Anna Berg spoke.");
  expect(line).toBe(`The dossier was edited; revision ${service.dossier.revision} is served now.`);
});
