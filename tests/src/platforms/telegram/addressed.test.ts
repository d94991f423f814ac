/** Who is spoken to, and deep links there and back. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  fromStart,
  type Heard,
  inputOf,
  MAX_START,
  toStart,
} from "../../../../src/platforms/telegram/addressed.ts";

const listener = { username: "our_bot", knows: (name: string) => ["timeline", "start"].includes(name) };
const hear = (text: string, other: Partial<Heard> = {}) =>
  inputOf({ text, chatType: "private", repliesToBot: false, ...other }, listener);

describe("inputOf", () => {
  const group = { chatType: "supergroup" } as const;
  test.each<[string, Partial<Heard>, string | null]>([
    ["/timeline feb", {}, "/timeline feb"],
    ["/timeline@our_bot feb", {}, "/timeline feb"],
    ["/timeline@OUR_BOT\nfeb", group, "/timeline\nfeb"],
    ["/timeline@other feb", {}, null],
    ["/timeline", group, "/timeline"],
    ["/nonsense", group, null],
    ["/nonsense@our_bot", group, "/nonsense"],
    ["/nonsense", {}, "/nonsense"],
    ["/хронологія лютий", {}, "/хронологія лютий"],
    ["who?", {}, "who?"],
    ["", {}, null],
    ["who?", group, null],
    ["who?", { ...group, repliesToBot: true }, "who?"],
    ["@our_bot who?", group, "who?"],
    ["hey @Our_Bot: who?", group, "hey who?"],
    ["@our_bot_2 who?", group, null],
    ["@our_bot", group, "/help"],
    ["who?", { chatType: "channel" }, null],
    ["/timeline", { chatType: "channel" }, "/timeline"],
  ])("%j %j", (text, other, input) => expect(hear(text, other)).toBe(input));
});

describe("deep links", () => {
  test("are readable where they can be", () => expect(toStart("/timeline feb")).toBe("timeline-feb"));

  test("carry any input that fits, exactly", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (input) => {
        const start = toStart(input);
        fc.pre(start !== null && input !== "" && input.isWellFormed());
        expect(start).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
        expect(fromStart(start ?? "")).toBe(input);
      }),
    );
  });

  test("62 characters of packing are the most", () => {
    expect(toStart("?".repeat(46))?.length).toBe(MAX_START);
    expect(toStart("?".repeat(47))).toBeNull();
  });
});
