/** Curators' tools: check a dossier, look into it, export it, extend it, start one. */
import { Argument, Command, Option } from "commander";
import { loadConfig } from "../config.ts";
import { KINDS } from "../dossier/kinds.ts";
import { check } from "./data-check.ts";
import { exportDossier } from "./data-export.ts";
import { init } from "./data-init.ts";
import { printTemplate } from "./data-new.ts";
import { stats } from "./data-stats.ts";
import { refusing } from "./refusing.ts";

const dataOption = () => new Option("--data <dir>", "folder of the dossier").default(loadConfig().data);

const formatOption = (first: string, second: string) =>
  new Option("--format <format>", "how to print").choices([first, second]).default(first);

export function dataCommand(): Command {
  const data = new Command("data").description("curators' tools for a dossier");
  data
    .command("check")
    .description("everything that must hold; problems as file:line:column, then counts by kind and source")
    .addOption(dataOption())
    .option("--sources <dir>", "folder with the texts of the sources, to verify quotes, figures and names")
    .addOption(formatOption("text", "json"))
    .action(refusing(check));
  data
    .command("export")
    .description("the whole dossier as one JSON document, or as a CSV file a kind for a spreadsheet")
    .addOption(dataOption())
    .addOption(formatOption("json", "csv"))
    .option("--out <dir>", "folder that the CSV files go to; made when it is missing")
    .option("--bom", "begin each CSV file with the mark by which Excel knows UTF-8")
    .action(refusing(exportDossier));
  data
    .command("new")
    .description("a filled template of an item with the next free id, to paste into the dossier")
    .addArgument(new Argument("<kind>", "what to write").choices(Object.keys(KINDS)))
    .argument("[words...]", "what it is about; its id and name are made of them")
    .addOption(dataOption())
    .action(refusing(printTemplate));
  data
    .command("stats")
    .description(
      "counts by kind, source, topic, party, status and speaker; what lacks a topic; most-cited paragraphs",
    )
    .addOption(dataOption())
    .addOption(formatOption("text", "json"))
    .action(refusing(stats));
  data
    .command("init")
    .description("starts a dossier: a small valid one to overwrite, in an empty folder")
    .argument("<dir>", "folder to fill; made when it is missing")
    .action(refusing(init));
  return data;
}
