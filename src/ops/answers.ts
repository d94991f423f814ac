/** Records what was answered: a line in the log, a count and a time in the metrics. */
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";

/** An input and what became of it. */
export interface Answered {
  /** Names it in the log, and to the person when it met with a bug. */
  readonly id: string;
  readonly input: string;
  readonly platform: string;
  readonly person: string;
  readonly chat: string;
  /** Null when the input was no command. */
  readonly command: string | null;
  /** The kind of reply, or "bug". */
  readonly outcome: string;
  /** How long it took, without sending it. */
  readonly ms: number;
}

/** An input that was not answered, because of a limit. */
export interface Limited {
  readonly platform: string;
  readonly of: "person" | "chat";
}

export interface Recorder {
  answered(answered: Answered): void;
  limited(limited: Limited): void;
}

/** @param messages whether people's words are logged, and who they are */
export function recorder(log: Log, metrics: Metrics, messages: boolean): Recorder {
  return {
    answered: ({ id, command, platform, outcome, ms, input, person, chat }) => {
      metrics.answered(command, platform, outcome, ms);
      const said = messages && { input, person, chat };
      log.info({ id, command, platform, outcome, ms: Math.round(ms * 10) / 10, ...said }, "answered");
    },
    limited: ({ platform, of }) => {
      metrics.limited(platform, of);
      log.debug({ platform, of }, "limited");
    },
  };
}
