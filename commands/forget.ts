/** /forget: deletes all that is kept on the chat where it is typed, once that is confirmed. */
import { args } from "../src/args.ts";
import { defineCommand, type Place } from "../src/command.ts";
import { type Draft, drill, note } from "../src/reply/document.ts";

export default defineCommand({
  name: "forget",
  group: "This bot",
  summary: "Delete all that is kept on this chat",
  local: {
    uk: { name: "забути", summary: "Видалити все, що зберігається про цей чат" },
    ru: { name: "забыть", summary: "Удалить всё, что хранится об этом чате" },
  },
  examples: ["/forget", "/forget yes"],
  admin: true,
  // "Forget it" is nobody's command.
  onlyWithSlash: true,
  args: { sure: args.choice("Yes deletes it; without it nothing is deleted yet", ["yes"]).optional() },
  async act({ sure }, { place, store }): Promise<Draft> {
    const where = nameOf(place);
    if (!sure) {
      return {
        blocks: [
          { type: "title", text: `Delete all that is kept on ${where}?` },
          note(
            "Every briefing set here ends, the record of what was posted is deleted, and so are the settings. It cannot be undone. Messages that were posted stay; only you can delete those.",
          ),
        ],
        actions: [drill("Delete all of it", "/forget yes")],
      };
    }
    const { subscriptions, deliveries } = await store.forget(place.platform, place.chat);
    const briefings = `${count(subscriptions, "briefing")} set here and ${count(deliveries, "record")} of what was posted`;
    return {
      blocks: [note(`All that was kept on ${where} is deleted: ${briefings}, and the settings.`)],
    };
  },
});

/** Telegram's topics share a chat; a Discord thread is a channel of its own. */
const nameOf = ({ platform, direct }: Place): string =>
  direct ? "our conversation" : platform === "telegram" ? "this chat, with all its topics" : "this channel";

const count = (n: number, noun: string): string => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
