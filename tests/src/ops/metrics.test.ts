/** Metrics: what is counted, what is read at each scrape, and that people's words are no labels. */
import { expect, test } from "vitest";
import { recorder } from "../../../src/ops/answers.ts";
import { openLog } from "../../../src/ops/log.ts";
import { Metrics } from "../../../src/ops/metrics.ts";
import { redactor } from "../../../src/ops/redact.ts";

const page = async (metrics: Metrics): Promise<string> => (await metrics.page()).body;

const ANSWERED = {
  id: "abcd1234",
  input: "/round somebody's words",
  platform: "discord",
  person: "1234567",
  chat: "7654321",
  command: "round",
  outcome: "answer",
  ms: 7.123,
};

function record(messages: boolean) {
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  const log = openLog({ level: "info", redact: redactor([]), terminal: false, write });
  const metrics = new Metrics();
  return { lines, metrics, to: recorder(log, metrics, messages) };
}

test("an answer is counted and timed by command, platform and outcome", async () => {
  const { metrics, to } = record(false);
  to.answered(ANSWERED);
  to.answered({ ...ANSWERED, command: null, outcome: "error" });
  const text = await page(metrics);
  expect(text).toContain('rapporteur_commands_total{command="round",platform="discord",outcome="answer"} 1');
  expect(text).toContain('rapporteur_commands_total{command="none",platform="discord",outcome="error"} 1');
  expect(text).toContain(
    'rapporteur_command_seconds_bucket{le="0.005",command="round",platform="discord"} 0',
  );
  expect(text).toContain('rapporteur_command_seconds_bucket{le="0.01",command="round",platform="discord"} 1');
});

test("an answer is one line, without who asked what", () => {
  const { lines, to } = record(false);
  to.answered(ANSWERED);
  expect(lines).toHaveLength(1);
  const { level, time, ...rest } = JSON.parse(lines[0] ?? "");
  expect(rest).toEqual({
    id: "abcd1234",
    command: "round",
    platform: "discord",
    outcome: "answer",
    ms: 7.1,
    msg: "answered",
  });
});

test("unless that is asked for, and never among the metrics", async () => {
  const { lines, metrics, to } = record(true);
  to.answered(ANSWERED);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    input: ANSWERED.input,
    person: "1234567",
    chat: "7654321",
  });
  expect(await page(metrics)).not.toMatch(/somebody|1234567|7654321|abcd1234/);
});

test("limits, waits and bugs", async () => {
  const { lines, metrics, to } = record(false);
  to.limited({ platform: "telegram", of: "chat" });
  metrics.waited("telegram", 3_000);
  metrics.bug();
  const text = await page(metrics);
  expect(text).toContain('rapporteur_limited_total{platform="telegram",of="chat"} 1');
  expect(text).toContain('rapporteur_rate_limit_wait_seconds_sum{platform="telegram"} 3');
  expect(text).toContain("rapporteur_bugs_total 1");
  expect(lines).toEqual([]);
});

test("a gauge is read at each scrape, and what is gone is gone", async () => {
  const metrics = new Metrics();
  let revision = "aaa";
  metrics.gauge("dossier_revision", "The revision", () => ({ [revision]: 1 }), "revision");
  metrics.gauge("lag", "Seconds", async () => 2.5);
  expect(await page(metrics)).toContain('rapporteur_dossier_revision{revision="aaa"} 1');
  revision = "bbb";
  const text = await page(metrics);
  expect(text).toContain('rapporteur_dossier_revision{revision="bbb"} 1');
  expect(text).not.toContain("aaa");
  expect(text).toContain("rapporteur_lag 2.5");
});

test("memory and the delay of the event loop are there", async () => {
  const metrics = new Metrics();
  metrics.watchProcess();
  const text = await page(metrics);
  for (const name of [
    "process_resident_memory_bytes",
    "nodejs_eventloop_lag_p99_seconds",
    "process_open_fds",
  ])
    expect(text).toMatch(new RegExp(`^${name} [\\d.e+-]+$`, "m"));
});
