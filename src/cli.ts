/** The engine from a shell: one answer, or a curator's tools. Exit status 0 yes, 1 no, 2 wrong usage. */
import { Command } from "commander";
import { dataCommand } from "./cli/data.ts";

const program = new Command("rapporteur").description(
  "A briefing assistant that answers from a sourced dossier",
);
program.addCommand(dataCommand());
program.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
await program.parseAsync();
