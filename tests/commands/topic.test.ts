/** /topic on the real dossier: a subject at a glance, short, with the way to everything left out. */
import { describe, expect, test } from "vitest";
import { inputsOf } from "../support/actions.ts";
import { ask, askText, dossier } from "../support/engine.ts";
import { partsOf } from "../support/reading.ts";

/** Lines between a heading and the next one. */
function under(text: string, heading: string): string[] {
  const { lines } = partsOf(text);
  const start = lines.indexOf(`${heading}:`);
  if (start < 0) return [];
  const sections = ["Positions:", "Figures:", "Events:", "In their words:", "Sources differ:"];
  const end = lines.findIndex((line, i) => i > start && sections.includes(line));
  return lines.slice(start + 1, end < 0 ? undefined : end);
}

describe("/topic", () => {
  const text = askText("/topic territory");

  test("opens with what is at stake", () => {
    const topic = dossier.get("topic", "territory");
    const { title, lines } = partsOf(text);
    expect(title).toBe(topic?.name);
    expect(lines[0]?.startsWith(topic?.text ?? "?")).toBe(true);
  });

  test("positions of each side, three at most", () => {
    const lines = under(text, "Positions");
    for (const party of ["United States:", "Ukraine:", "Russia:"]) expect(lines).toContain(party);
    const runs = lines.join("\n").split(/^.*:$/m).slice(1);
    expect(runs.map((run) => run.split("\n• ").length - 1).every((n) => n >= 1 && n <= 3)).toBe(true);
  });

  test("figures, events, words and disputes, five at most, with the way to the others", () => {
    for (const { id, name } of dossier.all("topic")) {
      const shown = askText(`/topic ${name}`);
      for (const [kind, heading, command] of [
        ["figure", "Figures", "/figure"],
        ["event", "Events", "/timeline"],
      ] as const) {
        const all = dossier.about(kind, id).length;
        const lines = under(shown, heading);
        expect(lines.filter((line) => line.startsWith("• "))).toHaveLength(Math.min(all, 5));
        if (all > 5) expect(lines).toContain(`(${all - 5} more: ${command} ${name})`);
      }
    }
  });

  test("words and disputes stand in it too", () => {
    expect(under(text, "In their words").filter((line) => line.startsWith("“")).length).toBeGreaterThan(0);
    expect(under(text, "Sources differ").filter((line) => line.endsWith("?")).length).toBeGreaterThan(0);
  });

  test("events stand in order of time and the key ones are among them", () => {
    for (const { id, name } of dossier.all("topic")) {
      const { items } = ask(`/topic ${name}`).reply;
      const shown = items.flatMap((item) => dossier.get("event", item) ?? []);
      const key = dossier.about("event", id).filter((event) => event.key);
      expect(shown.filter((event) => event.key)).toHaveLength(Math.min(key.length, 5));
      const days = shown.map(({ date }) => date.from.toString());
      expect(days).toEqual(days.toSorted());
    }
  });

  test("every way onwards that a reply names leads to an answer", () => {
    for (const { name } of dossier.all("topic")) {
      const { reply } = ask(`/topic ${name}`);
      const pointers = reply.blocks.flatMap((block) =>
        block.type === "note" ? [...(/more: (\/.+)$/.exec(block.text)?.slice(1, 2) ?? [])] : [],
      );
      const drills = inputsOf(reply);
      for (const input of [...pointers, ...drills])
        expect([input, ask(input).reply.kind]).toEqual([input, "answer"]);
    }
  });

  test("alone, lists every topic with its sentence", () => {
    const all = askText("/topic");
    for (const { text: sentence } of dossier.all("topic")) expect(all).toContain(sentence);
  });
});
