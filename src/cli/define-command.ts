import type { Command } from "commander";
import { UsageError, UserFacingError } from "../domain/errors.ts";
import type { CommandContext, CommandResult } from "./context.ts";
import type { OutputStream } from "./terminal.ts";

/** Opens what commands need. `json` keeps standard error free of a spinner; `repairs` mends files after a crash first. */
export type OpenContext = (options: { json: boolean; isService: boolean; repairs: boolean }) => Promise<CommandContext>;

export interface CommandHost {
  program: Command;
  open: OpenContext;
  output: OutputStream;
  errorOutput: OutputStream;
  /** Told how the command ended. */
  finish(exitCode: number): void;
  /** Takes secrets out of a text. */
  clean(text: string): string;
}

export interface CommandDefinition<Options> {
  name: string;
  description: string;
  /** Declares arguments and options. */
  declare?(command: Command): void;
  /** What `--json` holds when the command fails, besides `errors`. */
  failure?: Record<string, unknown>;
  isService?: boolean;
  /** A command that only looks leaves the files as they are. */
  onlyLooks?: boolean;
  run(context: CommandContext, options: Options, positional: string[]): Promise<CommandResult>;
}

function textOf({ text }: CommandResult): string {
  return typeof text === "string" ? text : text();
}

type WithJson<Options> = Options & { json?: boolean };

/** What went wrong as a sentence; a defect of the program with all that helps to find it. */
function sentenceOf(error: unknown, signal: AbortSignal | undefined): string {
  if (error instanceof UserFacingError) return error.message;
  if (signal?.aborted && error === signal.reason) return "Stopped before it was done.";
  return `Something unexpected happened: ${(error as Error).stack ?? error}`;
}

function report<Options>(host: CommandHost, definition: CommandDefinition<Options>, json: boolean) {
  return (error: unknown, signal: AbortSignal | undefined): void => {
    const message = host.clean(sentenceOf(error, signal));
    if (json) {
      const document = { outcome: "failed", ...definition.failure, errors: [message] };
      host.output.write(`${JSON.stringify(document, null, 2)}\n`);
    }
    host.errorOutput.write(`${message}\n`);
    host.finish(error instanceof UsageError ? 2 : 1);
  };
}

/** Adds a command: with `--json` it prints its document, without it the text; faults become a sentence and a code. */
export function defineCommand<Options extends object>(host: CommandHost, definition: CommandDefinition<Options>): void {
  const command = host.program.command(definition.name).description(definition.description);
  definition.declare?.(command);
  command.option("--json", "print one JSON document");
  command.action(async (...received: unknown[]) => {
    const positional = received
      .slice(0, -2)
      .flat()
      .filter((each) => typeof each === "string");
    const options = command.opts<WithJson<Options>>();
    const json = options.json === true;
    let context: CommandContext | undefined;
    try {
      context = await host.open({
        json,
        isService: definition.isService ?? false,
        repairs: !definition.onlyLooks,
      });
      const result = await definition.run(context, options, positional);
      host.finish(result.exitCode);
      const text = json ? JSON.stringify(result.json, null, 2) : textOf(result);
      if (text !== "") host.output.write(host.clean(`${text}\n`));
    } catch (error) {
      report(host, definition, json)(error, context?.signal);
    }
  });
}
