/** `npm run crash [-- kills [channels [seed]]]`: the crash test at length. Exit status 0 when nothing is lost or doubled. */
import { crash } from "./crash.ts";

const [kills = 1_000, channels = 100, seed = 1] = process.argv.slice(2).map(Number);
const { hits, lost, doubled, refused, ...report } = await crash({ kills, channels, seed, log: console.log });
console.log(report, Object.fromEntries(hits));
for (const line of [...lost, ...doubled, ...refused]) console.log(line);
process.exitCode = lost.length + doubled.length + refused.length > 0 ? 1 : 0;
