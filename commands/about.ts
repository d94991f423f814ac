/** /about: what this is, what it rests on, what it does not do. */
import { defineCommand } from "../src/command.ts";
import { drill, note } from "../src/reply/document.ts";

export default defineCommand({
  name: "about",
  group: "This bot",
  aliases: ["info", "version"],
  summary: "What this is and what it rests on",
  local: {
    uk: { name: "про", summary: "Що це таке і на що воно спирається" },
    ru: { name: "о_боте", summary: "Что это и на что опирается" },
  },
  examples: ["/about"],
  args: {},
  run(_, { dossier }) {
    const { manifest } = dossier;
    const sources = dossier.all("source").length;
    const statements = dossier.items.filter((item) => "status" in item).length;
    const disputes = dossier.all("dispute").length;
    return {
      blocks: [
        { type: "title", text: `Rapporteur · ${manifest.title}` },
        note(`Dossier: ${manifest.subject}.`),
        note(
          `${statements} statements and ${disputes} disputes from ${sources} ${sources === 1 ? "source" : "sources"}; revision ${dossier.revision}.`,
        ),
        note(
          "Nothing is generated: each sentence is an item of the dossier with its source and paragraph. Where sources differ, every account is shown.",
        ),
        note("It knows only its sources. What they do not say, it does not know."),
      ],
      actions: [drill("Sources", "/sources"), drill("Help", "/help")],
    };
  },
});
