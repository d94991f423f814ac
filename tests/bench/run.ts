/**
 * `npm run bench [-- section …] [--replies N] [--seconds N] [--items N] [--profile DIR]
 * [--platform NAME]`: what it all costs, as tables. All sections without one named. Prints only; nothing is judged by a clock.
 */
import { cpus, loadavg, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { ask } from "./ask.ts";
import { flood } from "./flood.ts";
import { floor } from "./floor.ts";
import { delivery, ledger } from "./scale.ts";
import { answers, growth, start } from "./start.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Of each bot on each platform, in `floor`. */
    replies: { type: "string", default: "10000" },
    /** For which deliveries run, in `delivery`. */
    seconds: { type: "string", default: "60" },
    /** The largest dossier asked, in `ask`. */
    items: { type: "string", default: "1000000" },
    /** Where `floor` writes profiles of our bot. */
    profile: { type: "string" },
    /** The one that `floor` measures; both without it. */
    platform: { type: "string" },
  },
});

const sections: Record<string, () => void | Promise<void>> = {
  start,
  answers,
  growth,
  ask: () => ask(Number(values.items)),
  ledger,
  delivery: () => delivery(Number(values.seconds)),
  flood,
  floor: () => floor({ replies: Number(values.replies), profile: values.profile, platform: values.platform }),
};

/** `scale` is all of what very many subscriptions cost. */
const wanted = positionals.flatMap((name) => (name === "scale" ? ["ledger", "delivery"] : [name]));
const unknown = wanted.filter((name) => !(name in sections));
if (unknown.length > 0)
  throw new Error(`no section ${unknown.join(", ")}; there are ${Object.keys(sections).join(", ")}`);
const [cpu] = cpus();
const [load = 0] = loadavg();
console.log(
  `${cpu?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB; Node ${process.version}; load ${load.toFixed(1)} before\n`,
);
for (const [name, measure] of Object.entries(sections)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const begun = performance.now();
  await measure();
  console.log(`${name} took ${Math.round((performance.now() - begun) / 1_000)} s\n`);
}
