/** /subscribe: a briefing posted here at a local time on some days. */
import { args } from "../src/args.ts";
import { defineCommand } from "../src/command.ts";
import { UserError } from "../src/errors.ts";
import { type Draft, drill, note } from "../src/reply/document.ts";
import { nextDue } from "../src/schedule/due.ts";
import { actionsFor, howToChange, subscriptionFacts } from "../src/schedule/show.ts";
import {
  changedWishes,
  channelOf,
  MOST_SUBSCRIPTIONS,
  type Options,
  onSameSchedule,
} from "../src/schedule/subscriptions.ts";
import { DAYS, daysText, scheduleText, TIME } from "../src/schedule/words.ts";
import { ZONE } from "../src/schedule/zones.ts";
import type { Subscription } from "../src/storage/briefings.ts";

const DAILY = [1, 2, 3, 4, 5, 6, 7];
const PLAIN = { topics: [], length: "short", quiet: false, silent: false } as const;
/** Offered to somebody who gave no zone. */
const ZONES_OFFERED = 5;

export default defineCommand({
  name: "subscribe",
  group: "Briefings that come by themselves",
  aliases: ["remind"],
  summary: "A briefing posted here at a local time, with what changed since the last one",
  local: {
    uk: { name: "підписатися", summary: "Брифінг тут за розкладом: що змінилося від попереднього" },
    ru: { name: "подписаться", summary: "Брифинг здесь по расписанию: что изменилось с предыдущего" },
  },
  examples: [
    "/subscribe 8:00 kyiv weekdays",
    "/subscribe time:07:30 zone:America/New_York days:mon,wed,fri topics:energy ceasefire, Crimea length:full",
    "/subscribe 6pm london daily quiet silent",
  ],
  admin: true,
  args: {
    time: args.value("Local time, such as 8:00 or 7:30 pm", TIME),
    zone: args.value("City or time zone, such as Kyiv; else that of the last briefing here", ZONE).optional(),
    days: args.value("weekdays, weekends, mon,wed,fri …; every day when left out", DAYS).optional(),
    topics: args.topics("Only these topics, with commas between them; all when left out").optional(),
    length: args.choice("short fits one message; full has everything", ["short", "full"]).optional(),
    quiet: args.flag("Post nothing when nothing changed").optional(),
    silent: args.flag("Post without a sound").optional(),
  },
  async act({ time, ...options }, { place, store, dossier, now }): Promise<Draft> {
    const channel = channelOf(place);
    const all = await store.subscriptions(channel);
    const zone = options.zone ?? all.at(-1)?.schedule.zone;
    const typed = typedAgain({ time, ...options }, (id) => dossier.get("topic", id)?.name ?? id);
    if (!zone) throw askZone(typed);
    const schedule = { time, zone, days: options.days ?? DAILY };
    const same = onSameSchedule(all, schedule);
    if (same) return already(same, typed);
    if (all.length >= MOST_SUBSCRIPTIONS)
      throw new UserError(
        `There are ${all.length} briefings here already, as many as one place may have. End one that is no longer needed.`,
        "error",
        ["/subscriptions", "/unsubscribe"],
      );
    const made = await store.subscribe(
      {
        ...{ channel, schedule, wishes: changedWishes(PLAIN, options) },
        ...{ createdBy: place.person, nextDue: nextDue(schedule, now) },
      },
      now,
    );
    const taken = options.zone ? "" : `The time zone is that of the last briefing set here: ${zone}. `;
    return {
      blocks: [
        { type: "title", text: `Briefing ${made.number} is set` },
        ...(place.trouble ? [note(`${place.trouble} Briefings arrive once this is mended.`)] : []),
        subscriptionFacts(made, dossier, now),
        note(`${taken}${howToChange(made.number)}`),
      ],
      actions: actionsFor(made),
    };
  },
});

/** What was typed, each argument by its name, so that one more can be put behind it. */
function typedAgain(
  { time, zone, days, topics, length, quiet, silent }: Options,
  name: (id: string) => string,
) {
  const said: [string, string | undefined][] = [
    ["time", time],
    ["zone", zone],
    ["days", days && daysText(days)],
    ["topics", topics?.map(name).join(", ")],
    ["length", length],
    ["quiet", quiet === undefined ? undefined : String(quiet)],
    ["silent", silent === undefined ? undefined : String(silent)],
  ];
  return said.flatMap(([label, value]) => (value === undefined ? [] : [`${label}:${value}`])).join(" ");
}

function askZone(typed: string): UserError {
  const offers = ZONE.suggest("").slice(0, ZONES_OFFERED);
  return new UserError(
    `In which time zone? Add a city or a zone, such as zone:${offers[0]}.`,
    "ambiguous",
    offers.map((zone) => `/subscribe ${typed} zone:${zone}`),
  );
}

function already(same: Subscription, typed: string): Draft {
  const standing = { active: "", paused: " It is paused.", disabled: " It was stopped." }[same.state];
  return {
    kind: "error",
    blocks: [
      note(
        `Briefing ${same.number} comes at that time already: ${scheduleText(same.schedule)}.${standing} Change that one instead of doubling it.`,
      ),
    ],
    actions: [drill("Change it so", `/subscription edit ${same.number} ${typed}`), ...actionsFor(same)],
  };
}
