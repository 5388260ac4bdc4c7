/** Commits once and kills itself at the given file-system call: `HOME CALL after|half`. Ends with 0 where it has fewer. */
import { flushCompileCache } from "node:module";
import { nodeFileSystem } from "../../src/shared/file-system.ts";
import { setUpConfiguration } from "./configuration-setup.ts";
import { watchFileSystem } from "./watched-file-system.ts";

const [home = "", at = "", moment = ""] = process.argv.slice(2);

function die(): void {
  // A process that is killed leaves nothing for the others, which would all begin as slowly.
  flushCompileCache();
  process.kill(process.pid, "SIGKILL");
}

const fileSystem = watchFileSystem(nodeFileSystem, {
  before(call, writeHalf) {
    if (call.number !== Number(at) || moment !== "half" || call.name !== "write") return;
    writeHalf();
    die();
  },
  after(call) {
    if (call.number === Number(at) && moment === "after") die();
  },
});

await setUpConfiguration({ home, fileSystem }).commitModel("new/model", "the-killed-run");
