/** A subscription as people are shown it: when, what, how it stands. Our own words, nothing of the dossier but names. */
import type { Dossier } from "../dossier/dossier.ts";
import { type Action, type Block, drill, plain } from "../reply/document.ts";
import type { Delivery, Schedule, Subscription, Wishes } from "../storage/briefings.ts";
import { nextDue } from "./due.ts";
import { localText, scheduleText } from "./words.ts";

/** How many of the next times a confirmation shows. */
const TIMES = 3;

/** Schedule, next times in local time and UTC, content and manner of a subscription, a fact a line. */
export function subscriptionFacts(
  { schedule, wishes, state }: Pick<Subscription, "schedule" | "wishes" | "state">,
  dossier: Dossier,
  now: Temporal.Instant,
): Block {
  const fact = (label: string, text: string) => ({ label, value: [plain(text)] });
  const times = state === "active" ? nextTimes(schedule, now) : [];
  return {
    type: "facts",
    rows: [
      fact("When", scheduleText(schedule)),
      ...times.map((time, i) => fact(i === 0 ? "Next" : "Then", timeText(time, schedule.zone))),
      fact("What", contentText(wishes, dossier)),
      fact("How", mannerText(wishes)),
    ],
  };
}

function nextTimes(schedule: Schedule, now: Temporal.Instant): Temporal.Instant[] {
  const times: Temporal.Instant[] = [];
  for (let at = now; times.length < TIMES; ) {
    at = nextDue(schedule, at);
    times.push(at);
  }
  return times;
}

/** "Mon 23 Nov 2026, 08:00 (06:00 UTC)"; with UTC's own day where that is another. */
function timeText(moment: Temporal.Instant, zone: string): string {
  const [local, utc] = [localText(moment, zone), localText(moment, "UTC")];
  if (local === utc) return `${local} UTC`;
  const [day, time] = utc.split(", ");
  return `${local} (${local.startsWith(`${day},`) ? time : utc} UTC)`;
}

function contentText({ topics, length }: Wishes, dossier: Dossier): string {
  // A topic may have left the dossier since.
  const names = topics.map((id) => dossier.get("topic", id)?.name ?? id);
  return `${length} briefing${names.length > 0 ? ` on ${names.join("; ")}` : ", all topics"}`;
}

function mannerText({ quiet, silent }: Wishes): string {
  const when = quiet ? "only when something changed" : "every time, also when nothing changed";
  return silent ? `${when}, without a sound` : when;
}

/**
 * A subscription in one line, for a list: "Mon–Fri at 08:00, Europe/Kyiv · short · next Mon 23 Nov 2026, 08:00 …".
 * @param last its latest delivery that ended
 * @param reasons whether to say why it stopped or failed
 */
export function lineText(
  { schedule, wishes, state, reason, nextDue: next }: Subscription,
  last: Delivery | null,
  reasons = true,
): string {
  const { topics, length, quiet, silent } = wishes;
  const count = topics.length === 1 ? "1 topic" : `${topics.length} topics`;
  const standing = {
    active: next ? `next ${localText(next, schedule.zone)}` : "",
    paused: "paused",
    disabled: reasons ? `stopped: ${reason ?? "no reason is known"}` : "stopped",
  }[state];
  return [
    scheduleText(schedule),
    ...[length, topics.length > 0 && count, quiet && "only news", silent && "no sound"],
    ...[standing, last ? outcomeText(last, schedule.zone, reasons) : "none sent yet"],
  ]
    .filter(Boolean)
    .join(" · ");
}

/** What became of a delivery: "last sent …", "last one of … failed: …". */
function outcomeText({ state, slot, reason }: Delivery, zone: string, reasons: boolean): string {
  const when = localText(slot, zone);
  const why = reasons && reason ? `: ${reason}` : "";
  switch (state) {
    case "sent":
      return `last sent ${when}`;
    case "unknown":
      return `nobody knows whether that of ${when} arrived${why}`;
    case "skipped":
      return `that of ${when} was left out${why}`;
    case "failed":
      return `that of ${when} failed${why}`;
    case "planned":
    case "sending":
      return `that of ${when} is on its way`;
    default:
      return state satisfies never;
  }
}

/** What can be done with a subscription next. */
export function actionsFor({ number, state }: Pick<Subscription, "number" | "state">): Action[] {
  const running = state === "active";
  return [
    ...(running ? [drill("Try it now", `/subscription test ${number}`)] : []),
    running
      ? drill("Pause it", `/subscription pause ${number}`)
      : drill("Resume it", `/subscription resume ${number}`),
    drill("End it", `/unsubscribe ${number}`),
    drill("All briefings here", "/subscriptions"),
  ];
}

/** How it is changed and ended, for whoever reads on. */
export const howToChange = (number: number): string =>
  `Change it with /subscription edit ${number} time:… zone:… days:… topics:… length:… quiet:… silent:…, end it with /unsubscribe ${number}.`;
