/** What the shell commands that answer share: options as values, and answers as JSON. */
import { InvalidArgumentError } from "commander";
import type { Outcome } from "../dispatch.ts";
import { toText } from "../reply/text.ts";

/** Reads an option as a value. @throws InvalidArgumentError that says how one is written */
export function parseWith<T>(type: { from(text: string): T }, form: string): (text: string) => T {
  return (text) => {
    try {
      return type.from(text);
    } catch {
      throw new InvalidArgumentError(`write ${form}.`);
    }
  };
}

/** A platform's messages, one a line. */
export const jsonLines = (payloads: readonly object[]): string =>
  payloads.map((payload) => JSON.stringify(payload)).join("\n");

/** An answer as one line of JSON. */
export function toJson(input: string, { command, reply }: Outcome, elapsedMs: number): string {
  const { kind, citations } = reply;
  return JSON.stringify({
    input: input.toWellFormed(),
    command,
    kind,
    text: toText(reply),
    citations,
    pages: 1,
    elapsedMs,
  });
}
