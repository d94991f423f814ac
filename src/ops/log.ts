/** The log: one JSON object a line, plain lines on a terminal. No secret gets past its last step. */
import { randomUUID } from "node:crypto";
import { inspect } from "node:util";
import { type Logger, pino, stdTimeFunctions } from "pino";
import { clean } from "../reply/text.ts";
import type { Redact } from "./redact.ts";

export type Log = Logger;

/** Causes of causes are shown so deep. */
const MAX_CAUSES = 5;

export interface LogOptions {
  readonly level: string;
  readonly redact: Redact;
  /** Whether a person reads it as it is written. */
  readonly terminal: boolean;
  /** Takes a line with its end. */
  readonly write: (line: string) => void;
}

/** Opens a log. Whatever a record holds, its errors and their causes included, passes the redactor as text. */
export function openLog({ level, redact, terminal, write }: LogOptions): Log {
  const line = terminal ? (json: string) => redact(plainLine(json)) : redact;
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: plainError },
    },
    { write: (json: string) => write(line(json)) },
  );
}

/**
 * Lines of one turn are written together: each write is a call of the system. None is lost when the process ends by
 * itself, however suddenly.
 */
export function gathered(write: (lines: string) => void): (line: string) => void {
  let lines = "";
  const flush = (): void => {
    const all = lines;
    lines = "";
    if (all !== "") write(all);
  };
  process.on("exit", flush);
  return (line) => {
    if (lines === "") setImmediate(flush);
    lines += line;
  };
}

/** A name for what happened, short enough to be read out: shown to the person and logged. */
export const newId = (): string => randomUUID().slice(0, 8);

/** Records a bug. Returns the id under which it stands in the log. */
export function logBug(log: Log, error: unknown, id = newId()): string {
  log.error({ id, err: error }, "bug");
  return id;
}

/**
 * What is logged of an error: where and why, with its causes. Not its other fields: client libraries keep there
 * what was sent, which is people's text.
 */
function plainError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error, message: inspect(error, { depth: 2 }) };
  const { name, message } = error;
  return { type: name, message, ...codeOf(error), stack: stackOf(error, MAX_CAUSES) };
}

function stackOf(error: Error, causes: number): string {
  const { cause, stack = `${error.name}: ${error.message}` } = error;
  if (!(cause instanceof Error) || causes === 0) return stack;
  return `${stack}\ncaused by: ${stackOf(cause, causes - 1)}`;
}

const codeOf = (error: Error): object =>
  "code" in error && /^(?:string|number)$/.test(typeof error.code) ? { code: error.code } : {};

/** "09:12:33 warn Telegram: no connection chat=7", with what an error says below it. */
function plainLine(json: string): string {
  const { level, time, msg = "", err, ...rest } = JSON.parse(json);
  const fields = Object.entries({ ...rest, ...(err?.code !== undefined && { code: err.code }) }).map(
    ([name, value]) => `${name}=${typeof value === "string" ? clean(value) : JSON.stringify(value)}`,
  );
  const mark = level === "info" ? [] : [level];
  const head = [String(time).slice(11, 19), ...mark, clean(msg), ...fields].join(" ");
  const below: string[] = err ? String(err.stack ?? err.message).split("\n") : [];
  return `${[head, ...below.map((text) => `  ${clean(text)}`)].join("\n")}\n`;
}
