/**
 * Runs the service and kills itself after a file-system call, counted from the moment on at which a person's update is
 * put in the inbox: `NAME PATH COUNT`, two regular expressions, and the how manieth call that changes something and
 * fits both. With COUNT 0 it lives until it is killed. Each such call is a line `NAME PATH` of standard output.
 */
import { writeSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { main } from "../../src/main.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { createFakeTimetable } from "./fake-timetable.ts";
import { watchFileSystem } from "./watched-file-system.ts";

const [name = "", path = "", count = "0"] = process.argv.slice(2);
const [namePattern, pathPattern] = [new RegExp(`^(?:${name})$`), new RegExp(path)];
const onlyReads = new Set(["readText", "list"]);
let isArmed = false;
let left = Number(count);

const fileSystem = watchFileSystem(nodeFileSystem, {
  after(call) {
    isArmed ||= call.name === "open" && call.path.includes("/inbox/");
    if (!isArmed || onlyReads.has(call.name)) return;
    writeSync(1, `${call.name} ${call.path}\n`);
    if (!namePattern.test(call.name) || !pathPattern.test(call.path)) return;
    left -= 1;
    // A process that is killed leaves nothing for the others, which would all begin as slowly.
    if (left <= 0) flushCompileCache();
    if (left === 0) process.kill(process.pid, "SIGKILL");
  },
});

process.exitCode = await main({
  words: ["run"],
  environment: process.env,
  version: "0.0.0-test",
  output: process.stderr,
  errorOutput: { write: () => {} },
  signal: new AbortController().signal,
  clock: systemClock,
  timetable: createFakeTimetable(),
  fileSystem,
});
