/** What every case is held to: no bug, nothing shown as markup that somebody typed, nothing of another chat seen or changed. */
import fc from "fast-check";
import { expect } from "vitest";
import { commands } from "../../commands/index.ts";
import type { Place } from "../../src/command.ts";
import { dispatch, type Outcome, type Service } from "../../src/dispatch.ts";
import { toDiscord } from "../../src/render/discord.ts";
import { firstCall } from "../../src/render/telegram/calls.ts";
import { toText } from "../../src/reply/text.ts";
import type { Channel } from "../../src/storage/briefings.ts";
import { openState } from "../../src/storage/state.ts";
import { dossier, NOW, service } from "../support/engine.ts";
import { subscription } from "../support/place.ts";

/** A zone that nobody here asks for: where it shows, another chat's subscription does. */
const SECRET = "Pacific/Chatham";
const OTHERS: readonly Channel[] = [
  { platform: "discord", chat: "999000000000000009", thread: null },
  { platform: "telegram", chat: "-100999", thread: null },
  { platform: "telegram", chat: "-100999", thread: "5" },
];

export interface World {
  readonly service: Service;
  readonly bugs: string[];
  /** Holds after each case. @param shown what people were shown by it */
  check(shown: string): Promise<void>;
}

/** A service with subscriptions of other chats, which nothing here may touch. */
export async function openWorld(): Promise<World> {
  const store = openState(":memory:").briefings;
  const schedule = { time: "08:00", zone: SECRET, days: [1, 2, 3, 4, 5] };
  for (const channel of OTHERS) {
    const { id } = await store.subscribe(subscription({ channel, schedule }), NOW);
    await store.planTest(id, NOW);
  }
  const others = async () => {
    const kept = await Promise.all(OTHERS.map((channel) => store.subscriptions(channel)));
    const waiting = await Promise.all([store.ready("discord", NOW, 999), store.ready("telegram", NOW, 999)]);
    const theirs = waiting.flat().filter(({ channel }) => OTHERS.some(({ chat }) => chat === channel.chat));
    return JSON.stringify([kept, theirs]);
  };
  const before = await others();
  const bugs: string[] = [];
  return {
    service: { ...service, store, onBug: (error) => `bug-${bugs.push(String(error))}` },
    bugs,
    check: async (shown) => {
      expect(bugs).toEqual([]);
      expect(shown).not.toContain(SECRET);
      expect(await others()).toBe(before);
    },
  };
}

/** Somebody types an input in a place; the reply as every platform would show it. */
export async function typed(
  { service: of }: World,
  input: string,
  place: Place,
  manages: boolean,
): Promise<{ outcome: Outcome; shown: string }> {
  const asker = { place, refusal: async () => (manages ? null : "Not yours.") };
  const outcome = await dispatch(of, { input, now: NOW, asker });
  const { reply } = outcome;
  const text = toText(reply);
  expect(text.isWellFormed()).toBe(true);
  expect(text.trim()).not.toBe("");
  const { pages } = toDiscord(reply, input);
  const call = firstCall(reply, input, NOW);
  inertInDiscord(pages);
  inertInTelegram(call);
  return { outcome, shown: text + JSON.stringify([pages, call]) };
}

/** What buttons and menus carry: nobody sees it, or it is shown letter by letter. */
const PLAIN = ["custom_id", "value", "label", "placeholder"];

/** A link or a mention that somebody typed is none in what Discord is sent. */
export function inertInDiscord(sent: unknown): void {
  const text = JSON.stringify(sent, (key, value: unknown) => (PLAIN.includes(key) ? undefined : value));
  expect(text).not.toMatch(/(?<!\\)\]\(https?:\/\/e\.vil/);
  expect(text).not.toMatch(/(?<!\\)<@!?\d{3,}>/);
}

/** A tag that somebody typed is none in what Telegram is sent to be read as HTML. */
export function inertInTelegram(sent: unknown): void {
  const markup: unknown[] = [];
  JSON.stringify(sent, (_, value: unknown) => {
    if (typeof value === "object" && value !== null && "parse_mode" in value)
      markup.push(Object.entries(value).filter(([name]) => name === "text" || name === "message_text"));
    return value;
  });
  expect(JSON.stringify(markup)).not.toMatch(/<(?:a href=\\"https?:\/\/e\.vil|b>pwned|script)/);
}

const HOSTILE = [
  ...[
    "[x](http://e.vil)",
    "<b>pwned</b>",
    '<a href="http://e.vil">x</a>',
    "<script>",
    "<@400000000000000001>",
  ],
  ...[
    "@everyone",
    "**",
    "```",
    "||",
    "&lt;",
    "%s",
    "..",
    "\\",
    "[1]",
    "“",
    "\u202E",
    "\uD800",
    "\u0000",
    "'; --",
  ],
];
const WORDS = [
  ...[
    "russia",
    "feb",
    "2",
    "1",
    "8:00",
    "kyiv",
    "daily",
    "energy ceasefire",
    "pause",
    "test",
    "yes",
    "all",
    "-1",
  ],
  ...["round:", "topic:", "zone:", "number:", "as_of:", "2026-01-24", "as of", "since", "#1"],
  ...dossier.all("person").map(({ name }) => name),
];
export const hostile: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.constantFrom(...WORDS),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.constantFrom("x".repeat(5_000), "a ".repeat(3_000)),
);

/** What changes something, and so is worth forging. */
const ACTS = [
  ...["/subscriptions", "/unsubscribe 1", "/unsubscribe", "/subscription pause 1", "/subscription test 1"],
  ...[
    "/subscription resume 1",
    "/subscription edit 1 time:9:00",
    "/forget yes",
    "/forget",
    "/subscribe 8:00 kyiv",
  ],
];
export const input: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...ACTS) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.constantFrom("", "/", "/ ", "//"),
        fc.constantFrom(...commands.flatMap(({ name, aliases }) => [name, ...aliases])),
        fc.array(hostile, { maxLength: 5 }),
      )
      .map(([slash, name, rest]) => [slash + name, ...rest].join(" ")),
  },
  { weight: 2, arbitrary: fc.array(hostile, { maxLength: 4 }).map((words) => words.join(" ")) },
);

/** A text with a piece cut off, put in or doubled. */
export const mangled = (whole: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(whole, fc.nat({ max: 120 }), fc.nat({ max: 10 }), fc.oneof(fc.constant(""), hostile))
    .map(([text, at, cut, put]) => text.slice(0, at) + put.slice(0, 80) + text.slice(at + cut));

export const places: fc.Arbitrary<Place> = fc.constantFrom(
  { platform: "discord", chat: "700000000000000001", thread: null, person: "8", direct: false },
  { platform: "telegram", chat: "-100", thread: null, person: "8", direct: false },
  { platform: "telegram", chat: "-100", thread: "5", person: "8", direct: false },
  { platform: "telegram", chat: "8", thread: null, person: "8", direct: true },
);
