import { spawn } from "node:child_process";
import { join } from "node:path";

/** The program as the shell would start it. */
export const programPath = join(import.meta.dirname, "..", "src", "bin", "modelvane.ts");

const inheritedNames = ["PATH", "HOME", "TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "LANG", "TMPDIR", "SystemRoot"];

/** What a child inherits besides the world: nothing of the user's tokens or settings. */
export function inheritedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    inheritedNames.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

export interface CommandLineOptions {
  /** The folder that holds config/ and history/. */
  home: string;
  environment: Readonly<Record<string, string>>;
  signal: AbortSignal;
}

export type CommandLine = (...words: string[]) => Promise<void>;

/**
 * The real command line as child processes, their output shown as it is.
 * @throws Error where a command fails or is cut short.
 */
export function createCommandLine({ home, environment, signal }: CommandLineOptions): CommandLine {
  const env = { ...inheritedEnvironment(), LOG_LEVEL: "error", ...environment, MODELVANE_HOME: home };
  return (...words) => {
    console.log(`$ modelvane ${words.join(" ")}\n`);
    const child = spawn(process.execPath, [programPath, ...words], {
      env,
      signal,
      killSignal: "SIGKILL",
      stdio: ["ignore", "inherit", "inherit"],
    });
    return new Promise((resolve, reject) => {
      child.once("error", (error) => {
        if (child.pid === undefined) reject(error);
      });
      child.once("exit", (code) => {
        if (code === 0) resolve();
        else if (signal.aborted) reject(new Error(`"modelvane ${words.join(" ")}" was cut off.`));
        else reject(new Error(`"modelvane ${words.join(" ")}" failed (exit ${code ?? "by a signal"}).`));
      });
    });
  };
}
