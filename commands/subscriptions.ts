/** /subscriptions: the briefings set here, how each stands, what became of its last one. */
import { args } from "../src/args.ts";
import { defineCommand } from "../src/command.ts";
import { type Draft, drill, note, plain } from "../src/reply/document.ts";
import { actionsFor, howToChange, lineText, subscriptionFacts } from "../src/schedule/show.ts";
import { channelOf, findSubscription } from "../src/schedule/subscriptions.ts";

/** In a longer list the reasons are left to each one's own answer, so that it fits one message: it has no pages. */
const MOST_WITH_REASONS = 10;

export default defineCommand({
  name: "subscriptions",
  group: "Briefings that come by themselves",
  aliases: ["subs"],
  summary: "The briefings set here: when, what, how each stands and what became of its last one",
  local: {
    uk: { name: "підписки", summary: "Брифінги за розкладом тут: коли, про що, чи надходять" },
    ru: { name: "подписки", summary: "Брифинги по расписанию здесь: когда, о чём, приходят ли" },
  },
  examples: ["/subscriptions", "/subscriptions 1"],
  args: { number: args.number("Only this one, with its next times").optional() },
  async act({ number }, { place, store, dossier, now }): Promise<Draft> {
    const channel = channelOf(place);
    if (number !== undefined) {
      const one = await findSubscription(store, channel, number, (n) => `/subscriptions ${n}`);
      return {
        blocks: [
          { type: "title", text: `Briefing ${one.number}` },
          subscriptionFacts(one, dossier, now),
          note(`${lineText(one, await store.lastDelivery(one.id))}.`),
          note(howToChange(one.number)),
        ],
        actions: actionsFor(one),
      };
    }
    const all = await store.subscriptions(channel);
    const rows = await Promise.all(
      all.map(async (one) => ({
        label: String(one.number),
        value: [plain(lineText(one, await store.lastDelivery(one.id), all.length <= MOST_WITH_REASONS))],
      })),
    );
    if (rows.length === 0)
      return {
        blocks: [note("No briefing is set here. Try /subscribe 8:00 kyiv weekdays.")],
      };
    const stopped = all.filter(({ state }) => state === "disabled").map((one) => one.number);
    const resume = stopped.map((n) => `/subscription resume ${n}`).join(" and ");
    const once = stopped.length === 1 ? "Once that is mended, it goes" : "Once that is mended, they go";
    return {
      blocks: [
        { type: "title", text: "Briefings set here" },
        { type: "facts", rows },
        ...(stopped.length > 0 ? [note(`${once} on with ${resume}.`)] : []),
      ],
      actions: all.map((one) => drill(`Briefing ${one.number}`, `/subscriptions ${one.number}`)),
    };
  },
});
