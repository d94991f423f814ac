/** /subscription: pauses, resumes, changes or tries a briefing that is set here. */
import { args } from "../src/args.ts";
import { type ActingContext, defineCommand } from "../src/command.ts";
import { UserError } from "../src/errors.ts";
import { type Draft, note } from "../src/reply/document.ts";
import { nextDue } from "../src/schedule/due.ts";
import { actionsFor, howToChange, subscriptionFacts } from "../src/schedule/show.ts";
import {
  changedSchedule,
  changedWishes,
  channelOf,
  findSubscription,
  type Options,
  onSameSchedule,
} from "../src/schedule/subscriptions.ts";
import { DAYS, scheduleText, TIME } from "../src/schedule/words.ts";
import { ZONE } from "../src/schedule/zones.ts";
import type { Subscription, SubscriptionChange } from "../src/storage/briefings.ts";

export default defineCommand({
  name: "subscription",
  group: "Briefings that come by themselves",
  summary: "Pause, resume, change or try a briefing that is set here",
  local: {
    uk: { name: "підписка", summary: "Призупинити, відновити, змінити чи спробувати брифінг" },
    ru: { name: "подписка", summary: "Приостановить, возобновить, изменить или попробовать брифинг" },
  },
  examples: [
    "/subscription pause 1",
    "/subscription resume 1",
    "/subscription edit 1 time:7:30 days:mon-fri quiet:yes",
    "/subscription test 1",
  ],
  admin: true,
  args: {
    action: args.choice("What to do with it", ["pause", "resume", "edit", "test"]),
    number: args.number("Which one, by its number; the only one when left out").optional(),
    time: args.value("edit: local time, such as 8:00 or 7:30 pm", TIME).optional(),
    zone: args.value("edit: city or time zone, such as Kyiv", ZONE).optional(),
    days: args.value("edit: weekdays, daily, weekends, mon,wed,fri …", DAYS).optional(),
    topics: args.topics("edit: only these topics, with commas between them, or all").optional(),
    length: args.choice("edit: short fits one message; full has everything", ["short", "full"]).optional(),
    quiet: args.flag("edit: post nothing when nothing changed").optional(),
    silent: args.flag("edit: post without a sound").optional(),
  },
  async act({ action, number, ...options }, context): Promise<Draft> {
    const { place, store } = context;
    const one = await findSubscription(
      store,
      channelOf(place),
      number,
      (n) => `/subscription ${action} ${n}`,
    );
    if (action !== "edit" && Object.values(options).some((value) => value !== undefined))
      throw new UserError(
        `Only edit changes a briefing: /subscription edit ${one.number} time:8:00. Nothing was changed.`,
      );
    switch (action) {
      case "pause":
        return pause(one, context);
      case "resume":
        return resume(one, context);
      case "edit":
        return edit(one, options, context);
      case "test":
        await store.planTest(one.id, context.now);
        return shown(one, context, `Briefing ${one.number}: one comes in a moment`, TEST_NOTE);
      default:
        return action satisfies never;
    }
  },
});

const TEST_NOTE = "It is marked as a test. The schedule stays as it is.";

async function pause(one: Subscription, context: ActingContext): Promise<Draft> {
  const back = `It goes on with /subscription resume ${one.number}.`;
  if (one.state === "paused") return shown(one, context, `Briefing ${one.number} is paused already`, back);
  if (one.state === "disabled")
    return shown(one, context, `Briefing ${one.number} was stopped already`, `${one.reason ?? ""}. ${back}`);
  return changed(one, { state: "paused", nextDue: null }, context, `Briefing ${one.number} is paused`, back);
}

async function resume(one: Subscription, context: ActingContext): Promise<Draft> {
  if (one.state === "active") return shown(one, context, `Briefing ${one.number} is running already`);
  const change = { state: "active", reason: null, nextDue: nextDue(one.schedule, context.now) } as const;
  return changed(one, change, context, `Briefing ${one.number} goes on`);
}

async function edit(one: Subscription, options: Options, context: ActingContext): Promise<Draft> {
  if (Object.values(options).every((value) => value === undefined))
    throw new UserError(`What should change? ${howToChange(one.number)}`, "ambiguous", [
      `/subscription edit ${one.number} time:8:00`,
      `/subscription edit ${one.number} days:weekdays`,
      `/subscription edit ${one.number} length:full`,
      `/subscription edit ${one.number} quiet:yes`,
    ]);
  const schedule = changedSchedule(one.schedule, options);
  const all = await context.store.subscriptions(one.channel);
  const same = onSameSchedule(all, schedule, one.number);
  if (same)
    throw new UserError(
      `Briefing ${same.number} comes at that time already: ${scheduleText(schedule)}. Nothing was changed.`,
      "error",
      [`/subscriptions ${same.number}`],
    );
  // A slot that is due and not yet planned is kept unless the schedule is another one.
  const moved = scheduleText(schedule) !== scheduleText(one.schedule) && one.state === "active";
  const change = {
    ...{ schedule, wishes: changedWishes(one.wishes, options) },
    ...(moved && { nextDue: nextDue(schedule, context.now) }),
  };
  const still = {
    active: undefined,
    paused: `It is still paused; it goes on with /subscription resume ${one.number}.`,
    disabled: `It is still stopped; it goes on with /subscription resume ${one.number}.`,
  }[one.state];
  return changed(one, change, context, `Briefing ${one.number} is changed`, still);
}

async function changed(
  one: Subscription,
  change: SubscriptionChange,
  context: ActingContext,
  title: string,
  said?: string,
): Promise<Draft> {
  await context.store.change(one.id, change);
  return shown({ ...one, ...change }, context, title, said);
}

/** A subscription as it stands, under a title that says what became of it. */
function shown(one: Subscription, { dossier, now }: ActingContext, title: string, said?: string): Draft {
  return {
    blocks: [
      { type: "title", text: title },
      ...(said ? [note(said)] : []),
      subscriptionFacts(one, dossier, now),
      note(howToChange(one.number)),
    ],
    actions: actionsFor(one),
  };
}
