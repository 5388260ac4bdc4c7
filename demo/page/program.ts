import { spawn } from "node:child_process";
import { inheritedEnvironment, programPath } from "../command-line.ts";

/** Enough to see why it ended. */
const keptLines = 12;

/** Running work may end well within it; what takes longer is cut off, for its folder goes anyway. */
const longestStopMs = 2000;

export interface ProgramOptions {
  /** The folder that holds config/ and history/. */
  home: string;
  environment: Readonly<Record<string, string>>;
}

/** The service, `modelvane run`, as a child process. */
export interface Program {
  /** Resolves with a sentence on how it ended and its last lines, whoever ended it. */
  ended: Promise<string>;
  /** Asks it to end, and ends it by force where it does not. Resolves when it has ended. */
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

export function startProgram({ home, environment }: ProgramOptions): Program {
  const told = { NO_COLOR: "1", LOG_LEVEL: "warn", LOG_FORMAT: "pretty" };
  const child = spawn(process.execPath, [programPath, "run"], {
    env: { ...inheritedEnvironment(), ...told, ...environment, MODELVANE_HOME: home },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      lines = [...lines, ...text.split("\n").filter(Boolean)].slice(-keptLines);
    });
  }
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(`Modelvane could not be started: ${error.message}`));
    child.once("close", (code, signal) => {
      const how = code === null ? `was ended by ${signal}` : `ended by itself (exit ${code})`;
      resolve([`Modelvane ${how}. Its last lines:`, ...lines.map((line) => `  ${line}`)].join("\n"));
    });
  });
  return {
    ended,
    async stop() {
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), longestStopMs);
      await ended;
      clearTimeout(timer);
    },
    kill: () => void child.kill("SIGKILL"),
  };
}
