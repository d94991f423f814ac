/** /unsubscribe: ends a briefing that is set here. */
import { args } from "../src/args.ts";
import { defineCommand } from "../src/command.ts";
import { type Draft, drill, note } from "../src/reply/document.ts";
import { channelOf, findSubscription } from "../src/schedule/subscriptions.ts";
import { scheduleText } from "../src/schedule/words.ts";

export default defineCommand({
  name: "unsubscribe",
  group: "Briefings that come by themselves",
  summary: "End a briefing that is set here",
  local: {
    uk: { name: "відписатися", summary: "Скасувати брифінг, що надходить сюди за розкладом" },
    ru: { name: "отписаться", summary: "Отменить брифинг, который приходит сюда по расписанию" },
  },
  examples: ["/unsubscribe 1", "/unsubscribe"],
  admin: true,
  args: { number: args.number("Which one, by its number; the only one when left out").optional() },
  async act({ number }, { place, store, now }): Promise<Draft> {
    const one = await findSubscription(store, channelOf(place), number, (n) => `/unsubscribe ${n}`);
    await store.remove(one.id, now);
    return {
      blocks: [
        note(`Briefing ${one.number} is ended: ${scheduleText(one.schedule)}. Nothing more of it is posted.`),
      ],
      actions: [drill("All briefings here", "/subscriptions")],
    };
  },
});
