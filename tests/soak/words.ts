/** What people type in a run. */
import { commands } from "../../commands/index.ts";
import type { Service } from "../../src/dispatch.ts";
import { seeded } from "../crash/points.ts";
import { HOSTILE } from "../support/hostile.ts";
import { loadQuestions } from "../support/questions.ts";
import { sweepInputs } from "../support/sweep.ts";

/** What people type, and chance. */
export interface Words {
  readonly commands: readonly string[];
  readonly questions: readonly string[];
  readonly hostile: readonly string[];
  /** 0 up to 1. */
  readonly random: () => number;
}

/** Commands that look at more than the dossier are answered otherwise by the service than by an engine without its state. */
const MOVING = ["brief", "changes"];
const MOST_PAIRS = 20;

/** What people type: commands of every kind, questions that nobody holds back, texts that nobody means well with. */
export function wordsOf({ dossier }: Service, seed: number): Words {
  const reading = commands.filter(({ acts, name }) => !acts && !MOVING.includes(name));
  return {
    commands: sweepInputs(reading, dossier, MOST_PAIRS).filter((input) => input.startsWith("/")),
    questions: loadQuestions().flatMap(({ q, held }) => (held ? [] : [q])),
    hostile: Object.values(HOSTILE),
    random: seeded(seed),
  };
}
