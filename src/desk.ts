/** Scheduled briefings as the service runs them: the desk with what it needs, what commands see of it, its health. */
import type { Config } from "./config.ts";
import type { Service } from "./dispatch.ts";
import type { Health } from "./ops/health.ts";
import type { Log } from "./ops/log.ts";
import { sleep } from "./ops/sleep.ts";
import { Desk } from "./schedule/desk.ts";
import { everyMinute } from "./schedule/tick.ts";
import type { LiveService } from "./service.ts";
import type { State } from "./storage/state.ts";

interface Around {
  readonly config: Config;
  readonly state: State;
  readonly service: LiveService;
  readonly log: Log;
  readonly health: Health;
  readonly now: () => Temporal.Instant;
}

/** The clock ticks every minute; without one for so long it stands still. */
const SILENCE = Temporal.Duration.from({ minutes: 3 });

/** What is due is planned from now on, and delivered on each platform once it is there. */
export async function openDesk({ config, state, service, log, health, now }: Around): Promise<Desk> {
  const desk = await Desk.open({
    store: state.briefings,
    dossier: () => service.dossier,
    catchUp: config.catchUp,
    prune: (at) => state.prune(at.toZonedDateTimeISO("UTC").subtract(config.retention).toInstant()),
    everyMinute,
    now,
    monotonic: () => performance.now(),
    sleep,
    report: (line) => log.warn(line),
    onBug: service.onBug,
  });
  health.add("briefings", () => {
    const { lastTick, halted } = desk.health;
    const silent = lastTick === null || Temporal.Instant.compare(lastTick.add(SILENCE), now()) < 0;
    const stopped = halted.map(({ platform, reason }) => `${platform}: ${reason}`);
    return {
      trouble: stopped.length > 0 ? stopped.join("; ") : silent ? "nothing is planned" : null,
      details: { lastTick: lastTick?.toString() ?? null },
    };
  });
  return desk;
}

/** The service with what commands of subscriptions and changes need. */
export const withDesk = (service: LiveService, state: State, desk: Desk): Service => ({
  get dossier() {
    return service.dossier;
  },
  get history() {
    return desk.history;
  },
  commands: service.commands,
  store: state.briefings,
  onBug: service.onBug,
});
