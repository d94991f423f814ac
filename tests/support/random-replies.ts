/** Random replies for property tests: every kind of block and span, hostile texts, any size that commands can make. */
import fc from "fast-check";
import type { Action, Block, Draft, Reply, Side, Span, Spans } from "../../src/reply/document.ts";
import { finish } from "../../src/reply/finish.ts";

/** Texts that break renderers which do not escape. */
const HOSTILE = [
  "<b>not bold</b>",
  "</blockquote>",
  "&lt;&amp;",
  "a & b < c > d \"e\" 'f'",
  "@everyone and @some_bot",
  "**bold** _it_ `code` [x](http://e.vil)",
  "\u202Ereversed\u202C",
  "line\nbreak\u2028and\ttab",
  "👩‍👩‍👧‍👦 family",
  "é combining",
  "\uD800 lone",
  "Київ, Москва, 北京",
  "/delegation@other_bot",
  "",
];

const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 10, arbitrary: fc.string({ unit: "grapheme", maxLength: 30 }) },
  { weight: 5, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
  { weight: 10, arbitrary: fc.lorem({ maxCount: 40 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 700 }).map((n) => "слово ".repeat(n)) },
  // One word longer than any message.
  { weight: 1, arbitrary: fc.constant("x".repeat(5_000)) },
);

const citation = fc.record({
  source: fc.constantFrom("s1", "s2", "s3", "s4", "s5"),
  at: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 3 }),
});

const span: fc.Arbitrary<Span> = fc.oneof(
  fc.record({ type: fc.constantFrom("text", "bold", "italic", "code"), text }),
  fc.record({
    type: fc.constant("link" as const),
    text,
    href: fc.constantFrom('https://example.org/?a=1&b="2"', "javascript:alert(1)", "http://x", "not a link"),
  }),
  fc.record({
    type: fc.constant("time" as const),
    epochSeconds: fc.oneof(fc.integer({ min: 0, max: 2_000_000_000 }), fc.constant(-5), fc.constant(1e12)),
    text,
  }),
  fc.record({
    type: fc.constant("cite" as const),
    item: fc.stringMatching(/^ev-[a-z]{1,6}$/),
    cites: fc.array(citation, { minLength: 1, maxLength: 3 }),
  }),
);

const spans: fc.Arbitrary<Spans> = fc.array(span, { maxLength: 5 });
const side: fc.Arbitrary<Side> = fc.record({ label: text, items: fc.array(spans, { maxLength: 5 }) });

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constantFrom("title", "heading", "note"), text }),
  fc.record({ type: fc.constant("paragraph" as const), spans }),
  fc.record({ type: fc.constant("list" as const), items: fc.array(spans, { maxLength: 20 }) }),
  fc.record({
    type: fc.constant("facts" as const),
    rows: fc.array(fc.record({ label: text, value: spans }), { maxLength: 8 }),
  }),
  fc.record({
    type: fc.constant("table" as const),
    head: fc.array(text, { minLength: 1, maxLength: 3 }),
    rows: fc.array(fc.array(spans, { minLength: 1, maxLength: 3 }), { maxLength: 6 }),
  }),
  fc.record({ type: fc.constant("quote" as const), words: text, by: spans }),
  fc.record({ type: fc.constant("comparison" as const), sides: fc.array(side, { maxLength: 4 }) }),
  fc.record({ type: fc.constant("divider" as const) }),
);

const action: fc.Arbitrary<Action> = fc.record({
  type: fc.constant("drill" as const),
  label: text,
  input: text,
});
/** More ways on than any platform has buttons for. */
const many: fc.Arbitrary<Action[]> = fc
  .integer({ min: 95, max: 130 })
  .map((n) => Array.from({ length: n }, (_, i) => ({ type: "drill", label: `d${i}`, input: `/help ${i}` })));

const draft: fc.Arbitrary<Draft> = fc.record({
  blocks: fc.array(block, { maxLength: 6 }),
  actions: fc.oneof(
    { weight: 8, arbitrary: fc.array(action, { maxLength: 4 }) },
    { weight: 1, arbitrary: many },
  ),
});

/** A finished reply, as the dispatcher would hand it to a renderer. */
export const randomReply: fc.Arbitrary<Reply> = draft.map((d) => finish(d, (id) => `Source <${id}> & Co.`));
