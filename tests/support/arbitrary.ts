/** Random small dossiers, for properties that must hold of any. */
import fc from "fast-check";
import { Dossier } from "../../src/dossier/dossier.ts";
import { type Item, KINDS, type Kind } from "../../src/dossier/kinds.ts";

const SOURCES = ["s1", "s2", "s3", "s4"];
const STATUSES = ["reported", "claimed", "alleged", "denied"];

/** An item as it would stand in a file, parsed by its schema. */
function make(kind: Kind, value: object): Item {
  return { kind, ...KINDS[kind].schema.parse(value) } as Item;
}

const cites = fc
  .uniqueArray(fc.constantFrom(...SOURCES), { minLength: 1, maxLength: 3 })
  .map((ids) => ids.map((source, i) => ({ source, at: [i + 1] })));
const text = fc.integer({ min: 0, max: 99 }).map((n) => `Sentence ${n}.`);
const day = fc
  .integer({ min: 0, max: 20 })
  .map((n) => Temporal.PlainDate.from("2026-01-20").add({ days: n }));
const part = fc.record({ text, cites });

const sources = fc.tuple(...SOURCES.map(() => day)).map((days) =>
  SOURCES.map((id, i) =>
    make("source", {
      id,
      title: id,
      short: id,
      published: { date: String(days[i]), known: "printed", from: "the date line" },
      type: "report",
      file: `${id}.txt`,
      paragraphs: 9,
      descriptor: { basis: "b", leaning: "l", limits: "l" },
      grade: "C3",
    }),
  ),
);

const fact = fc.record({
  text,
  cites,
  status: fc.constantFrom(...STATUSES),
  note: fc.option(text, { nil: undefined }),
});
const outlook = fc.record({
  text,
  cites,
  outcome: fc.option(
    part.map((p) => ({ ...p, result: "happened" })),
    { nil: undefined },
  ),
});
const person = fc.record({ name: text, cites, posts: fc.array(part, { maxLength: 3 }) });
const dispute = fc.record({
  accounts: fc.array(part, { minLength: 2, maxLength: 4 }),
  items: fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { maxLength: 3 }),
  note: fc.option(text, { nil: undefined }),
});

const question = fc.record({
  answers: fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 3 }),
});

/** Some facts are superseded by the next one, some are disputed; people, disputes and outlooks have parts. */
export const dossiers: fc.Arbitrary<Dossier> = fc
  .record({
    sources,
    facts: fc.array(fact, { minLength: 6, maxLength: 6 }),
    superseded: fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { maxLength: 2 }),
    people: fc.array(person, { maxLength: 2 }),
    disputes: fc.array(dispute, { maxLength: 3 }),
    outlooks: fc.array(outlook, { maxLength: 2 }),
    questions: fc.array(question, { maxLength: 2 }),
  })
  .map(({ sources: all, facts, superseded, people, disputes, outlooks, questions }) => {
    const disputed = new Set(disputes.flatMap(({ items }) => items));
    const items = [
      ...all,
      ...people.map((value, i) => make("person", { id: `p-${i}`, party: "nobody", ...value })),
      ...facts.map((value, i) => {
        const corrected = superseded.includes(i)
          ? { status: "superseded", superseded_by: `fact-${i + 1}` }
          : disputed.has(i)
            ? { status: "disputed" }
            : {};
        return make("fact", { id: `fact-${i}`, about: "background", ...value, ...corrected });
      }),
      ...disputes.map(({ items: named, ...value }, i) =>
        make("dispute", {
          id: `dis-${i}`,
          question: "Which?",
          type: "fact",
          items: named.map((n) => `fact-${n}`),
          ...value,
        }),
      ),
      ...outlooks.map((value, i) => make("outlook", { id: `out-${i}`, ...value })),
      ...questions.map(({ answers }, i) =>
        make("question", { id: `ask-${i}`, asks: [`what ${i}`], answers: answers.map((n) => `fact-${n}`) }),
      ),
    ];
    return new Dossier(
      {
        id: "random",
        title: "Random",
        subject: "Random",
        period: { from: "2026-01-01", to: "2026-02-28" },
        language: "en",
        common: [],
        synonyms: [],
        translations: {},
        examples: [],
      },
      items,
    );
  });

/** Days around those on which the random sources come out. */
export const days: fc.Arbitrary<Temporal.PlainDate> = fc
  .integer({ min: -5, max: 30 })
  .map((n) => Temporal.PlainDate.from("2026-01-20").add({ days: n }));
