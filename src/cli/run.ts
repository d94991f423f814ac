/** The subcommands of the shell, and what their failures print. */
import { Command } from "commander";
import { DossierError, UserError } from "../errors.ts";
import { askCommand } from "./ask.ts";
import { briefCommand } from "./brief.ts";
import { dataCommand } from "./data.ts";
import { stateCommand } from "./state.ts";

/** Runs what the command line asks for; sets the exit status: 0 yes, 1 no, 2 wrong usage. */
export async function run(): Promise<void> {
  try {
    const program = new Command("rapporteur").description(
      "A briefing assistant that answers from a sourced dossier",
    );
    const commands = [askCommand(), briefCommand(), dataCommand(), stateCommand()];
    for (const command of commands) program.addCommand(command);
    for (const command of [program, ...program.commands, ...program.commands.flatMap((c) => c.commands)]) {
      command.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
    }
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof UserError || error instanceof DossierError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
