import { Command, CommanderError } from "commander";
import { UserFacingError } from "../domain/errors.ts";
import { addAskCommand } from "./commands/ask.ts";
import { addDoctorCommand } from "./commands/doctor.ts";
import { addInspectCommands } from "./commands/inspect.ts";
import { addRankCommand } from "./commands/rank.ts";
import { addRevisionCommands } from "./commands/revisions.ts";
import { addRunCommand } from "./commands/run.ts";
import { addStatsCommand } from "./commands/stats.ts";
import { addSteeringCommands } from "./commands/steer.ts";
import { addTrialCommand } from "./commands/trial.ts";
import { addUpdateCommand } from "./commands/update.ts";
import { addWatchCommands } from "./commands/watch.ts";
import type { CommandHost, OpenContext } from "./define-command.ts";
import type { OutputStream } from "./terminal.ts";

export interface CommandLineOptions {
  /** The command's own words, without the program's. */
  words: readonly string[];
  version: string;
  output: OutputStream;
  errorOutput: OutputStream;
  open: OpenContext;
  /** Takes secrets out of a text. */
  clean(text: string): string;
}

function createProgram({ version, output, errorOutput }: CommandLineOptions): Command {
  return new Command("modelvane")
    .description("Keeps config/models.json pointing at the best AI model that really answers today.")
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void output.write(text),
      writeErr: (text) => void errorOutput.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError("See --help for what is possible.")
    .showSuggestionAfterError();
}

/** Runs one command; answers the exit code: 0 done, 1 failed, 2 wrong usage or settings. */
export async function runCommandLine(options: CommandLineOptions): Promise<number> {
  const { words, output, errorOutput, open, clean } = options;
  let exitCode = 0;
  const program = createProgram(options);
  const finish = (code: number) => {
    exitCode = code;
  };
  const host: CommandHost = { program, open, output, errorOutput, finish, clean };
  addUpdateCommand(host);
  addRankCommand(host);
  addAskCommand(host);
  addStatsCommand(host);
  addWatchCommands(host);
  addInspectCommands(host);
  addRevisionCommands(host);
  addSteeringCommands(host);
  addTrialCommand(host);
  addDoctorCommand(host);
  addRunCommand(host);
  try {
    await program.parseAsync([...words], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    if (!(error instanceof CommanderError || error instanceof UserFacingError)) throw error;
    // The command line could not be read, so no command has printed its document.
    const message = error.message.replace(/^error: /, "");
    if (words.includes("--json"))
      output.write(`${JSON.stringify({ outcome: "failed", errors: [message] }, null, 2)}\n`);
    // What commander refuses it has written already; a value that one of our parsers refused it has not.
    if (error instanceof UserFacingError) errorOutput.write(`${message}\n`);
    return 2;
  }
}
