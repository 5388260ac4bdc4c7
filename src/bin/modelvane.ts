#!/usr/bin/env node
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

/**
 * Below this, dependencies fail in ways that say nothing to a person, so they are not even loaded: what this file imports
 * at its head has to be there in old versions too.
 */
const oldestNode = 24;

function versionOfPackage(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

/**
 * Settings may stand in a .env file in the home folder; what the environment says itself goes first. Answers false,
 * and has said why, where there is one that cannot be read.
 */
function loadSettingsFile(): boolean {
  const path = join(process.env.MODELVANE_HOME || ".", ".env");
  if (!existsSync(path)) return true;
  try {
    process.loadEnvFile(path);
    return true;
  } catch (error) {
    process.stderr.write(
      `${path} cannot be read as a file of settings (${(error as NodeJS.ErrnoException).code}). Mend or remove it.\n`,
    );
    return false;
  }
}

/** A reader that has seen enough (`| head`) closes the pipe: that is no fault. */
function endQuietlyWithoutReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
}

/** One signal ends the work well; a second one ends the process. */
function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => stopping.abort(new Error(`Stopped by ${name}.`)));
  }
  return stopping.signal;
}

async function start(): Promise<void> {
  const { collectEarly, keepCompiledCode } = await import("./tune-runtime.ts");
  keepCompiledCode();
  const [main, { systemTimetable }, { systemClock }, { nodeFileSystem }] = await Promise.all([
    import("../main.ts"),
    import("../scheduler/timetable.ts"),
    import("../shared/clock.ts"),
    import("../shared/file-system.ts"),
  ]);
  // A single command may be slower for it; the service answers for weeks.
  if (process.argv[2] !== "run") collectEarly();
  if (!loadSettingsFile()) {
    process.exitCode = 2;
    return;
  }
  endQuietlyWithoutReader();
  process.exitCode = await main.main({
    words: process.argv.slice(2),
    environment: process.env,
    version: versionOfPackage(),
    input: process.stdin.isTTY ? undefined : process.stdin,
    output: process.stdout,
    errorOutput: process.stderr,
    signal: stopSignal(),
    clock: systemClock,
    fileSystem: nodeFileSystem,
    timetable: systemTimetable,
  });
}

const running = Number(process.versions.node.split(".")[0]);
if (running < oldestNode) {
  process.stderr.write(
    `Modelvane needs Node.js ${oldestNode} or newer, and this is ${process.versions.node}. In a checkout, call it by npm: npm run -s modelvane -- COMMAND\n`,
  );
  process.exitCode = 2;
} else {
  await start();
}
