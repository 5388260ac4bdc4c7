import { Writable } from "node:stream";
import { type Logger, pino } from "pino";
import { hideSecrets } from "./secrets.ts";

export type { Logger };

export interface LoggerOptions {
  level: string;
  format: "json" | "pretty";
  /** Where lines go: standard error, so that standard output is a command's own. */
  output: { write(text: string): unknown };
  secrets: readonly string[];
}

const redactedPaths = [
  "token",
  "*.token",
  "authorization",
  "*.authorization",
  "headers",
  "*.headers",
  "botToken",
  "*.botToken",
];

function withoutSecrets(output: LoggerOptions["output"], secrets: readonly string[]): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      output.write(hideSecrets(String(chunk), secrets));
      done();
    },
  });
}

/** The program's log: one JSON object a line, or lines for people. Secrets are replaced, wherever they stand. */
export async function createLogger({ level, format, output, secrets }: LoggerOptions): Promise<Logger> {
  const target = withoutSecrets(output, secrets);
  const options = { level, redact: redactedPaths, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  if (format === "json") return pino(options, target);
  // Loaded only when asked for: it costs more to load than the rest of a command.
  const { default: pretty } = await import("pino-pretty");
  const lines = pretty({ destination: target, colorize: false, translateTime: "SYS:HH:MM:ss", sync: true });
  // Before it is made pretty as well: that writes some characters in a way of its own, by which no secret is found.
  return pino(options, withoutSecrets(lines, secrets));
}
