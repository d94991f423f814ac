/**
 * `npm run soak [-- minutes [briefings a minute and platform [seed]]]`: the service with everything that happens to
 * it. Exit status 0 when nothing was lost, doubled, wrong or refused, and no bug was recorded.
 */
import { fine, table, whole } from "../bench/table.ts";
import { soak } from "./soak.ts";
import { growth } from "./watch.ts";

const [minutes = 10, briefings = 150, seed = 1] = process.argv.slice(2).map(Number);
const { tally, samples, span, happened, ...report } = await soak({
  minutes,
  briefings,
  seed,
  log: console.log,
});
console.log("");

const [from, to] = span;
const step = (to - from) / 3;
table(
  "Answers, milliseconds, where no fault was felt",
  ["", "answers", "median", "p99", "slowest"],
  ["the first third", "the second", "the last"].map((name, i) => {
    const { answers, median, p99, slowest } = tally.between(from + i * step, from + (i + 1) * step);
    return [name, whole(answers), fine(median), fine(p99), fine(slowest)];
  }),
);
console.log(
  `While something was wrong on purpose nobody waited longer than ${whole(tally.slowestInTrouble)} ms.\n`,
);

const collected = samples.filter((sample) => sample.collected);
const middle = collected[Math.floor(collected.length / 2)];
/** The first third warms up: compiled code, caches that fill to their bounds. */
const settled = samples.filter(({ at }) => at > from + step);
const used = (name: string, of: (sample: (typeof samples)[number]) => number) => [
  name,
  ...[collected[0], middle, collected.at(-1)].map((sample) => (sample ? fine(of(sample)) : "")),
  fine(growth(name.startsWith("heap") ? settled.filter((sample) => sample.collected) : settled, of)),
];
table(
  "What the process uses",
  ["", "start", "middle", "end", "growth an hour"],
  [
    used("resident memory, MB", ({ memory }) => memory),
    used("heap in use after a collection, MB", ({ heap }) => heap),
    used("descriptors", ({ descriptors }) => descriptors),
  ],
);

const rows = (counts: ReadonlyMap<string, number>) =>
  [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => [name, whole(count)]);
table("What people did and got the right answer to, or a wrong one", ["", "times"], rows(tally.counts));
table("What happened meanwhile", ["", "times"], rows(happened));

const { due, received, unknown, lost, doubled, refused, bugs } = report;
const verdict = { lost, doubled, wrong: tally.wrong, refused, bugs };
table(
  "Verdict",
  ["", "count"],
  [
    ["briefings due", whole(due.discord + due.telegram)],
    ["messages with briefings received", whole(received.discord + received.telegram)],
    ["of unknown outcome, in Telegram", whole(unknown)],
    ...Object.entries(verdict).map(([name, list]) => [name, whole(list.length)]),
  ],
);
for (const [name, list] of Object.entries(verdict))
  for (const line of list.slice(0, 25)) console.log(`${name}: ${line}`);
process.exitCode = Object.values(verdict).some(({ length }) => length > 0) ? 1 : 0;
