/** Every command over a broad set of arguments: nothing uncited, nothing invented, nothing empty, nothing early. */
import { describe, expect, test } from "vitest";
import { commands } from "../commands/index.ts";
import type { Dossier } from "../src/dossier/dossier.ts";
import { type Block, list, note, plain, type Reply, type Span } from "../src/reply/document.ts";
import { toText } from "../src/reply/text.ts";
import { ask, dossier, readDossier, service } from "./support/engine.ts";
import { STARTER } from "./support/process.ts";
import { Book, readingProblems } from "./support/sentences.ts";
import { sweepInputs } from "./support/sweep.ts";

const INPUTS = sweepInputs(commands, dossier);

/** What is wrong with the replies to all inputs of a command, each with the input that shows it. */
function sweep(command: string, book: Book, asOf?: Temporal.PlainDate): string[] {
  return inputsOf(command).flatMap((input) => {
    const { reply } = ask(input, asOf && { asOf });
    const problems = [...book.problems(reply), ...readingProblems(toText(reply))];
    return problems.map((problem) => `${input}: ${problem}`);
  });
}

const inputsOf = (command: string) =>
  INPUTS.filter((input) => input === `/${command}` || input.startsWith(`/${command} `));

describe("every reply states only cited sentences of the dossier", () => {
  const book = new Book(dossier);
  test.each(commands.map(({ name }) => name))("/%s", (name) => {
    expect(inputsOf(name)).not.toEqual([]);
    expect(sweep(name, book)).toEqual([]);
  });

  test("the sweep is broad", () => {
    expect(INPUTS.length).toBeGreaterThan(1500);
    for (const { name } of [...dossier.all("person"), ...dossier.all("topic"), ...dossier.all("party")]) {
      expect(INPUTS.filter((input) => input.endsWith(`:${name}`))).not.toEqual([]);
    }
  });
});

/** Each day on which a source came out, and the day before the first. */
const days = [...new Set(dossier.all("source").map(({ published }) => published.date))].sort();
const DAYS = [
  Temporal.PlainDate.from(days[0] ?? "")
    .subtract({ days: 1 })
    .toString(),
  ...days,
];

describe.each(DAYS)("as of %s", (day) => {
  const asOf = Temporal.PlainDate.from(day);
  const view: Dossier = dossier.asOf(asOf);

  test("every reply states only what was known then, under what was published then", () => {
    const book = new Book(view);
    expect(commands.flatMap(({ name }) => sweep(name, book, asOf))).toEqual([]);
  });

  test("nothing cites a later source", () => {
    const published = new Map(dossier.all("source").map((s) => [s.id, s.published.date]));
    const late = INPUTS.flatMap((input) =>
      ask(input, { asOf })
        .reply.citations.filter(({ source }) => (published.get(source) ?? "9999") > day)
        .map(({ source }) => `${input} cites ${source}`),
    );
    expect(late).toEqual([]);
  });

  test("the day may be typed", () => {
    for (const { examples } of commands) {
      for (const input of examples) {
        expect(ask(`${input} as_of:${day}`)).toEqual(ask(input, { asOf }));
      }
    }
  });
});

test("the same holds of a dossier on another subject", () => {
  const other = readDossier(STARTER);
  const book = new Book(other);
  const found = sweepInputs(commands, other).flatMap((input) => {
    const { reply } = ask(input, { service: { ...service, dossier: other } });
    return [...book.problems(reply), ...readingProblems(toText(reply))].map(
      (problem) => `${input}: ${problem}`,
    );
  });
  expect(found).toEqual([]);
});

test("every item of the dossier is shown by some command", () => {
  const shown = new Set(INPUTS.flatMap((input) => ask(input).reply.items));
  // Parties have no sentence of their own: their names stand in titles and labels.
  const items = dossier.items.filter(({ kind }) => kind !== "party");
  expect(items.filter(({ id }) => !shown.has(id)).map(({ id }) => id)).toEqual([]);
});

describe("a planted fault is found", () => {
  const book = new Book(dossier);
  const { reply } = ask("/delegation russia");
  const problems = (planted: Reply) => [...book.problems(planted), ...readingProblems(toText(planted))];
  const withBlock = (block: Block): Reply => ({ ...reply, blocks: [...reply.blocks.slice(0, -1), block] });
  const [event] = dossier.all("event");
  if (!event) throw new Error("the dossier has no event");
  const marker: Span = { type: "cite", item: event.id, cites: event.cites, markers: [1] };

  test("none in the reply as it is", () => {
    expect(problems(reply)).toEqual([]);
  });

  test.each<[string, Reply]>([
    ["a line without a citation", withBlock(list([[plain("Something happened.")]]))],
    ["a line of the dossier without its citation", withBlock(list([[plain(event.text)]]))],
    ["an invented sentence under a citation", withBlock(list([[plain("Peace was signed."), marker]]))],
    ["words added to a sentence", withBlock(list([[plain(`${event.text} Everybody agreed.`), marker]]))],
    [
      "a second sentence behind the marker",
      withBlock(list([[plain(event.text), marker, plain(" So it was.")]])),
    ],
    [
      "a sentence under somebody else's citation",
      withBlock(list([[plain(event.text), { ...marker, cites: [{ source: "s999", at: [1] }] }]])),
    ],
    ["a fact in a note", withBlock(note(`By the way: ${event.text}`))],
    ["a fact in a heading", withBlock({ type: "heading", text: event.text })],
    ["a curator's note that nobody wrote", withBlock(note("Curator's note: Russia won."))],
    ["an empty list", withBlock(list([]))],
    ["a marker that leads nowhere", withBlock(list([[plain(event.text), { ...marker, markers: [999] }]]))],
    ["no list of sources", { ...reply, blocks: reply.blocks.slice(0, -1) }],
    ["a source that backs nothing", { ...reply, blocks: reply.blocks.slice(-1) }],
    ["nothing at all", { ...reply, blocks: [], citations: [] }],
  ])("%s", (_, planted) => {
    expect(problems(planted)).not.toEqual([]);
  });
});
