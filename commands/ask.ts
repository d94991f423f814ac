/** /ask and any plain text: a free question, answered from the items that carry it. */

import { args } from "../src/args.ts";
import { answer } from "../src/ask/ask.ts";
import { defineCommand } from "../src/command.ts";

export default defineCommand({
  name: "ask",
  group: "Ask",
  aliases: ["question", "q"],
  summary: "Any question in your own words",
  local: {
    uk: { name: "питання", summary: "Будь-яке питання своїми словами" },
    ru: { name: "вопрос", summary: "Любой вопрос своими словами" },
  },
  examples: [
    "/ask who leads the russian team",
    "/ask what happened on 1 feb",
    "/ask size of ukrainian-held donetsk",
  ],
  args: { question: args.text("The question") },
  run({ question }, { dossier, now }) {
    return answer(question, dossier, now);
  },
});
