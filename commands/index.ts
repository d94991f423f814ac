/** All commands, in the order of /help. */
import type { Command } from "../src/command.ts";
import about from "./about.ts";
import ask from "./ask.ts";
import delegation from "./delegation.ts";
import help from "./help.ts";
import person from "./person.ts";
import position from "./position.ts";
import round from "./round.ts";
import sources from "./sources.ts";
import timeline from "./timeline.ts";

export const commands: readonly Command[] = [
  ask,
  delegation,
  timeline,
  round,
  person,
  position,
  sources,
  help,
  about,
];
