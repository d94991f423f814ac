/** A reply for a terminal: within its width, with colour only where asked for, saying no less than the text. */
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { toTerminal } from "../../../src/render/terminal.ts";
import { type Block, drill, plain, type Reply } from "../../../src/reply/document.ts";
import { toText } from "../../../src/reply/text.ts";
import { ask } from "../../support/engine.ts";

const replies = [
  "/delegation russia",
  "/timeline feb",
  "/person zelensky",
  "/position territory",
  "/help",
  "/bananas",
]
  .concat("/sources 4", "/about", "/ask who leads the russian team")
  .map((input) => ask(input).reply);
const of = (...blocks: Block[]): Reply => ({ kind: "answer", blocks, actions: [], citations: [], items: [] });
const words = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");

describe("on a screen", () => {
  test("no line is wider than it", () => {
    const cases = fc.property(
      fc.constantFrom(...replies),
      fc.integer({ min: 20, max: 140 }),
      fc.boolean(),
      (reply, width, colour) => {
        for (const line of toTerminal(reply, { width, colour }).split("\n")) {
          expect(stringWidth(line)).toBeLessThanOrEqual(Math.min(width, 100));
        }
      },
    );
    fc.assert(cases, { numRuns: 100 });
  });

  test("nothing that the text says is missing", () => {
    for (const reply of replies) {
      const shown = toTerminal(reply, { width: 1000, colour: true });
      expect(words(stripVTControlCharacters(shown))).toEqual(words(toText(reply)));
    }
  });

  test("without colour there is not one control character but the end of a line", () => {
    for (const reply of replies) {
      expect(toTerminal(reply, { width: 80, colour: false }).replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
    }
  });

  test("with colour a title stands out and links can be followed", () => {
    const shown = toTerminal(
      of(
        { type: "title", text: "T" },
        { type: "paragraph", spans: [{ type: "link", text: "t", href: "https://e.org" }] },
      ),
      { width: 80, colour: true },
    );
    expect(shown).toContain("\u001B[1m");
    expect(shown).toContain("\u001B]8;;https://e.org\u0007t\u001B]8;;\u0007");
  });

  test("text cannot smuggle in what steers a terminal", () => {
    const evil = "\u001B]0;title\u0007\u001B[2Jx\u202E";
    const reply = {
      ...of({ type: "note", text: evil }, { type: "paragraph", spans: [plain(evil)] }),
      actions: [],
    };
    const shown = toTerminal({ ...reply, actions: [drill(evil, evil)] }, { width: 80, colour: false });
    expect(shown.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202E]/u);
  });

  test("a long word is broken rather than let out of the screen; lists hang below their mark", () => {
    const shown = toTerminal(of({ type: "list", items: [[plain("x".repeat(50))]] }), {
      width: 20,
      colour: false,
    });
    expect(shown.split("\n")).toEqual([`• ${"x".repeat(18)}`, `  ${"x".repeat(18)}`, `  ${"x".repeat(14)}`]);
  });
});
