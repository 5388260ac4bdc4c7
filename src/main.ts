import type { Readable } from "node:stream";
import { runCommandLine } from "./cli/command-line.ts";
import type { CommandContext } from "./cli/context.ts";
import type { OpenContext } from "./cli/define-command.ts";
import { canAnimate, createStyles, isPlain, type OutputStream, silentProgress, startSpinner } from "./cli/terminal.ts";
import { compose, type Program } from "./composition.ts";
import type { Timetable } from "./scheduler/timetable.ts";
import { parseSettings, type Settings } from "./settings.ts";
import type { Clock } from "./shared/clock.ts";
import type { FileSystem } from "./shared/file-system.ts";
import { createHttpClient, type HttpClient } from "./shared/http-client.ts";
import { createLogger } from "./shared/logger.ts";
import { hideSecrets } from "./shared/secrets.ts";
import { createStreamingPoster, type StreamingPoster } from "./shared/streaming-post.ts";

/** What the program is started with. */
export interface MainOptions {
  /** The command's own words, without the program's. */
  words: readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
  version: string;
  /** What is piped in; left out where a person sits there, or nothing is. */
  input?: Readable | undefined;
  output: OutputStream;
  errorOutput: OutputStream;
  /** Aborted by SIGINT and SIGTERM. */
  signal: AbortSignal;
  clock: Clock;
  fileSystem: FileSystem;
  timetable: Timetable;
}

interface Opened {
  settings: Settings | null;
  http: HttpClient | null;
  streaming: StreamingPoster | null;
  program: Program | null;
}

/** Opens the program for a command, when one is to run: help and wrong usage need neither settings nor files. */
function opener(options: MainOptions, opened: Opened): OpenContext {
  const { environment, errorOutput, output, clock, version } = options;
  return async ({ json, isService, repairs }) => {
    const settings = parseSettings(environment);
    opened.settings = settings;
    const { secrets } = settings;
    const format = settings.log.format ?? (errorOutput.isTTY ? "pretty" : "json");
    const level = settings.log.level ?? (isService ? "info" : "warn");
    const logger = await createLogger({ level, format, output: errorOutput, secrets });
    const userAgent = `modelvane/${version}`;
    const http = createHttpClient({ clock, logger, userAgent });
    const streaming = createStreamingPoster({ clock, userAgent });
    const program = compose({ ...options, settings, http, streaming, logger, staysUp: isService });
    Object.assign(opened, { http, streaming, program });
    const { app, service } = program;
    const context: CommandContext = {
      app,
      service,
      signal: options.signal,
      styles: createStyles(output, isPlain(output, environment)),
      now: () => clock.now(),
      input: options.input ?? null,
      startProgress: async (text) =>
        json || !canAnimate(errorOutput, environment) ? silentProgress : await startSpinner(errorOutput, text),
      print: (text) => void output.write(hideSecrets(text, secrets)),
      tell: (line) => void errorOutput.write(`${hideSecrets(line, secrets)}\n`),
    };
    if (repairs) for (const sentence of (await app.recover()).sentences) context.tell(sentence);
    return context;
  };
}

/** Runs the program; answers its exit code. */
export async function main(options: MainOptions): Promise<number> {
  const opened: Opened = { settings: null, http: null, streaming: null, program: null };
  try {
    return await runCommandLine({
      ...options,
      open: opener(options, opened),
      clean: (text) => hideSecrets(text, opened.settings?.secrets ?? []),
    });
  } finally {
    await opened.program?.close();
    await opened.streaming?.close();
    await opened.http?.close();
  }
}
