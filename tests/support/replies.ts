/** Replies for tests: a builder, and random ones whose every text holds a word found nowhere else in the reply. */
import fc from "fast-check";
import type { Block, Draft, Reply, Span, Spans } from "../../src/reply/document.ts";
import { finish } from "../../src/reply/finish.ts";

/** A finished reply of these blocks. */
export function replyOf(blocks: readonly Block[], rest: Omit<Draft, "blocks"> = {}): Reply {
  return finish({ blocks, ...rest }, (id) => `Source ${id}, 24 Jan 2026`);
}

/** Marks that a platform could take for formatting, a mention, a link, or the end of something. */
const NASTY = [
  ..."*_~|`<>[]()#@\\-+.:/&;\"'{}",
  "**",
  "||",
  "```",
  "@everyone",
  "<@1>",
  "https://x.test",
  "[a](http://x.test)",
  ":tada:",
  "\n# ",
  "é",
  "Переговори",
  "和平",
  "🕊️",
  "\u202E",
  "\uD800",
];

/** Text of one to `most` words, each marked so that it can be told from all others. */
const texts = (most: number) =>
  fc
    .array(fc.tuple(fc.constantFrom("", ...NASTY), fc.constantFrom("", ...NASTY)), {
      minLength: 1,
      maxLength: most,
    })
    .map((pairs) => pairs.map(([before, after]) => `${before} §${after}`).join(" "));

const cite: fc.Arbitrary<Span> = fc
  .array(
    fc.record({
      source: fc.constantFrom("s001", "s002", "s003"),
      at: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((cites) => ({ type: "cite", item: "ev-one", cites }));

const span: fc.Arbitrary<Span> = fc.oneof(
  fc.record({ type: fc.constantFrom("text", "bold", "italic", "code"), text: texts(60) }),
  fc.record({
    type: fc.constant("link"),
    text: texts(8),
    href: fc.constantFrom("https://example.org/a_b(c)", "javascript:alert(1)", "nonsense"),
  }),
  fc.record({
    type: fc.constant("time"),
    epochSeconds: fc.integer({ min: 0, max: 4e9 }),
    text: fc.constant("24 January"),
  }),
  cite,
) as fc.Arbitrary<Span>;

const spans: fc.Arbitrary<Spans> = fc.array(span, { minLength: 1, maxLength: 6 });
const label = texts(6);

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant("title"), text: texts(12), colour: fc.constantFrom("#b22222", "red") }),
  fc.record({ type: fc.constant("heading"), text: texts(12) }),
  fc.record({ type: fc.constant("paragraph"), spans }),
  fc.record({ type: fc.constant("list"), items: fc.array(spans, { maxLength: 12 }) }),
  fc.record({
    type: fc.constant("facts"),
    rows: fc.array(fc.record({ label, value: spans }), { maxLength: 8 }),
  }),
  fc.record({
    type: fc.constant("table"),
    head: fc.tuple(label, label, label),
    rows: fc.array(fc.tuple(spans, spans, spans), { minLength: 1, maxLength: 5 }),
  }),
  fc.record({ type: fc.constant("quote"), words: texts(400), by: spans }),
  fc.record({
    type: fc.constant("comparison"),
    sides: fc.array(fc.record({ label, items: fc.array(spans, { maxLength: 5 }) }), { maxLength: 4 }),
  }),
  fc.record({ type: fc.constant("note"), text: texts(40) }),
  fc.record({
    type: fc.constant("note"),
    text: texts(6),
    moment: fc.record({
      type: fc.constant("time"),
      epochSeconds: fc.integer({ min: 0, max: 4e9 }),
      text: fc.constant("24 January"),
    }),
  }),
  fc.record({ type: fc.constant("divider") }),
) as fc.Arbitrary<Block>;

const drills = fc.array(
  fc.record({
    type: fc.constant("drill" as const),
    label: texts(9),
    input: texts(12).map((t) => `/person ${t}`),
  }),
  { maxLength: 40 },
);

/** A random reply, and the words that must all be shown. */
export const randomReply: fc.Arbitrary<{ reply: Reply; words: string[] }> = fc
  .record({ blocks: fc.array(block, { maxLength: 14 }), actions: drills })
  .map((draft) => {
    const words: string[] = [];
    const marked = JSON.stringify(draft).replaceAll("§", () => {
      words.push(`w${words.length}w`);
      return words.at(-1) ?? "";
    });
    return { reply: replyOf((JSON.parse(marked) as Draft).blocks, JSON.parse(marked) as Draft), words };
  });
