/** What is counted and timed for Prometheus. Labels are names of ours, never what people typed. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** Seconds: from a lookup in memory to Discord's limit for an answer. */
const LATENCY = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3];
/** The event loop's delay is looked at so often, in milliseconds: not so often that it costs. */
const LOOP_MS = 20;
const WAITS = [0.1, 0.5, 1, 2, 5, 10, 30, 60];

/** A number now, or a number for each value of a label. */
type Reading = number | Readonly<Record<string, number>>;

export class Metrics {
  readonly #registry = new Registry();
  readonly #commands: Counter<"command" | "platform" | "outcome">;
  readonly #latency: Histogram<"command" | "platform">;
  readonly #refusals: Counter<"platform" | "of">;
  readonly #waits: Histogram<"platform">;
  readonly #bugs: Counter;

  constructor() {
    const registers = [this.#registry];
    this.#commands = new Counter({
      name: "rapporteur_commands_total",
      help: "Inputs answered, by command, platform and what kind of answer it was",
      labelNames: ["command", "platform", "outcome"],
      registers,
    });
    this.#latency = new Histogram({
      name: "rapporteur_command_seconds",
      help: "Time from an input to its answer, before it is sent",
      labelNames: ["command", "platform"],
      buckets: LATENCY,
      registers,
    });
    this.#refusals = new Counter({
      name: "rapporteur_limited_total",
      help: "Inputs not answered because a person or a chat asks too much",
      labelNames: ["platform", "of"],
      registers,
    });
    this.#waits = new Histogram({
      name: "rapporteur_rate_limit_wait_seconds",
      help: "Waits that a platform's rate limits imposed",
      labelNames: ["platform"],
      buckets: WAITS,
      registers,
    });
    this.#bugs = new Counter({ name: "rapporteur_bugs_total", help: "Bugs recorded in the log", registers });
  }

  /** Watches the process from now on: memory, processor, descriptors, garbage collection, delay of the event loop. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.#registry, eventLoopMonitoringPrecision: LOOP_MS });
  }

  /** @param command its name; null when the input was none */
  answered(command: string | null, platform: string, outcome: string, ms: number): void {
    const name = command ?? "none";
    this.#commands.inc({ command: name, platform, outcome });
    this.#latency.observe({ command: name, platform }, ms / 1_000);
  }

  limited(platform: string, of: "person" | "chat"): void {
    this.#refusals.inc({ platform, of });
  }

  /** A platform made us wait. */
  waited(platform: string, ms: number): void {
    this.#waits.observe({ platform }, ms / 1_000);
  }

  bug(): void {
    this.#bugs.inc();
  }

  /**
   * A number that is read whenever the metrics are.
   * @param label of the values, when there are several
   */
  gauge(name: string, help: string, read: () => Reading | Promise<Reading>, label?: string): void {
    const labelNames = label ? [label] : [];
    new Gauge({
      name: `rapporteur_${name}`,
      help,
      labelNames,
      registers: [this.#registry],
      async collect() {
        const reading = await read();
        this.reset();
        if (typeof reading === "number") this.set(reading);
        else for (const [value, n] of Object.entries(reading)) this.set({ [label ?? "of"]: value }, n);
      },
    });
  }

  /** Everything, in Prometheus' text format. */
  async page(): Promise<{ type: string; body: string }> {
    return { type: this.#registry.contentType, body: await this.#registry.metrics() };
  }
}
