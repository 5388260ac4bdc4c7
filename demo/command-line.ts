import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const program = join(import.meta.dirname, "..", "src", "bin", "modelvane.ts");

/** What a child inherits besides the world: nothing of the user's tokens or settings. */
const inheritedNames = ["PATH", "HOME", "TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "LANG", "TMPDIR", "SystemRoot"];

export interface CommandLineOptions {
  /** The folder that holds config/ and history/. */
  home: string;
  environment: Readonly<Record<string, string>>;
  signal: AbortSignal;
}

export type CommandLine = (...words: string[]) => Promise<void>;

/**
 * The real command line as child processes, their output shown as it is.
 * @throws Error where a command fails, is cut short, or does not exist.
 */
export function createCommandLine({ home, environment, signal }: CommandLineOptions): CommandLine {
  const inherited = Object.fromEntries(
    inheritedNames.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
  const env = { ...inherited, LOG_LEVEL: "error", ...environment, MODELVANE_HOME: home };
  return (...words) => {
    if (!existsSync(program)) return Promise.reject(new Error("There is no command line yet: src/bin/modelvane.ts."));
    console.log(`$ modelvane ${words.join(" ")}\n`);
    const child = spawn(process.execPath, [program, ...words], {
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
