/** The question set: every reply is sourced, short and honest, whether or not it is right; how many are, `npm run eval` says. */
import { describe, expect, test } from "vitest";
import { takeAsOf } from "../src/arguments/asof.ts";
import { toText } from "../src/reply/text.ts";
import { ask, dossier, NOW } from "./support/engine.ts";
import { loadQuestions } from "./support/questions.ts";
import { Book, readingProblems } from "./support/sentences.ts";

const QUESTIONS = loadQuestions();
/** The first page of a reply to a free question, sources and things to try included. */
const LONGEST = 1_200;

const CALENDAR = {
  period: dossier.manifest.period,
  today: NOW.toZonedDateTimeISO("UTC").toPlainDate(),
};

const replies = QUESTIONS.map((question) => {
  const given = question.as_of === undefined ? {} : { asOf: Temporal.PlainDate.from(question.as_of) };
  // A question may say itself as of which day it asks.
  const { typed = given.asOf } = takeAsOf(question.q, CALENDAR);
  return { question, asOf: typed, ...ask(question.q, given) };
});

describe("the question set", () => {
  test("is large, with many that cannot be answered and a third held out", () => {
    expect(QUESTIONS.length).toBeGreaterThanOrEqual(250);
    expect(QUESTIONS.filter(({ refuse }) => refuse).length).toBeGreaterThanOrEqual(40);
    const held = QUESTIONS.filter(({ held }) => held).length / QUESTIONS.length;
    expect(held).toBeGreaterThan(0.25);
    expect(held).toBeLessThan(0.42);
  });

  test("every expectation cites paragraphs that exist", () => {
    const wrong = QUESTIONS.flatMap(({ q, cites, cites_all }) =>
      [...cites, ...cites_all.flat()]
        .filter((place) => {
          const [source, at] = place.split(":");
          return Number(at) > (dossier.get("source", source)?.paragraphs ?? 0);
        })
        .map((place) => `${q}: ${place}`),
    );
    expect(wrong).toEqual([]);
  });

  test("every sentence of every reply is the dossier's, with its own citations", () => {
    const problems = replies.flatMap(({ question, reply, asOf }) => {
      const book = asOf ? new Book(dossier.asOf(asOf)) : BOOK;
      return [...book.problems(reply), ...readingProblems(toText(reply))].map((p) => `${question.q}: ${p}`);
    });
    expect(problems).toEqual([]);
  });

  test("a reply to a free question is no dump", () => {
    const long = replies
      .filter(({ command, reply }) => command === "ask" && toText(reply).length > LONGEST)
      .map(({ question, reply }) => `${toText(reply).length}: ${question.q}`);
    expect(long).toEqual([]);
  });
});

const BOOK = new Book(dossier);
