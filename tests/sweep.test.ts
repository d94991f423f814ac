/** Every command over a broad set of arguments: nothing uncited, nothing invented, nothing empty, nothing early. */
import { describe, expect, test } from "vitest";
import { commands } from "../commands/index.ts";
import { pageOf, toDiscord } from "../src/render/discord.ts";
import { toTelegram } from "../src/render/telegram.ts";
import { type Block, list, note, plain, type Reply, type Span } from "../src/reply/document.ts";
import { toText } from "../src/reply/text.ts";
import { ask, dossier, readDossier, service } from "./support/engine.ts";
import { answered } from "./support/place.ts";
import { STARTER } from "./support/process.ts";
import { Book, readingProblems } from "./support/sentences.ts";
import { sweepInputs } from "./support/sweep.ts";

/** Commands that act state nothing of the dossier; what they say is tried below. */
const reading = commands.filter(({ acts }) => !acts);
const INPUTS = sweepInputs(reading, dossier);
/** Enough for each of the days, with only some of the pairs of arguments. */
const FEWER_INPUTS = sweepInputs(reading, dossier, 40);

/** What is wrong with the replies to some inputs, each with the input that shows it. */
function sweep(inputs: readonly string[], book: Book, options: Parameters<typeof ask>[1] = {}): string[] {
  return inputs.flatMap((input) => {
    const { reply } = ask(input, options);
    const early = (source: string) => !options.asOf || publishedBy(source) <= options.asOf.toString();
    const late = reply.citations
      .filter(({ source }) => !early(source))
      .map(({ source }) => `cites ${source}`);
    const problems = [
      ...book.problems(reply),
      ...readingProblems(toText(reply)),
      ...late,
      // What a day leaves out adds no button.
      ...(options.asOf ? [] : twins(reply, input)),
    ];
    return problems.map((problem) => `${input}: ${problem}`);
  });
}

/** Labels that two buttons of one message share, on any platform. */
function twins(reply: Reply, input: string): string[] {
  const view = { show: "reply", input, page: 0, asked: 0 } as const;
  const buttons = toTelegram(reply, { view, form: "html" }).keyboard.flat();
  const labels = {
    Telegram: buttons.map(({ text }) => text),
    Discord: labelsIn(pageOf(toDiscord(reply, input), 1).components),
  };
  return Object.entries(labels).flatMap(([platform, all]) =>
    all
      .filter((label, i) => all.indexOf(label) !== i)
      .map((label) => `${platform} has two buttons called “${label}”`),
  );
}

/** The labels of buttons and options, however deep. */
function labelsIn(part: unknown): string[] {
  if (typeof part !== "object" || part === null) return [];
  const own = "label" in part && typeof part.label === "string" ? [part.label] : [];
  return [...own, ...Object.values(part).flatMap(labelsIn)];
}

const publishedBy = (source: string): string => dossier.get("source", source)?.published.date ?? "9999";

describe("every reply states only cited sentences of the dossier", () => {
  const book = new Book(dossier);
  test.each(reading.map(({ name }) => name))("/%s", (name) => {
    const own = INPUTS.filter((input) => input === `/${name}` || input.startsWith(`/${name} `));
    expect(own).not.toEqual([]);
    expect(sweep(own, book)).toEqual([]);
  });

  test("the sweep is broad", () => {
    expect(INPUTS.length).toBeGreaterThan(5000);
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

  test("every reply states only what was known then, under what was published then", () => {
    expect(sweep(FEWER_INPUTS, new Book(dossier.asOf(asOf)), { asOf })).toEqual([]);
  });

  test("the day may be typed", () => {
    for (const { examples } of reading) {
      for (const input of examples) {
        expect(ask(`${input} as_of:${day}`)).toEqual(ask(input, { asOf }));
      }
    }
  });
});

test("the same holds of a dossier on another subject", () => {
  const other = readDossier(STARTER);
  const options = { service: { ...service, dossier: other } };
  expect(sweep(sweepInputs(reading, other), new Book(other), options)).toEqual([]);
});

const acting = commands.filter(({ acts }) => acts).flatMap(({ examples }) => examples);
test.each(acting)("%s states nothing of the dossier", async (example) => {
  const { reply } = await answered(example);
  const text = toText(reply);
  expect([reply.kind, reply.citations, reply.items]).toEqual(["answer", [], []]);
  expect(dossier.items.filter((item) => "text" in item && text.includes(item.text))).toEqual([]);
});

test("every item of the dossier is shown by some command", () => {
  const shown = new Set(FEWER_INPUTS.flatMap((input) => ask(input).reply.items));
  // Parties have no sentence of their own: their names stand in titles and labels. Questions only lead to answers.
  const items = dossier.items.filter(({ kind }) => kind !== "party" && kind !== "question");
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
