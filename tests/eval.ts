/** `npm run eval`: how many of the questions are answered right, by kind, for the tuned and the held-out part. */
import { read } from "../src/dispatch.ts";
import { openService } from "../src/service.ts";
import { faults, loadQuestions, type Question, REFUSED } from "./support/questions.ts";

const service = openService("data/abu-dhabi-2026");
/** The day after the last source, as somebody would have asked then. */
const now = Temporal.Instant.from("2026-02-06T08:00:00Z");

interface Tally {
  asked: number;
  right: number;
  refused: number;
}

const percent = (n: number, of: number): string => (of === 0 ? "–" : `${((100 * n) / of).toFixed(1)} %`);

function tally(questions: readonly Question[], show: boolean): Tally {
  let right = 0;
  let refused = 0;
  for (const question of questions) {
    const asOf = question.as_of === undefined ? {} : { asOf: Temporal.PlainDate.from(question.as_of) };
    const { reply } = read(service, { input: question.q, now, ...asOf });
    const wrong = faults(question, reply);
    if (wrong.length === 0) right++;
    else if (show) console.log(`${question.kind}: ${question.q}\n  ${wrong.join("\n  ")}`);
    if (wrong.includes(REFUSED)) refused++;
  }
  return { asked: questions.length, right, refused };
}

function report(title: string, questions: readonly Question[], show: boolean): void {
  console.log(`\n${title}`);
  const row = (name: string, { asked, right, refused }: Tally) =>
    console.log(
      `  ${name.padEnd(26)} ${String(asked).padStart(4)} asked  ${percent(right, asked).padStart(7)} right  ${String(refused).padStart(3)} wrongly refused`,
    );
  for (const [kind, group] of Map.groupBy(questions, ({ kind }) => kind)) row(kind, tally(group, show));
  const answerable = questions.filter(({ refuse }) => !refuse);
  row("all that can be answered", tally(answerable, false));
  row(
    "all that cannot",
    tally(
      questions.filter(({ refuse }) => refuse),
      false,
    ),
  );
}

// The faults of the held-out part are not shown: whoever reads them tunes to them.
const verbose = process.argv.includes("--verbose");
const questions = loadQuestions();
report(
  "Tuned on",
  questions.filter(({ held }) => !held),
  verbose,
);
report(
  "Held out",
  questions.filter(({ held }) => held),
  false,
);
