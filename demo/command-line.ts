import { type ChildProcess, spawn } from "node:child_process";
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

/** Calls it with these words and shows what it says; `read` answers that instead. */
export interface CommandLine {
  (...words: string[]): Promise<void>;
  read(...words: string[]): Promise<string>;
}

/**
 * The real command line as child processes.
 * @throws Error where a command fails or is cut short.
 */
export function createCommandLine({ home, environment, signal }: CommandLineOptions): CommandLine {
  const env = { ...inheritedEnvironment(), LOG_LEVEL: "error", ...environment, MODELVANE_HOME: home };

  async function run(words: readonly string[], output: "inherit" | "pipe"): Promise<string> {
    console.log(`$ modelvane ${words.join(" ")}\n`);
    const child = spawn(process.execPath, [programPath, ...words], {
      env,
      signal,
      killSignal: "SIGKILL",
      stdio: ["ignore", output, "inherit"],
    });
    let said = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    await ended(child, `"modelvane ${words.join(" ")}"`, signal);
    return said;
  }

  const show = async (...words: string[]) => void (await run(words, "inherit"));
  return Object.assign(show, { read: (...words: string[]) => run(words, "pipe") });
}

function ended(child: ChildProcess, name: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("error", (error) => {
      if (child.pid === undefined) reject(error);
    });
    // Only now has all of its output come.
    child.once("close", (code) => {
      if (code === 0) resolve();
      else if (signal.aborted) reject(new Error(`${name} was cut off.`));
      else reject(new Error(`${name} failed (exit ${code ?? "by a signal"}).`));
    });
  });
}
