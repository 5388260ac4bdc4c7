/**
 * Runs one command and kills itself after a file-system call that changes something: `CALL WORD...`. With call 0 it
 * lives, and writes how many such calls there were to standard output.
 */
import { flushCompileCache } from "node:module";
import { main } from "../../src/main.ts";
import { systemTimetable } from "../../src/scheduler/timetable.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { watchFileSystem } from "./watched-file-system.ts";

const [at = "0", ...words] = process.argv.slice(2);
const onlyReads = new Set(["readText", "list"]);
let changes = 0;

const fileSystem = watchFileSystem(nodeFileSystem, {
  after(call) {
    if (onlyReads.has(call.name)) return;
    changes += 1;
    if (changes !== Number(at)) return;
    // A process that is killed leaves nothing for the others, which would all begin as slowly.
    flushCompileCache();
    process.kill(process.pid, "SIGKILL");
  },
});

process.exitCode = await main({
  words,
  environment: process.env,
  version: "0.0.0-test",
  output: { write: () => {} },
  errorOutput: process.stderr,
  signal: new AbortController().signal,
  clock: systemClock,
  timetable: systemTimetable,
  fileSystem,
});
process.stdout.write(`${changes}\n`);
