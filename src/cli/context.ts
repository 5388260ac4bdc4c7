import type { Readable } from "node:stream";
import type { App } from "../app.ts";
import type { Progress, Styles } from "./terminal.ts";

/** What a command works with. */
export interface CommandContext {
  app: App;
  styles: Styles;
  /** Aborted by SIGINT and SIGTERM. */
  signal: AbortSignal;
  /** Milliseconds since the epoch. */
  now(): number;
  /** What is piped in; null where nothing is. To be read once. */
  input: Readable | null;
  startProgress(text: string): Promise<Progress>;
  /** A part of the answer, to standard output, as it comes. */
  print(text: string): void;
  /** A line for people while the command still works; goes to standard error. */
  tell(line: string): void;
  service: ServiceRunner;
}

/** Runs the service until the signal is aborted; lines for people go to `tell`. */
export type ServiceRunner = (options: { signal: AbortSignal; tell: (line: string) => void }) => Promise<void>;

/** What a command gives back. */
export interface CommandResult {
  /** The one document of `--json`. */
  json: unknown;
  /** The same for people; made only where it is wanted. Empty where there is nothing to say beyond what was printed. */
  text: string | (() => string);
  /** 0 done, 1 failed, 2 wrong usage or settings. */
  exitCode: 0 | 1 | 2;
}

/** A command that has done what it was asked for. */
export function done(json: unknown, text: CommandResult["text"]): CommandResult {
  return { json, text, exitCode: 0 };
}
