import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { main } from "../../src/main.ts";
import { systemTimetable } from "../../src/scheduler/timetable.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { sourceEnvironment } from "./source-environment.ts";

const program = join(import.meta.dirname, "../../src/bin/modelvane.ts");

export interface ProcessOutput {
  exitCode: number | null;
  output: string;
  errorOutput: string;
}

/** Runs the command line in a process of its own, as the shell would. */
export async function runProgram(
  words: readonly string[],
  environment: Record<string, string>,
  options: { onErrorOutput?: (text: string, child: ChildProcess) => void } = {},
): Promise<ProcessOutput> {
  const child = spawn(process.execPath, [program, ...words], { env: { ...sourceEnvironment(), ...environment } });
  const written = { output: "", errorOutput: "" };
  child.stdout.on("data", (chunk) => {
    written.output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    written.errorOutput += chunk;
    options.onErrorOutput?.(written.errorOutput, child);
  });
  const [exitCode] = await once(child, "close");
  return { exitCode, ...written };
}

/** The same in this process: quicker, for what needs no process of its own. */
export async function runHere(words: readonly string[], environment: Record<string, string>): Promise<ProcessOutput> {
  const written = { output: "", errorOutput: "" };
  const into = (name: keyof typeof written) => ({
    write(text: string) {
      written[name] += text;
    },
  });
  const exitCode = await main({
    words,
    environment,
    version: "0.0.0-test",
    output: into("output"),
    errorOutput: into("errorOutput"),
    signal: new AbortController().signal,
    clock: systemClock,
    timetable: systemTimetable,
    fileSystem: nodeFileSystem,
  });
  return { exitCode, ...written };
}
